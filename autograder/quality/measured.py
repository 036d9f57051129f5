"""What was measured: plain records, counted from verdicts."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from autograder.catalogue import checks_for, hidden_checks_for
from autograder.exercises import NAMES
from autograder.quality.mutants import Harmless
from autograder.quality.specimens import Kind, Specimen
from autograder.quality.trial import Verdict
from autograder.report import CheckResult

NAMED_AT_LEAST = 0.95


@dataclass(frozen=True)
class Fault:
    """One thing that the grader did and ought not to have done.

    Attributes:
        exercise: where.
        module: the specimen's name.
        seed: with which seed.
        what: the check and its message, or what else there is to say.
    """

    exercise: str
    module: str
    seed: int
    what: str


@dataclass(frozen=True)
class Survivor:
    """A mutant that no check noticed.

    Attributes:
        exercise: the solution that was changed.
        change: what was changed.
        why: why that alters nothing that was promised; "" if nobody has said so.
    """

    exercise: str
    change: str
    why: str = ""


@dataclass(frozen=True)
class CheckPower:
    """What a check catches.

    Attributes:
        exercise: its exercise.
        check: its id.
        misconceptions: ids of those that it fails.
        alone: names of the specimens that fail at it and at no other check.
        mutants: how many mutants it fails.
    """

    exercise: str
    check: str
    misconceptions: tuple[str, ...]
    alone: tuple[str, ...]
    mutants: int


@dataclass(frozen=True)
class Measured:
    """The grader's quality.

    Attributes:
        seeds: the seeds that right and wrong modules were graded with.
        modules: how many of each kind there were.
        false_rejects: right work that lost points.
        false_accepts: wrong work that lost none.
        broken: checks that broke by a fault of their own.
        elsewhere: misconceptions that failed at other checks than they are said to.
        named: how many misconceptions were named, with every seed.
        misconceptions: how many there were.
        unnamed: those that were not, and what was said instead.
        changed: modules whose verdict was not the same with every seed.
        survivors: mutants that no check noticed.
        stale: changes listed as harmless that no mutant makes, or that a check does notice.
        checks: what each check catches.
    """

    seeds: tuple[int, ...]
    modules: dict[str, int]
    false_rejects: tuple[Fault, ...]
    false_accepts: tuple[Fault, ...]
    broken: tuple[Fault, ...]
    elsewhere: tuple[Fault, ...]
    named: int
    misconceptions: int
    unnamed: tuple[Fault, ...]
    changed: tuple[Fault, ...]
    survivors: tuple[Survivor, ...]
    stale: tuple[str, ...]
    checks: tuple[CheckPower, ...]

    @property
    def unexplained(self) -> tuple[Survivor, ...]:
        """Mutants alive that nobody has given a reason for."""
        return tuple(survivor for survivor in self.survivors if not survivor.why)

    @property
    def named_enough(self) -> bool:
        """Whether enough of the misconceptions were named."""
        return self.named >= NAMED_AT_LEAST * self.misconceptions

    @property
    def faults(self) -> int:
        """How many faults the grader has; 0 is what it must be."""
        found = (self.false_rejects, self.false_accepts, self.broken, self.elsewhere, self.changed)
        return sum(map(len, (*found, self.unexplained, self.stale))) + (not self.named_enough)


def measure(verdicts: Sequence[Verdict], harmless: Sequence[Harmless] = ()) -> Measured:
    """Count what verdicts show.

    Args:
        verdicts: of right and wrong modules with all seeds, and of mutants with one.
        harmless: changes that alter nothing that was promised.
    """
    right, wrong, mutants = (_of_kind(verdicts, kind) for kind in ("right", "wrong", "mutant"))
    misconceptions = {v.specimen for v in wrong if v.specimen.misconception}
    unnamed = _unnamed(wrong)
    survivors = [_survivor(v, harmless) for v in mutants if not v.failed]
    return Measured(
        seeds=tuple(sorted({v.seed for v in [*right, *wrong]})),
        modules={
            kind: len({v.specimen for v in of_kind})
            for kind, of_kind in (("right", right), ("wrong", wrong), ("mutant", mutants))
        },
        false_rejects=tuple(
            _fault(v, _said(check))
            for v in right
            for check in v.not_passed
            if check.status != "error"
        ),
        false_accepts=tuple(_fault(v, "") for v in wrong if not v.not_passed),
        broken=tuple(
            _fault(v, _said(check))
            for v in verdicts
            for check in v.checks
            if check.status == "error"
        ),
        elsewhere=tuple(
            _fault(v, difference)
            for v in wrong
            if (difference := _difference(v.specimen, v.failed))
        ),
        named=len(misconceptions) - len({(f.exercise, f.module) for f in unnamed}),
        misconceptions=len(misconceptions),
        unnamed=unnamed,
        changed=_changed([*right, *wrong]),
        survivors=tuple(survivors),
        stale=_stale(harmless, mutants, survivors),
        checks=_powers([*wrong, *mutants]),
    )


def to_dict(measured: Measured) -> dict[str, object]:
    """Return what was measured as dicts, lists, numbers and strings, with the totals."""
    return {"faults": measured.faults, **dataclasses.asdict(measured)}


def _of_kind(verdicts: Iterable[Verdict], kind: Kind) -> list[Verdict]:
    return [verdict for verdict in verdicts if verdict.specimen.kind == kind]


def _fault(verdict: Verdict, what: str) -> Fault:
    return Fault(verdict.specimen.exercise, verdict.specimen.name, verdict.seed, what)


def _said(check: CheckResult) -> str:
    return f"{check.id}: {check.message.problem if check.message else check.status}"


def _difference(specimen: Specimen, failed: Sequence[CheckResult]) -> str:
    """Return which checks failed a misconception that is not said to fail them, and the reverse.

    Only visible checks count that call the function that is wrong: where a right function of the
    module uses the wrong one, it fails with it.
    """
    if not specimen.caught_by:
        return ""
    own = [c.id for c in failed if not c.hidden and specimen.function in c.functions]
    more = [f"+{check}" for check in own if check not in specimen.caught_by]
    fewer = [f"-{check}" for check in specimen.caught_by if check not in own]
    return " ".join([*more, *fewer])


def _unnamed(wrong: Sequence[Verdict]) -> tuple[Fault, ...]:
    """Return the misconceptions that no failed check named, with what they were called instead."""
    found = []
    for verdict in wrong:
        names = [check.misconception for check in verdict.failed if check.misconception]
        if verdict.specimen.misconception and verdict.specimen.misconception not in names:
            found.append(_fault(verdict, ", ".join(names)))
    return tuple(found)


def _changed(verdicts: Sequence[Verdict]) -> tuple[Fault, ...]:
    """Return the verdicts that differ from the one of the same module with its first seed.

    A misconception's further verdicts are those of the checks that catch it, and of no others.
    """
    first: dict[Specimen, dict[str, str]] = {}
    found = []
    for verdict in verdicts:
        now: dict[str, str] = {check.id: check.status for check in verdict.checks}
        before = first.setdefault(verdict.specimen, now)
        changes = [f"{id_} {before[id_]} → {now[id_]}" for id_ in now if before[id_] != now[id_]]
        if changes:
            found.append(_fault(verdict, ", ".join(changes)))
    return tuple(found)


def _survivor(verdict: Verdict, harmless: Sequence[Harmless]) -> Survivor:
    exercise, change = verdict.specimen.exercise, verdict.specimen.name
    reasons = [one.why for one in harmless if one.exercise == exercise and change in one.changes]
    return Survivor(exercise, change, next(iter(reasons), ""))


def _stale(
    harmless: Sequence[Harmless], mutants: Sequence[Verdict], survivors: Sequence[Survivor]
) -> tuple[str, ...]:
    tried = {verdict.specimen.exercise for verdict in mutants}
    alive = {(survivor.exercise, survivor.change) for survivor in survivors}
    return tuple(
        f"{one.exercise} {change}"
        for one in harmless
        if one.exercise in tried
        for change in one.changes
        if (one.exercise, change) not in alive
    )


def _powers(verdicts: Sequence[Verdict]) -> tuple[CheckPower, ...]:
    """Return what each check catches, judged by each specimen's first seed."""
    caught: dict[tuple[str, str], list[Specimen]] = defaultdict(list)
    checks_of: dict[Specimen, list[str]] = {}
    for verdict in verdicts:
        if verdict.specimen not in checks_of:
            checks_of[verdict.specimen] = [check.id for check in verdict.failed]
            for check in verdict.failed:
                caught[verdict.specimen.exercise, check.id].append(verdict.specimen)
    exercises = {verdict.specimen.exercise for verdict in verdicts}
    ran = {(v.specimen.exercise, check.id) for v in verdicts for check in v.checks}
    return tuple(
        CheckPower(
            exercise=name,
            check=check.id,
            misconceptions=tuple(one.name for one in specimens if one.kind == "wrong"),
            alone=tuple(one.name for one in specimens if len(checks_of[one]) == 1),
            mutants=sum(one.kind == "mutant" for one in specimens),
        )
        for name in NAMES
        if name in exercises
        for check in (*checks_for(name), *hidden_checks_for(name))
        if (name, check.id) in ran
        for specimens in [caught[name, check.id]]
    )
