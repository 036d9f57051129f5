"""The pages as notebooks that run anywhere: in Colab, or in an empty folder."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from sphinx.application import Sphinx

from autograder.site.plain_markdown import plain_markdown

ROOT = Path(__file__).parents[2]
OUR_OWN = ("autograder", "solutions")
PREPARATION = """\
#@title {title} {{display-mode: "form"}}
from pathlib import Path

for name, text in {files}.items():
    if not Path(name).exists():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")

try:
    import mlxtend
except ModuleNotFoundError:
    %pip install -q mlxtend
"""
TITLE = {
    "en": "Preparation: the parts of the course that this page uses",
    "ko": "준비: 이 페이지에서 쓰는 강의 코드",
}


def write_notebooks(app: Sphinx, exception: Exception | None) -> None:
    """Write every page as ``notebooks/PAGE.ipynb`` of the finished site, without outputs."""
    if exception is not None or app.builder.name != "html":
        return
    folder = Path(app.outdir) / "notebooks"
    folder.mkdir(exist_ok=True)
    executed = Path(app.outdir).parent / "jupyter_execute"
    for page in sorted(app.env.found_docs):
        notebook = notebook_of_page(executed / f"{page}.ipynb", app.config.language)
        nbformat.write(notebook, folder / f"{page}.ipynb")


def notebook_of_page(executed: Path, language: str) -> NotebookNode:
    """Return a page as a notebook of plain Markdown and code, which needs no other file.

    Args:
        executed: the page as myst-nb executed it, with outputs.
        language: of its text.
    """
    page = nbformat.read(executed, as_version=4)
    numbers = _glued(executed)
    cells = [
        new_code_cell(cell.source)
        if cell.cell_type == "code"
        else new_markdown_cell(plain_markdown(cell.source, numbers))
        for cell in page.cells
        if "remove-cell" not in cell.metadata.get("tags", [])
    ]
    files = _own_files([cell.source for cell in cells if cell.cell_type == "code"])
    if files:
        preparation = PREPARATION.format(title=TITLE[language], files=_as_code(files))
        cells.insert(0, new_code_cell(preparation, metadata={"jupyter": {"source_hidden": True}}))
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def _glued(executed: Path) -> dict[str, object]:
    """Return the numbers that the page's prose takes from its code, as myst-nb left them."""
    stored = executed.with_suffix(".glue.json")
    outputs = json.loads(stored.read_text(encoding="utf-8")) if stored.exists() else {}
    return {
        name: ast.literal_eval(output["data"]["text/plain"]) for name, output in outputs.items()
    }


def _own_files(sources: list[str]) -> dict[str, str]:
    """Return the course's own modules that the code imports, and that these import, by path."""
    found: dict[str, str] = {}
    waiting = list(sources)
    while waiting:
        for module in _imported(waiting.pop()):
            path = module.replace(".", "/") + ".py"
            if path not in found and (ROOT / path).is_file():
                found[path] = (ROOT / path).read_text(encoding="utf-8")
                waiting.append(found[path])
    return dict(sorted(found.items()))


def _imported(source: str) -> Iterator[str]:
    code = "\n".join(line for line in source.splitlines() if not re.match(r"\s*[%!]", line))
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(OUR_OWN):
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def _as_code(files: dict[str, str]) -> str:
    entries = [f"    {json.dumps(name)}: {text!r},\n" for name, text in files.items()]
    return "{\n" + "".join(entries) + "}"
