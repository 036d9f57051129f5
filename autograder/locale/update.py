"""Bring the Korean catalogue up to date: ``python -m autograder.locale.update``.

It takes every sentence from the code, the templates, and the docstrings of checks and
misconceptions, adds new ones to the catalogue to be translated, removes those that are gone, and
compiles the catalogue. Hidden checks are left out: no student reads them, nor is to find them
there. Needs Babel, which the extra ``dev`` brings.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from autograder.catalogue import checks_for, misconceptions_for
from autograder.exercises import NAMES

PACKAGE = Path(__file__).parents[1]
HIDDEN = PACKAGE / "checks" / "hidden"
KOREAN = Path(__file__).parent / "ko" / "LC_MESSAGES" / "autograder.po"
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "plural": (1, 2)}

Message = str | tuple[str, ...]


def sentences() -> Iterator[tuple[Message, str]]:
    """Yield every sentence that people read, or its forms for one and many, and its file."""
    for method, pattern in (("python", "*.py"), ("jinja2.ext:babel_extract", "*.jinja")):
        for path in sorted(set(PACKAGE.rglob(pattern)) - set(HIDDEN.rglob(pattern))):
            with path.open("rb") as file:
                for _line, message, _comments, _context in extract(method, file, KEYWORDS):
                    yield message, path.relative_to(PACKAGE).as_posix()
    for name in NAMES:
        for check in checks_for(name):
            yield check.title, f"checks/{name}.py"
        for wrong in misconceptions_for(name):
            yield wrong.title, f"misconceptions/{name}.py"


def template() -> Catalog:
    """Return a catalogue of all sentences, none of them translated."""
    catalog = Catalog(project="autograder", fuzzy=False, charset="utf-8")
    for message, path in sentences():
        if message:
            catalog.add(message, locations=[(path, 0)])
    return catalog


def korean() -> Catalog:
    """Return the Korean catalogue as it is."""
    with KOREAN.open("rb") as file:
        return read_po(file, locale="ko", domain="autograder")


def compiled(catalog: Catalog) -> bytes:
    """Return the catalogue in the form that gettext reads."""
    file = io.BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def main() -> None:
    """Update and compile the catalogue, and say what is still to be translated."""
    catalog = korean() if KOREAN.exists() else Catalog(locale="ko", domain="autograder")
    catalog.update(template(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.fuzzy = False
    KOREAN.parent.mkdir(parents=True, exist_ok=True)
    with KOREAN.open("wb") as file:
        write_po(file, catalog, width=100, include_lineno=False, ignore_obsolete=True)
    KOREAN.with_suffix(".mo").write_bytes(compiled(catalog))
    missing = [message.id for message in catalog if message.id and not message.string]
    print(f"{len(catalog)} sentences, {len(missing)} to be translated")


if __name__ == "__main__":
    main()
