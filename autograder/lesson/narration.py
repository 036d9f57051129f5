"""The lesson as it is told: printed while it goes on, and kept for the report."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

if TYPE_CHECKING:
    from matplotlib.figure import Figure as MatplotlibFigure


@dataclass(frozen=True)
class Figure:
    """A picture: its PNG file and what it shows."""

    file: Path
    caption: str


@dataclass(frozen=True)
class Table:
    """A table of text: the names of its columns, and its rows; the first column names the row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Step:
    """One step of the lesson: what is done, and what was found."""

    heading: str
    found: list[str | Table | Figure] = field(default_factory=list)


@dataclass(frozen=True)
class Narration:
    """Tells the steps one by one on `console`; their pictures go into the folder `figures`."""

    console: Console
    figures: Path
    steps: list[Step] = field(default_factory=list)

    def step(self, heading: str) -> None:
        """Begin the next step."""
        self.steps.append(Step(f"{len(self.steps) + 1}. {heading}"))
        self.console.print()
        self.console.print(Text(self.steps[-1].heading, style="bold"))

    def say(self, sentence: str) -> None:
        """Tell one thing that was found."""
        self.steps[-1].found.append(sentence)
        self.console.print(Text(sentence), highlight=False)

    def table(self, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
        """Show a table; all but the first column are numbers."""
        self.steps[-1].found.append(Table(columns, tuple(rows)))
        shown = RichTable(box=None, padding=(0, 3, 0, 0), header_style="dim")
        for place, column in enumerate(columns):
            shown.add_column(Text(column), justify="right" if place else "left")
        for row in rows:
            shown.add_row(*map(Text, row))
        self.console.print(shown)

    def figure(self, name: str, caption: str, drawn: MatplotlibFigure) -> None:
        """Write the picture to ``NAME.png`` and let go of it."""
        from matplotlib import pyplot

        file = self.figures / f"{name}.png"
        drawn.savefig(file, dpi=120)
        pyplot.close(drawn)
        self.steps[-1].found.append(Figure(file, caption))
