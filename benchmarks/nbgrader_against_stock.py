"""Twenty TensorFlow submissions through ``nbgrader autograde``: with our configuration, and stock.

    python benchmarks/nbgrader_against_stock.py [--students N] [--exercise NAME]

Both grade the same notebooks of one exercise in one run, each by the command as instructors type
it. Prints wall times, their ratio and whether the points are equal; the ratio must be at least 5.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat

from autograder.exercises import NAMES, exercise
from autograder.nbgrader.class_folder import init
from autograder.nbgrader.commands import command
from autograder.nbgrader.source_notebooks import ASSIGNMENT, file_name

ROOT = Path(__file__).parents[1]
STOCK = """
for name in ("sanitize_preprocessors", "autograde_preprocessors", "exporter_class"):
    del c.Autograde[name]
del c.Autograde.pre_convert_hook
c.Execute.timeout = 300
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=20)
    parser.add_argument("--exercise", choices=NAMES, default="build_cnn")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        ours = course(Path(place, "ours"), asked.students, asked.exercise)
        stock = course(Path(place, "stock"), asked.students, asked.exercise, STOCK)
        seconds = {"ours": autograded(ours), "stock": autograded(stock)}
        equal = points(ours) == points(stock)
    for name, taken in seconds.items():
        print(f"{name:6} {taken:6.1f} s   {taken / asked.students:5.2f} s a submission")
    ratio = seconds["stock"] / seconds["ours"]
    print(f"{ratio:.1f} times as fast; points {'equal' if equal else 'NOT equal'}")
    sys.exit(0 if ratio >= 5 and equal else 1)


def course(folder: Path, students: int, name: str, config: str = "") -> Path:
    """Lay out a course in which every second student has something wrong."""
    init(ROOT, folder)
    path = folder / "nbgrader_config.py"
    path.write_text(path.read_text(encoding="utf-8") + config, encoding="utf-8")
    run(folder, "generate_assignment")
    source = folder / "source" / ASSIGNMENT / file_name(exercise(name))
    for number in range(students):
        notebook = nbformat.read(source, as_version=4)
        for cell in notebook.cells:
            if number % 2 and cell.metadata.get("nbgrader", {}).get("solution"):
                cell.source = cell.source.replace("softmax", "sigmoid").replace("relu", "linear")
        submitted = folder / "submitted" / f"student{number:02}" / ASSIGNMENT
        submitted.mkdir(parents=True)
        nbformat.write(notebook, submitted / source.name)
    return folder


def autograded(folder: Path) -> float:
    """Grade a course and return the seconds that it took."""
    started = time.monotonic()
    run(folder, "autograde")
    return time.monotonic() - started


def run(folder: Path, what: str) -> None:
    arguments = [str(command("nbgrader")), what, ASSIGNMENT, "--log-level=ERROR"]
    subprocess.run(arguments, cwd=folder, check=True, stderr=subprocess.DEVNULL)


def points(folder: Path) -> dict[str, float]:
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{folder}/gradebook.db") as gradebook:
        found = gradebook.assignment_submissions(ASSIGNMENT)
        return {submission.student.id: submission.score for submission in found}


if __name__ == "__main__":
    main()
