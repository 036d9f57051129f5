"""RESULTS/journal.jsonl: one line a finished submission, added before the next one is started.

Whatever stops a batch, finished lines stay; a line that was cut off in the middle is dropped.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.batch.record import Graded, graded_from_dict, graded_to_dict
from autograder.errors import CourseError
from autograder.text import _

NAME = "journal.jsonl"
_FORMAT = 1


@dataclass
class Journal:
    """The journal of one results folder, open for one batch; made by `open_journal`.

    Attributes:
        path: the file.
        places: where each student's latest record begins in it, in bytes.
    """

    path: Path
    places: dict[str, int]

    def look_again(self) -> None:
        """Find out what is in it, after `append` may have been interrupted."""
        self.places = _places(self.path)

    def read(self, student: str) -> Graded:
        """Return the latest record of a student in `places`."""
        with self.path.open("rb") as file:
            file.seek(self.places[student])
            return graded_from_dict(json.loads(file.readline())["graded"])

    def append(self, graded: Graded) -> None:
        """Add a record; it is on the disk when this returns.

        Raises:
            CourseError: it cannot be written; what was there before is as it was.
        """
        record = {"format": _FORMAT, "student": graded.student, "graded": graded_to_dict(graded)}
        line = json.dumps(record, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
        with self.path.open("r+b", buffering=0) as file:
            end = file.seek(0, os.SEEK_END)
            try:
                left = memoryview(line)
                while left:
                    left = left[file.write(left) :]
                os.fsync(file.fileno())
            except OSError as error:
                with contextlib.suppress(OSError):
                    file.truncate(end)
                raise CourseError(
                    _(
                        "{path} cannot be written ({why}): make room and give the same command "
                        "again, which goes on after the {n} submissions that are finished"
                    ).format(path=self.path, why=error.strerror, n=len(self.places))
                ) from None
        self.places[graded.student] = end


@contextlib.contextmanager
def open_journal(results: Path) -> Iterator[Journal]:
    """Open the journal of a results folder, for one batch at a time.

    Raises:
        CourseError: another batch has it open, or it is no journal that this version reads.
    """
    results.mkdir(parents=True, exist_ok=True)
    path = results / NAME
    with path.open("ab") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise CourseError(
                _(
                    "another batch is writing to {results}: wait until it has ended, or choose "
                    "another folder with --out"
                ).format(results=results)
            ) from None
        yield Journal(path, _places(path))


def _places(path: Path) -> dict[str, int]:
    """Return where each student's latest record begins; drop a last line that was cut off."""
    places: dict[str, int] = {}
    with path.open("r+b") as file:
        begin = 0
        for line in file:
            try:
                record = json.loads(line) if line.endswith(b"\n") else None
            except ValueError:
                record = None
            if record is None:
                file.seek(begin)
                if any(line.endswith(b"\n") for line in file.readlines()[1:]):
                    raise _not_ours(path)
                file.truncate(begin)
                break
            if not isinstance(record, dict) or record.get("format") != _FORMAT:
                raise _not_ours(path)
            places[record["student"]] = begin
            begin += len(line)
    return places


def _not_ours(path: Path) -> CourseError:
    return CourseError(
        _(
            "{path} is damaged or was written by another version of the grader: move it away to "
            "grade everybody anew"
        ).format(path=path)
    )
