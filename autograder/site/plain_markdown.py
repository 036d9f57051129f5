"""MyST Markdown as plain Markdown, for notebooks."""

from __future__ import annotations

import re
from collections.abc import Mapping

_ANCHOR = re.compile(r"^\([\w-]+\)=\n", re.MULTILINE)
_GLUE = re.compile(r"\{glue:text\}`([\w-]+)(?::([^`]+))?`")
_LINK = re.compile(r"\[([^\]]+)\]\((?!https?:)[^)\s]+\)")
_ROLE = re.compile(r"\{(?:term|ref|doc)\}`([^`<]+?)(?:\s*<[^>]+>)?`")
_FENCE = re.compile(r"^(:::+|```+)\s*(?:\{([\w-]+)\}\s*(.*)|\w*)$")
_OPTION = re.compile(r"^:[\w-]+:")
_CODE = "code"
_LEFT_OUT = ("toctree", "solution", "alt")
_ENDINGS = {_CODE: ["```"], "dropdown": ["", "</details>"]}


def plain_markdown(text: str, numbers: Mapping[str, object]) -> str:
    """Return MyST Markdown as Markdown that every notebook shows.

    Args:
        text: the Markdown, with anchors, links between pages, and the directives of these notes.
        numbers: the values for `{glue:text}`, by name.

    Returns:
        Markdown without anchors: numbers in their places, links to other pages as their words,
        dropdowns as `<details>`, other boxes as quotations, tables of contents left out.
    """
    text = _ANCHOR.sub("", text)
    text = _GLUE.sub(lambda found: format(numbers[found[1]], found[2] or ""), text)
    text = _ROLE.sub(r"\1", _LINK.sub(r"\1", text))
    return "\n".join(_without_directives(text.splitlines()))


def _without_directives(lines: list[str]) -> list[str]:
    kept: list[str] = []
    opened: list[tuple[str, str]] = []  # of each open block: its fence and its directive
    for line in lines:
        fence = _FENCE.match(line.strip())
        inner = opened[-1][1] if opened else ""
        if opened and line.strip() == opened[-1][0]:
            opened.pop()
            kept += [] if inner in _LEFT_OUT else _ENDINGS.get(inner, [""])
        elif fence and inner != _CODE:
            opened.append((fence[1], fence[2] or _CODE))
            kept += _beginning(fence[2], fence[3]) if fence[2] else [line]
        elif inner == _CODE or (inner not in _LEFT_OUT and not (inner and _OPTION.match(line))):
            kept.append(line)
    return kept


def _beginning(directive: str, title: str) -> list[str]:
    if directive in _LEFT_OUT:
        return []
    if directive == "dropdown":
        return ["<details>", f"<summary>{title}</summary>", ""]
    return [f"**{title}**", ""] if title else []
