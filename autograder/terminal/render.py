"""A rich renderable as text, for a terminal of a given width, colour and encoding."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType

_PLAIN = str.maketrans({"·": "-", "×": "x", "…": "...", "–": "-", "█": "#", "░": "."})


def render(
    renderable: RenderableType, *, width: int = 80, colour: bool = False, encoding: str = "utf-8"
) -> str:
    """Return `renderable` as lines of text, the last one ended too.

    Args:
        renderable: what to show.
        width: how many columns there are.
        colour: whether the terminal takes colours; which ones, its environment says (``TERM``,
            ``COLORTERM``).
        encoding: the terminal's; what it does not have is written in ASCII or as ``?``.
    """
    from rich.console import Console, Group

    file = _File()
    file.encoding = encoding
    console = Console(
        file=file,
        width=width,
        force_terminal=colour,
        color_system="auto" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    console.print(Group(renderable), crop=False)  # a bare Text would lose its `no_wrap`
    text = "\n".join(line.rstrip(" ") for line in file.getvalue().split("\n"))
    if not encoding.lower().startswith("utf"):
        text = text.translate(_PLAIN).encode(encoding, "replace").decode(encoding)
    return text


class _File(io.StringIO):
    """Text in memory that says which encoding it will end up in."""

    encoding = "utf-8"
