"""What the notes' sites have that Sphinx has not: a Sphinx extension."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

from autograder.site.ahead import execute_ahead
from autograder.site.alt import Alt, describe_figures
from autograder.site.korean_search import SearchKorean
from autograder.site.notebooks import write_notebooks
from autograder.site.solution import Solution


def setup(app: Sphinx) -> dict[str, Any]:
    """Add Korean search, two directives, pages as notebooks, and executing some at a time."""
    app.add_search_language(SearchKorean)
    app.add_directive("solution", Solution)
    app.add_directive("alt", Alt)
    app.add_config_value("notes_repository", "", "html", str)
    app.connect("env-before-read-docs", execute_ahead)
    app.connect("doctree-read", describe_figures)
    app.connect("html-page-context", _tell_templates)
    app.connect("build-finished", write_notebooks)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _tell_templates(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    context["other_language"] = "ko" if app.config.language == "en" else "en"
    context["notes_repository"] = app.config.notes_repository
    context["is_notes_page"] = pagename in app.env.found_docs
