"""What the names of files and folders say: which exercise, which attempt, which student."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from autograder.exercises import NAMES

MODULE, NOTEBOOK, ARCHIVE = ".py", ".ipynb", ".zip"

_BETWEEN = r"[\s_\-.,+()\[\]]"
_ANY_EXERCISE = "|".join(
    f"(?P<{name}>{name.replace('_', '[ _-]')})" for name in sorted(NAMES, key=len, reverse=True)
)
_EXERCISE = re.compile(
    rf"(?:(?<={_BETWEEN})|^)(?:\d\d-)?(?:{_ANY_EXERCISE})(?={_BETWEEN}|$)", re.IGNORECASE
)
_COPY = re.compile(r"\s-\s(?:copy|복사본)$", re.IGNORECASE)
_ATTEMPT = re.compile(
    r"(?:\s*\((?P<copy>\d{1,2})\)"
    r"|[\s_\-.]+v(?P<version>\d{1,2})"
    r"|[\s_\-.]*(?:attempt|시도)[\s_\-]*(?P<attempt>\d{1,3})"
    r"|[\s_\-]+(?P<round>\d{1,2})차)$",
    re.IGNORECASE,
)
_AFTER_A_FILE_NAME = re.compile(r"-(\d{1,2})$")
_PASSED_OVER = {"__macosx", "__pycache__", "venv", "env", "node_modules", "site-packages"}


@dataclass(frozen=True)
class FileName:
    """A file's name, taken apart.

    Attributes:
        student: what is left of it without the exercise and the attempt; may be "".
        exercise: the exercise that it names, or "".
        attempt: the number that a later attempt has, or 0.
        suffix: its ending in small letters, as ``".py"``.
    """

    student: str
    exercise: str
    attempt: int
    suffix: str


def file_name(name: str) -> FileName:
    """Take a file's name apart: ``"kim_preprocess (2).py"`` is kim's second preprocess."""
    stem, suffix = _stem_and_suffix(clean(name, limit=1000))
    named = list(_EXERCISE.finditer(stem))
    if not named:
        student, attempt = without_attempt(stem)
        return FileName(student, "", attempt, suffix)
    found = named[-1]
    exercise = next(name for name in NAMES if found[name])
    before, after = stem[: found.start()].rstrip(" _-.,+"), stem[found.end() :]
    after, attempt = without_attempt(after)
    if not attempt and (numbered := _AFTER_A_FILE_NAME.search(after)):
        after, attempt = after[: numbered.start()], int(numbered[1])
    student = " ".join(part for part in (before, after.strip(" _-.,+")) if part)
    return FileName(student, exercise, attempt, suffix)


def without_attempt(stem: str) -> tuple[str, int]:
    """Return a name without the number of an attempt, and that number (0: none)."""
    found = _ATTEMPT.search(stem)
    attempt = int(next(number for number in found.groups() if number)) if found else 0
    before = stem[: found.start()] if found else stem
    return _COPY.sub("", before), attempt


def uploaded_name(name: str) -> tuple[str, int]:
    """Return a file's name as the student had it, and its attempt: ``"a-1.py"`` is a.py's first."""
    stem, suffix = _stem_and_suffix(clean(name, limit=1000))
    stem, attempt = without_attempt(stem)
    if not attempt and (numbered := _AFTER_A_FILE_NAME.search(stem)):
        stem, attempt = stem[: numbered.start()], int(numbered[1])
    return stem + suffix, attempt


def clean(name: str, limit: int = 120) -> str:
    """Return a name that can be shown and compared.

    Composed (NFC), one line, nothing that a terminal or a reader's eye would take for something
    else; what cannot be read is ``�``; never empty.
    """
    whole = unicodedata.normalize("NFC", legible(name))
    shown = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in whole)
    shown = " ".join(shown.replace("/", " ").split())[:limit].strip()
    return shown or "unnamed"


def legible(name: str) -> str:
    """Return a file's name whose bytes are no UTF-8 as the text that they most likely are."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return decoded(name.encode("utf-8", "surrogateescape"), "replace")
    return name


def decoded(name: bytes, errors: str = "strict") -> str:
    """Return a name's bytes as text: UTF-8, else Korean Windows (cp949)."""
    for encoding in ("utf-8", "cp949"):
        try:
            return name.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name.decode("utf-8", errors)


def is_passed_over(name: str) -> bool:
    """Whether a file or folder of this name is nobody's work: hidden, a cache, an environment."""
    return name.startswith(".") or name.casefold() in _PASSED_OVER


def _stem_and_suffix(name: str) -> tuple[str, str]:
    for suffix in (MODULE, NOTEBOOK, ARCHIVE):
        for ending in (suffix, f"{suffix}.txt"):
            if name.casefold().endswith(ending) and len(name) > len(ending):
                return name[: -len(ending)].rstrip(), suffix
    stem, dot, suffix = name.rpartition(".")
    return (stem, dot + suffix.casefold()) if stem else (name, "")
