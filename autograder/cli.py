"""The command `autograder`: each subcommand imports what it needs when it runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from autograder.nbgrader.cli import app as class_app
from autograder.one_sentence import one_sentence

app = typer.Typer(
    help="The course: a convolutional network on MNIST.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(class_app, name="class")


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
    """Write stubs and notebooks from solutions/NAME.py; stubs that were edited are kept."""
    from autograder import build as stubs
    from autograder.nbgrader.source_notebooks import build_notebooks
    from autograder.project import project_root
    from autograder.text import _

    with one_sentence():
        root = project_root()
        for built in [*stubs.build(root, reset or []), *build_notebooks(root)]:
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

    with one_sentence():
        run(data=data, epochs=epochs, out=out, seed=seed)


@app.command()
def grade(
    submissions: Annotated[Path, typer.Argument(help="A folder, zip or LMS's download of them.")],
    out: Annotated[Path, typer.Option(help="The folder for the results.")] = Path("results"),
    jobs: Annotated[
        int | None, typer.Option(min=1, help="How many at once; default: the cores.")
    ] = None,
    exercise: Annotated[list[str] | None, typer.Option(help="Only this one (repeatable).")] = None,
    seed: Annotated[int, typer.Option(help="Decides every random choice of the checks.")] = 0,
    time_limit: Annotated[
        float, typer.Option(min=0.1, help="Seconds of processor time for one check.")
    ] = 20.0,
    memory_limit: Annotated[
        float, typer.Option(min=0.1, help="Gigabytes for one submission.")
    ] = 4.0,
    hidden: Annotated[bool, typer.Option("--hidden", help="Run the hidden checks too.")] = False,
    isolation: Annotated[str, typer.Option(help="sandbox, or process: limits only.")] = "sandbox",
    regrade: Annotated[
        list[str] | None, typer.Option(help="Grade this student anew (repeatable).")
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="Grade everybody anew.")] = False,
    to: Annotated[
        list[str] | None, typer.Option(help="canvas, moodle or gradescope: write its file too.")
    ] = None,
    notes: Annotated[
        str, typer.Option(help="The notes' site, for links to it: its address or its folder.")
    ] = "",
) -> None:
    """Grade a class: everybody once, sealed off; go on where an earlier run stopped."""
    from autograder.batch.door import grade_class

    with one_sentence():
        grade_class(
            submissions,
            out,
            jobs=jobs,
            exercises=exercise or [],
            seed=seed,
            cpu_seconds=time_limit,
            gigabytes=memory_limit,
            hidden=hidden,
            isolation=isolation,
            regrade=regrade or [],
            regrade_all=all_,
            exports=to or [],
            notes=notes,
        )


@app.command()
def quality(
    right: Annotated[
        Path | None, typer.Option(help="A folder of right modules, as NAME/anything.py.")
    ] = None,
    wrong: Annotated[Path | None, typer.Option(help="A folder of wrong modules.")] = None,
    exercise: Annotated[list[str] | None, typer.Option(help="Only this one (repeatable).")] = None,
    seeds: Annotated[int, typer.Option(min=1, help="How many seeds to try.")] = 1,
    mutants: Annotated[
        bool, typer.Option("--mutants", help="Try machine-made changes of the solutions too.")
    ] = False,
    hidden: Annotated[bool, typer.Option("--hidden", help="Run the hidden checks too.")] = False,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="How many at once; default: one more than the cores.")
    ] = None,
    out: Annotated[Path, typer.Option(help="The folder for the report.")] = Path("quality"),
) -> None:
    """Measure the grader: right work refused, wrong work paid, mistakes named; end in 0 if none."""
    from autograder.quality.door import measure_quality

    with one_sentence():
        faults = measure_quality(
            right=right,
            wrong=wrong,
            exercises=exercise or [],
            seeds=seeds,
            with_mutants=mutants,
            hidden=hidden,
            jobs=jobs,
            out=out,
        )
        if faults:
            raise typer.Exit(1)


@app.command()
def release(
    directory: Annotated[Path, typer.Argument(help="A new folder, or a new file ending in .zip.")],
) -> None:
    """Write what students are given: stubs, checks and notes, and no solution."""
    from autograder.project import project_root
    from autograder.release import release as write_release
    from autograder.text import _

    with one_sentence():
        written = write_release(project_root(), directory)
        typer.echo(_("{n} files in {directory}").format(n=len(written), directory=directory))


@app.command()
def site(
    out: Annotated[Path, typer.Option(help="The folder to write to.")] = Path("site"),
    repository: Annotated[
        str, typer.Option(help="OWNER/NAME on GitHub, whose gh-pages Colab is to open.")
    ] = "",
) -> None:
    """Build the lecture notes as a site: both languages, every page's code run."""
    from autograder.project import project_root
    from autograder.site.build import build_site

    with one_sentence():
        typer.echo(build_site(project_root(), out, repository))


@app.command()
def export(
    to: Annotated[str, typer.Option(help="canvas, moodle, gradescope or csv.")],
    course: Annotated[Path, typer.Option(help="nbgrader's course directory.")] = Path(),
    out: Annotated[Path, typer.Option(help="The folder for the files.")] = Path("export"),
    assignment: Annotated[str, typer.Option(help="Its name in the gradebook.")] = "mnist-cnn",
) -> None:
    """Write the grades in nbgrader's gradebook for a system that schools have."""
    from autograder.nbgrader.export import export as write_export

    with one_sentence():
        for path in write_export(course, to, out, assignment):
            typer.echo(path)


def main() -> None:
    """Run the command."""
    app()
