"""Whatever a class's work lies in, each student's is found once, whole, and by the right name."""

from __future__ import annotations

import json
import os
import socket
import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.batch.handed_in import HandedIn, handed_in
from autograder.batch.names import clean, file_name
from autograder.batch.prepare import prepare
from autograder.errors import CourseError
from autograder.exercises import NAMES

SOLVED = "def preprocess_images(images):\n    return images / 255\n"
STUB = (
    "def preprocess_images(images):\n    raise NotImplementedError\n\n"
    "def one_hot(labels, num_classes=10):\n    raise NotImplementedError\n"
)


def lay(folder: Path, *names: str, text: str = SOLVED, at: int = 1_700_000_000) -> Path:
    """Write files of these names below `folder`; a notebook gets `text` as its cell."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(notebook(text) if name.endswith(".ipynb") else text.encode())
        os.utime(path, (at, at))
    return folder


def notebook(source: str) -> bytes:
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "outputs": [], "source": source}
    cell["execution_count"] = None  # type: ignore[assignment]
    return json.dumps(
        {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]}
    ).encode()


def zipped(path: Path, **names: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in names.items():
            archive.writestr(name, text)
    return path


def found(submissions: Path, *exercises: str) -> dict[str, HandedIn]:
    everyone = handed_in(submissions, exercises or NAMES)
    assert [handed.student for handed in everyone] == sorted(h.student for h in everyone)
    by_name = {handed.student: handed for handed in everyone}
    assert len(by_name) == len(everyone)
    return by_name


def staged(handed: HandedIn, folder: Path) -> tuple[dict[str, str], list[str]]:
    folder.mkdir()
    notes = prepare(handed, folder)
    assert all(note.isprintable() for note in notes)
    files = {
        str(path.relative_to(folder)): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    return files, notes


def test_a_folder_of_folders_has_one_student_each(tmp_path: Path) -> None:
    lay(tmp_path, "kim/preprocess.py", "이 서연/exercises/train.py", "park/ps1/03-build_mlp.ipynb")
    (tmp_path / "choi").mkdir()
    lay(tmp_path, ".git/preprocess.py", "__MACOSX/preprocess.py", "readme.txt")
    everyone = found(tmp_path)
    assert list(everyone) == ["choi", "kim", "park", "이 서연"]
    assert set(staged(everyone["kim"], tmp_path / "1")[0]) == {"preprocess.py"}
    assert set(staged(everyone["이 서연"], tmp_path / "2")[0]) == {"train.py"}
    assert set(staged(everyone["park"], tmp_path / "3")[0]) == {"build_mlp.py"}
    files, notes = staged(everyone["choi"], tmp_path / "4")
    assert files == {}
    assert "nothing in it is called after an exercise" in notes[-1]


@pytest.mark.parametrize(
    "names",
    [
        ("preprocess.py", "train.py", "tools.py"),
        ("exercises/preprocess.py", "exercises/tools.py"),
        ("01-preprocess.ipynb",),
        ("preprocess/01-preprocess.ipynb", "train/05-train.ipynb"),
    ],
)
def test_a_folder_of_one_students_modules_is_one_student(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    lay(tmp_path / "kim", *names)
    everyone = found(tmp_path / "kim")
    assert list(everyone) == ["kim"]
    assert "preprocess.py" in staged(everyone["kim"], tmp_path / "staged")[0]


def test_one_module_is_its_folders_students(tmp_path: Path) -> None:
    lay(tmp_path / "kim", "preprocess.py", "lee_train.ipynb")
    everyone = found(tmp_path / "kim" / "preprocess.py")
    assert list(everyone) == ["kim"]
    assert staged(everyone["kim"], tmp_path / "staged")[0] == {"preprocess.py": SOLVED}
    assert list(found(tmp_path / "kim" / "lee_train.ipynb")) == ["lee"]


def test_files_called_after_student_and_exercise(tmp_path: Path) -> None:
    lay(
        tmp_path,
        "kim_preprocess.py",
        "train_kim.py",
        "김민수 preprocess.py",
        "lee-build-mlp.ipynb",
        "kim_tools.py",
        "2024_park_find_errors.py",
        "preprocess_20241234.py",
        "oops.py",
    )
    everyone = found(tmp_path)
    assert list(everyone) == ["20241234", "2024_park", "kim", "lee", "oops", "김민수"]
    files, notes = staged(everyone["kim"], tmp_path / "1")
    assert set(files) == {"preprocess.py", "train.py", "tools.py"}
    assert notes == []
    assert set(staged(everyone["lee"], tmp_path / "2")[0]) == {"build_mlp.py"}
    assert staged(everyone["oops"], tmp_path / "3")[1][0] == (
        "oops.py is not called after an exercise"
    )


def test_where_one_exercise_is_asked_for_a_files_name_is_the_students(tmp_path: Path) -> None:
    submissions = lay(tmp_path / "all", "kim.py", "이서연.ipynb")
    everyone = found(submissions, "preprocess")
    assert list(everyone) == ["kim", "이서연"]
    assert set(staged(everyone["이서연"], tmp_path / "1")[0]) == {"preprocess.py"}
    with pytest.raises(CourseError, match=r"kim_preprocess\.py"):
        handed_in(submissions, NAMES)


def test_where_one_exercise_is_asked_for_a_submissions_only_file_is_taken(tmp_path: Path) -> None:
    submissions = lay(
        tmp_path / "all",
        *("kim/solution.py", "Lee_101_assignsubmission_file/hw1.ipynb", "parkj_11_900_hw1.py"),
    )
    everyone = found(submissions, "preprocess")
    assert list(everyone) == ["Lee", "kim", "parkj"]
    for name, handed in everyone.items():
        files, notes = staged(handed, tmp_path / name)
        assert "preprocess.py" in files
        assert "is taken for preprocess" in notes[-1]


def test_zips_one_a_student(tmp_path: Path) -> None:
    submissions = tmp_path / "all"
    zipped(submissions / "kim.zip", **{"hw/preprocess.py": SOLVED, "hw/tools.py": "x = 1"})
    zipped(submissions / "이 서연.zip", **{"train.py": "y = 2", "lee_1_2_preprocess.py": "z"})
    (submissions / "choi.zip").write_bytes(b"no zip")
    everyone = found(submissions)
    assert list(everyone) == ["choi", "kim", "이 서연"]
    assert set(staged(everyone["kim"], tmp_path / "1")[0]) == {"preprocess.py", "tools.py"}
    assert (
        staged(everyone["choi"], tmp_path / "2")[1][0] == "choi.zip is not a zip that can be read"
    )


@pytest.mark.parametrize("top", ["", "class/", "class/inner/"])
def test_one_zip_of_the_class(tmp_path: Path, top: str) -> None:
    inner = zipped(tmp_path / "choi.zip", **{"train.py": "x = 1"}).read_bytes()
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        archive.writestr(f"{top}kim/preprocess.py", SOLVED)
        archive.writestr(f"{top}이서연/exercises/preprocess.py", SOLVED)
        archive.writestr(f"{top}choi.zip", inner)
        archive.writestr("../evil/preprocess.py", "evil")
    everyone = found(tmp_path / "class.zip")
    assert list(everyone) == ["choi", "kim", "이서연"]
    assert set(staged(everyone["choi"], tmp_path / "1")[0]) == {"train.py"}
    assert not (tmp_path / "evil").exists()


def test_who_handed_in_what_cannot_be_unpacked_is_not_lost(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "class.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("kim/preprocess.py", SOLVED)
        archive.writestr("kim/train.py", b"0" * 3_000_000)
        archive.writestr("park_train.py", b"0" * 3_000_000)
        link = zipfile.ZipInfo("lee/preprocess.py")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    everyone = found(tmp_path / "class.zip")
    assert list(everyone) == ["kim", "lee", "park"]
    assert "far more" in everyone["kim"].notes[0]
    assert everyone["lee"].sources == everyone["park"].sources == ()
    assert "symbolic link" in everyone["lee"].notes[0]


def test_one_students_zip_is_called_after_the_zip_or_its_folder(tmp_path: Path) -> None:
    zipped(tmp_path / "kim.zip", **{"exercises/preprocess.py": SOLVED})
    assert list(found(tmp_path / "kim.zip")) == ["kim"]
    zipped(tmp_path / "class.zip", **{"lee/preprocess.py": SOLVED})
    assert list(found(tmp_path / "class.zip")) == ["lee"]


@pytest.mark.parametrize("ending", ["", "_"])
def test_moodles_folders(tmp_path: Path, ending: str) -> None:
    lay(
        tmp_path,
        f"김 민수_101_assignsubmission_file{ending}/preprocess.py",
        "김 민수_101_assignsubmission_onlinetext/onlinetext.html",
        f"김 민수_102_assignsubmission_file{ending}/train.py",
        f"Kim O'Hara_103_assignsubmission_file{ending}/hw/train.py",
        "Lee_104_assignsubmission_onlinetext/onlinetext.html",
    )
    everyone = found(tmp_path)
    assert list(everyone) == ["Kim O'Hara", "Lee", "김 민수 (101)", "김 민수 (102)"]
    assert everyone["김 민수 (101)"].lms == {"moodle": "101"}
    assert "not graded" in everyone["Lee"].notes[0]
    assert set(staged(everyone["Kim O'Hara"], tmp_path / "1")[0]) == {"train.py"}


def test_moodles_flat_files(tmp_path: Path) -> None:
    first = "Kim Minsu_101_assignsubmission_file_"
    lay(tmp_path, f"{first}preprocess.py", f"{first}tools.py", f"{first}minsu_train.py")
    everyone = found(tmp_path)
    assert list(everyone) == ["Kim Minsu"]
    assert set(staged(everyone["Kim Minsu"], tmp_path / "1")[0]) == {
        *("preprocess.py", "train.py", "tools.py")
    }


def test_a_students_own_file_name_cannot_speak_for_another(tmp_path: Path) -> None:
    lay(
        tmp_path,
        "kim_11_900_Lee_101_assignsubmission_file_preprocess.py",
        "Choi_102_assignsubmission_file_lee_12_901_preprocess.py",
    )
    everyone = found(tmp_path)
    assert {name: handed.lms for name, handed in everyone.items()} == {
        "Choi": {"moodle": "102"},
        "kim": {"canvas": "11"},
    }


def test_canvass_files_and_later_attempts(tmp_path: Path) -> None:
    lay(tmp_path, "kimminsu_11_900_preprocess.py", text="x = 0", at=1_700_000_009)
    lay(tmp_path, "kimminsu_11_901_preprocess-1.py", text="x = 1", at=1_700_000_008)
    lay(tmp_path, "kimminsu_11_902_preprocess-2.py", text="x = 2", at=1_700_000_007)
    lay(tmp_path, "kimminsu_11_903_helpers-1.py", "leesy_LATE_12_904_lee_999_1_train.py")
    lay(tmp_path, "parkj_13_text.html", "anon_Ab12C_905_train.py", "LATE_anon_Xy99Z_906_train.py")
    zipped(tmp_path / "choi_14_907_hw-1.zip", **{"train.py": ""})
    everyone = found(tmp_path)
    assert list(everyone) == ["anon Ab12C", "anon Xy99Z", "choi", "kimminsu", "leesy", "parkj"]
    assert everyone["kimminsu"].lms == {"canvas": "11"}
    files, notes = staged(everyone["kimminsu"], tmp_path / "1")
    assert files == {"preprocess.py": "x = 2", "helpers.py": SOLVED}
    assert "kimminsu_11_900_preprocess.py" in notes[0]
    assert "the last, kimminsu_11_902_preprocess-2.py, counts" in notes[0]
    assert everyone["leesy"].notes == ("handed in late, as Canvas says",)
    assert set(staged(everyone["leesy"], tmp_path / "2")[0]) == {"train.py"}
    assert set(staged(everyone["choi"], tmp_path / "3")[0]) == {"train.py"}


METADATA = """---
submission_501:
  :submitters:
  - :name: 김민수
    :sid: '2024001'
    :email: kim@example.org
  :created_at: 2026-03-01 10:00:00.000000000 Z
  :history:
  - :created_at: !ruby/object:ActiveSupport::TimeWithZone
      utc: 2026-02-01 10:00:00 Z
submission_502:
  :submitters:
  - :name: Lee
    :sid: '2024002'
  - :name: Park
    :sid: '2024003'
  :created_at: 2026-03-02 10:00:00.000000000 Z
submission_503:
  :submitters:
  - :name: 김민수
    :sid: '2024001'
  :created_at: 2026-03-03 10:00:00.000000000 Z
"""


@pytest.mark.parametrize("outer", ["", "assignment_77_export"])
def test_gradescopes_export(tmp_path: Path, outer: str) -> None:
    export = tmp_path / "all" / outer
    lay(export, *(f"submission_{number}/preprocess.py" for number in (501, 502, 503)))
    (export / "submission_metadata.yml").write_text(METADATA, encoding="utf-8")
    everyone = found(tmp_path / "all")
    assert list(everyone) == ["Lee", "Park", "김민수"]
    assert everyone["김민수"].sources == (export / "submission_503",)
    assert everyone["Lee"].notes == ("handed in together with Park",)
    assert everyone["Lee"].lms == {"gradescope": "502", "sid": "2024002"}


def test_gradescopes_list_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    lay(tmp_path, "submission_1/preprocess.py")
    (tmp_path / "submission_metadata.yml").write_text("- [", encoding="utf-8")
    with pytest.raises(CourseError, match="download the submissions again"):
        handed_in(tmp_path, NAMES)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("kim/preprocess.py", "kim (1)/preprocess.py"),
        ("kim_attempt1/preprocess.py", "kim attempt 2/preprocess.py"),
        ("김민수 1차/preprocess.py", "김민수 2차/preprocess.py"),
        ("kim_preprocess.py", "kim_preprocess (1).py"),
        ("kim_preprocess_v1.py", "kim_preprocess_v2.py"),
    ],
)
def test_of_two_attempts_the_numbered_later_counts(tmp_path: Path, older: str, newer: str) -> None:
    submissions = tmp_path / "all"
    lay(submissions, older, text="x = 'older'", at=1_700_000_900)
    lay(submissions, newer, "lee/train.py", text="x = 'newer'", at=1_700_000_100)
    everyone = found(submissions)
    assert len(everyone) == 2
    (handed,) = (handed for name, handed in everyone.items() if name != "lee")
    files, notes = staged(handed, tmp_path / "1")
    assert files == {"preprocess.py": "x = 'newer'"}
    assert Path(older).parts[0] in notes[0]
    assert Path(newer).parts[0] in notes[0]


def test_of_a_zip_and_a_folder_the_newer_counts(tmp_path: Path) -> None:
    submissions = tmp_path / "all"
    lay(submissions, "kim/preprocess.py", "lee/train.py")
    zipped(submissions / "kim.zip", **{"preprocess.py": "newer"})
    handed = found(submissions)["kim"]
    assert handed.sources == (submissions / "kim.zip",)
    assert "handed in 2 times (kim, kim.zip); the last, kim.zip, counts" in handed.notes[0]


def test_composed_and_decomposed_names_are_one_student(tmp_path: Path) -> None:
    name = "김민수"
    lay(tmp_path, f"{unicodedata.normalize('NFD', name)}_preprocess.py", f"{name}_train.py")
    everyone = found(tmp_path)
    assert list(everyone) == [name]
    assert len(everyone[name].sources) == 2


def test_a_name_with_control_characters_becomes_one_line(tmp_path: Path) -> None:
    lay(tmp_path, "kim\n\x1b[31mred\t/preprocess.py", "\u202eeel/train.py")
    os.mkdir(os.fsencode(tmp_path) + b"/" + "이서연".encode("cp949"))
    assert list(found(tmp_path)) == ["eel", "kim [31mred", "이서연"]


def test_a_link_in_the_class_folder_is_not_followed_and_its_student_not_lost(
    tmp_path: Path,
) -> None:
    lay(tmp_path / "secret", "preprocess.py")
    lay(tmp_path / "all", "kim/preprocess.py", "park/train.py")
    (tmp_path / "all" / "lee").symlink_to(tmp_path / "secret")
    lee = found(tmp_path / "all")["lee"]
    assert lee.sources == ()
    assert "symbolic link" in lee.notes[0]


@pytest.mark.parametrize("names", [(), ("readme.txt",), ("a/b/c.txt", "d/x.pdf"), ("tools.py",)])
def test_where_nothing_is_understood_one_sentence_says_what_would_be(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    lay(tmp_path, *names)
    with pytest.raises(CourseError, match="no submission was found at") as error:
        handed_in(tmp_path, NAMES)
    assert "\n" not in str(error.value)
    with pytest.raises(CourseError, match="there is nothing at"):
        handed_in(tmp_path / "absent", NAMES)


def test_nothing_but_regular_files_is_read(tmp_path: Path) -> None:
    kim = tmp_path / "kim"
    lay(tmp_path / "outside", "train.py", "tools/secret.py")
    lay(kim, "preprocess.py")
    os.mkfifo(kim / "evaluate.py")
    (kim / "train.py").symlink_to(tmp_path / "outside" / "train.py")
    (kim / "tools").symlink_to(tmp_path / "outside" / "tools")
    (kim / "make_dataset.py").symlink_to("/dev/zero")
    (kim / "build_cnn.py").mkdir()
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(kim / "s.py"))
    files, notes = staged(HandedIn("kim", (kim,)), tmp_path / "staged")
    assert set(files) == {"preprocess.py"}
    assert {note.split()[0] for note in notes} == {
        *("evaluate.py", "train.py", "tools", "make_dataset.py", "s.py")
    }
    (tmp_path / "lone").mkdir()
    fifo = HandedIn("kim", (kim / "evaluate.py",))
    assert prepare(fifo, tmp_path / "lone")[0] == "evaluate.py is not a regular file"


def test_sizes_and_counts_are_bounded(tmp_path: Path) -> None:
    kim = lay(
        tmp_path / "kim", "preprocess.py", *(f"helpers/h{number}.py" for number in range(300))
    )
    with (kim / "train.py").open("wb") as sparse:
        sparse.truncate(5_000_000_000)
    files, notes = staged(HandedIn("kim", (kim,)), tmp_path / "staged")
    assert "preprocess.py" in files
    assert len(files) == 201
    assert notes == [
        "train.py is longer than 1 MB",
        "more than 200 further modules; the rest was left out",
    ]


def test_of_a_module_and_a_notebook_the_newer_counts(tmp_path: Path) -> None:
    kim = lay(tmp_path / "kim", "preprocess.py", text="x = 'module'", at=1_700_000_000)
    lay(kim, "01-preprocess.ipynb", text="x = 'notebook'\n%time", at=1_700_000_500)
    files, notes = staged(HandedIn("kim", (kim,)), tmp_path / "1")
    assert "notebook" in files["preprocess.py"]
    assert "the newest, 01-preprocess.ipynb, counts" in notes[0]
    assert notes[1].startswith("01-preprocess.ipynb: 1 line")
    lay(kim, "preprocess.py", text="x = 'module'", at=1_700_000_900)
    assert "module" in staged(HandedIn("kim", (kim,)), tmp_path / "2")[0]["preprocess.py"]


def test_an_untouched_stub_never_counts_over_work(tmp_path: Path) -> None:
    kim = lay(tmp_path / "kim", "work/preprocess.py", at=1_700_000_000)
    lay(kim, "release/preprocess.py", text=STUB, at=1_700_000_900)
    files, notes = staged(HandedIn("kim", (kim,)), tmp_path / "1")
    assert files == {"preprocess.py": SOLVED}
    assert "newer ones are untouched" in notes[0]


def test_a_notebook_that_cannot_be_read_leaves_the_module(tmp_path: Path) -> None:
    kim = lay(tmp_path / "kim", "preprocess.py", at=1_700_000_000)
    (kim / "preprocess.ipynb").write_text("{")
    files, notes = staged(HandedIn("kim", (kim,)), tmp_path / "1")
    assert files == {"preprocess.py": SOLVED}
    assert notes == ["preprocess.ipynb: the notebook is not valid JSON; save it again"]


def test_the_whole_course_handed_in_is_taken_from_its_exercises(tmp_path: Path) -> None:
    kim = lay(tmp_path / "kim", "mnist/exercises/preprocess.py", "mnist/exercises/tools.py")
    lay(kim, "mnist/autograder/checks/preprocess.py", "mnist/setup.py", text="theirs = 1")
    lay(kim, "mnist/.venv/lib/preprocess.py", text="theirs = 1")
    assert list(found(kim / "mnist")) == ["mnist"]
    files, notes = staged(HandedIn("kim", (kim,)), tmp_path / "1")
    assert files["preprocess.py"] == SOLVED
    assert set(files) == {"preprocess.py", "tools.py", "mnist/setup.py"}
    assert notes == []


def test_a_package_of_the_students_is_not_taken_for_exercises(tmp_path: Path) -> None:
    kim = lay(tmp_path / "kim", "preprocess.py", "lib/__init__.py", "lib/train.py")
    files, _notes = staged(HandedIn("kim", (kim,)), tmp_path / "1")
    assert set(files) == {"preprocess.py", "lib/__init__.py", "lib/train.py"}


@pytest.mark.parametrize("name", ["Preprocess.py", "preprocess.PY", "preprocess.py.txt"])
def test_habits_of_other_systems_cost_nothing(tmp_path: Path, name: str) -> None:
    kim = lay(tmp_path / "kim", name)
    assert staged(HandedIn("kim", (kim,)), tmp_path / "1")[0]["preprocess.py"] == SOLVED


def test_a_loosely_named_module_is_taken_where_there_is_no_better_one(tmp_path: Path) -> None:
    kim = lay(tmp_path / "kim", "preprocess.py", "train_final.py")
    files, notes = staged(HandedIn("kim", (kim,)), tmp_path / "1")
    assert set(files) == {"preprocess.py", "train.py", "train_final.py"}
    assert notes == ["train_final.py is taken for train"]


@given(st.text(max_size=300))
def test_a_clean_name_is_one_composed_line_and_stays_as_it_is(name: str) -> None:
    cleaned = clean(name)
    assert cleaned.isprintable()
    assert cleaned == unicodedata.normalize("NFC", cleaned) == clean(cleaned)
    assert 0 < len(cleaned) <= 120
    assert "/" not in cleaned


@given(
    st.text(st.characters(categories=["L"]), min_size=1, max_size=10),
    st.sampled_from(NAMES),
    st.sampled_from(["{0}_{1}.py", "{1}_{0}.py", "{0} {1}.py", "{0}-{1}.ipynb", "{1}-{0} (3).py"]),
)
def test_student_and_exercise_are_told_apart(student: str, exercise: str, form: str) -> None:
    named = file_name(form.format(student, exercise))
    assert (named.student, named.exercise) == (clean(student), exercise)
    assert named.attempt == (3 if "(3)" in form else 0)
