"""Solutions with one small change each, made by cosmic-ray: a check must notice every one.

Changes that alter nothing that was promised are listed in ``tests/harmless_mutants.toml``, each
with the reason.
"""

from __future__ import annotations

import ast
import difflib
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.errors import CourseError
from autograder.quality.specimens import Specimen, reference_solutions
from autograder.text import _

HARMLESS = "tests/harmless_mutants.toml"


@dataclass(frozen=True)
class Harmless:
    """Changes to a solution that alter nothing that was promised.

    Attributes:
        exercise: the solution that is changed.
        changes: each as `change_of` returns it.
        why: the reason.
    """

    exercise: str
    changes: tuple[str, ...]
    why: str


def mutants(root: Path, exercises: Sequence[str]) -> list[Specimen]:
    """Return every mutant of the solutions; what a mutant is called says what was changed.

    Raises:
        CourseError: cosmic-ray is not installed.
    """
    return [
        Specimen(solution.exercise, "mutant", change_of(solution.source, source), source)
        for solution in reference_solutions(root, exercises)
        for source in _mutated(solution.source)
    ]


def harmless_mutants(root: Path) -> list[Harmless]:
    """Return the changes that are known to alter nothing that was promised.

    Raises:
        CourseError: the list is not in order.
    """
    path = root / HARMLESS
    try:
        listed = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        return [
            Harmless(one["exercise"], tuple(one["changes"]), one["why"])
            for one in listed.get("harmless", [])
        ]
    except (tomllib.TOMLDecodeError, TypeError, KeyError) as error:
        raise CourseError(_("{path} is not in order: {why}").format(path=path, why=error)) from None


def change_of(before: str, after: str) -> str:
    """Return the lines that differ, as ``x = 1 → x = 2``."""
    old, new = before.splitlines(), after.splitlines()
    opcodes = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    changes = [
        f"{_one_line(old[first:last])} → {_one_line(new[start:end])}"
        for tag, first, last, start, end in opcodes
        if tag != "equal"
    ]
    return "; ".join(changes)


def _one_line(lines: Sequence[str]) -> str:
    return " ".join(line.strip() for line in lines)


def _mutated(source: str) -> Iterator[str]:
    """Yield the source with one change each, no two of them the same program."""
    mutate_code, operators = _tool()
    seen = {_program(source)}
    for operator in operators:
        occurrence = 0
        while (mutant := mutate_code(source, operator, occurrence)) is not None:
            occurrence += 1
            program = _program(mutant)
            if program not in seen:
                seen.add(program)
                yield mutant


def _program(source: str) -> str | None:
    """Return what stands for the program, whatever its spacing; None where it is none."""
    try:
        return ast.dump(ast.parse(source))
    except SyntaxError:
        return None


def _tool() -> tuple[Callable[..., str | None], list[Any]]:
    """Return what changes a source, and cosmic-ray's operators that need no arguments."""
    try:
        from cosmic_ray import plugins
        from cosmic_ray.mutating import mutate_code
    except ImportError:
        raise CourseError(
            _("mutants are made by cosmic-ray: install it with pip install cosmic-ray")
        ) from None
    operators = [plugins.get_operator(name) for name in plugins.operator_names()]
    return mutate_code, [
        operator()
        for operator in operators
        if not any("variable" in argument.name for argument in operator.arguments())
    ]
