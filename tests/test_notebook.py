"""A notebook becomes the module that its cells are; what only a notebook understands is said."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import warnings
from typing import Any

import nbformat
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from autograder.errors import CourseError
from autograder.notebook import CodeCell, code_cells, module_of, module_source


def notebook(*cells: str, **metadata: Any) -> bytes:
    v4 = nbformat.v4
    made = v4.new_notebook(cells=[v4.new_code_cell(cell) for cell in cells], metadata=metadata)
    made.cells.insert(0, v4.new_markdown_cell("# Exercise\n!not code"))
    return nbformat.writes(made).encode()


def test_code_cells_follow_each_other_under_their_numbers() -> None:
    module = module_source(notebook("x = 1", "y = 2\n"))
    assert module.source == "# cell 1\nx = 1\n\n# cell 2\ny = 2\n"
    assert module.notes == []


@pytest.mark.parametrize(
    "line",
    [
        "%matplotlib inline",
        "!pip install keras",
        "files = !ls",
        "result = %timeit -o f()",
        "keras.layers.Dense?",
        "model.fit??",
        "?model",
        "%timeit?",
    ],
)
def test_a_line_of_the_notebook_only_is_left_out_and_said(line: str) -> None:
    module = module_source(notebook(f"a = 1\nif a:\n    pass\n{line}\nb = a + 1"))
    names: dict[str, Any] = {}
    exec(module.source, names)
    assert names["b"] == 2
    assert [note for note in module.notes if "1 line" in note] == module.notes != []


def test_a_magic_alone_in_a_block_leaves_a_valid_block() -> None:
    module = module_source(notebook("if True:\n    !pip install keras \\\n      mlxtend\nb = 2"))
    ast.parse(module.source)
    assert "mlxtend" not in module.source


def test_lines_that_look_like_magics_inside_a_statement_stay() -> None:
    cell = (
        'text = """\n%matplotlib\n!ls\nwhat?\n"""\nx = (5\n  % 3)\n'
        "y = 7 \\\n  % 4\nz = '''a\\'''\n?b'''\n# really?\n%time\n"
    )
    module = module_source(notebook(cell))
    names: dict[str, Any] = {}
    exec(module.source, names)
    assert names["text"] == "\n%matplotlib\n!ls\nwhat?\n"
    assert (names["x"], names["y"], names["z"]) == (2, 3, "a'''\n?b")


@pytest.mark.parametrize("magic", ["%%bash", "%%html", "%%writefile preprocess.py", "%%"])
def test_a_cell_in_another_language_is_left_out_and_said(magic: str) -> None:
    module = module_source(notebook("x = 1", f"\n{magic}\nrm -rf /", "y = 2"))
    assert "rm" not in module.source
    assert "# cell 3\ny = 2" in module.source
    assert module.notes == ["code cell 2 is not Python (%%) and was left out"]


def test_a_timed_cell_is_still_python() -> None:
    assert "\nx = 1\n" in module_source(notebook("%%time\nx = 1")).source


def test_a_broken_cell_is_left_out_and_said_and_the_others_stay() -> None:
    module = module_source(notebook("x = 1", "def f(:\n    pass", "y = 2"))
    assert "def f" not in module.source
    assert "y = 2" in module.source
    assert module.notes == [
        "code cell 2 is not valid Python (line 1: invalid syntax) and was left out"
    ]


def test_a_cell_that_raises_stops_no_other_as_in_a_kernel() -> None:
    raising = 'before = 1\ntext = """a\nb"""\nraise SystemExit\nafter = 1'
    names: dict[str, Any] = {}
    exec(module_source(notebook(raising, "y = before + 1")).source, names)
    assert (names["y"], names["text"]) == (2, "a\nb")
    assert "after" not in names


def _ours(code: str) -> Any:
    about = {"nbgrader": {"locked": True, "solution": False}}
    return nbformat.v4.new_code_cell(code, metadata=about)


def test_the_courses_own_cells_are_run_only_where_the_student_uses_their_names() -> None:
    cells = [
        _ours("raw = 2"),
        _ours("images = raw * 2\nfigure = 1"),
        _ours("slow_to_show"),
        nbformat.v4.new_code_cell("def f():\n    figure = 3\n    return images"),
    ]
    made = nbformat.v4.new_notebook(cells=cells)
    source = module_source(nbformat.writes(made).encode()).source
    names: dict[str, Any] = {}
    exec(source, names)
    assert names["f"]() == 4
    assert "slow_to_show" not in source
    made.cells[-1].source = "def f():\n    figure = 3\n    return figure"
    source = module_source(nbformat.writes(made).encode()).source
    assert "raw" not in source


def test_definitions_alone_can_be_kept() -> None:
    cell = "import math\nTWO = 2\nwhile True: pass\nmodel = f()\ndef g(): return TWO\n"
    source = module_of([CodeCell(cell)], definitions_only=True).source
    names: dict[str, Any] = {}
    exec(source, names)
    assert names["g"]() == 2
    assert "model" not in names


def test_the_courses_own_check_is_dropped_and_other_calls_stay() -> None:
    module = module_source(
        notebook(
            "from autograder.anywhere import check",
            'check("preprocess")\ncheck("mine")\ntrain_it()',
            'import autograder\nautograder.check("train"); x = "é"; check("train", seed=1)',
        )
    )
    assert "anywhere" not in module.source
    assert 'check("preprocess")' not in module.source
    assert 'check("train"' not in module.source
    assert 'check("mine")\n    train_it()' in module.source
    ast.parse(module.source)


def test_a_future_import_of_a_later_cell_still_works() -> None:
    module = module_source(notebook("x = 1", "from __future__ import annotations\ny: Never = 2"))
    names: dict[str, Any] = {}
    exec(compile(module.source, "m", "exec", dont_inherit=True), names)
    assert names["y"] == 2


def test_large_outputs_are_not_read_as_code() -> None:
    content = json.loads(notebook("x = 1"))
    output = {"output_type": "stream", "name": "stdout", "text": ["1234567\n" * 10] * 200_000}
    content["cells"][1]["outputs"] = [output]
    assert module_source(json.dumps(content).encode()).source == "# cell 1\nx = 1\n"


def test_a_notebook_of_the_old_format_is_read() -> None:
    old = nbformat.v3.new_notebook(
        worksheets=[nbformat.v3.new_worksheet(cells=[nbformat.v3.new_code_cell("x = 1")])]
    )
    assert module_source(json.dumps(old).encode()).source == "# cell 1\nx = 1\n"


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"", "JSON"),
        (b"{", "JSON"),
        (b"[" * 100_000, "JSON"),
        (b"1" * 10_000, "JSON"),
        (b"\xff\xfe{}", "UTF-8"),
        (b"[]", "not a notebook"),
        (b"{}", "not a notebook"),
        (b"null", "not a notebook"),
        (b'{"nbformat": 4, "nbformat_minor": 5, "metadata": [], "cells": 3}', "not a notebook"),
        (b'{"nbformat": 9, "nbformat_minor": 5, "metadata": {}, "cells": []}', "not a notebook"),
        (b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": 5}]}', "not a notebook"),
        (notebook("x <- 1", language_info={"name": "R"}), "but of R"),
    ],
)
def test_what_is_no_notebook_is_said_in_one_sentence(data: bytes, part: str) -> None:
    with pytest.raises(CourseError, match=part) as error:
        code_cells(data)
    assert "\n" not in str(error.value)


def test_lone_surrogates_and_carriage_returns_become_text() -> None:
    data = notebook("x = 1").replace(b'"x = 1"', b"\"x = '\\ud800'\\r\\ny = 2\\r\"")
    source = module_source(data).source
    source.encode()
    assert "\r" not in source


@example(["\\\n ", "a = 1\n\\\n "])
@given(st.lists(st.text(alphabet="%!?'\"\\()#\n a=", max_size=40), max_size=4))
def test_any_cells_become_a_module(cells: list[str]) -> None:
    module = module_source(notebook(*cells))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        compile(module.source, "module", "exec")


def test_without_nbformat_only_notebooks_are_missed() -> None:
    code = (
        "import sys; sys.modules['nbformat'] = None\n"
        "from autograder.notebook import module_source\n"
        "try: module_source(b'{}')\nexcept ValueError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "pip install nbformat" in done.stdout
