"""What a student is called on a page, and what the file of a student is called."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from urllib.parse import quote

from autograder.text import _

_LONGEST = 120
_ALSO_ALLOWED = frozenset(" -_.@'")
_WINDOWS_DEVICE = re.compile(r"(?:CON|PRN|AUX|NUL|(?:COM|LPT)[0-9¹²³])\s*(?:\.|$)", re.IGNORECASE)
_ENDS_IN_DIGEST = re.compile(r"-[0-9a-f]{10}$", re.IGNORECASE)


def shown(student: str) -> str:
    """Return the student's name on one line; what cannot be printed is replaced by a mark."""
    letters = (letter if letter.isprintable() or letter.isspace() else "�" for letter in student)
    return " ".join("".join(letters).split()) or _("(no name)")


def file_names(students: Iterable[str]) -> dict[str, str]:
    """Return a name for each student's files, without an ending.

    Names are valid on Linux, macOS and Windows, differ in more than case, do not depend on the
    order of `students`, and are the student's own name wherever that is such a name.
    """
    plain = {student: _plain(student) for student in set(students)}
    times_taken = Counter(name.casefold() for name in plain.values())
    return {
        student: name
        if name == unicodedata.normalize("NFC", student)
        and times_taken[name.casefold()] == 1
        and not _WINDOWS_DEVICE.match(name)
        and not _ENDS_IN_DIGEST.search(name)
        else f"{name or 'student'}-{_digest(student)}"
        for student, name in plain.items()
    }


def link(*parts: str) -> str:
    """Return the relative URL of the file that lies at `parts`."""
    return "/".join(quote(part) for part in parts)


def _plain(student: str) -> str:
    letters = [
        letter if letter.isalnum() or letter in _ALSO_ALLOWED else "_"
        for letter in unicodedata.normalize("NFC", student)
    ]
    short = "".join(letters).encode("utf-8")[:_LONGEST].decode("utf-8", "ignore")
    name = short.lstrip(" .-").rstrip(" .")
    return f"_{name}" if _WINDOWS_DEVICE.match(name) else name


def _digest(student: str) -> str:
    return hashlib.sha256(student.encode("utf-8", "surrogatepass")).hexdigest()[:10]
