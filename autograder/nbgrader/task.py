"""A solution taken apart: what its docstring says of the task, its imports, its functions."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

_TITLE = re.compile(r"Exercise \d+: (.*)\.")
_POINTS = re.compile(r"(\d+) +(\w+): (.*)")
_BEGIN = re.compile(r"( *)### BEGIN SOLUTION: (.*)")


@dataclass(frozen=True)
class Worth:
    """One check: its points, its id, and what it wants in a few words."""

    points: int
    check: str
    wants: str


@dataclass(frozen=True)
class Task:
    """What a solution's module says.

    Attributes:
        title: what the exercise is called.
        text: its paragraphs: what is learnt, what is done.
        rules: what else holds.
        imports: which packages may be imported.
        worths: how the points are divided.
        code_before: the module's imports.
        functions: the text of each function, by name, with its solution marked.
    """

    title: str
    text: str
    rules: tuple[str, ...]
    imports: str
    worths: tuple[Worth, ...]
    code_before: str
    functions: dict[str, str]


def task_of(solution: str) -> Task:
    """Return what the text of a solution that `build.stub_of` accepts says."""
    module = ast.parse(solution)
    lines = solution.split("\n")
    docstring, *_rest = module.body
    functions = [node for node in module.body if isinstance(node, ast.FunctionDef)]
    first, *paragraphs = (ast.get_docstring(module) or "").split("\n\n")
    title = _TITLE.fullmatch(first)
    assert title is not None, first
    *rules, imports, _quick = _items(_section(paragraphs, "Rules:"))
    text = "\n\n".join(p for p in paragraphs if not p.startswith(("Rules:", "Points ")))
    return Task(
        title=title[1],
        text=text,
        rules=tuple(rules),
        imports=imports,
        worths=tuple(
            Worth(int(points), check, wants)
            for points, check, wants in _POINTS.findall(_section(paragraphs, "Points "))
        ),
        code_before="\n".join(lines[docstring.end_lineno : functions[0].lineno - 1]).strip(),
        functions={
            node.name: _BEGIN.sub(
                r"\1# TODO: \2\n\1### BEGIN SOLUTION",
                "\n".join(lines[node.lineno - 1 : _end_of(node, lines)]),
            )
            for node in functions
        },
    )


def _section(paragraphs: list[str], heading: str) -> str:
    return next(p for p in paragraphs if p.startswith(heading)).partition("\n")[2]


def _items(section: str) -> list[str]:
    """Return the items of a list, each on one line."""
    return [" ".join(item.split()) for item in re.split(r"(?m)^- ", section) if item]


def _end_of(function: ast.FunctionDef, lines: list[str]) -> int:
    """Return the line of the mark that ends the function's solution."""
    end = function.end_lineno or function.lineno
    while "### END SOLUTION" not in lines[end - 1]:
        end += 1
    return end
