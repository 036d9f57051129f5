"""Short phrases that several places show."""

from __future__ import annotations

from autograder.text import _, language, plural


def headline(check: str, points: float, hidden: bool = False) -> str:
    """Return a check's id and its worth, as ``scales_by_255 · 2 points``.

    Of a hidden check it says what failing it costs, as ``some_check · hidden, costs 2
    points``.
    """
    worth = plural("{n:g} point", "{n:g} points", 1 if points == 1 else 2).format(n=points)
    if hidden:
        worth = _("hidden, costs {worth}").format(worth=worth)
    return f"{check} · {worth}"


def note(see: str) -> str:
    """Return where the note ``page#anchor`` lies, in the reader's language."""
    page, hash_, anchor = see.partition("#")
    return f"course/{language()}/{page}.md{hash_}{anchor}"
