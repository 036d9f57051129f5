"""The ten exercises, in order: their names and the functions that each asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass

POINTS_PER_EXERCISE = 10


@dataclass(frozen=True)
class Exercise:
    """One exercise: a module of this name, with these functions (their signatures, in order).

    `hidden_checks` is how many more checks instructors run when they grade.
    """

    name: str
    signatures: tuple[str, ...]
    hidden_checks: int = 2

    @property
    def functions(self) -> tuple[str, ...]:
        """The functions' names."""
        return tuple(signature.partition("(")[0] for signature in self.signatures)

    @property
    def number(self) -> int:
        """The exercise's place in the course, from 1."""
        return NAMES.index(self.name) + 1

    def signature(self, function: str) -> str:
        """Return how `function` is called, as ``"one_hot(labels, num_classes=10)"``."""
        return self.signatures[self.functions.index(function)]

    def parameter(self, function: str, argument: str) -> str:
        """Return the name of an argument: of the one at a place from "0", or as it is."""
        names = re.findall(r"[(,] *([a-z_]\w*)(?=[,=)])", self.signature(function))
        return {str(place): name for place, name in enumerate(names)}.get(argument, argument)


EXERCISES = (
    Exercise("preprocess", ("preprocess_images(images)", "one_hot(labels, num_classes=10)")),
    Exercise("make_dataset", ("make_dataset(images, labels, batch_size=100, training=False)",)),
    Exercise("build_mlp", ("build_mlp(input_shape=(28, 28, 1), num_classes=10)",)),
    Exercise("build_cnn", ("build_cnn(input_shape=(28, 28, 1), num_classes=10)",)),
    Exercise(
        "train",
        (
            "compile_model(model, learning_rate=1e-3)",
            "train(model, train_data, validation_data, epochs=10, callbacks=None)",
        ),
    ),
    Exercise("plot_history", ("plot_history(history)",)),
    Exercise("evaluate", ("evaluate(model, test_data)", "compare(models, test_data)")),
    Exercise(
        "find_errors",
        (
            "predict_labels(model, images)",
            "find_errors(model, images, labels)",
            "confusion_matrix(labels, predictions, num_classes=10)",
            "plot_errors(images, labels, predictions, max_images=25)",
        ),
        hidden_checks=3,
    ),
    Exercise(
        "save_restore",
        (
            "save_weights(model, path)",
            "load_weights(model, path)",
            "save_checkpoint(model, directory)",
            "restore_checkpoint(model, directory)",
            "save_model(model, path)",
            "load_model(path)",
            "export_model(model, directory)",
            "load_exported(directory)",
        ),
        hidden_checks=3,
    ),
    Exercise(
        "configure_callbacks",
        (
            'best_model_callbacks(path, monitor="val_loss", patience=3)',
            "every_epoch_callback(directory)",
            "load_best(path)",
            "latest_weights(directory)",
        ),
        hidden_checks=3,
    ),
)

NAMES = tuple(exercise.name for exercise in EXERCISES)


def exercise(name: str) -> Exercise:
    """Return the exercise called `name`; raises ``ValueError`` where there is none."""
    return EXERCISES[NAMES.index(name)]
