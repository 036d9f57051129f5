"""Two small grey images side by side, in half-block characters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions
from rich.style import Style
from rich.text import Text

from autograder.report import Comparison
from autograder.text import _

MAX_HEIGHT = 64
_GAP = "    "
_SHADES = " ░▒▓█"

Pixels = list[list[int]]


@dataclass(frozen=True)
class Beside:
    """The student's image beside the promised one; nothing where the terminal cannot show them.

    A character shows two pixels, one above the other: as ``▀`` in two greys where there are 256
    colours or more, else as one shade of both.

    Attributes:
        comparison: the two images.
        indent: how many columns to leave free on the left.
    """

    comparison: Comparison
    indent: int = 0

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        """Yield the captions, then the rows."""
        images = (self.comparison.got, self.comparison.promised)
        captions = (_("yours"), _("promised"))
        widths = [
            max(len(image[0]) if image else 0, cell_len(caption))
            for image, caption in zip(images, captions, strict=True)
        ]
        needed = self.indent + sum(widths) + len(_GAP)
        tallest = max(map(len, images))
        if options.ascii_only or needed > options.max_width or not 0 < tallest <= MAX_HEIGHT:
            return
        coloured = console.color_system in ("256", "truecolor")
        line = _greys if coloured else _shades
        left = [Text(captions[0]), *map(line, _pairs(images[0]))]
        right = [Text(captions[1]), *map(line, _pairs(images[1]))]
        for one, other in zip_longest(left, right, fillvalue=Text()):
            padding = " " * (widths[0] - one.cell_len)
            yield Text(" " * self.indent).append_text(one).append(padding + _GAP).append_text(other)


def _pairs(pixels: Pixels) -> Iterator[list[tuple[int, int]]]:
    """Yield two rows at a time, as pairs of pixels; below an odd last row it is black."""
    for index in range(0, len(pixels), 2):
        upper = pixels[index]
        lower = pixels[index + 1] if index + 1 < len(pixels) else [0] * len(upper)
        yield list(zip(upper, lower, strict=True))


def _greys(pairs: list[tuple[int, int]]) -> Text:
    line = Text()
    for upper, lower in pairs:
        line.append("▀", Style(color=_grey(upper), bgcolor=_grey(lower)))
    return line


def _grey(value: int) -> str:
    return f"#{value:02x}{value:02x}{value:02x}"


def _shades(pairs: list[tuple[int, int]]) -> Text:
    """Return one shade for each pair: a blank for black only, however dark the others are."""
    brightest = len(_SHADES) - 1
    shades = (max(round((u + w) / 510 * brightest), min(u + w, 1)) for u, w in pairs)
    return Text("".join(_SHADES[shade] for shade in shades))
