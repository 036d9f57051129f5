"""Students a minute: `autograder grade --jobs 2` against stock `nbgrader autograde`.

The same solved work of the same checks: for us ten modules a student, for nbgrader ten notebooks a
student whose locked test cells run the checks of their exercise in the kernel, as in every course
that keeps its tests in the notebook. Both run nbgrader's and our own commands, one after the other.

    python benchmarks/students_a_minute.py --students 4
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import nbformat

from autograder.exercises import NAMES, exercise

ROOT = Path(__file__).parents[1]
AT_LEAST = 15
TEST_CELL = """\
import sys
sys.path.insert(0, {benchmarks!r})
from students_a_minute import expect_full_points
expect_full_points({name!r}, globals())
"""


def expect_full_points(name: str, functions: dict[str, Any]) -> None:
    """Run an exercise's checks on the functions of a notebook, in its kernel."""
    from autograder.catalogue import checks_for
    from autograder.judge import run_check
    from autograder.student import Student
    from autograder.worker.in_process import InProcessWorker

    with tempfile.TemporaryDirectory() as place:
        worker = InProcessWorker(None, Path(place, "student"))
        module = worker.host.modules[name] = ModuleType(name)
        vars(module).update({key: functions[key] for key in exercise(name).functions})
        elsewhere = InProcessWorker(None, Path(place, "elsewhere"))
        student = Student(exercise(name), worker, lambda: elsewhere)
        found = [run_check(check, student, 0, []) for check in checks_for(name)]
    assert all(result.status == "passed" for result in found)


def notebook(name: str) -> nbformat.NotebookNode:
    """Return a solved notebook of one exercise, as nbgrader collects it."""
    solution = (ROOT / "solutions" / f"{name}.py").read_text(encoding="utf-8")
    solution = solution.replace("from __future__ import annotations\n", "")
    test = TEST_CELL.format(benchmarks=str(Path(__file__).parent), name=name)
    cells = [nbformat.v4.new_code_cell(text.strip()) for text in (solution, test)]
    common = {"schema_version": 3, "task": False}
    cells[0].metadata["nbgrader"] = common | {
        "grade": False,
        "grade_id": f"{name}-solution",
        "locked": False,
        "solution": True,
    }
    cells[1].metadata["nbgrader"] = common | {
        "grade": True,
        "grade_id": f"{name}-test",
        "locked": True,
        "points": 10,
        "solution": False,
    }
    made = nbformat.v4.new_notebook(cells=cells)
    made.metadata["kernelspec"] = {
        "name": "python3",
        "display_name": "Python 3",
        "language": "python",
    }
    return made


def time_of_nbgrader(place: Path, students: int) -> float:
    """Return the seconds that `nbgrader autograde` takes for so many students."""
    source, release = place / "source" / "mnist", place / "release" / "mnist"
    source.mkdir(parents=True)
    for name in NAMES:
        nbformat.write(notebook(name), source / f"{name}.ipynb")
    (place / "nbgrader_config.py").write_text(
        "c = get_config()\n"
        "c.CourseDirectory.course_id = 'benchmark'\n"
        "c.ExecutePreprocessor.timeout = 600\n"
        "c.ClearSolutions.code_stub = {'python': 'raise NotImplementedError'}\n"
        "c.IncludeHeaderFooter.header = ''\n",
        encoding="utf-8",
    )
    _nbgrader(place, "generate_assignment", "mnist")
    for name in NAMES:
        solved = nbformat.read(release / f"{name}.ipynb", as_version=4)
        solved.cells[0].source = notebook(name).cells[0].source
        for n in range(students):
            folder = place / "submitted" / f"student{n}" / "mnist"
            folder.mkdir(parents=True, exist_ok=True)
            nbformat.write(solved, folder / f"{name}.ipynb")
    started = time.monotonic()
    _nbgrader(place, "autograde", "mnist")
    seconds = time.monotonic() - started
    graded = list((place / "autograded").rglob("*.ipynb"))
    assert len(graded) == students * len(NAMES), "nbgrader did not grade everything"
    return seconds


def _nbgrader(place: Path, *words: str) -> None:
    search = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = os.environ | {"PATH": search, "TF_CPP_MIN_LOG_LEVEL": "3"}
    command = [sys.executable, "-m", "nbgrader", *words]
    run = subprocess.run(
        command, cwd=place, env=environment, capture_output=True, text=True, check=False
    )
    if run.returncode != 0:
        raise SystemExit(f"{' '.join(words)} failed:\n{run.stderr[-2000:]}")


def time_of_ours(place: Path, students: int) -> float:
    """Return the seconds that `autograder grade --jobs 2` takes for so many students."""
    for n in range(students):
        folder = place / "class" / f"student{n}"
        folder.mkdir(parents=True)
        for name in NAMES:
            shutil.copy(ROOT / "solutions" / f"{name}.py", folder)
    command = [
        sys.executable,
        "-m",
        "autograder",
        "grade",
        "class",
        "--out",
        "results",
        "--jobs",
        "2",
    ]
    started = time.monotonic()
    subprocess.run(command, cwd=place, check=True, stdout=subprocess.DEVNULL)
    seconds = time.monotonic() - started
    rows = (place / "results" / "grades.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    assert all(row.endswith(",100,graded") for row in rows), rows
    return seconds


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as place:
        yield Path(place)


def main() -> None:
    """Measure both, and print how many students a minute each grades."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--students", type=int, default=4)
    students = parser.parse_args().students
    with _folder() as ours, _folder() as theirs:
        seconds = [time_of_ours(ours, students), time_of_nbgrader(theirs, students)]
    rates = [60 * students / taken for taken in seconds]
    print(f"autograder grade --jobs 2: {seconds[0]:6.1f} s, {rates[0]:5.1f} students a minute")
    print(f"nbgrader autograde:        {seconds[1]:6.1f} s, {rates[1]:5.1f} students a minute")
    print(f"{rates[0] / rates[1]:.1f} times as many (should be at least {AT_LEAST})")


if __name__ == "__main__":
    main()
