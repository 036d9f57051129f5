"""``autograder class``: a class that is kept with nbgrader."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.one_sentence import one_sentence

app = typer.Typer(help="A class that is kept with nbgrader.", no_args_is_help=True)


@app.callback()
def _commands() -> None:
    """Keep every command a subcommand, however many there are."""


@app.command()
def init(
    directory: Annotated[Path, typer.Argument(help="A new folder.")],
    lang: Annotated[str, typer.Option(help="en or ko: the notebooks' language.")] = "en",
    roster: Annotated[
        Path | None, typer.Option(help="A CSV file with the column id, and names.")
    ] = None,
    package: Annotated[
        str, typer.Option(help="What a notebook on Colab installs: a name or a git URL.")
    ] = "mnist-cnn-course",
) -> None:
    """Lay out a course directory, ready for nbgrader's commands."""
    from autograder.nbgrader.class_folder import init as lay_out
    from autograder.project import project_root
    from autograder.text import _

    with one_sentence():
        written = lay_out(project_root(), directory, language=lang, roster=roster, package=package)
        typer.echo(_("{n} files in {directory}").format(n=len(written), directory=directory))
