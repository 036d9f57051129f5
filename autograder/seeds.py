"""With which number the random choices of a check begin."""

from __future__ import annotations

import hashlib


def number_for(exercise: str, what: str, seed: int | None) -> int:
    """Return a number that depends on these three and on nothing else.

    Args:
        exercise: the exercise's name.
        what: the check's id, or the name of what several checks share.
        seed: the judge's; None for what a worker may know.
    """
    text = f"{exercise}.{what}.{seed}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")
