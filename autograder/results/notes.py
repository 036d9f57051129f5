"""Where a report's references to the notes lead."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from autograder.errors import CourseError
from autograder.text import _, language

ENDINGS = (".html", ".md")
NoteLink = Callable[[str], str]
"""From a reference, as ``page#anchor``, to the address of that paragraph, or to none."""


def no_link(see: str) -> str:
    """Return no address: nobody has said where the notes are."""
    return ""


def into_pages(base: str, ending: str = ".html") -> NoteLink:
    """Return links to the notes' pages, which lie in a folder for each language.

    Args:
        base: the address of those folders; empty: nobody has said.
        ending: of the pages' names.
    """
    if not base:
        return no_link
    base = base.rstrip("/")

    def address(see: str) -> str:
        page, hash_, anchor = see.partition("#")
        return f"{base}/{language()}/{page}{ending}{hash_}{anchor}"

    return address


def beside_notebook(folder: Path) -> NoteLink:
    """Return links to the pages that a class's notebooks have beside them in ``notes/``."""

    def address(see: str) -> str:
        page, hash_, anchor = see.partition("#")
        path = f"notes/{page}.md"
        return f"{path}{hash_}{anchor}" if (folder / path).is_file() else ""

    return address


def links_to(notes: str, seen_from: Path) -> NoteLink:
    """Return links to the notes for pages in the folder `seen_from`.

    Args:
        notes: the site's address, or the folder that it was built into, or the one of its source;
            empty: there is none.
        seen_from: the folder of the pages that are to link to it.

    Raises:
        CourseError: it is no address, and no folder with the notes.
    """
    if not notes or notes.startswith(("https://", "http://")):
        return into_pages(notes)
    folder = Path(notes)
    for ending in ENDINGS:
        if (folder / language() / f"start{ending}").is_file():
            relative = os.path.relpath(folder.resolve(), seen_from.resolve())
            return into_pages(quote(Path(relative).as_posix()), ending)
    raise CourseError(
        _(
            "There is no site of the notes at {notes}: give its address (https://…), or the"
            " folder that 'autograder site' has written."
        ).format(notes=notes)
    )


def notes_at_hand(course: Path) -> str:
    """Return where a course has its notes: the site, if it is built, or its source, or nowhere."""
    for folder in (course / "site", course / "course"):
        if any((folder / language() / f"start{ending}").is_file() for ending in ENDINGS):
            return str(folder)
    return ""
