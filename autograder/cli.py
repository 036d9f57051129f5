"""The command `autograder`: each subcommand imports what it needs when it runs."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Optional

import typer

from autograder.errors import CourseError

app = typer.Typer(
    help="The course: a convolutional network on MNIST.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def _commands() -> None:
    """Keep every command a subcommand, however many there are."""


@app.command()
def build(
    reset: Annotated[
        Optional[list[str]],  # noqa: UP045 — typer reads it
        typer.Option(help="Replace this exercise's stub even if it was edited; a backup is kept."),
    ] = None,
) -> None:
    """Write the stubs exercises/NAME.py from solutions/NAME.py; edited stubs are kept."""
    from autograder import build as stubs
    from autograder.project import project_root
    from autograder.text import _

    with _one_sentence():
        root = project_root()
        for built in stubs.build(root, reset or []):
            said = {
                "written": _("written"),
                "unchanged": _("unchanged"),
                "kept": _("kept: it has been edited"),
                "reset": _("reset"),
            }[built.action]
            line = f"{built.path.relative_to(root)}: {said}"
            if built.backup is not None:
                line += _(" (backup: {path})").format(path=built.backup.relative_to(root))
            typer.echo(line)


@app.command()
def lesson(
    data: Annotated[Optional[Path], typer.Option(help="An mnist.npz to use.")] = None,  # noqa: UP045
    epochs: Annotated[Optional[int], typer.Option(help="Epochs of training.")] = None,  # noqa: UP045
    out: Annotated[Path, typer.Option(help="The folder to write to.")] = Path("lesson"),
    seed: Annotated[int, typer.Option(help="What all randomness starts from.")] = 0,
) -> None:
    """Give the whole lesson with the reference solutions, with figures and a report."""
    from autograder.lesson import run

    with _one_sentence():
        run(data=data, epochs=epochs, out=out, seed=seed)


@contextlib.contextmanager
def _one_sentence() -> Iterator[None]:
    """Turn an error that says what to do into that sentence and exit code 2."""
    try:
        yield
    except CourseError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None


def main() -> None:
    """Run the command."""
    app()
