"""MyST Markdown as plain Markdown, for notebooks."""

from __future__ import annotations

import re
from collections.abc import Mapping

_ANCHOR = re.compile(r"^\([\w-]+\)=\n", re.MULTILINE)
_GLUE = re.compile(r"\{glue:text\}`([\w-]+)(?::([^`]+))?`")
_LINK = re.compile(r"\[([^\]]+)\]\((?!https?:)[^)\s]+\)")
_ROLE = re.compile(r"\{(?:term|ref|doc)\}`([^`<]+?)(?:\s*<[^>]+>)?`")
_FENCE = re.compile(r"^(:::+|```+)\s*(?:\{([\w-]+)\}\s*(.*))?$")
_OPTION = re.compile(r"^:[\w-]+:")
_FOLDED = ("dropdown",)
_LEFT_OUT = ("toctree", "solution")


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
    opened: list[tuple[str, str]] = []  # the fences that are open, as (fence, directive)
    for line in lines:
        fence = _FENCE.match(line.strip())
        if opened and line.strip() == opened[-1][0]:
            directive = opened.pop()[1]
            ending = {"code": ["```"], **dict.fromkeys(_FOLDED, ["", "</details>"])}
            kept += ending.get(directive, [""] if directive not in _LEFT_OUT else [])
        elif fence and fence[2]:
            opened.append((fence[1], fence[2]))
            kept += _beginning(fence[2], fence[3])
        elif fence and fence[1].startswith("```"):
            opened.append((fence[1], "code"))
            kept.append(line)
        elif any(directive in _LEFT_OUT for _fence, directive in opened):
            continue
        elif opened and opened[-1][1] != "code" and _OPTION.match(line):
            continue
        else:
            kept.append(line)
    return kept


def _beginning(directive: str, title: str) -> list[str]:
    if directive in _LEFT_OUT:
        return []
    if directive in _FOLDED:
        return ["<details>", f"<summary>{title}</summary>", ""]
    return [f"**{title}**", ""] if title else []
