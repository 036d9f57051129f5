"""Exercise 8, hidden: images, classes and errors that the visible checks do not try."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder import expect
from autograder.check import hidden_check
from autograder.checks import find_errors as visible
from autograder.checks import tiny
from autograder.checks.find_errors import Gallery
from autograder.checks.hidden.reference import reference
from autograder.records.kinds import Compiled
from autograder.records.revive import compile_as
from autograder.student import Student
from autograder.text import _

solution = reference("find_errors")

SETTINGS = Compiled(eager=True)
INTEGERS = ("uint8", "int32", "int64")


def model_and_images(rng: np.random.Generator, n: int) -> tuple[Any, np.ndarray]:
    """Return a Keras model of many classes, and n images of which it is in no doubt."""
    shape = tuple(int(size) for size in (*rng.integers(12, 29, 2), rng.choice([1, 2])))
    model = compile_as(tiny.classifier(rng, shape, int(rng.integers(8, 24))).as_keras(), SETTINGS)
    images = rng.random((3 * n, *shape), dtype="float32")
    kernel, bias = model.layers[-1].get_weights()
    model.layers[-1].set_weights([0.1 * kernel, 0.1 * bias])
    least, most = np.sort(np.asarray(model(images)), axis=1)[:, -2:].T
    return model, images[np.argsort(least / most)[:n]]


@hidden_check(
    "predict_labels",
    "find_errors",
    see="errors#indices",
    after=(
        visible.predicts_the_most_probable_class,
        visible.finds_the_wrong_ones,
        visible.finds_none_where_all_are_right,
    ),
)
def finds_errors_wherever_they_are(student: Student, rng: np.random.Generator) -> None:
    """Many images of many classes are predicted; errors are found at both ends."""
    n = int(rng.integers(46, 64))
    model, images = model_and_images(rng, n)
    given = student.lend(model, SETTINGS)
    predicted = solution.predict_labels(model, images)
    expect.equal(student.predict_labels(given, images), predicted, of=_("the classes"))
    wrong = np.array([0, *rng.choice(np.arange(1, n - 1), int(rng.integers(2, 30)), False), n - 1])
    labels = visible.other_classes(rng, predicted, wrong, model.output_shape[-1])
    promised = solution.find_errors(model, images, labels)
    expect.equal(student.find_errors(given, images, labels), promised, of=_("the indices"))


@hidden_check(
    "confusion_matrix",
    see="errors#confusion-matrix",
    after=(visible.counts_true_by_predicted, visible.has_every_class),
)
def counts_any_classes(student: Student, rng: np.random.Generator) -> None:
    """Any number of images and classes is counted, confused in both directions."""
    few, many = int(rng.choice([2, 3])), int(rng.integers(14, 40))
    for num_classes, n in ((few, 200), (many, int(rng.integers(300, 900))), (many, 1)):
        labels, predictions = rng.integers(0, num_classes, (2, n))
        labels = labels.astype(rng.choice(INTEGERS))
        predictions = predictions.astype(rng.choice(INTEGERS))
        found = student.confusion_matrix(labels, predictions, num_classes=num_classes)
        promised = solution.confusion_matrix(labels, predictions, num_classes)
        expect.equal(found, promised, of=_("the counts"))


@hidden_check(
    "plot_errors",
    see="errors#plot",
    after=(
        visible.draws_every_wrong_image,
        visible.draws_at_most_max_images,
        visible.titles_say_true_and_predicted,
    ),
)
def draws_errors_wherever_they_are(student: Student, rng: np.random.Generator) -> None:
    """Errors at both ends are drawn and titled, be all images wrong or one shown."""
    for n, most in ((int(rng.integers(4, 7)), 12), (int(rng.integers(30, 60)), 1)):
        predictions = rng.integers(0, 10, n)
        wrong = np.arange(n) if most > n else np.array([0, n - 1])
        labels = visible.other_classes(rng, predictions, wrong, 10)
        given = Gallery(rng.integers(0, 256, (n, 28, 28), dtype=np.uint8), labels, predictions)
        figure = visible.plotted(student, given, max_images=most)
        shown = visible.expect_only_errors(figure, given, min(most, len(given.errors)))
        for place, axes in sorted(shown.items()):
            promised = [int(labels[place]), int(predictions[place])]
            expect.that(
                visible.numbers_in(axes)[:2] == promised,
                _("the title of image {place} does not say true and predicted class").format(
                    place=place
                ),
                got=", ".join(axes.titles),
                promised=", ".join(map(str, promised)),
            )
