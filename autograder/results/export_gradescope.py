"""``gradescope/NAME/results.json``: what an autograder on Gradescope leaves for each submission.

The format is that of https://gradescope-autograders.readthedocs.io/en/latest/specs/#output-format.
Hidden checks are there with the visibility ``hidden``, without id, title or message, and without
points, which the ``score`` of the whole already has. (Gradescope shows students no total while a
test is hidden, until grades are published.)
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from autograder.batch.record import Graded
from autograder.results.feedback import hidden_text, outcome_text
from autograder.results.in_order import by_student
from autograder.results.student_view import HiddenOutcome, Outcome, Section, sections

FOLDER = "gradescope"


def files(
    records: Sequence[Graded], file_names: Mapping[str, str], **_others: Any
) -> Iterator[tuple[str, str]]:
    """Yield each file's path and its text.

    Args:
        records: one for each student.
        file_names: what each student's folder is called.
    """
    for graded in by_student(records):
        text = json.dumps(results(graded), ensure_ascii=False, indent=2) + "\n"
        yield f"{FOLDER}/{file_names[graded.student]}/results.json", text


def results(graded: Graded) -> dict[str, Any]:
    """Return what ``results.json`` says of a submission."""
    return {
        "score": round(graded.report.points, 4),
        "output": "\n".join(graded.notes),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": [test for section in sections(graded) for test in _tests(section)],
    }


def _tests(section: Section) -> Iterator[dict[str, Any]]:
    exercise = section.exercise.name
    for outcome in section.outcomes:
        yield _test(exercise, outcome)
    for hidden in section.hidden:
        yield _hidden_test(exercise, hidden)


def _test(exercise: str, outcome: Outcome) -> dict[str, Any]:
    result = outcome.result
    return {
        "name": f"{exercise} · {result.id}",
        "score": round(result.points, 4),
        "max_score": round(result.out_of, 4),
        "status": "passed" if result.status == "passed" else "failed",
        "output": "\n".join(filter(None, [result.title, outcome_text(outcome)])),
        "tags": [exercise],
        "visibility": "visible",
    }


def _hidden_test(exercise: str, hidden: HiddenOutcome) -> dict[str, Any]:
    return {
        "name": f"{exercise} · {hidden_text(hidden.passed)}",
        "status": "passed" if hidden.passed else "failed",
        "tags": [exercise],
        "visibility": "hidden",
    }
