"""What was measured, for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from autograder.quality.measured import CheckPower, Fault, Measured
from autograder.text import _


def shown(measured: Measured) -> RenderableType:
    """Return the numbers, then every fault, then what each check catches."""
    parts: list[RenderableType] = [_numbers(measured)]
    for title, faults in fault_lists(measured):
        if faults:
            parts += [Text(f"\n{title}", "bold red"), *map(_line, faults)]
    parts += [Text(""), _powers(measured.checks)]
    return Group(*parts)


def fault_lists(measured: Measured) -> list[tuple[str, Sequence[Fault]]]:
    """Return each sort of fault, by a title, with those that there are."""
    survivors = [Fault(one.exercise, one.change, 0, "") for one in measured.unexplained]
    stale = [Fault("", change, 0, "") for change in measured.stale]
    return [
        (_("Right work refused"), measured.false_rejects),
        (_("Wrong work paid in full"), measured.false_accepts),
        (_("Checks that broke"), measured.broken),
        (_("Misconceptions caught by other checks than they say"), measured.elsewhere),
        (_("Misconceptions not named (and what was named instead)"), measured.unnamed),
        (_("Verdicts that changed with the seed"), measured.changed),
        (_("Mutants alive, and no reason given"), survivors),
        (_("Listed as harmless, but noticed or no longer made"), stale),
    ]


def numbers(measured: Measured) -> list[tuple[str, str]]:
    """Return each number with what it counts."""
    kinds, seeds = measured.modules, len(measured.seeds)
    rows = [
        (_("right modules"), f"{kinds['right']}"),
        (_("wrong modules"), f"{kinds['wrong']}"),
        (_("seeds"), f"{seeds}"),
        (_("right work refused"), f"{len(measured.false_rejects)}"),
        (_("wrong work paid in full"), f"{len(measured.false_accepts)}"),
        (_("verdicts that changed with the seed"), f"{len(measured.changed)}"),
    ]
    if measured.misconceptions:
        share = measured.named / measured.misconceptions
        of = f"{measured.named}/{measured.misconceptions} = {share:.1%}"
        rows.append((_("misconceptions named"), of))
    if kinds["mutant"]:
        alive, explained = len(measured.survivors), len(measured.survivors)
        explained -= len(measured.unexplained)
        rows.append((_("mutants killed"), f"{kinds['mutant'] - alive}/{kinds['mutant']}"))
        rows.append((_("mutants alive that change nothing promised"), f"{explained}"))
        rows.append((_("mutants alive"), f"{len(measured.unexplained)}"))
    rows.append((_("faults of the grader"), f"{measured.faults}"))
    return rows


def _numbers(measured: Measured) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column()
    table.add_column(justify="right")
    for what, number in numbers(measured):
        table.add_row(what, number)
    return table


def _line(fault: Fault) -> RenderableType:
    where = f"{fault.exercise}/{fault.module}" if fault.exercise else fault.module
    seed = _("seed {seed}").format(seed=fault.seed)
    return Padding(Text("  ".join(filter(None, [where, seed, fault.what]))), (0, 0, 0, 2))


def _powers(checks: Sequence[CheckPower]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column(_("check"), no_wrap=True)
    for title in (_("misconceptions"), _("mutants"), _("only this check")):
        table.add_column(title, justify="right")
    for exercise, powers in groupby(checks, key=lambda power: power.exercise):
        table.add_row(Text(exercise, "bold"))
        for power in powers:
            caught = (len(power.misconceptions), power.mutants, len(power.alone))
            table.add_row(f"  {power.check}", *map(str, caught))
    return table
