"""What an instructor gets of a batch: complete, harmless, and the same for the same records."""

from __future__ import annotations

import csv
import io
import os
import random
import re
import unicodedata
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath, PureWindowsPath
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.batch.record import Graded
from autograder.errors import CourseError
from autograder.report import Comparison, ExerciseReport, SourceLine
from autograder.results import write, writing
from autograder.results.class_statistics import (
    counted,
    crashes,
    exercise_statistics,
    item_rest_correlation,
    misconception_statistics,
    not_started,
)
from autograder.results.csv_text import csv_text
from autograder.results.histogram import histogram
from autograder.results.in_notebook import cell_html, graded_cell
from autograder.results.names import file_names, shown
from autograder.results.notes import beside_notebook, into_site
from autograder.results.printed_page import printed_page
from autograder.results.student_page import student_page
from tests.graded import (
    a_class,
    check,
    graded,
    hidden_check,
    message,
    picture,
    with_exercises,
    wrong,
)

ODD_NAMES = [
    "김민수",
    "김 민수",
    "../../x",
    "..",
    "/etc/passwd",
    "CON",
    "con.txt",
    "COM¹",
    "",
    " ",
    "line\nbreak",
    "x" * 300,
    "가" * 300,
    "Kim",
    "kim",
    "Kim-0123456789",
    "-rf",
    ".hidden",
    "dot.",
    'quo"te<b>',
    "\udcff broken",
    "\u202egnp.exe",
    "a\0b",
]
NAMES = st.one_of(st.sampled_from(ODD_NAMES), st.text(st.characters(), max_size=40))


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUTOGRADER_LANG", "en")


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def text_of(html: str) -> str:
    """Return what a reader sees of a page, without its tags and style."""
    body = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    reader = Reader()
    reader.feed(body)
    return " ".join(" ".join(reader.texts).split())


class Reader(HTMLParser):
    """The texts and the links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.links: list[str] = []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]


def links(html: str) -> list[str]:
    reader = Reader()
    reader.feed(html)
    return reader.links


# Names.


@given(st.lists(NAMES, max_size=12))
def test_every_student_has_a_file_of_the_own(students: list[str]) -> None:
    """Two students never share a page, also where files differ in more than case only."""
    names = file_names(students)
    assert names.keys() == set(students)
    files = {unicodedata.normalize("NFC", name).casefold() for name in names.values()}
    assert len(files) == len(names)


@given(NAMES)
def test_a_file_name_leads_nowhere_else_and_is_valid_everywhere(student: str) -> None:
    name = file_names([student])[student]
    assert name.isprintable()
    assert name == name.strip(" .")
    assert not name.startswith((".", "-"))
    assert not set(name) & set('/\\:*?"<>|')
    assert len(name.encode("utf-8")) < 200
    assert PurePosixPath(name).name == PureWindowsPath(name).name == name
    assert not re.match(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", name, re.IGNORECASE)


@given(st.lists(NAMES, max_size=8), st.randoms())
def test_file_names_do_not_depend_on_the_order(
    students: list[str], shuffled: random.Random
) -> None:
    other = list(students)
    shuffled.shuffle(other)
    assert file_names(students) == file_names(other)


def test_an_ordinary_name_is_its_own_file_name() -> None:
    students = ["김민수", "Anna Müller", "kim_2021-12345"]
    assert file_names(students) == {student: student for student in students}


@given(NAMES)
def test_a_shown_name_is_one_printable_line(student: str) -> None:
    assert shown(student).isprintable()
    assert shown(student)


# grades.csv.


def test_the_table_has_a_line_for_each_student(tmp_path: Path) -> None:
    write(a_class(), tmp_path)
    data = (tmp_path / "grades.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")  # Excel
    table = rows(data.decode("utf-8-sig"))
    assert table[0] == ["student", "preprocess", "total", "state"]
    assert table[1] == ["Ada", "0", "0", "graded"]
    assert table[2] == ["bea", "4", "4", "graded"]
    assert table[-1] == ["김민수", "4", "4", "graded"]
    assert [row[-1] for row in table[1:]].count("unreadable") == 1


def test_exercises_stand_in_the_order_of_the_course(tmp_path: Path) -> None:
    exercises = [ExerciseReport(name, [check()]) for name in ("train", "preprocess")]
    write([with_exercises("Ada", exercises), graded("Bo", exercise="evaluate")], tmp_path)
    table = rows((tmp_path / "grades.csv").read_text("utf-8-sig"))
    assert table[0] == ["student", "preprocess", "train", "evaluate", "total", "state"]
    assert table[2] == ["Bo", "", "", "4", "4", "graded"]


@given(st.text(st.characters(codec="utf-8"), max_size=20))
def test_no_cell_is_a_formula(text: str) -> None:
    cell = rows(csv_text([[text]]).replace("\0", ""))
    if cell and cell[0]:
        assert not cell[0][0].startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"])
def test_a_students_name_is_never_run_by_a_spreadsheet(formula: str, tmp_path: Path) -> None:
    write([graded(formula)], tmp_path, ["canvas", "moodle"])
    for name in ("grades.csv", "canvas.csv", "moodle-gradebook.csv"):
        for row in rows((tmp_path / name).read_text("utf-8-sig"))[1:]:
            assert not row[0].startswith(("=", "+", "-", "@", "\t", "＝"))


# A student's page.


def test_a_failing_check_says_all_that_helps() -> None:
    page = student_page(graded("Ada", wrong(), check("sums")), "")
    text = text_of(page)
    for said in [
        "It scales.",
        "preprocess_images(images)",
        "the values are wrong",
        "0–255",
        "preprocess.py:12",
        "return images",
        "the pixels are not scaled",
        "divide by 255",
        "course/en/data.md#scaling",
    ]:
        assert said in text
    assert "✗" in text
    assert "✓" in text
    assert page.count('class="pixels"') == 2


def test_the_paragraph_to_read_is_a_link_where_the_notes_are_known(tmp_path: Path) -> None:
    """A folder is linked to from where the page lies, so that both can be moved together."""
    site = tmp_path / "the notes"
    (site / "en").mkdir(parents=True)
    (site / "en" / "start.html").touch()
    page = tmp_path / "out" / "students" / "Ada.html"
    for notes, link in [
        (str(site), "../../the%20notes/en/data.html#scaling"),
        ("https://example.org/notes/", "https://example.org/notes/en/data.html#scaling"),
    ]:
        write([graded("Ada", wrong())], tmp_path / "out", notes=notes)
        assert link in links(page.read_text("utf-8"))
    assert (page.parent / "../../the notes/en/start.html").is_file()


def test_the_paragraph_to_read_is_no_link_where_nobody_said_where_the_notes_are() -> None:
    assert "data.html" not in student_page(graded("Ada", wrong()), "p")


def test_notes_that_are_not_there_are_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="no site of the notes"):
        write([graded("Ada", wrong())], tmp_path / "out", notes=str(tmp_path))
    assert not (tmp_path / "out").exists()


def test_a_notebook_links_to_the_notes_beside_it_and_to_no_others(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "data.md").touch()
    link = beside_notebook(tmp_path)
    assert link("data#scaling") == "notes/data.md#scaling"
    assert link("curves#legend") == ""


def test_feedback_in_a_notebook_links_into_the_site() -> None:
    cell = graded_cell(ExerciseReport("preprocess", [wrong()]), [], "sandbox")
    assert links(cell_html(cell)) == links(cell_html(cell, into_site("")))
    address = "https://example.org/en/data.html#scaling"
    assert address in links(cell_html(cell, into_site("https://example.org/")))


def test_pictures_are_in_the_page_itself() -> None:
    page = student_page(graded("Ada", check(status="failed", pictures=[picture()])), "")
    assert page.count("data:image/png;base64,") == 1


def test_a_hidden_check_shows_nothing_but_whether_it_passed() -> None:
    """Id, title, message, picture and what was printed in it would give the check away."""
    telling = hidden_check(
        message=message(problem="a secret problem", lines=[SourceLine("s.py", 1, "f", "secret")]),
        misconception="secret_misconception",
        pictures=[picture()],
        printed="secret output",
        functions=["secret_function"],
    )
    record = graded("Ada", check(), telling, hidden_check("passed"))
    for page in (student_page(record, ""), printed_page(record)):
        assert "secret" not in page
        assert "data:" not in page.split("</head>")[1]
    text = text_of(student_page(record, ""))
    assert "hidden check: not passed" in text
    assert "hidden check: passed" in text
    assert "−1" in text


def test_a_page_says_nothing_of_the_teachers() -> None:
    """Neither the seed nor ids, the record's fingerprint or the teacher's folders."""
    lines = [SourceLine("/home/teacher/secret/preprocess.py", 3, "f", "return 1")]
    record = graded(
        "Ada",
        wrong(lines=lines),
        fingerprints={"train": "f1n9er"},
        lms={"moodle": "98765", "canvas": "54321"},
    )
    page = student_page(record, "../printed/Ada.html")
    for secret in ("4711", "f1n9er", "98765", "54321", "teacher", "not_scaled", "class.html"):
        assert secret not in page


def test_what_a_student_writes_is_text_and_never_markup(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>"
    problem = check(
        status="failed", message=message(got=evil, problem=evil, mistake=evil), misconception="m"
    )
    record = graded(evil, problem, check("says", printed=evil), notes=[evil])
    write([record], tmp_path)
    for path, data in contents(tmp_path).items():
        if path.endswith(".html"):
            assert b"<script" not in data, path


@pytest.mark.parametrize("rows", [[], [[]], [[1, 2], [3]]])
def test_images_that_cannot_be_drawn_are_left_out(rows: list[list[int]]) -> None:
    page = student_page(graded("Ada", wrong(comparison=Comparison(rows, [[1]]))), "")
    assert 'class="pixels"' not in page


def test_what_was_printed_is_folded_and_without_colour_codes() -> None:
    page = printed_page(graded("Ada", check(printed="Epoch 1\n\x1b[1m10/10\x1b[0m done\x08\n")))
    assert "<details>" in page
    assert "10/10 done" in page
    assert "\x1b" not in page


def test_a_page_is_the_same_whatever_was_printed() -> None:
    """Training prints times, which differ from run to run."""
    silent, loud = graded("Ada", check()), graded("Ada", check(printed="0.123 s", seconds=3))
    assert student_page(silent, "p") == student_page(loud, "p")


# The class.


def test_the_class_page_says_who_needs_a_look(tmp_path: Path) -> None:
    write(a_class(), tmp_path)
    text = text_of((tmp_path / "class.html").read_text("utf-8"))
    assert "Gus : The zip is damaged." in text
    assert "Fay : Its time was up." in text
    assert "Dora preprocess too slow scales" in text
    assert "Emil preprocess broke scales" in text
    assert "A secret title." in text  # instructors see hidden checks
    assert "3 the pixels are not scaled preprocess Ada , bea , Fay" in text


def test_an_unreadable_submission_is_in_no_figure() -> None:
    (exercise,) = exercise_statistics(counted(a_class()))
    assert exercise.submissions == len(a_class()) - 1
    assert [one.student for one in not_started(a_class())] == ["Carl"]


def test_rates_are_shares_of_all_who_handed_in() -> None:
    records = [
        graded("a", check()),
        graded("b", wrong()),
        graded("c", check(status="not started")),
        graded("d", check()),
    ]
    (exercise,) = exercise_statistics(records)
    assert (exercise.mean, exercise.complete, exercise.started) == (2, 2, 3)
    (found,) = exercise.checks
    assert (found.pass_rate, found.not_started) == (0.5, 1)


def test_discrimination_is_the_point_biserial_correlation_with_the_rest() -> None:
    passed, rest = [0, 0, 1, 1], [1, 2, 3, 4]
    mean_difference, deviation = 3.5 - 1.5, 1.25**0.5
    expected = mean_difference / deviation * (0.5 * 0.5) ** 0.5
    assert item_rest_correlation(passed, rest) == pytest.approx(expected)
    assert item_rest_correlation([1, 1, 0, 0], rest) == pytest.approx(-expected)


@pytest.mark.parametrize(
    ("item", "rest"), [([], []), ([0, 1], [0, 1]), ([1, 1, 1], [1, 2, 3]), ([0, 1, 1], [2, 2, 2])]
)
def test_discrimination_is_undefined_where_all_are_alike(
    item: list[float], rest: list[float]
) -> None:
    assert item_rest_correlation(item, rest) is None


def test_a_check_is_not_correlated_with_itself() -> None:
    """Alone in its exercise and its submission, it says nothing of anything else."""
    records = [graded("a", check()), graded("b", wrong()), graded("c", check())]
    (exercise,) = exercise_statistics(records)
    assert exercise.discrimination is None
    assert exercise.checks[0].discrimination is None


def test_a_misconception_counts_once_a_student() -> None:
    records = [graded("a", wrong(), wrong("sums")), graded("b", wrong("sums", "other"))]
    found = misconception_statistics(records)
    assert [(one.id, one.students) for one in found] == [("not_scaled", ["a"]), ("other", ["b"])]


def test_checks_that_end_alike_are_one_line() -> None:
    slow = message(kind="time", problem="too slow")
    checks = [check(id_, "failed", message=slow) for id_ in ("one", "two")]
    (found,) = crashes([graded("a", *checks)])
    assert found.checks == ["one", "two"]


@given(st.lists(st.floats(0, 100), min_size=1))
def test_every_student_is_in_one_bar(totals: list[float]) -> None:
    assert sum(bar.count for bar in histogram(totals, 100).bars) == len(totals)


@pytest.mark.parametrize(
    "records",
    [
        [],
        [graded("a", state="unreadable")],
        [with_exercises("a", [])],
        [with_exercises("a", [ExerciseReport("preprocess", [])])],
        [graded("a", check(out_of=0))],
    ],
    ids=["nobody", "nobody readable", "no exercise", "no check", "no points"],
)
def test_a_class_without_figures_has_pages_too(records: list[Graded], tmp_path: Path) -> None:
    write(records, tmp_path, ["canvas", "moodle", "gradescope"])
    assert "The class" in (tmp_path / "class.html").read_text("utf-8")


# All files.


def test_the_order_of_the_records_and_what_they_took_change_nothing(tmp_path: Path) -> None:
    records = a_class()
    exports = ["gradescope", "canvas", "moodle"]
    write(records, tmp_path / "one", exports)
    write(records[::-1], tmp_path / "other", exports[::-1])
    one, other = contents(tmp_path / "one"), contents(tmp_path / "other")
    assert one == other
    assert b"2026" not in one["class.html"]


def test_pages_need_no_network_and_no_script(tmp_path: Path) -> None:
    write(a_class(), tmp_path)
    for path, data in contents(tmp_path).items():
        if path.endswith(".html"):
            html = data.decode("utf-8")
            assert "<script" not in html
            assert "url(" not in html
            for target in links(html):
                if not target.startswith(("#", "data:")):
                    assert (tmp_path / path).parent.joinpath(unquote(target)).is_file(), target
                elif target.startswith("#"):
                    assert f'id="{target[1:]}"' in html


def test_pages_are_in_the_readers_language(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AUTOGRADER_LANG", "ko")
    write(a_class(), tmp_path)
    html = (tmp_path / "class.html").read_text("utf-8")
    assert '<html lang="ko">' in html
    assert "김민수" in html


def test_names_that_are_no_file_names_have_their_pages(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write([graded(name) for name in ODD_NAMES], out, ["gradescope"])
    assert len(list((out / "students").iterdir())) == len(ODD_NAMES)
    assert len(list((out / "gradescope").iterdir())) == len(ODD_NAMES)
    assert list(tmp_path.iterdir()) == [out]


def test_a_second_writing_leaves_nothing_of_who_has_gone(tmp_path: Path) -> None:
    write([graded("Ada"), graded("Bo")], tmp_path, ["gradescope"])
    (tmp_path / "journal").write_text("kept")
    write([graded("Bo", wrong())], tmp_path)
    assert {path.name for path in tmp_path.iterdir()} >= {"journal", "class.html"}
    for folder in ("students", "printed", "gradescope"):
        assert [path.stem for path in (tmp_path / folder).iterdir()] == ["Bo"]


def test_an_export_from_before_never_goes_out_of_date(tmp_path: Path) -> None:
    write([graded("Ada")], tmp_path, ["canvas"])
    before = (tmp_path / "canvas.csv").read_text("utf-8")
    write([graded("Ada", wrong())], tmp_path)
    after = (tmp_path / "canvas.csv").read_text("utf-8")
    assert (before.splitlines()[-1], after.splitlines()[-1]) == (
        "Ada,,Ada,Ada,,4",
        "Ada,,Ada,Ada,,0",
    )


class Interrupted(BaseException):
    """Ctrl-C, at a moment of the test's choosing."""


@pytest.mark.parametrize("when", [0, 1, 5])
def test_an_interrupted_writing_leaves_whole_files(
    when: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Each file is the old or the new one, and the next writing makes everything new."""
    old, new = a_class(), [graded(one.student, wrong()) for one in a_class()]
    write(old, tmp_path / "out")
    write(new, tmp_path / "new")
    before, after = contents(tmp_path / "out"), contents(tmp_path / "new")
    left = iter(range(when))

    def replace(source: Path, target: Path) -> None:
        if next(left, None) is None:
            raise Interrupted
        real_replace(source, target)

    real_replace = os.replace
    with monkeypatch.context() as patch:
        patch.setattr(writing.os, "replace", replace)
        with pytest.raises(Interrupted):
            write(new, tmp_path / "out")
    found = contents(tmp_path / "out")
    assert found.keys() == before.keys()
    assert all(data in (before[path], after[path]) for path, data in found.items())
    write(new, tmp_path / "out")
    assert contents(tmp_path / "out") == after


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(CourseError, match="cannot be written to"):
        write([graded("Ada")], tmp_path / "out")


def test_an_unknown_export_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"blackboard.*canvas, moodle, gradescope"):
        write([graded("Ada")], tmp_path, ["blackboard"])
    assert list(tmp_path.iterdir()) == []


def test_results_do_not_need_tensorflow() -> None:
    """It takes four seconds to import."""
    import subprocess
    import sys

    code = "import sys, autograder.results; sys.exit('tensorflow' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_slowest_check_is_on_the_page_about_time(tmp_path: Path) -> None:
    records = [
        graded("Ada", check("quick", seconds=0.1), check("slow", seconds=9)),
        graded("Bo", check("quick", seconds=0.2), check("slow", status="not started", seconds=0)),
    ]
    write(records, tmp_path)
    text = text_of((tmp_path / "time-and-memory.html").read_text("utf-8"))
    assert "preprocess · slow 9.00 s 9.00 s Ada preprocess · quick 0.15 s 0.20 s Bo" in text
