"""Where a report's references to the notes lead."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from autograder.errors import CourseError
from autograder.text import _, language

NoteLink = Callable[[str], str]
"""From a reference, as ``page#anchor``, to the address of that paragraph, or to none."""


def no_link(see: str) -> str:
    """Return no address: nobody has said where the notes are."""
    return ""


def into_site(base: str) -> NoteLink:
    """Return links into the notes' site; none where `base` is empty."""
    if not base:
        return no_link
    base = base.rstrip("/")

    def address(see: str) -> str:
        page, hash_, anchor = see.partition("#")
        return f"{base}/{language()}/{page}.html{hash_}{anchor}"

    return address


def beside_notebook(folder: Path) -> NoteLink:
    """Return links to the pages that a class's notebooks have beside them in ``notes/``."""

    def address(see: str) -> str:
        page, hash_, anchor = see.partition("#")
        path = f"notes/{page}.md"
        return f"{path}{hash_}{anchor}" if (folder / path).is_file() else ""

    return address


def site_address(notes: str, seen_from: Path) -> str:
    """Return where the notes' site lies for a page in the folder `seen_from`.

    Args:
        notes: the site's address, or the folder that it was built into; empty: there is none.
        seen_from: the folder of the pages that are to link to it.

    Raises:
        CourseError: it is no address, and no folder with the notes' site.
    """
    if not notes or notes.startswith(("https://", "http://")):
        return notes
    folder = Path(notes)
    if not (folder / language() / "start.html").is_file():
        raise CourseError(
            _(
                "There is no site of the notes at {notes}: give its address (https://…), or the"
                " folder that 'autograder site' has written."
            ).format(notes=notes)
        )
    relative = os.path.relpath(folder.resolve(), seen_from.resolve())
    return quote(Path(relative).as_posix())
