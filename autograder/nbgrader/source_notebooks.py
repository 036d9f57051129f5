"""The ten notebooks of an nbgrader course, made from ``solutions/`` and ``course/nbgrader/text/``.

What a cell is stands in its metadata, as nbgrader has it: a student writes into cells that are a
solution; every other code cell of ours is locked; the last one is graded.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.build import Built, stub_of_file
from autograder.exercises import EXERCISES, POINTS_PER_EXERCISE, Exercise
from autograder.nbgrader.task import Task, task_of

if TYPE_CHECKING:
    from nbformat import NotebookNode

ASSIGNMENT = "mnist-cnn"
FOLDERS = {"en": f"source/{ASSIGNMENT}", "ko": f"source-ko/{ASSIGNMENT}"}
NOTES = "../../.."
PACKAGE = "mnist-cnn-course"
COURSE = Path("course") / "nbgrader"


def build_notebooks(root: Path) -> list[Built]:
    """Write the notebooks in both languages where they differ from what is there.

    A course without ``course/nbgrader/text/`` has none.

    Args:
        root: the folder of ``solutions/`` and ``course/``.

    Returns:
        What was done with each, in the order of languages and exercises.

    Raises:
        CourseError: a solution is missing or not in order.
        OSError: a file cannot be read or written.
    """
    if not (root / COURSE / "text").is_dir():
        return []
    return [
        _place(exercise.name, root / COURSE / folder / file_name(exercise), text)
        for language, folder in FOLDERS.items()
        for exercise in EXERCISES
        for text in [notebook_text(root, exercise, language)]
    ]


def file_name(exercise: Exercise) -> str:
    """Return what the notebook of an exercise is called, as ``01-preprocess.ipynb``."""
    return f"{exercise.number:02}-{exercise.name}.ipynb"


def notebook_text(root: Path, exercise: Exercise, language: str) -> str:
    """Return the notebook as the text of its file."""
    import nbformat

    return nbformat.writes(_notebook(root, exercise, language)) + "\n"


def check_id(exercise: str) -> str:
    """Return the grade id of the cell that has an exercise's points."""
    return f"{exercise}-check"


def _notebook(root: Path, exercise: Exercise, language: str) -> NotebookNode:
    from nbformat.v4 import new_notebook

    stub_of_file(root, f"solutions/{exercise.name}.py")  # raises where it is not in order
    task = task_of((root / "solutions" / f"{exercise.name}.py").read_text(encoding="utf-8"))
    common, own = (
        tomllib.loads((root / COURSE / "text" / f"{name}.toml").read_text(encoding="utf-8"))
        for name in ("common", exercise.name)
    )
    notebook = new_notebook(
        metadata={
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        cells=list(_cells(exercise, task, common, own, language)),
    )
    notebook.nbformat_minor = 5
    return notebook


def _cells(
    exercise: Exercise, task: Task, common: dict[str, Any], own: dict[str, Any], language: str
) -> Iterator[NotebookNode]:
    name = exercise.name
    words = common["words"][language]
    yield _prose(f"{name}-task", _task_text(exercise, task, words, own, language))
    yield _prose(f"{name}-about-set-up", common["set_up"][language])
    yield _ours(f"{name}-set-up", common["set_up"]["code"])
    yield _prose(f"{name}-about-data", common["data"][language])
    yield _ours(f"{name}-data", common["data"]["code"])
    if "prepare" in own:
        yield _prose(f"{name}-about-prepare", words["prepare"])
        yield _ours(f"{name}-prepare", own["prepare"]["code"])
    yield _prose(f"{name}-about-solution", words["answer"])
    yield _code(f"{name}-imports", task.code_before)
    for function, text in task.functions.items():
        yield _code(f"{name}-{function}", text, solution=True)
        for show in own["show"]:
            if show["after"] == function:
                yield _prose(f"{name}-about-{function}", show[language])
                yield _ours(f"{name}-show-{function}", show["code"])
    yield _prose(f"{name}-about-check", words["check"])
    check = f'from autograder.kernel import check\n\ncheck("{name}")'
    yield _code(check_id(name), check, grade=True, locked=True, points=POINTS_PER_EXERCISE)


def _task_text(
    exercise: Exercise, task: Task, words: dict[str, str], own: dict[str, Any], language: str
) -> str:
    """Return the first cell: the title, what is learnt and done, the rules, the points."""
    page = own["note"]
    if language == "en":
        title, text, rules, imports = task.title, task.text, task.rules, task.imports
        wants = [worth.wants for worth in task.worths]
    else:
        told = own[language]
        title, text, rules, imports = told["title"], told["task"], told["rules"], words["imports"]
        wants = told["points"]
    return "\n\n".join(
        [
            "# " + words["number"].format(number=exercise.number, title=title),
            text.strip(),
            words["note"].format(page=page, link=f"{NOTES}/{language}/{page}.md"),
            words["rules"],
            "\n".join(f"- {rule}" for rule in [*rules, imports]),
            words["points"].format(points=POINTS_PER_EXERCISE),
            "\n".join(
                f"- {worth.points} · `{worth.check}`: {wanted}"
                for worth, wanted in zip(task.worths, wants, strict=True)
            ),
        ]
    )


def _prose(id_: str, text: str) -> NotebookNode:
    from nbformat.v4 import new_markdown_cell

    return new_markdown_cell(text.strip(), id=id_)


def _ours(id_: str, code: str) -> NotebookNode:
    """Return a cell that loads or shows something: locked, and of no worth."""
    return _code(id_, code, locked=True)


def _code(
    id_: str,
    code: str,
    *,
    solution: bool = False,
    locked: bool = False,
    grade: bool = False,
    points: int | None = None,
) -> NotebookNode:
    from nbformat.v4 import new_code_cell

    about: dict[str, Any] = {
        "cell_type": "code",
        "grade": grade,
        "grade_id": id_,
        "locked": locked,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
    if points is not None:
        about["points"] = points
    kept = {"nbgrader": about} if solution or locked else {}
    return new_code_cell(code.strip(), id=id_, metadata=kept)


def _place(name: str, path: Path, text: str) -> Built:
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return Built(name, path, "unchanged")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return Built(name, path, "written")
