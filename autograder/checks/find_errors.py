"""Exercise 8: the errors are found, counted and drawn, each with its two classes."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from autograder import expect
from autograder.check import check
from autograder.checks.unchanged import expect_left_alone, traced
from autograder.network import Network, dense, dropout, flatten
from autograder.records.kinds import Axes, Compiled, Figure, Lent
from autograder.student import Student
from autograder.text import _

LABEL_TYPES = (np.uint8, np.int32, np.int64)


@dataclass(frozen=True)
class Exam:
    """A model, images, and the class that the model gives to each, far from any doubt."""

    model: Network
    images: np.ndarray
    predicted: np.ndarray
    num_classes: int


def exam(
    rng: np.random.Generator,
    n: int,
    sureness: float = 6.0,
    classes: tuple[int, ...] = (4, 5, 6, 7),
) -> Exam:
    """Return an exam with so many images, of random size and with random classes.

    The model has a random pattern for each class and finds the nearest; an image is one of the
    patterns with a little noise. In training, the model would drop most of the pixels.

    Args:
        rng: decides the exam.
        n: how many images.
        sureness: how far the right class's logit lies above the others, about.
        classes: how many classes there may be.
    """
    sides = rng.integers(8, 12, 2)  # none has the 7 of 28: no exam is so many images of MNIST's
    shape = tuple(int(size) for size in (*sides, rng.choice([1, 3])))
    num_classes = int(rng.choice(classes))
    patterns = rng.uniform(0.2, 0.8, (num_classes, *shape))
    predicted = rng.permutation(np.arange(n) % num_classes)
    images = np.clip(patterns[predicted] + rng.normal(0, 0.02, (n, *shape)), 0, 1)
    flat = patterns.reshape(num_classes, -1)
    model = Network(shape, flatten(), dropout(0.9), dense(num_classes, "softmax"))
    factor = sureness / flat.shape[1] / 0.06
    model.set_weights([factor * flat.T, -factor / 2 * np.square(flat).sum(axis=1)])
    return Exam(model, images.astype("float32"), predicted, num_classes)


def lent(student: Student, given: Exam) -> Lent:
    """Put the exam's model into the worker."""
    return student.lend(given.model, Compiled(eager=True))


def other_classes(
    rng: np.random.Generator, classes: np.ndarray, places: np.ndarray, num_classes: int
) -> np.ndarray:
    """Return the classes with others at these places, of a random integer type."""
    labels = classes.copy()
    labels[places] += rng.integers(1, num_classes, len(places))
    return (labels % num_classes).astype(LABEL_TYPES[int(rng.integers(3))])


def some_places(rng: np.random.Generator, n: int, count: int) -> np.ndarray:
    """Return so many places of n, ascending, not the first ones if there are others."""
    return np.sort(rng.choice(np.arange(int(count < n), n), count, replace=False))


@check("predict_labels", points=1, see="errors#argmax")
def predicts_the_most_probable_class(student: Student, rng: np.random.Generator) -> None:
    """predict_labels gives the most probable class of each image."""
    given = exam(rng, int(rng.integers(33, 45)), classes=(11, 12, 13))
    model = lent(student, given)
    found = traced(student, "predict_labels", model, given.images, model=model)
    expect.equal(found, given.predicted, of=_("the classes"))
    one = int(rng.integers(len(given.images)))
    found = student.predict_labels(model, given.images[one : one + 1])
    expect.equal(found, given.predicted[one : one + 1], of=_("the classes of a single image"))
    unsure = exam(rng, 8, sureness=0.5)  # no class reaches a half
    found = student.predict_labels(lent(student, unsure), unsure.images)
    expect.equal(found, unsure.predicted, of=_("the classes that the model is not sure of"))


@check("find_errors", points=1, see="errors#indices")
def finds_the_wrong_ones(student: Student, rng: np.random.Generator) -> None:
    """find_errors gives the indices of the wrongly classified images, ascending."""
    given = exam(rng, int(rng.integers(70, 80)), sureness=0.5)  # no class reaches a half
    wrong = some_places(rng, len(given.images) - 1, int(rng.integers(27, 33)))
    wrong = np.array([0, *wrong, len(given.images) - 1])
    labels = other_classes(rng, given.predicted, wrong, given.num_classes)
    model = lent(student, given)
    found = traced(student, "find_errors", model, given.images, labels, model=model)
    expect.equal(found, wrong, of=_("the indices"))
    few = given.images[:9]
    wrong = some_places(rng, len(few), 1)
    labels = other_classes(rng, given.predicted[:9], wrong, given.num_classes)
    expect.equal(
        student.find_errors(model, few, labels), wrong, of=_("the indices of a single error")
    )


@check("find_errors", points=1, see="errors#indices")
def finds_none_where_all_are_right(student: Student, rng: np.random.Generator) -> None:
    """Where every image is classified rightly, it gives an empty array or list."""
    given = exam(rng, int(rng.integers(5, 12)))
    labels = given.predicted.astype(LABEL_TYPES[int(rng.integers(3))])
    found = student.find_errors(lent(student, given), given.images, labels)
    expect.equal(found, np.array([], dtype=int), of=_("the indices"))


def counted(labels: np.ndarray, predictions: np.ndarray, num_classes: int) -> np.ndarray:
    """Return the confusion matrix."""
    cells = labels.astype(int) * num_classes + predictions.astype(int)
    return np.bincount(cells, minlength=num_classes**2).reshape(num_classes, num_classes)


@check("confusion_matrix", points=1, see="errors#confusion-matrix")
def counts_true_by_predicted(student: Student, rng: np.random.Generator) -> None:
    """confusion_matrix counts in row r, column c images of class r predicted as c."""
    num_classes = int(rng.integers(3, 9))
    labels = rng.permutation(np.arange(12 * num_classes) % num_classes)
    moved = rng.integers(0, 2, labels.shape) * (labels < num_classes - 1)
    predictions = labels + moved  # never to a lower class, so that rows and columns differ
    labels = labels.astype(LABEL_TYPES[int(rng.integers(3))])
    found = traced(student, "confusion_matrix", labels, predictions, num_classes=num_classes)
    expect.equal(found, counted(labels, predictions, num_classes), of=_("the counts"))
    labels = rng.permutation(np.arange(600) % 2)
    found = student.confusion_matrix(labels, 1 - labels, num_classes=2)
    expect.equal(found, counted(labels, 1 - labels, 2), of=_("the counts of 600 images"))


@check(
    "confusion_matrix",
    points=1,
    see="errors#confusion-matrix",
    after=counts_true_by_predicted,
)
def has_every_class(student: Student, rng: np.random.Generator) -> None:
    """It has num_classes rows and columns, also of classes that do not occur."""
    num_classes = int(rng.choice([6, 7, 8, 9, 11, 12, 13]))
    occurring = rng.choice(np.arange(1, num_classes - 2), 2, replace=False)
    labels, predictions = occurring[rng.integers(0, 2, 15)], occurring[rng.integers(0, 2, 15)]
    found = student.confusion_matrix(labels, predictions, num_classes=num_classes)
    expect.equal(found, counted(labels, predictions, num_classes), of=_("the counts"))
    labels, predictions = labels % 9, predictions % 9
    found = student.confusion_matrix(labels, predictions)
    expect.equal(found, counted(labels, predictions, 10), of=_("the counts of ten classes"))


@dataclass(frozen=True)
class Gallery:
    """Images with their true and predicted classes."""

    images: np.ndarray
    labels: np.ndarray
    predictions: np.ndarray

    @property
    def errors(self) -> list[int]:
        """The places of the wrongly classified images."""
        return np.flatnonzero(self.labels != self.predictions).tolist()


def gallery(rng: np.random.Generator, n: int, errors: int, raw: bool | None = None) -> Gallery:
    """Return n images, raw or preprocessed, with a channel axis or not, of which some are wrong.

    No image is like another, however it is scaled.

    Args:
        rng: decides what is not said.
        n: how many images.
        errors: how many of them are wrongly classified.
        raw: whether they are raw (0-255), or preprocessed; chance decides if it is None.
    """
    images: np.ndarray = rng.integers(0, 256, (n, 28, 28), dtype=np.uint8)
    if rng.integers(2):
        images = images[..., None]
    if not (rng.integers(2) if raw is None else raw):
        images = images.astype("float32") / 255
    predictions = rng.integers(0, 10, n)
    labels = other_classes(rng, predictions, some_places(rng, n, errors), 10)
    return Gallery(images, labels, predictions)


def plotted(student: Student, given: Gallery, **keywords: int) -> Figure:
    """Return the student's figure of a gallery."""
    arrays = (given.images, given.labels, given.predictions)
    found = traced(student, "plot_errors", *arrays, model=None, **keywords)
    student.close_figures()
    return expect.figure(found)


def place_of(pixels: np.ndarray, images: np.ndarray) -> int | None:
    """Return which of the images the drawn pixels show, scaled or inverted as they may be."""
    if pixels.ndim == 3:  # colours
        pixels = pixels[..., :3].mean(axis=2)
    if pixels.shape != images.shape[1:3] or np.ptp(pixels) == 0:
        return None
    rows = np.stack([pixels, *images.reshape(len(images), *pixels.shape)]).astype(np.float64)
    likeness: np.ndarray = np.abs(np.corrcoef(rows.reshape(len(rows), -1)))[0, 1:]
    best = int(likeness.argmax())
    return best if likeness[best] > 0.95 else None


def expect_only_errors(figure: Figure, given: Gallery, count: int) -> dict[int, Axes]:
    """Expect so many of the wrongly classified images, each once, and no other image.

    Returns:
        The axes of each image that is shown, by its place in the gallery.
    """
    shown = [
        (place_of(pixels, given.images), axes) for axes in figure.axes for pixels in axes.images
    ]
    places = [place for place, _axes in shown if place is not None]
    foreign = len(shown) - len(places)
    expect.that(
        not foreign,
        _("{n} of the images drawn are none of those given").format(n=foreign),
        promised=_("wrongly classified images, and empty axes where there is none"),
        evidence=("foreign", foreign),
    )
    right = sorted(set(places) - set(given.errors))
    expect.that(
        not right,
        _("images are drawn that are classified rightly"),
        got=_("images {places}").format(places=", ".join(map(str, right[:8]))),
        promised=_("of these only: {places}").format(places=", ".join(map(str, given.errors[:8]))),
        evidence=("right ones", sorted(places)),
    )
    expect.that(
        len(set(places)) == len(places),
        _("an image is drawn twice"),
        promised=_("each wrongly classified image once"),
        evidence=("twice", len(places)),
    )
    expect.that(
        len(places) == count,
        _("the figure shows {n} images").format(n=len(places)),
        promised=_("{n}: there are {errors} errors").format(n=count, errors=len(given.errors)),
        evidence=("count", len(places), count),
    )
    return {place: axes for place, axes in shown if place is not None}


@check("plot_errors", points=1, see="errors#plot")
def draws_every_wrong_image(student: Student, rng: np.random.Generator) -> None:
    """plot_errors shows the wrongly classified images and no others."""
    raw = bool(rng.integers(2))
    for n, errors in ((12, int(rng.choice([3, 5, 7]))), (1, 1)):
        given = gallery(rng, n, errors, raw if n == 1 else not raw)
        figure = plotted(student, given)
        expect_only_errors(figure, given, errors)
        idle = [axes for axes in figure.axes if not axes.images]
        expect.that(
            not any(numbers_in(axes) for axes in idle),
            _("axes without an image have a title with numbers"),
            got=", ".join(repr(title) for axes in idle for title in axes.titles),
            promised=_("unused axes that are empty"),
            evidence="idle titles",
        )


@check("plot_errors", points=1, see="errors#plot", after=draws_every_wrong_image)
def draws_at_most_max_images(student: Student, rng: np.random.Generator) -> None:
    """It shows max_images of them where there are more, 25 if nothing else is said."""
    given = gallery(rng, 29, 27)
    expect_only_errors(plotted(student, given), given, 25)
    most = int(rng.choice([2, 3, 5, 6]))
    given = gallery(rng, 14, 9)
    expect_only_errors(plotted(student, given, max_images=most), given, most)
    given = gallery(rng, 30, 28)
    expect_only_errors(plotted(student, given, max_images=26), given, 26)


def numbers_in(axes: Axes) -> list[int]:
    """Return the whole numbers in the axes' titles, in order."""
    return [int(digits) for digits in re.findall(r"[0-9]+", " ".join(axes.titles))]


@check("plot_errors", points=1, see="errors#plot", after=draws_every_wrong_image)
def titles_say_true_and_predicted(student: Student, rng: np.random.Generator) -> None:
    """The first two numbers in a title are the true and the predicted class."""
    given = gallery(rng, 12, 6)
    shown = expect_only_errors(plotted(student, given), given, 6)
    found = {place: numbers_in(axes)[:2] for place, axes in sorted(shown.items())}
    for place, axes in sorted(shown.items()):
        promised = [int(given.labels[place]), int(given.predictions[place])]
        expect.that(
            found[place] == promised,
            _("the title of image {place} does not say true and predicted class").format(
                place=place
            ),
            got=", ".join(repr(title) for title in axes.titles) or _("no title"),
            promised=_("first {true}, then {predicted}").format(
                true=promised[0], predicted=promised[1]
            ),
            evidence=("titles", [*found.items()]),
        )


def texts_of(figure: Figure) -> set[str]:
    """Return every text that stands in the figure."""
    texts = [*figure.texts]
    for axes in figure.axes:
        texts += [*axes.titles, *axes.texts, axes.x_label, axes.y_label]
    return {text.strip() for text in texts if text.strip()}


@check("plot_errors", points=1, see="errors#no-error", after=draws_every_wrong_image)
def says_that_there_is_no_error(student: Student, rng: np.random.Generator) -> None:
    """Where no image is wrong, the figure has no image and says so in a text."""
    given = gallery(rng, 8, 0)
    figure = plotted(student, given)
    expect_only_errors(figure, given, 0)
    expect.that(
        bool(texts_of(figure)),
        _("the figure says nothing where there is no error"),
        promised=_("a title or another text that says so"),
        evidence="silent",
    )
    usual = texts_of(plotted(student, gallery(rng, 8, 2)))
    expect.that(
        bool(texts_of(figure) - usual),
        _("the figure says the same with errors and without"),
        got=", ".join(map(repr, sorted(texts_of(figure)))),
        promised=_("a text that says that there is no error"),
        evidence="says the same",
    )


@check(
    "predict_labels",
    "find_errors",
    "confusion_matrix",
    "plot_errors",
    points=1,
    see="start#arguments",
    after=(
        predicts_the_most_probable_class,
        finds_the_wrong_ones,
        counts_true_by_predicted,
        draws_every_wrong_image,
    ),
)
def leaves_arguments_alone(student: Student, rng: np.random.Generator) -> None:
    """The arrays and the model given are not changed, and no file is written."""
    for function, earlier in (
        ("predict_labels", predicts_the_most_probable_class),
        ("find_errors", finds_the_wrong_ones),
        ("confusion_matrix", counts_true_by_predicted),
        ("plot_errors", draws_every_wrong_image),
    ):
        expect_left_alone(student, rng, function, earlier)
