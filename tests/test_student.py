"""A check sees only what a worker can answer, even where student code answers in its place."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.catalogue import checks_for
from autograder.describe import told_apart
from autograder.exercises import exercise
from autograder.expect import StudentRaised
from autograder.judge import check_seed, run_check
from autograder.records.kinds import Compiled, Dataset, Figure, Lent, Model, Opaque
from autograder.student import Student
from autograder.worker.crew import Crew
from autograder.worker.in_process import InProcessWorker
from autograder.worker.interface import WorkerStopped
from autograder.worker.process import ZYGOTE

pytestmark = pytest.mark.skipif(os.name != "posix", reason="process isolation needs a Unix")

FORGER = """
from autograder.worker.host import Host
from autograder.worker.operations import OPERATIONS

def save_weights(operation, value):
    OPERATIONS[operation] = lambda *arguments: value

def load_weights(method, value):
    setattr(Host, method, lambda *arguments: value)
"""
HANDLE = Lent(1, "model")
WEIGHTS = np.zeros(3, "float32")
FORGED_TRAININGS: list[dict[str, Any]] = [
    {"epochs": [1.0], "written": [[]], "strays": []},
    {"epochs": [1], "written": [["a"], ["b"]], "strays": []},
    {"epochs": [1], "written": [[1]], "strays": []},
    {"epochs": [1], "written": [[]], "strays": "a"},
    {"epochs": [], "written": [], "strays": []},
    {"epochs": [1, 2, 3], "written": [[], [], []], "strays": []},
    {"epochs": [1], "written": [[]]},
]
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Student]]:
    root = tmp_path_factory.mktemp("submission")
    (root / "save_restore.py").write_text(FORGER)
    with Crew(root, "process") as crew:
        crew.student().ask({"do": "load", "module": "save_restore"})

        def student() -> Student:
            return Student(exercise("save_restore"), crew.student(), crew.fresh)

        yield student
    ZYGOTE.close()


@pytest.fixture
def student(opened: Callable[[], Student]) -> Student:
    found = opened()
    found.begin(1)
    assert found.lend_array(WEIGHTS).handle == HANDLE.handle
    return found


@pytest.mark.parametrize(
    ("operation", "forged", "ask"),
    [
        ("state", {"layers": []}, lambda s: s.state(HANDLE)),
        ("state", WEIGHTS, lambda s: s.state(HANDLE)),
        ("state", [WEIGHTS], lambda s: s.array_of(HANDLE)),
        ("batches", {"0": 1}, lambda s: s.batches(Dataset("", 1), 3)),
        ("batches", [1, 2, 3, 4], lambda s: s.batches(Dataset("", 1), 3)),
        ("scores", {"accuracy": "1.0"}, lambda s: s.scores(HANDLE, 0)),
        ("scores", {"accuracy": WEIGHTS}, lambda s: s.scores(HANDLE, 0)),
        ("scores", [1.0], lambda s: s.scores(HANDLE, 0)),
        ("loss_of", "0.1", lambda s: s.loss_of(HANDLE, WEIGHTS, WEIGHTS)),
        ("fit_once", True, lambda s: s.fit_once(HANDLE, 0)),
        ("fit_eagerly", None, lambda s: s.fit_eagerly(HANDLE, 0)),
        ("predict", np.array(["a"]), lambda s: s.predict(HANDLE, WEIGHTS)),
        ("predict", [0.5], lambda s: s.predict(HANDLE, WEIGHTS)),
        ("recorded", {"events": [["epoch"]], "batches": 1}, lambda s: s.recorded(HANDLE)),
        ("recorded", {"events": [["epoch", 0.5]], "batches": 1}, lambda s: s.recorded(HANDLE)),
        ("recorded", {"events": []}, lambda s: s.recorded(HANDLE)),
        ("picture", b"GIF89a", lambda s: s.picture(Figure([], [], 1))),
        ("picture", PNG + bytes(2**24), lambda s: s.picture(Figure([], [], 1))),
        ("picture", 7, lambda s: s.picture(Figure([], [], 1))),
        ("names", ["a", 1], lambda s: s.names("x")),
        ("files", {"a": "1"}, lambda s: s.files("x")),
        ("files", {"a": True}, lambda s: s.files("x")),
        ("is_file", 1, lambda s: s.is_file("x")),
        ("read_file", "text", lambda s: s.read_file("x")),
        ("real_path", b"x", lambda s: s.real_path("x")),
        ("read_checkpoint", [np.array(["a"])], lambda s: s.read_checkpoint("x")),
        ("open_model", Opaque("Model", ""), lambda s: s.open_model("x")),
        ("fetch", {"a": "1"}, lambda s: s.elsewhere().open_model("x")),
        ("fetch", {"a": bytes(2**25), "b": bytes(2**26)}, lambda s: s.elsewhere().open_model("x")),
        ("fetch", [["a", b"1"]], lambda s: s.elsewhere().read_checkpoint("x")),
        *(
            ("scripted_fit", forged, lambda s: s.scripted_fit([], [{}, {}], "x"))
            for forged in FORGED_TRAININGS
        ),
    ],
)
def test_an_answer_of_another_type_is_no_answer(
    student: Student, operation: str, forged: Any, ask: Callable[[Student], Any]
) -> None:
    """A check must not break on it, and it must not pass for anything."""
    student.save_weights(operation, forged)
    with pytest.raises(WorkerStopped) as stopped:
        ask(student)
    assert stopped.value.kind == "garbled"


@pytest.mark.parametrize(
    ("method", "forged", "ask"),
    [
        ("_new_folder", 7, lambda s: s.folder()),
        ("_call", {"value": 1, "changed": 3, "strays": []}, lambda s: s.save_model()),
        ("_call", {"value": 1, "changed": [], "strays": [1]}, lambda s: s.save_model()),
        ("_call", {"value": 1}, lambda s: s.save_model()),
        ("_call", {"missing": [3]}, lambda s: s.save_model()),
        ("_call", {"signature": [3]}, lambda s: s.save_model()),
    ],
)
def test_a_call_answered_in_another_form_is_no_answer(
    tmp_path: Path, method: str, forged: Any, ask: Callable[[Student], Any]
) -> None:
    (tmp_path / "save_restore.py").write_text(FORGER)
    with Crew(tmp_path, "process") as crew:
        crew.student().ask({"do": "load", "module": "save_restore"})
        student = Student(exercise("save_restore"), crew.student(), crew.fresh)
        student.load_weights(method, forged)
        with pytest.raises(WorkerStopped) as stopped:
            ask(student)
        assert stopped.value.kind == "garbled"


def test_names_that_lead_out_of_a_folder_are_not_written_elsewhere(
    student: Student, tmp_path: Path
) -> None:
    target = tmp_path / "written"
    for name in (str(target), f"../../../../../../../../..{target}"):
        student.save_weights("fetch", {name: b"evil"})
        with pytest.raises(StudentRaised):
            student.elsewhere().open_model("model.keras")
    assert not target.exists()


@pytest.fixture
def honest(tmp_path: Path) -> Iterator[Student]:
    (tmp_path / "save_restore.py").write_text("def save_model(model, path): model.save(path)\n")
    with Crew(tmp_path, "process") as crew:
        crew.student().ask({"do": "load", "module": "save_restore"})
        student = Student(exercise("save_restore"), crew.student(), crew.fresh)
        student.begin(1)
        yield student


def test_files_are_carried_between_workers_that_share_none(honest: Student) -> None:
    import keras

    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])
    path = f"{honest.folder()}/model.keras"
    honest.save_model(honest.lend(model, Compiled()), path)
    elsewhere = honest.elsewhere()
    found = elsewhere.open_model(path)
    np.testing.assert_array_equal(found.layers[0].weights[0], model.layers[0].kernel)
    assert honest.elsewhere() is elsewhere

    other = f"{honest.folder()}/again.keras"
    elsewhere.write_model(elsewhere.lend(model), other)
    assert isinstance(elsewhere.open_model(other), Model)
    assert honest.is_file(other)


@pytest.mark.parametrize(
    ("argument", "named"), [("0", "input_shape"), ("1", "num_classes"), ("2", "2"), ("x", "x")]
)
def test_an_argument_that_was_changed_is_called_by_its_name(argument: str, named: str) -> None:
    assert exercise("build_mlp").parameter("build_mlp", argument) == named


def test_numbers_that_look_the_same_are_told_apart() -> None:
    close = np.float32(0.0962157), np.float64(0.09621568768)
    assert len(set(told_apart(*close))) == 2
    assert told_apart(0.25, 1 / 3) == ("0.25", "0.333333")


def test_what_is_not_there_cannot_be_opened_elsewhere_either(honest: Student) -> None:
    folder = honest.folder()
    for path in (f"{folder}/nothing.keras", "..", "/", ""):
        with pytest.raises(StudentRaised) as raised:
            honest.elsewhere().open_model(path)
        assert folder not in raised.value.record.text


def test_the_worker_is_told_nothing_of_the_seed_of_the_judge(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told = []
    monkeypatch.setattr(Student, "begin", lambda student, number: told.append(number))
    worker = InProcessWorker(None, tmp_path)
    student = Student(exercise("preprocess"), worker, lambda: worker)
    for seed in (0, 1):
        run_check(checks_for("preprocess")[0], student, seed, [])
    assert told[0] == told[1]
    numbers = [check_seed(student.exercise, checks_for("preprocess")[0], n) for n in (0, 1)]
    assert len({*numbers, told[0]}) == 3


def test_a_check_calls_the_functions_that_it_says_and_no_others(honest: Student) -> None:
    """What it says decides which checks a wrong function can fail."""
    honest.functions = ("load_weights",)
    with pytest.raises(AttributeError):
        honest.save_weights  # noqa: B018
