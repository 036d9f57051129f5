"""Put the results into their folder, so that an interruption never leaves a half-written file."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from autograder.batch.record import Graded
from autograder.errors import CourseError
from autograder.results.class_page import class_page
from autograder.results.export_gradescope import FOLDER as GRADESCOPE
from autograder.results.exports import EXPORTS, wanted
from autograder.results.grades import grades_csv
from autograder.results.in_order import by_student
from autograder.results.names import file_names, link
from autograder.results.notes import site_address
from autograder.results.printed_page import printed_page
from autograder.results.student_page import student_page
from autograder.results.usage_page import usage_page
from autograder.text import _

ASSIGNMENT = "MNIST CNN"
STUDENTS = "students"
_UNFINISHED = ".results-being-written"
_A_FILE_FOR_EACH_STUDENT = (STUDENTS, "printed", GRADESCOPE)


def write(
    records: Sequence[Graded],
    out: Path,
    exports: Sequence[str] = (),
    *,
    assignment: str = ASSIGNMENT,
    notes: str = "",
) -> None:
    """Write the results of a batch into the folder `out`; other files there are left alone.

    Everything is written beside what is there first, and only then moved to its place, file by
    file; so whenever it is interrupted, each file in `out` is whole, the old or the new one. All
    but ``time-and-memory.html`` and ``printed/`` is the same bytes for the same verdicts, in
    whatever order the records come.

    Args:
        records: one for each student.
        out: the folder; it is made if there is none.
        exports: which of ``canvas``, ``moodle`` and ``gradescope`` to write a file for; those that
            `out` already has are renewed too.
        assignment: the assignment's title in Canvas.
        notes: where the notes' site lies, for links in the students' pages: its address, or its
            folder; empty: the pages name the paragraph only.

    Raises:
        CourseError: there is no such export or no such site, or the folder cannot be written to.
    """
    chosen = wanted(exports, out)
    site = site_address(notes, out / STUDENTS)
    unfinished = out / _UNFINISHED
    try:
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        files = _files(records, chosen, assignment, site)
        paths = [_write(unfinished, path, text) for path, text in files]
        for path in paths:
            (out / path).parent.mkdir(parents=True, exist_ok=True)
            os.replace(unfinished / path, out / path)
        _remove_others(out, paths)
    except OSError as error:
        raise CourseError(
            _("The results cannot be written to {folder}: {why}.").format(
                folder=out, why=error.strerror or error
            )
        ) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _files(
    records: Sequence[Graded], exports: Sequence[str], assignment: str, site: str
) -> Iterator[tuple[str, str]]:
    """Yield each file's path in the results and its text, one at a time."""
    names = file_names(graded.student for graded in records)
    for graded in by_student(records):
        name = f"{names[graded.student]}.html"
        yield f"{STUDENTS}/{name}", student_page(graded, link("..", "printed", name), site)
        yield f"printed/{name}", printed_page(graded)
    for export in exports:
        yield from EXPORTS[export](records, assignment=assignment, file_names=names)
    yield "time-and-memory.html", usage_page(records)
    yield "class.html", class_page(records, names)
    yield "grades.csv", grades_csv(records)


def _write(folder: Path, path: str, text: str) -> str:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode("utf-8", "replace"))
    return path


def _remove_others(out: Path, paths: Sequence[str]) -> None:
    """Remove the files of students who are no longer in the records."""
    kept = {out / path for path in paths}
    for folder in _A_FILE_FOR_EACH_STUDENT:
        for file in sorted((out / folder).rglob("*"), reverse=True):
            if file.is_dir():
                if not any(file.iterdir()):
                    file.rmdir()
            elif file not in kept and file.suffix in (".html", ".json"):
                file.unlink()
