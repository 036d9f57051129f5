"""The directive `solution`: a reference solution's code, as it is in ``solutions/``, folded."""

from __future__ import annotations

import ast
from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

ROOT = Path(__file__).parents[2]
SUMMARY = {"en": "The reference solution of `{name}`", "ko": "`{name}` 모범 답안"}


class Solution(SphinxDirective):
    """``{solution} NAME``: the functions of ``solutions/NAME.py``, without their docstrings."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the folded code."""
        (name,) = self.arguments
        self.env.note_dependency(str(ROOT / "solutions" / f"{name}.py"))
        summary = SUMMARY[self.config.language].format(name=name)
        folded = [
            f"::::{{dropdown}} {summary}",
            "```python",
            *solution_code(name).splitlines(),
            "```",
            "::::",
        ]
        return self.parse_text_to_nodes("\n".join(folded))


def solution_code(name: str) -> str:
    """Return the code of ``solutions/NAME.py`` without docstrings and marks."""
    source = (ROOT / "solutions" / f"{name}.py").read_text(encoding="utf-8")
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.FunctionDef) and ast.get_docstring(node):
            text = node.body[0]
            assert text.end_lineno is not None
            for number in range(text.lineno - 1, text.end_lineno):
                lines[number] = ""
    kept = [line for line in lines if "### BEGIN SOLUTION" not in line]
    kept = [line for line in kept if "### END SOLUTION" not in line]
    return _without_long_gaps("\n".join(kept))


def _without_long_gaps(code: str) -> str:
    """Return the code with no blank line after a signature and two at most elsewhere."""
    kept: list[str] = []
    for line in code.strip().splitlines():
        blank_after_signature = not line and kept and kept[-1].endswith(":")
        if not blank_after_signature and (line or kept[-2:] != ["", ""]):
            kept.append(line)
    return "\n".join(kept) + "\n"
