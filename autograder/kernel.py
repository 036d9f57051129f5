"""``check("NAME")`` in a notebook: grades the functions as they stand in its kernel.

The same checks as everywhere, in the student's own process; nothing is printed but the Report.
"""

from __future__ import annotations

import ast
import contextlib
import dataclasses
import inspect
import io
import logging
import os
import random
import sys
import textwrap
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import FunctionType, SimpleNamespace
from typing import TYPE_CHECKING, Any

from autograder.exercises import NAMES, Exercise, exercise
from autograder.text import _, plural

if TYPE_CHECKING:
    from autograder.report import CheckResult, ExerciseReport


def check(name: str) -> float:
    """Grade an exercise of this notebook and show what became of it.

    Args:
        name: the exercise's name.

    Returns:
        The points.
    """
    if name not in NAMES:
        sentence = _("There is no exercise called '{name}'. Choose from: {names}.")
        print(sentence.format(name=name, names=", ".join(NAMES)))
        return 0.0
    namespace = sys._getframe(1).f_globals
    with _nothing_shown(), _randomness_kept():
        report = _report(exercise(name), namespace)
    _show(report, exercise(name))
    return float(report.points)


def _report(task: Exercise, namespace: Mapping[str, Any]) -> ExerciseReport:
    from autograder.grade import Grading
    from autograder.report import ExerciseReport
    from autograder.submission import ModuleFile
    from autograder.worker.in_kernel import KernelCrew

    functions = [namespace[name] for name in task.functions if name in namespace]
    path = Path(f"{task.name}.py")
    module = ModuleFile(task, path, untouched=_untouched(task, functions))
    with KernelCrew(SimpleNamespace(**namespace), _folder_of_cells(functions)) as crew:
        grading = Grading(path, crew, module=module)
        results = [_with_cells(grading.run(check)) for check in grading.checks]
    return ExerciseReport(task.name, results)


def _untouched(task: Exercise, functions: list[Any]) -> frozenset[str]:
    from autograder.submission import untouched_functions

    untouched: frozenset[str] = frozenset()
    for function in functions:
        with contextlib.suppress(OSError, TypeError, SyntaxError):
            source = textwrap.dedent(inspect.getsource(function))
            untouched |= untouched_functions(task, ast.parse(source))
    return untouched


def _folder_of_cells(functions: list[Any]) -> Path:
    """Return the folder that the notebook's cells have as code, be there such a folder or not."""
    own = [function.__code__ for function in functions if isinstance(function, FunctionType)]
    return Path(own[0].co_filename).parent if own else Path(os.devnull)


def _with_cells(result: CheckResult) -> CheckResult:
    """Return the result with its lines in cells, as ``In[3]``, and not in files."""
    message = result.message
    if message is None or not message.lines:
        return result
    names = _names_of_cells()
    lines = [
        dataclasses.replace(line, file=names.get(line.file, line.file)) for line in message.lines
    ]
    return dataclasses.replace(result, message=dataclasses.replace(message, lines=lines))


def _names_of_cells() -> dict[str, str]:
    """Return what IPython calls the cells, by the names of the files that they have as code."""
    compiler = getattr(_shell(), "compile", None)
    numbers = getattr(compiler, "_filename_map", {})
    return {Path(file).name: f"In[{number}]" for file, number in numbers.items()}


def _show(report: ExerciseReport, task: Exercise) -> None:
    from autograder.results.in_notebook import cell_html, cell_text, graded_cell
    from autograder.results.notes import beside_notebook

    n = task.hidden_checks
    more = plural("{n} more check runs at grading", "{n} more checks run at grading", n)
    graded = graded_cell(report, [more.format(n=n)] if n else [], "in-process")
    print(cell_text(graded), end="", flush=True)
    if _shell() is not None:
        from IPython.display import HTML, display

        display(HTML(cell_html(graded, beside_notebook(Path()))))


def _shell() -> Any:
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython is not None else None


@contextlib.contextmanager
def _nothing_shown() -> Iterator[None]:
    """Let nothing be printed or drawn, from Python or beneath it."""
    with contextlib.ExitStack() as stack:
        if _shell() is not None:
            from IPython.utils.capture import capture_output

            stack.enter_context(capture_output())
        else:
            stack.enter_context(contextlib.redirect_stdout(io.StringIO()))
            stack.enter_context(contextlib.redirect_stderr(io.StringIO()))
        stack.enter_context(_silent(2))
        stack.enter_context(_no_logs())
        stack.callback(_close_figures)
        yield


@contextlib.contextmanager
def _silent(fd: int) -> Iterator[None]:
    kept, nowhere = os.dup(fd), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, fd)
    try:
        yield
    finally:
        os.dup2(kept, fd)
        os.close(kept)
        os.close(nowhere)


@contextlib.contextmanager
def _no_logs() -> Iterator[None]:
    """Let nobody log: TensorFlow's handler has kept the stream of the cell that imported it."""
    before = logging.root.manager.disable
    logging.disable()
    try:
        yield
    finally:
        logging.disable(before)


def _close_figures() -> None:
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close("all")


@contextlib.contextmanager
def _randomness_kept() -> Iterator[None]:
    """Leave Python's and NumPy's random numbers where the student's own code had them."""
    import numpy as np

    restore: list[tuple[Callable[[Any], None], Any]] = [
        (random.setstate, random.getstate()),
        (np.random.set_state, np.random.get_state()),
    ]
    try:
        yield
    finally:
        for put_back, state in restore:
            put_back(state)
