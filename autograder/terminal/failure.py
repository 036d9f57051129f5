"""What a student reads of a check that did not pass."""

from __future__ import annotations

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from autograder.report import CheckResult, Message
from autograder.terminal.digits import Beside
from autograder.terminal.wording import headline, note
from autograder.text import _

_LONGEST = 112  # two lines of 80 columns, beside the labels
_SIDE_BY_SIDE = 44


def failure(result: CheckResult, *, again: str = "", heading: bool = True) -> RenderableType:
    """Return the message of a check that did not pass.

    Args:
        result: what became of the check.
        again: the command that repeats it.
        heading: whether its id and worth stand above.
    """
    parts: list[RenderableType] = []
    if heading:
        worth = -result.points if result.hidden else result.out_of
        parts.append(Text(headline(result.id, worth, result.hidden), "bold"))
    parts.append(Text(result.title))
    message = result.message
    if message is None:
        return Group(*parts)
    facts = [*_facts(message), *_help(message)]
    command = (_("again"), again) if again else None
    width = max(cell_len(label) for label, _value in [*facts, *([command] if command else [])])
    rows = Table.grid(padding=(0, 2, 0, 0))
    rows.add_column(min_width=width, no_wrap=True, style="cyan")
    rows.add_column(overflow="fold")
    for label, value in facts:
        rows.add_row(label, value)
    parts.append(Padding(rows, (0, 0, 0, 2)))
    if command:  # on one line, however long, so that it can be copied
        label = command[0] + " " * (width - cell_len(command[0]))
        line = Text(f"  {label}  ", "cyan", no_wrap=True, overflow="ignore")
        parts.append(line.append(again, "default"))
    if message.comparison is not None:
        parts.append(Beside(message.comparison, indent=2))
    return Group(*parts)


def _facts(message: Message) -> list[tuple[str, Text]]:
    """Return what happened: the call, the fault, theirs and the promised, the student's line."""
    facts = []
    if message.call:
        facts.append((_("call"), Text(message.call, no_wrap=True, overflow="ellipsis")))
    facts.append((_("problem"), Text(message.problem, "bold red")))
    facts += _difference(message)
    if message.lines:
        last = message.lines[-1]
        facts.append((_("line"), Text(f"{last.file}:{last.line}  {last.source.strip()}")))
    return facts


def _difference(message: Message) -> list[tuple[str, Text]]:
    labels = {
        "raised": _("raised"),
        "import": _("raised"),
        "signature": _("yours"),
        "changed": _("found"),
    }
    got = (labels.get(message.kind, _("returned")), Text(_short(message.got)))
    promised = (_("promised"), Text(_short(message.promised)))
    if not message.got:
        return [promised] if message.promised else []
    if not message.promised:
        return [got]
    if got[1].cell_len + promised[1].cell_len > _SIDE_BY_SIDE:
        got[1].no_wrap, got[1].overflow = True, "ellipsis"
        return [got, promised]
    one_line = got[1].append("     ").append(promised[0], "cyan").append("  ")
    return [(got[0], one_line.append_text(promised[1]))]


def _help(message: Message) -> list[tuple[str, Text]]:
    rows = [
        (_("mistake"), Text(message.mistake, "bold").append(_after(message.mistake, message.hint))),
        (_("hint"), Text("" if message.mistake else message.hint)),
        (_("read"), Text(note(message.see) if message.see else "")),
    ]
    return [(label, value) for label, value in rows if value]


def _after(mistake: str, hint: str) -> Text:
    return Text(f" – {hint}" if mistake and hint else "", "not bold")


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
