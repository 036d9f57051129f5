"""What every command does with an error that says what to do."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import typer

from autograder.errors import CourseError


@contextlib.contextmanager
def one_sentence() -> Iterator[None]:
    """Turn such an error into that sentence and exit code 2."""
    try:
        yield
    except CourseError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
