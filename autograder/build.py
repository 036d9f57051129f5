"""Make the stubs that students fill in, ``exercises/NAME.py``, from ``solutions/NAME.py``.

A solution marks the lines that a student is to write, in nbgrader's own way::

    ### BEGIN SOLUTION: Double the number.
    return 2 * number
    ### END SOLUTION

A stub is the same file, with each marked region replaced by two lines::

    # TODO: Double the number.
    raise NotImplementedError
"""

from __future__ import annotations

import ast
import io
import itertools
import re
import tokenize
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from autograder.errors import CourseError
from autograder.exercises import NAMES
from autograder.text import _

_BEGIN = re.compile(r"(?P<indent>\s*)### BEGIN SOLUTION: (?P<todo>.*\S)\s*")
_END = re.compile(r"\s*### END SOLUTION\s*")
_MENTION = re.compile(r"(BEGIN|END) SOLUTION")


@dataclass(frozen=True)
class Built:
    """What `build` did with the stub of one exercise.

    ``written``: it was missing, or out of date and not worked on. ``unchanged``: it is up to
    date. ``kept``: a student has worked on it. ``reset``: it was worked on, and replaced because
    that was asked for. A file that was replaced is now at `backup`.
    """

    name: str
    path: Path
    action: Literal["written", "unchanged", "kept", "reset"]
    backup: Path | None = None


def build(root: Path, reset: Sequence[str] = ()) -> list[Built]:
    """Write the stubs of all exercises; what a student has written is never overwritten.

    No stub is written unless every solution is in order.

    Args:
        root: the folder of ``solutions/`` and ``exercises/``.
        reset: names of exercises whose stub is to be replaced even where it is worked on.

    Returns:
        What was done, in the exercises' order.

    Raises:
        CourseError: a name in `reset` is unknown, or a solution is missing or not in order.
        OSError: a file cannot be read or written.
    """
    for name in reset:
        if name not in NAMES:
            raise CourseError(
                _("There is no exercise called '{name}'. Choose from: {names}.").format(
                    name=name, names=", ".join(NAMES)
                )
            )
    stubs = {name: stub_of_file(root, f"solutions/{name}.py") for name in NAMES}
    exercises = root / "exercises"
    exercises.mkdir(exist_ok=True)
    return [
        _place(name, exercises / f"{name}.py", stub, reset=name in reset)
        for name, stub in stubs.items()
    ]


def stub_of(solution: str) -> str:
    """Return the stub of a solution.

    A solution holds a docstring, imports and functions. Each function has a docstring and then
    one marked region with all its other lines.

    Args:
        solution: the text of a solution.

    Returns:
        The text of its stub.

    Raises:
        CourseError: `solution` is not valid Python or not of this form; the message begins with
            the line.
    """
    try:
        functions = _functions(ast.parse(solution))
    except SyntaxError as error:
        raise _fault(error.lineno or 1, _("this is not valid Python.")) from None

    lines, origins = _replace_regions(solution)
    stub = "\n".join(lines) + "\n"
    try:
        odd_lines = [origins[line - 1] for line in _worked_on_lines(stub)]
        kept = _functions(ast.parse(stub)).keys()
        odd_lines += [line for name, line in functions.items() if name not in kept]
    except SyntaxError as error:
        odd_lines = [origins[min(error.lineno or 1, len(origins)) - 1]]
    if odd_lines:
        raise _fault(
            min(odd_lines),
            _(
                "a solution holds a docstring, imports and functions; each function has a"
                " docstring and then one marked region with all its other lines."
            ),
        )
    return stub


def _replace_regions(solution: str) -> tuple[list[str], list[int]]:
    """Return the stub's lines, and for each the number of the solution's line it comes from."""
    lines: list[str] = []
    origins: list[int] = []
    comments = _comments(solution)
    begun: int | None = None
    for number, line in enumerate(solution.splitlines(), start=1):
        begin, end = _BEGIN.fullmatch(line), _END.fullmatch(line)
        if _MENTION.search(line) and not ((begin or end) and number in comments):
            raise _fault(
                number,
                _(
                    "a mark is a line of its own, '### BEGIN SOLUTION: what to do' or"
                    " '### END SOLUTION', and stands in no string."
                ),
            )
        if begin and begun:
            raise _fault(
                number,
                _("a region begins, but the one begun in line {begun} has not ended.").format(
                    begun=begun
                ),
            )
        if end and not begun:
            raise _fault(number, _("a region ends that has not begun."))
        if begin:
            begun = number
            lines += [
                f"{begin['indent']}# TODO: {begin['todo']}",
                f"{begin['indent']}raise NotImplementedError",
            ]
            origins += [number, number]
        elif end:
            begun = None
        elif not begun:
            lines.append(line)
            origins.append(number)
    if begun:
        raise _fault(begun, _("the region that begins here has no '### END SOLUTION'."))
    return lines, origins


def _fault(line: int, sentence: str) -> CourseError:
    return CourseError(_("line {line}: {sentence}").format(line=line, sentence=sentence))


def stub_of_file(root: Path, path: str) -> str:
    """Return the stub of the solution at `path`, which is relative to `root`.

    Raises:
        CourseError: it is missing or not in order; the message begins with the path.
    """
    try:
        return stub_of((root / path).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CourseError(_("{path} is missing.").format(path=path)) from None
    except UnicodeDecodeError:
        raise CourseError(_("{path} is not UTF-8 text.").format(path=path)) from None
    except ValueError as error:
        raise CourseError(f"{path}, {error}") from None


def _place(name: str, path: Path, stub: str, *, reset: bool) -> Built:
    """Write one stub, unless the same is there or a student has worked on what is there."""
    if not path.exists():
        path.write_text(stub, encoding="utf-8", newline="\n")
        return Built(name, path, "written")
    there = _decode(path.read_bytes())
    if there == stub:
        return Built(name, path, "unchanged")
    worked_on = _is_worked_on(there)
    if worked_on and not reset:
        return Built(name, path, "kept")
    # An older stub cannot be told from one with a note in its docstring: back up both.
    backup = path.rename(_free_backup(path))
    path.write_text(stub, encoding="utf-8", newline="\n")
    return Built(name, path, "reset" if worked_on else "written", backup)


def _decode(content: bytes) -> str | None:
    """Return the text without byte-order mark and with plain line ends; None if it is not UTF-8."""
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return None


def _free_backup(path: Path) -> Path:
    """Return the first of ``NAME.py.bak``, ``NAME.py.bak1``, ... that does not exist."""
    backups = (path.with_name(f"{path.name}.bak{count or ''}") for count in itertools.count())
    return next(backup for backup in backups if not backup.exists())


def _is_worked_on(text: str | None) -> bool:
    """Say whether a file is more than a stub. One that cannot be read is taken for a student's."""
    try:
        return text is None or bool(_worked_on_lines(text))
    except (SyntaxError, ValueError):
        return True


def _worked_on_lines(text: str) -> list[int]:
    """Return the lines where something begins that no stub holds.

    A stub holds a docstring, imports, functions that have a docstring and raise
    ``NotImplementedError``, and no comment but a TODO in front of each of these.
    """
    worked_on = []
    todos = set()
    for place, node in enumerate(ast.parse(text).body):
        if isinstance(node, ast.FunctionDef) and _is_untouched(node):
            todos.add(node.body[1].lineno - 1)
        elif not (isinstance(node, ast.Import | ast.ImportFrom) or (place == 0 and _is_text(node))):
            worked_on.append(node.lineno)
    worked_on += [
        line
        for line, comment in _comments(text).items()
        if line not in todos or not comment.startswith("# TODO: ")
    ]
    return worked_on


def _is_untouched(function: ast.FunctionDef) -> bool:
    match function.body:
        case [docstring, ast.Raise(exc=ast.Name(id="NotImplementedError"), cause=None)]:
            return _is_text(docstring) and not function.decorator_list
    return False


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(getattr(node.value, "value", None), str)


def _functions(module: ast.Module) -> dict[str, int]:
    """Return the line of each function, by name."""
    return {node.name: node.lineno for node in module.body if isinstance(node, ast.FunctionDef)}


def _comments(text: str) -> dict[int, str]:
    """Return the comments, by line; what looks like one inside a string is none."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return {token.start[0]: token.string for token in tokens if token.type == tokenize.COMMENT}
