"""A small grey image as a PNG file."""

from __future__ import annotations

import io


def grey_png(rows: list[list[int]]) -> bytes:
    """Return the image as a PNG file, the same bytes for the same image.

    Args:
        rows: values 0–255, all rows of one length of at least 1.
    """
    import matplotlib.image
    import numpy as np

    file = io.BytesIO()
    pixels = np.array(rows, dtype=np.uint8)
    matplotlib.image.imsave(file, np.stack([pixels] * 3, axis=-1), format="png")
    return file.getvalue()
