"""What was handed in, looked at without running it: which modules there are, what is untouched."""

from __future__ import annotations

import ast
import codecs
import io
import tokenize
from dataclasses import dataclass, field
from pathlib import Path

from autograder.errors import CourseError
from autograder.exercises import NAMES, Exercise, exercise
from autograder.report import SourceLine
from autograder.text import _

# what editors save as; others may be no text (hex) or take hours to decode (punycode)
_ENCODINGS = ("utf-8", "utf-8-sig", "ascii", "iso8859-1", "iso8859-15", "cp1252", "cp949", "euc_kr")
MAX_BYTES = 2**20


@dataclass(frozen=True)
class ModuleFile:
    """One exercise's module in a submission.

    Attributes:
        exercise: the exercise.
        path: the file; it need not exist.
        problem: why it cannot be imported, in one sentence, or "" where nothing speaks against it.
        lines: the line that the problem is in, if it is in one.
        untouched: the functions that still only raise NotImplementedError.
    """

    exercise: Exercise
    path: Path
    problem: str = ""
    lines: list[SourceLine] = field(default_factory=list)
    untouched: frozenset[str] = frozenset()

    @property
    def present(self) -> bool:
        """Whether there is anything at its path."""
        return self.path.exists()


class SubmissionError(CourseError):
    """There is no submission at the path."""


def find_modules(submission: Path) -> list[Path]:
    """Return the paths of the exercises' modules in a submission, in the exercises' order.

    Args:
        submission: a module called after its exercise, or a folder of such modules; of a folder,
            all ten are returned, whether they are there or not.

    Raises:
        SubmissionError: nothing is there, or it is a file of another name.
    """
    if not submission.exists():
        raise SubmissionError(_("there is nothing at {path}").format(path=submission))
    if submission.is_dir() and submission.suffix != ".py":
        return [submission / f"{name}.py" for name in NAMES]
    if submission.suffix == ".py" and submission.stem in NAMES:
        return [submission]
    raise SubmissionError(
        _("{path} is not called after an exercise: {names}").format(
            path=submission, names=", ".join(f"{name}.py" for name in NAMES)
        )
    )


def look_at(path: Path, *, follow: bool = True) -> ModuleFile:
    """Return what can be said of the module at `path` without running it.

    Args:
        path: the file; it need not exist.
        follow: whether it may be a symbolic link, which can lead to anybody's files.
    """
    task = exercise(path.stem)
    if path.is_symlink() and not follow:
        problem = _("{name} is a link to another file; hand in the file itself").format(
            name=path.name
        )
        return ModuleFile(task, path, problem)
    if not path.exists():
        package = path.with_suffix("")
        if package.is_dir():
            problem = _("{name} is a folder; the exercise is a file called {name}.py").format(
                name=path.stem
            )
            return ModuleFile(task, path, problem)
        return ModuleFile(task, path, untouched=frozenset(task.functions))
    if not path.is_file():
        problem = _("{name} is not a file; the exercise is a file of this name").format(
            name=path.name
        )
        return ModuleFile(task, path, problem)
    try:
        if path.stat().st_size > MAX_BYTES:
            problem = _("{name} is larger than {n} kB; no exercise needs that").format(
                name=path.name, n=MAX_BYTES // 1024
            )
            return ModuleFile(task, path, problem)
        source = _decoded(path.read_bytes())
        tree = ast.parse(source, str(path))
    except OSError as error:
        problem = _("{name} cannot be read: {why}").format(name=path.name, why=error.strerror)
        return ModuleFile(task, path, problem)
    except SyntaxError as error:
        return _not_python(task, path, error)
    except UnicodeDecodeError as error:
        problem = _("{name} is not UTF-8 text (byte {place}); save it with that encoding").format(
            name=path.name, place=error.start
        )
        return ModuleFile(task, path, problem)
    except (ValueError, RecursionError, MemoryError):
        problem = _("{name} is not a Python file").format(name=path.name)
        return ModuleFile(task, path, problem)
    return ModuleFile(task, path, untouched=untouched_functions(task, tree))


def untouched_functions(task: Exercise, tree: ast.Module) -> frozenset[str]:
    """Return the exercise's functions that only raise NotImplementedError where last defined.

    A definition counts at the top of the module and in a ``try`` there.
    """
    last = {}
    for node in tree.body:
        for inner in node.body if isinstance(node, ast.Try) else [node]:
            if isinstance(inner, ast.FunctionDef) and inner.name in task.functions:
                last[inner.name] = inner
    return frozenset(name for name, function in last.items() if _untouched(function))


def _decoded(data: bytes) -> str:
    try:
        encoding, _lines = tokenize.detect_encoding(io.BytesIO(data).readline)
    except SyntaxError:  # says the same of bytes that are not UTF-8 and of an unknown encoding
        data.decode("utf-8")
        raise
    if codecs.lookup(encoding).name not in _ENCODINGS:
        raise SyntaxError(_("save it as UTF-8, not as {encoding}").format(encoding=encoding))
    return data.decode(encoding)


def _not_python(task: Exercise, path: Path, error: SyntaxError) -> ModuleFile:
    problem = _("{name} is not valid Python (line {line}): {why}").format(
        name=path.name, line=error.lineno or 0, why=error.msg
    )
    source = (error.text or "").strip()[:200]
    lines = [SourceLine(path.name, error.lineno or 0, "", source)] if error.lineno else []
    return ModuleFile(task, path, problem, lines)


def _untouched(function: ast.FunctionDef) -> bool:
    body = function.body
    if body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        body = body[1:]
    if len(body) != 1 or not isinstance(body[0], ast.Raise):
        return False
    raised = body[0].exc
    if isinstance(raised, ast.Call):
        raised = raised.func
    return isinstance(raised, ast.Name) and raised.id == "NotImplementedError"
