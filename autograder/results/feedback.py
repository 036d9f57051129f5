"""What a student reads of a check, as plain text for a gradebook."""

from __future__ import annotations

from autograder.batch.record import Graded
from autograder.results.figures import points
from autograder.results.student_view import Fact, Outcome, Section, sections
from autograder.text import _


def outcome_text(outcome: Outcome) -> str:
    """Return the check's message, one fact a line; empty if there is none."""
    lines = [f"{line.place}: {line.source}" for line in outcome.lines]
    return "\n".join([*_facts(outcome.facts), *lines, *_facts(outcome.help)])


def submission_text(graded: Graded) -> str:
    """Return points and the faults found, exercise by exercise."""
    total = _("{points} of {out_of} points").format(
        points=points(graded.report.points), out_of=points(graded.report.out_of)
    )
    parts = [_section_text(section) for section in sections(graded)]
    return "\n\n".join(["\n".join([total, *graded.notes]), *parts])


def hidden_text(passed: bool) -> str:
    """Return all that a student reads of a hidden check."""
    return _("hidden check: passed") if passed else _("hidden check: not passed")


def _section_text(section: Section) -> str:
    exercise = section.exercise
    lines = [f"{exercise.name}: {points(exercise.points)}/{points(exercise.out_of)}"]
    if not exercise.started:
        lines.append(_("not started"))
        return "\n".join(lines)
    for outcome in section.outcomes:
        if outcome.result.status != "passed":
            lines.append(f"{outcome.mark} {outcome.result.title}")
            lines += [f"   {line}" for line in outcome_text(outcome).splitlines()]
    lines += [f"✗ {hidden_text(False)}" for hidden in section.hidden if not hidden.passed]
    return "\n".join(lines)


def _facts(facts: list[Fact]) -> list[str]:
    return [f"{fact.label}: {fact.text}" for fact in facts]
