"""A notebook's code cells as the source of a module; nothing of it is run."""

from __future__ import annotations

import ast
import io
import json
import re
import symtable
import tokenize
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.errors import CourseError
from autograder.exercises import NAMES
from autograder.text import _, plural

_CELL_MAGICS_WITH_PYTHON = {"capture", "debug", "prun", "time"}
_GOES_ON = " \t\f\n\\"  # at the end of a cell, a backslash goes on to nothing
_MAGIC_LINE = re.compile(r"\s*(?:[\w.,][\w.,\s]*=\s*)?(?:%|!)|\s*\?|\s*%?[\w.]+\?{1,2}\s*(?:#.*)?$")
_UNPARSABLE = (SyntaxError, ValueError, RecursionError, MemoryError)


@dataclass(frozen=True)
class NotebookModule:
    """What became of a notebook.

    Attributes:
        source: its code cells in order, each under a comment with its number, as one module.
        notes: one sentence for each kind of thing that was left out.
    """

    source: str
    notes: list[str]


@dataclass(frozen=True)
class _Cell:
    source: str
    magics: int = 0
    dropped: bool = False


@dataclass(frozen=True)
class CodeCell:
    """A code cell: its text, and whether it is one of the course's own that only show something."""

    source: str
    is_ours: bool = False


def module_source(notebook: bytes) -> NotebookModule:
    """Return the code cells of a notebook as one module; see `module_of`.

    Args:
        notebook: the contents of an ``.ipynb`` file, of any version of the format.

    Raises:
        CourseError: it is not a notebook of Python code, or nbformat is not installed.
    """
    return module_of(code_cells(notebook))


def module_of(cells: Sequence[CodeCell], *, definitions_only: bool = False) -> NotebookModule:
    """Return code cells as one module, in which a cell that raises stops no other, as in a kernel.

    Magics (``%…``, ``%%…``), shell lines (``!…``) and help (``…?``) are left out, and so are the
    course's own ``check("NAME")``, cells of ours whose names the student does not use, and cells
    that are not valid Python.

    Args:
        cells: the cells, in order.
        definitions_only: whether only imports, functions, classes and plain values are kept.
    """
    future: set[str] = set()
    magics = 0
    dropped: list[int] = []
    notes: list[str] = []
    sources: dict[int, str] = {}
    for number, given in enumerate(cells, 1):
        cell = without_magics(given.source)
        code, imported = _without_lines_for_the_notebook_only(cell.source)
        if not given.is_ours:
            magics += cell.magics
            if cell.dropped:
                dropped.append(number)
        if problem := _not_python(code):
            notes.append(
                _("code cell {number} is not valid Python ({why}) and was left out").format(
                    number=number, why=problem
                )
            )
            continue
        future |= imported
        sources[number] = _definitions(code) if definitions_only else code
    ours = {number for number in sources if cells[number - 1].is_ours}
    unused = ours - _used(ours, sources)
    parts = [
        f"# cell {number}\n{_harmless(source.rstrip(_GOES_ON))}\n"
        for number, source in sources.items()
        if number not in unused
    ]
    if future:
        parts.insert(0, f"from __future__ import {', '.join(sorted(future))}\n")
    return NotebookModule("\n".join(parts), _notes(magics, dropped) + notes)


def code_cells(notebook: bytes) -> list[CodeCell]:
    """Return a notebook's code cells, in order.

    Raises:
        CourseError: it is not a notebook of Python code, or nbformat is not installed.
    """
    return [
        CodeCell(cell["source"], _is_ours(cell))
        for cell in read_notebook(notebook)["cells"]
        if cell["cell_type"] == "code"
    ]


def read_notebook(notebook: bytes) -> dict[str, Any]:
    """Return a notebook in version 4 of the format, without outputs; sources are texts.

    Raises:
        CourseError: it is not a notebook of Python code, or nbformat is not installed.
    """
    try:
        import nbformat
        from nbformat import reader
    except ImportError:
        raise CourseError(_("to read a notebook: pip install nbformat")) from None
    try:
        text = notebook.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CourseError(
            _("the notebook is not UTF-8 text (byte {place}); save it again").format(
                place=error.start
            )
        ) from None
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        raise CourseError(_("the notebook is not valid JSON; save it again")) from None
    try:
        read = reader.reads(json.dumps(_without_outputs(content)))
        converted = nbformat.convert(read, 4)
        language = _language(read)
        for cell in converted["cells"]:
            cell["source"] = _text(cell["source"])
            cell["cell_type"] = str(cell["cell_type"])
    except Exception:
        raise CourseError(_("the file is not a notebook; save it again with Jupyter")) from None
    if language != "python":
        raise CourseError(
            _("the notebook is not one of Python, but of {language}").format(language=language[:40])
        )
    return converted


def _is_ours(cell: dict[str, Any]) -> bool:
    metadata = cell.get("metadata")
    about = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return isinstance(about, dict) and about.get("locked") is True and not about.get("solution")


def _not_python(source: str) -> str:
    """Return why a cell cannot be run, or "" if it can."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(source, "cell", "exec", dont_inherit=True)
    except SyntaxError as error:
        return _("line {line}: {why}").format(line=error.lineno or 0, why=error.msg)
    except (ValueError, RecursionError, MemoryError):
        return _("it cannot be read")
    return ""


def _definitions(source: str) -> str:
    """Return a cell with everything that does more than give something a name left out."""
    does_more = [statement for statement in ast.parse(source).body if not _gives_a_name(statement)]
    return _replaced_by_pass(source, does_more)


def _gives_a_name(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Assign | ast.AnnAssign):
        return not any(isinstance(node, ast.Call) for node in ast.walk(statement))
    return isinstance(
        statement,
        ast.Import | ast.ImportFrom | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef,
    )


def _used(ours: set[int], sources: dict[int, str]) -> set[int]:
    """Return the numbers of those cells of ours whose names the other cells need."""
    names = {number: _names(source) for number, source in sources.items()}
    bound: set[str] = set()
    needed: set[str] = set()
    for number in sources.keys() - ours:
        bound |= names[number].bound
        needed |= names[number].needed
    used: set[int] = set()
    for number in sorted(ours, reverse=True):  # one that is used may need an earlier one
        if names[number].bound & (needed - bound):
            used.add(number)
            needed |= names[number].needed - names[number].bound
    return used


@dataclass(frozen=True)
class _Names:
    bound: set[str]
    needed: set[str]


def _names(source: str) -> _Names:
    """Return the global names that a cell binds, and those that it reads."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        top = symtable.symtable(source, "cell", "exec")
    bound = {symbol.get_name() for symbol in top.get_symbols() if symbol.is_assigned()}
    bound |= {symbol.get_name() for symbol in top.get_symbols() if symbol.is_imported()}
    needed = {symbol.get_name() for symbol in top.get_symbols() if symbol.is_referenced()}
    tables = list(top.get_children())
    while tables:
        table = tables.pop()
        tables += table.get_children()
        needed |= {symbol.get_name() for symbol in table.get_symbols() if symbol.is_global()}
    return _Names(bound, needed)


def _harmless(source: str) -> str:
    """Return a cell so that nothing that it raises ends the module."""
    if all(_cannot_raise(statement) for statement in ast.parse(source).body):
        return source
    return f"try:\n{_indented(source)}\nexcept BaseException:\n    pass"


def _cannot_raise(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Assign | ast.Expr):
        only_names = all(
            isinstance(target, ast.Name) for target in getattr(statement, "targets", [])
        )
        return isinstance(statement.value, ast.Constant) and only_names
    return isinstance(statement, ast.Pass)


def _indented(source: str) -> str:
    """Return a cell four columns to the right; what stands in a text of several lines stays."""
    lines = source.split("\n")
    at_start = True
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in (tokenize.NEWLINE, tokenize.NL, tokenize.COMMENT):
            at_start = at_start or token.type == tokenize.NEWLINE
        elif token.type not in (tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER):
            if at_start:
                lines[token.start[0] - 1] = "    " + lines[token.start[0] - 1]
            at_start = False
    return "\n".join(lines)


def without_magics(source: str) -> _Cell:
    """Return a cell with the lines that only a notebook understands left out."""
    first = source.lstrip().split("\n", 1)[0]
    if first.startswith("%%"):
        word = re.match(r"%%(\w*)", first)
        if word is None or word[1] not in _CELL_MAGICS_WITH_PYTHON:
            return _Cell("", dropped=True)
    elif _parsed(source) is not None:
        return _Cell(source)
    lines: list[str] = []
    magics = 0
    inside = _Inside()
    shell_goes_on = False
    for line in source.split("\n"):
        if shell_goes_on or (not inside.statement and _MAGIC_LINE.match(line)):
            indent = line[: len(line) - len(line.lstrip())]
            lines.append("" if shell_goes_on or not indent else f"{indent}pass")
            magics += not shell_goes_on
            shell_goes_on = line.endswith("\\")
        else:
            inside.read(line)
            lines.append(line)
    return _Cell("\n".join(lines), magics=magics)


class _Inside:
    """Whether the next line begins a statement or goes on with one."""

    _TOKEN = re.compile(
        r"\\.|'''|\"\"\"|'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\"|#.*|[(\[{]|[)\]}]", re.DOTALL
    )

    def __init__(self) -> None:
        self._depth = 0
        self._quotes = ""
        self._continued = False

    @property
    def statement(self) -> bool:
        return bool(self._depth or self._quotes or self._continued)

    def read(self, line: str) -> None:
        position = 0
        self._continued = False
        while position < len(line):
            if self._quotes:
                end = re.compile(rf"\\.|{self._quotes}").search(line, position)
                if end is None:
                    return
                position = end.end()
                if end[0] == self._quotes:
                    self._quotes = ""
                continue
            token = self._TOKEN.search(line, position)
            if token is None:
                break
            position = token.end()
            if token[0] in ("'''", '"""'):
                self._quotes = token[0]
            elif token[0] in "([{":
                self._depth += 1
            elif token[0] in ")]}":
                self._depth = max(0, self._depth - 1)
            elif token[0].startswith("#"):
                return
        self._continued = not self._quotes and line.endswith("\\")


def _without_lines_for_the_notebook_only(source: str) -> tuple[str, set[str]]:
    tree = _parsed(source)
    if tree is None:
        return source, set()
    future: set[str] = set()
    out: list[ast.stmt] = []
    for statement in tree.body:
        if isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
            future |= {alias.name for alias in statement.names}
            out.append(statement)
        elif is_course_check(statement):
            out.append(statement)
    return _replaced_by_pass(source, out), future


def checked_exercise(source: str) -> str | None:
    """Return the exercise that the cell of a ``check("NAME")`` checks; None where it is none."""
    tree = _parsed(source)
    for statement in tree.body if tree else []:
        if isinstance(statement, ast.Expr) and is_course_check(statement):
            assert isinstance(statement.value, ast.Call)
            argument = statement.value.args[0]
            assert isinstance(argument, ast.Constant)
            return str(argument.value)
    return None


def is_course_check(statement: ast.stmt) -> bool:
    """Whether a statement is the course's ``check("NAME")`` or the import of it."""
    if isinstance(statement, ast.ImportFrom):
        package = (statement.module or "").partition(".")[0]
        return package == "autograder" and any(alias.name == "check" for alias in statement.names)
    if not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call)):
        return False
    call = statement.value
    called = call.func.attr if isinstance(call.func, ast.Attribute) else call.func
    if isinstance(called, ast.Name):
        called = called.id
    argument = call.args[0] if call.args else None
    return called == "check" and isinstance(argument, ast.Constant) and str(argument.value) in NAMES


def _replaced_by_pass(source: str, statements: Iterable[ast.stmt]) -> str:
    lines = source.split("\n")
    for statement in reversed(list(statements)):
        first, last = statement.lineno - 1, (statement.end_lineno or statement.lineno) - 1
        before = lines[first].encode()[: statement.col_offset].decode()
        after = lines[last].encode()[statement.end_col_offset or 0 :].decode()
        lines[first : last + 1] = [f"{before}pass{after}"] + [""] * (last - first)
    return "\n".join(lines)


def _parsed(source: str) -> ast.Module | None:
    try:
        return ast.parse(source)
    except _UNPARSABLE:
        return None


def _without_outputs(content: dict[str, Any]) -> dict[str, Any]:
    sheets = [content, *content.get("worksheets", [])]
    for sheet in sheets:
        for cell in sheet.get("cells", []):
            cell["outputs"] = []
            cell.pop("attachments", None)
    content["metadata"] = {
        key: content.get("metadata", {})[key]
        for key in ("kernelspec", "language_info")
        if key in content.get("metadata", {})
    }
    return content


def _language(notebook: dict[str, Any]) -> str:
    metadata = notebook.get("metadata", {})
    told = metadata.get("language_info", {}).get("name")
    told = told or metadata.get("kernelspec", {}).get("language") or "python"
    return "python" if str(told).lower() in ("python", "ipython", "python3") else str(told)


def _text(source: object) -> str:
    joined = "".join(source) if isinstance(source, list) else source
    if not isinstance(joined, str):
        raise TypeError("a cell's source is a text or a list of texts")
    joined = joined.replace("\r\n", "\n").replace("\r", "\n")
    return joined.encode("utf-8", "replace").decode("utf-8")


def _notes(magics: int, dropped: list[int]) -> list[str]:
    notes = []
    if magics:
        notes.append(
            plural(
                "{n} line that only a notebook understands (% or ! or ?) was left out",
                "{n} lines that only a notebook understands (% or ! or ?) were left out",
                magics,
            ).format(n=magics)
        )
    if dropped:
        numbers = ", ".join(map(str, dropped[:10])) + (" …" if len(dropped) > 10 else "")
        notes.append(
            plural(
                "code cell {numbers} is not Python (%%) and was left out",
                "code cells {numbers} are not Python (%%) and were left out",
                len(dropped),
            ).format(numbers=numbers)
        )
    return notes
