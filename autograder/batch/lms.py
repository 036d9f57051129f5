"""What an LMS's download says in its file names: who handed in what.

Moodle (``mod/assign/classes/downloader.php``): folders ``Full Name_12345_assignsubmission_file``,
with a ``_`` at the end in older versions, or files of that beginning, then ``_`` and the student's
own file name; the number is the participant's. Canvas (``lib/content_zipper.rb``): files
``sortablename[_LATE]_USER_ATTACHMENT_`` and the student's own file name, in which a later attempt
ends in ``-1``, ``-2`` …; anonymous ones ``[LATE_]anon_CODE_ATTACHMENT_``. Gradescope's export:
folders ``submission_123``, and ``submission_metadata.yml``, which has each one's submitters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.batch.names import clean, legible
from autograder.batch.regular_file import read
from autograder.errors import CourseError
from autograder.text import _

METADATA = "submission_metadata.yml"
_MAX_METADATA = 200_000_000

_MOODLE = re.compile(
    r"(?P<name>[^_]+)(?:_(?P<id>\d+))?_assignsubmission_(?P<plugin>[a-z]+)(?:_(?P<rest>.*))?",
    re.DOTALL,
)
_CANVAS = re.compile(
    r"(?P<name>.*?[^_])_(?P<late>LATE_)?(?P<id>\d+)_(?:(?P<file>\d+)_(?P<rest>.+)|(?P<text>text|link)\.html)",
    re.DOTALL,
)
_CANVAS_ANONYMOUS = re.compile(
    r"(?P<late>LATE_)?anon_(?P<id>[^\W_]+)_(?:\d+_(?P<rest>.+)|(?P<text>text|link)\.html)",
    re.DOTALL,
)


@dataclass(frozen=True)
class LmsName:
    """Who handed something in, as an LMS's name for it says.

    Attributes:
        student: the name.
        ids: the LMS's ids, as ``{"moodle": "12345"}``.
        own_name: the student's own name of the file; "" for a folder.
        note: a sentence about it, or "".
        is_file: whether there is anything in it to be graded.
    """

    student: str
    ids: dict[str, str] = field(default_factory=dict)
    own_name: str = ""
    note: str = ""
    is_file: bool = True


def lms_name(name: str, is_folder: bool) -> LmsName | None:
    """Return what Moodle's or Canvas's name of a file or folder says; ``None`` if it is neither."""
    name = legible(name)
    if found := _MOODLE.fullmatch(name):
        return _moodle(found, is_folder)
    if is_folder:
        return None
    if found := _CANVAS_ANONYMOUS.fullmatch(name):
        return _canvas(found, f"anon {found['id']}", "canvas_anonymous")
    if found := _CANVAS.fullmatch(name):
        return _canvas(found, clean(found["name"]), "canvas")
    return None


def _moodle(found: re.Match[str], is_folder: bool) -> LmsName:
    student = clean(found["name"])
    ids = {"moodle": found["id"]} if found["id"] else {}
    if found["plugin"] != "file":
        note = _("text typed into Moodle is not graded")
        return LmsName(student, ids, note=note, is_file=False)
    return LmsName(student, ids, "" if is_folder else found["rest"] or "")


def _canvas(found: re.Match[str], student: str, kind: str) -> LmsName:
    ids = {kind: found["id"]}
    if found["text"]:
        return LmsName(student, ids, note=_("text typed into Canvas is not graded"), is_file=False)
    note = _("handed in late, as Canvas says") if found["late"] else ""
    return LmsName(student, ids, found["rest"], note)


@dataclass(frozen=True)
class Submitted:
    """One submission in Gradescope's export.

    Attributes:
        submitters: who handed it in, one or a group.
        created: when, as the export writes it.
    """

    submitters: tuple[LmsName, ...]
    created: str


def gradescope(folder: Path) -> dict[str, Submitted]:
    """Return the submissions that a Gradescope export names, by their folders' names.

    Raises:
        CourseError: the export's list cannot be read.
    """
    if not (folder / METADATA).exists():
        return {}
    try:
        import yaml
    except ImportError:
        raise CourseError(_("to read a Gradescope export: pip install pyyaml")) from None
    data = read(folder / METADATA, METADATA, _MAX_METADATA)
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # texts only; tags are not obeyed
    try:
        listed = yaml.load(data, loader)
        submissions = {str(name): _submitted(name, entry) for name, entry in listed.items()}
    except (yaml.YAMLError, ValueError, AttributeError, TypeError, RecursionError):
        raise CourseError(
            _("{name} is not as Gradescope writes it; download the submissions again").format(
                name=METADATA
            )
        ) from None
    return submissions


def _submitted(name: str, entry: dict[str, Any]) -> Submitted:
    people = entry.get(":submitters") or []
    number = re.search(r"\d+$", name)
    submission = {"gradescope": number[0]} if number else {}
    names = tuple(
        LmsName(
            clean(person.get(":name") or person.get(":email") or person.get(":sid") or name),
            submission
            | {key: person[f":{key}"] for key in ("sid", "email") if person.get(f":{key}")},
        )
        for person in people
    )
    return Submitted(names or (LmsName(clean(name), submission),), str(entry.get(":created_at")))
