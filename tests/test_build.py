"""The stubs: generated from the solutions, committed, and never written over a student's work."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.build import build, stub_of
from autograder.exercises import EXERCISES, NAMES, Exercise

ROOT = Path(__file__).parents[1]

SOLUTION = '''"""Exercise 0: Numbers."""

import math


def double(number: int) -> int:
    """Double a number."""
    ### BEGIN SOLUTION: Double the number.
    result = 2 * number
    return result
    ### END SOLUTION


def half(number: int) -> float:
    """Halve a number."""
    ### BEGIN SOLUTION: Halve the number.
    return number / 2
    ### END SOLUTION
'''

STUB = '''"""Exercise 0: Numbers."""

import math


def double(number: int) -> int:
    """Double a number."""
    # TODO: Double the number.
    raise NotImplementedError


def half(number: int) -> float:
    """Halve a number."""
    # TODO: Halve the number.
    raise NotImplementedError
'''


def solution(name: str) -> str:
    return (ROOT / "solutions" / f"{name}.py").read_text(encoding="utf-8")


def committed_stub(name: str) -> str:
    return (ROOT / "exercises" / f"{name}.py").read_text(encoding="utf-8")


def functions(text: str) -> list[ast.FunctionDef]:
    return [node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUTOGRADER_LANG", "en")


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course with the ten solutions replaced by a small one, and its stubs built."""
    (tmp_path / "solutions").mkdir()
    for name in NAMES:
        (tmp_path / "solutions" / f"{name}.py").write_text(SOLUTION, encoding="utf-8")
    build(tmp_path)
    return tmp_path


class TestCommittedStubs:
    @pytest.mark.parametrize("name", NAMES)
    def test_building_again_changes_nothing(self, name: str) -> None:
        assert committed_stub(name) == stub_of(solution(name))

    @pytest.mark.parametrize("name", NAMES)
    def test_no_line_of_the_solution_is_left(self, name: str) -> None:
        marked = []
        inside = False
        for line in solution(name).splitlines():
            if "BEGIN SOLUTION" in line or "END SOLUTION" in line:
                inside = "BEGIN SOLUTION" in line
            elif inside and len(line.strip()) > 2:
                marked.append(line.strip())
        stub_lines = {line.strip() for line in committed_stub(name).splitlines()}
        assert marked
        assert stub_lines.isdisjoint(marked)
        assert "SOLUTION" not in committed_stub(name)

    @pytest.mark.parametrize("name", NAMES)
    def test_each_function_has_a_docstring_and_only_raises(self, name: str) -> None:
        for function in functions(committed_stub(name)):
            assert ast.get_docstring(function)
            assert [ast.unparse(node) for node in function.body[1:]] == [
                "raise NotImplementedError"
            ]

    @pytest.mark.parametrize("name", NAMES)
    def test_each_function_has_one_todo(self, name: str) -> None:
        stub = committed_stub(name)
        assert stub.count("    # TODO: ") == stub.count("TODO") == len(functions(stub))

    def test_they_are_formatted_and_clean(self) -> None:
        for command in (["format", "--check"], ["check"]):
            ruff = subprocess.run(
                [sys.executable, "-m", "ruff", *command, "exercises"],
                cwd=ROOT,
                capture_output=True,
                text=True,
            )
            assert ruff.returncode == 0, ruff.stdout + ruff.stderr

    @pytest.mark.parametrize("name", NAMES)
    def test_nbgrader_clears_the_same_regions(self, name: str) -> None:
        clearsolutions = pytest.importorskip("nbgrader.preprocessors.clearsolutions")
        from nbformat.v4 import new_code_cell

        cell = new_code_cell(solution(name))
        nbgrader = clearsolutions.ClearSolutions(
            code_stub={"python": "raise NotImplementedError"}, enforce_metadata=False
        )
        nbgrader.preprocess_cell(cell, {"language": "python"}, 0)
        without_todos = [
            line for line in committed_stub(name).split("\n") if "# TODO: " not in line
        ]
        assert cell.source.split("\n") == without_todos


class TestSolutions:
    @pytest.mark.parametrize("exercise", EXERCISES, ids=NAMES)
    def test_functions_are_called_as_the_course_says(self, exercise: Exercise) -> None:
        """The names, parameters, defaults and their order, all but the type hints."""
        written = []
        for function in functions(solution(exercise.name)):
            for argument in function.args.args:
                argument.annotation = None
            written.append(f"{function.name}({ast.unparse(function.args)})")
        expected = [
            f"{function.name}({ast.unparse(function.args)})"
            for function in functions(
                "\n".join(f"def {signature}: ..." for signature in exercise.signatures)
            )
        ]
        assert written == expected

    @pytest.mark.parametrize("name", NAMES)
    def test_every_function_is_described_and_typed(self, name: str) -> None:
        for function in functions(solution(name)):
            docstring = ast.get_docstring(function) or ""
            assert "Args:" in docstring
            assert ">>> " in docstring
            assert function.returns is not None
            assert all(argument.annotation for argument in function.args.args)
            for argument in function.args.args:
                assert f"\n    {argument.arg}: " in docstring
            assert "Returns:" in docstring or ast.unparse(function.returns) == "None"

    @pytest.mark.parametrize("exercise", EXERCISES, ids=NAMES)
    def test_every_module_states_its_number_and_its_points(self, exercise: Exercise) -> None:
        docstring = ast.get_docstring(ast.parse(solution(exercise.name))) or ""
        assert docstring.startswith(f"Exercise {exercise.number}: ")
        __, heading, points = docstring.partition("\nPoints (10 in all):\n")
        assert heading
        assert points.strip()


class TestStubOf:
    def test_a_region_becomes_a_todo_and_a_raise(self) -> None:
        assert stub_of(SOLUTION) == STUB

    @pytest.mark.parametrize(
        ("old", "new", "message"),
        [
            pytest.param("return result", "return (", "line 10: this is not", id="not-python"),
            pytest.param("number: int)", "number: int,,)", "line 6: this is not", id="signature"),
            pytest.param(
                "    result = 2 * number\n",
                "    ### BEGIN SOLUTION: Again.\n",
                "line 9: a region begins, but the one begun in line 8 has not ended",
                id="nested",
            ),
            pytest.param(
                "    ### END SOLUTION\n\n\ndef half",
                "\n\ndef half",
                "line 15: a region begins, but the one begun in line 8 has not ended",
                id="no-end",
            ),
            pytest.param(
                "    return number / 2\n    ### END SOLUTION\n",
                "    return number / 2\n",
                "line 16: the region that begins here has no",
                id="no-end-at-all",
            ),
            pytest.param(
                "    ### BEGIN SOLUTION: Double the number.\n",
                "",
                "line 10: a region ends that has not begun",
                id="no-begin",
            ),
            pytest.param(
                "    ### BEGIN SOLUTION: Halve the number.\n    return number / 2\n"
                "    ### END SOLUTION\n",
                "    return number / 2\n",
                "line 14: a solution holds",
                id="no-region",
            ),
            pytest.param(": Double the number.", "", "line 8: a mark is a line", id="no-todo"),
            pytest.param("### BEGIN", "# BEGIN", "line 8: a mark is a line", id="one-hash"),
            pytest.param(
                "    return result\n    ### END SOLUTION",
                "    return result  ### END SOLUTION",
                "line 10: a mark is a line",
                id="behind-code",
            ),
            pytest.param(
                '"""Double a number."""',
                '"""Double a number.\n\n    ### BEGIN SOLUTION: Double.\n    """',
                "line 9: a mark is a line",
                id="in-a-docstring",
            ),
            pytest.param(
                "2 * number",
                '"""\n    ### END SOLUTION\n    """',
                "line 10: a mark is a line",
                id="in-a-string",
            ),
            pytest.param(
                "import math", "import math\n\nTWO = 2", "line 5: a solution holds", id="constant"
            ),
            pytest.param(
                "import math", "import math  # why", "line 3: a solution holds", id="comment"
            ),
            pytest.param(
                "    ### BEGIN SOLUTION: Double",
                "    print()\n    ### BEGIN SOLUTION: Double",
                "line 6: a solution holds",
                id="a-line-outside-its-region",
            ),
            pytest.param(
                '    """Halve a number."""\n', "", "line 14: a solution holds", id="no-docstring"
            ),
            pytest.param(
                '    ### END SOLUTION\n\n\ndef half(number: int) -> float:\n    """Halve a'
                ' number."""\n    ### BEGIN SOLUTION: Halve the number.\n',
                "\n\ndef half(number: int) -> float:\n",
                "line 13: a solution holds",
                id="a-region-over-two-functions",
            ),
            pytest.param(
                "    ### BEGIN SOLUTION: Double",
                "        ### BEGIN SOLUTION: Double",
                "line 8: a solution holds",
                id="wrong-indentation",
            ),
        ],
    )
    def test_what_is_wrong_is_said_in_one_sentence_with_the_line(
        self, old: str, new: str, message: str
    ) -> None:
        assert old in SOLUTION
        with pytest.raises(ValueError, match=f"^{re.escape(message)}") as caught:
            stub_of(SOLUTION.replace(old, new, 1))
        assert "\n" not in str(caught.value)


class TestBuild:
    def test_writes_every_stub_and_then_finds_nothing_to_do(self, tmp_path: Path) -> None:
        (tmp_path / "solutions").mkdir()
        for name in NAMES:
            (tmp_path / "solutions" / f"{name}.py").write_text(SOLUTION, encoding="utf-8")
        first, second = build(tmp_path), build(tmp_path)
        assert [built.name for built in first] == list(NAMES)
        assert {built.action for built in first} == {"written"}
        assert {built.action for built in second} == {"unchanged"}
        assert {path.name for path in (tmp_path / "exercises").iterdir()} == {
            f"{name}.py" for name in NAMES
        }
        assert all(built.path.read_text(encoding="utf-8") == STUB for built in first)

    @pytest.mark.parametrize(
        "started",
        [
            pytest.param(STUB.replace("raise NotImplementedError", "return 2", 1), id="a-line"),
            pytest.param(STUB + "\n\ndef helper():\n    return 2\n", id="a-helper"),
            pytest.param(STUB.replace("import math", "import math\n\nTWO = 2"), id="a-constant"),
            pytest.param(
                STUB.replace("    # TODO", "    # ask Kim\n    # TODO", 1), id="a-comment"
            ),
            pytest.param(
                STUB.replace("    raise", "    print(number)\n    raise", 1), id="a-line-before"
            ),
            pytest.param(STUB.replace("raise NotImplementedError", "return (", 1), id="broken"),
            pytest.param(STUB.replace("def double", "@cache\ndef double"), id="a-decorator"),
            pytest.param("# 다시\n" + STUB, id="a-comment-on-top"),
            pytest.param("\0", id="not-text"),
        ],
    )
    def test_what_a_student_has_started_is_kept(self, course: Path, started: str) -> None:
        path = course / "exercises" / "train.py"
        path.write_text(started, encoding="utf-8")
        actions = {built.name: built.action for built in build(course)}
        assert actions.pop("train") == "kept"
        assert set(actions.values()) == {"unchanged"}
        assert path.read_text(encoding="utf-8") == started
        assert not list(path.parent.glob("*.bak*"))

    def test_what_is_not_utf_8_is_kept(self, course: Path) -> None:
        path = course / "exercises" / "train.py"
        path.write_bytes(b'"""\xb1\xb3"""\n')
        assert {built.name for built in build(course) if built.action == "kept"} == {"train"}
        assert path.read_bytes() == b'"""\xb1\xb3"""\n'

    @pytest.mark.parametrize(
        "saved",
        [
            pytest.param(STUB.replace("\n", "\r\n").encode(), id="crlf"),
            pytest.param(b"\xef\xbb\xbf" + STUB.encode(), id="byte-order-mark"),
        ],
    )
    def test_how_an_editor_saves_a_file_is_no_work(self, course: Path, saved: bytes) -> None:
        path = course / "exercises" / "train.py"
        path.write_bytes(saved)
        assert {built.action for built in build(course)} == {"unchanged"}
        assert path.read_bytes() == saved

    def test_a_stub_that_is_out_of_date_is_renewed_and_backed_up(self, course: Path) -> None:
        """A note in a docstring looks the same, so nothing that was there may be lost."""
        newer = SOLUTION.replace("Double a number.", "Double a whole number.")
        (course / "solutions" / "train.py").write_text(newer, encoding="utf-8")
        built = {built.name: built for built in build(course)}["train"]
        assert built.action == "written"
        assert "whole" in built.path.read_text(encoding="utf-8")
        assert built.backup is not None
        assert built.backup.read_text(encoding="utf-8") == STUB

    def test_reset_backs_up_each_time_and_never_over_an_older_backup(self, course: Path) -> None:
        path = course / "exercises" / "train.py"
        works = [f"{STUB}\nTRY = {number}\n" for number in range(3)]
        backups = []
        for work in works:
            path.write_bytes(work.replace("\n", "\r\n").encode())
            built = {built.name: built for built in build(course, reset=["train"])}
            assert built["train"].action == "reset"
            assert path.read_text(encoding="utf-8") == STUB
            backups.append(built["train"].backup)
        names = ["train.py.bak", "train.py.bak1", "train.py.bak2"]
        assert backups == [path.with_name(name) for name in names]
        for name, work in zip(names, works, strict=True):
            assert path.with_name(name).read_bytes() == work.replace("\n", "\r\n").encode()

    def test_reset_touches_no_other_exercise(self, course: Path) -> None:
        for name in ("train", "evaluate"):
            (course / "exercises" / f"{name}.py").write_text("done = True\n", encoding="utf-8")
        actions = {built.name: built.action for built in build(course, reset=["train"])}
        assert actions["evaluate"] == "kept"
        assert (course / "exercises" / "evaluate.py").read_text(encoding="utf-8") == "done = True\n"

    def test_reset_of_an_untouched_stub_leaves_no_backup(self, course: Path) -> None:
        built = {built.name: built for built in build(course, reset=["train"])}["train"]
        assert (built.action, built.backup) == ("unchanged", None)

    def test_an_unknown_exercise_is_named_and_nothing_is_reset(self, course: Path) -> None:
        path = course / "exercises" / "train.py"
        path.write_text("done = True\n", encoding="utf-8")
        with pytest.raises(ValueError, match=r"no exercise called 'trian'. Choose from: prep"):
            build(course, reset=["train", "trian"])
        assert path.read_text(encoding="utf-8") == "done = True\n"

    def test_a_wrong_solution_is_named_and_nothing_is_written(self, course: Path) -> None:
        missing = course / "exercises" / "preprocess.py"
        missing.unlink()
        (course / "solutions" / "train.py").write_text("def f(:\n", encoding="utf-8")
        with pytest.raises(ValueError, match=r"^solutions/train\.py, line 1: this is not valid"):
            build(course)
        assert not missing.exists()

    def test_a_missing_solution_is_named(self, course: Path) -> None:
        (course / "solutions" / "train.py").unlink()
        with pytest.raises(ValueError, match=r"^solutions/train\.py is missing\.$"):
            build(course)
