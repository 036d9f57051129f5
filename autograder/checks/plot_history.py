"""Exercise 6: the learning curves are all there, and a reader can tell which is which."""

from __future__ import annotations

import contextlib
import re

import numpy as np

from autograder import expect
from autograder.check import check
from autograder.describe import number
from autograder.records.kinds import Axes, Curve, Figure, History
from autograder.student import Student
from autograder.text import _

QUANTITIES = {"loss": r"loss|손실|오차", "accuracy": r"acc|정확도"}
SETS = {"training": r"train|훈련|학습", "validation": r"val(?!ue)|검증"}
Histories = dict[str, list[float]]


def random_history(rng: np.random.Generator, epochs: int) -> Histories:
    """Return a history of so many epochs in which no two numbers are alike.

    Its lists stand in another order than Keras's, or anybody else's.
    """
    numbers = rng.permutation(np.linspace(0.02, 0.98, 4 * epochs))
    numbers = (numbers + rng.uniform(0, 0.2 / epochs, 4 * epochs)).round(6)
    names = ("accuracy", "loss", "val_loss", "val_accuracy")
    return dict(zip(names, numbers.reshape(4, -1).tolist(), strict=True))


def some_epochs(rng: np.random.Generator) -> int:
    """Return a number of epochs that nobody expects: more than ten, whichever it is."""
    return int(rng.choice([13, 14, 16, 17, 18, 19]))


def plotted(student: Student, values: Histories) -> Figure:
    """Return the figure of these values, given as a dict or else as a History."""
    return plotted_among(student, values)[0]


def plotted_among(student: Student, values: Histories) -> tuple[Figure, int]:
    """Return the figure of these values, and how many figures the student's function left open.

    The values are given as a dict or else as a History: that both must do, one check says.
    """
    try:
        found = student.plot_history(values)
    except expect.StudentRaised as raised:
        student.close_figures()
        try:
            found = student.plot_history(History(values))
        except expect.StudentRaised:
            raise raised from None
    left_open = student.close_figures()
    return expect.figure(found), left_open


def axes_with_curves(figure: Figure) -> list[Axes]:
    """Return the axes in which something is plotted."""
    return [axes for axes in figure.axes if any(curve.x for curve in axes.curves)]


def expect_two_axes(figure: Figure, values: Histories, left_open: int = 1) -> None:
    """Expect curves in two axes that stand apart.

    Args:
        figure: what the student returned.
        values: what was to be drawn.
        left_open: how many figures there are; the rest may be drawn in another.
    """
    axes = axes_with_curves(figure)
    seen = sorted(n for n in values if any(curves_of(one, values[n]) for one in axes))
    elsewhere = "in two figures" if left_open > 1 and len(axes) == 1 and len(seen) == 2 else ""
    if not axes and any(texts_of(one) or one.legend for one in figure.axes):
        elsewhere = "no curves, but words"
    expect.that(
        len(axes) == 2,
        _("the figure has curves in {n} axes, not in two").format(n=len(axes)),
        promised=_("one pair of axes for the loss, one for the accuracy"),
        evidence=("axes", len(axes), elsewhere or seen),
    )
    expect.that(
        not overlap(*(one.box for one in axes)),
        _("the two axes lie on top of each other"),
        promised=_("axes side by side or one above the other"),
        evidence="overlap",
    )


def overlap(one: list[float], other: list[float]) -> bool:
    """Whether two boxes (left, bottom, width, height) have more than an edge in common."""
    return all(
        min(one[i] + one[i + 2], other[i] + other[i + 2]) - max(one[i], other[i]) > 1e-6
        for i in (0, 1)
    )


def curves_of(axes: Axes, values: list[float]) -> list[Curve]:
    """Return the curves (one, or a line and its markers) that show these values."""
    return [
        curve
        for curve in axes.curves
        if len(curve.y) == len(values) and np.allclose(curve.y, values, rtol=1e-5, atol=1e-7)
    ]


def axes_of(figure: Figure, values: Histories, quantity: str) -> Axes:
    """Return the axes with both curves of the quantity, right over their epochs; expect them."""
    everywhere = axes_with_curves(figure)
    both = {"training": values[quantity], "validation": values[f"val_{quantity}"]}
    where = {
        which: [n for n, axes in enumerate(everywhere) if curves_of(axes, numbers)]
        for which, numbers in both.items()
    }
    drawn = max(
        (sum(len(curves_of(axes, numbers)) for numbers in both.values()) for axes in everywhere),
        default=0,
    )
    mixed = any(
        curves_of(everywhere[n], numbers)
        for places in where.values()
        for n in places
        for numbers in values.values()
        if numbers not in both.values()
    )
    whole = all(x == int(x) for axes in everywhere for curve in axes.curves for x in curve.x)
    for which, places in where.items():
        problem = _("no curve shows the training values of the {quantity}")
        if which == "validation":
            problem = _("no curve shows the validation values of the {quantity}")
        expect.that(
            bool(places),
            problem.format(quantity=quantity),
            got=strangers(everywhere, values),
            promised=_("the values as they stand in the history"),
            evidence=("curve", which, drawn, mixed, unknown(everywhere, values), whole),
        )
    common = [n for n in where["training"] if n in where["validation"]]
    expect.that(
        bool(common),
        _("training and validation {quantity} are in different axes").format(quantity=quantity),
        promised=_("both in the same axes, so that they can be compared"),
        evidence=("apart", together(everywhere, values)),
    )
    axes = everywhere[common[0]]
    for numbers in both.values():
        for curve in curves_of(axes, numbers):
            expect_epochs(curve, quantity)
    return axes


def together(everywhere: list[Axes], values: Histories) -> list[list[str]]:
    """Return which of the history's lists share axes."""
    return sorted(
        sorted(name for name, numbers in values.items() if curves_of(axes, numbers))
        for axes in everywhere
    )


def unknown(everywhere: list[Axes], values: Histories) -> list[list[float]]:
    """Return the y values of the curves that show none of the history's lists."""
    return [
        curve.y
        for axes in everywhere
        for curve in axes.curves
        if not any(curves_of(Axes(**{**vars(axes), "curves": [curve]}), v) for v in values.values())
    ]


def strangers(everywhere: list[Axes], values: Histories) -> str:
    """Return a few words on the first curve that shows none of the history's lists."""
    others = unknown(everywhere, values)
    if not others:
        return ""
    numbers = ", ".join(number(y) for y in others[0][:4])
    return _("a curve of {n} values: {numbers}").format(n=len(others[0]), numbers=numbers)


def expect_epochs(curve: Curve, quantity: str) -> None:
    """Expect x values 0, 1, 2 … or 1, 2, 3 …, in this order."""
    n = len(curve.y)
    right = len(curve.x) == n and any(
        np.allclose(curve.x, np.arange(first, first + n)) for first in (0, 1)
    )
    expect.that(
        right,
        _("the {quantity} is not over epochs counted from 0 or 1").format(quantity=quantity),
        got="x = " + ", ".join(number(x) for x in curve.x[:5]) + (" …" if n > 5 else ""),
        promised=_("x = 0, 1, 2, … or 1, 2, 3, …"),
        evidence=("epochs", curve.x),
    )


def first_named(text: str, words: dict[str, str]) -> str | None:
    """Return which of the things is named first in the text, None if none is."""
    found = {name: re.search(pattern, text, re.IGNORECASE) for name, pattern in words.items()}
    places = {name: match.start() for name, match in found.items() if match}
    return min(places, key=places.__getitem__) if places else None


@check("plot_history", points=1, see="curves#two-axes")
def returns_a_figure_with_two_axes(student: Student, rng: np.random.Generator) -> None:
    """It returns a Figure with two axes that stand apart, not a twin pair."""
    values = random_history(rng, some_epochs(rng))
    figure, left_open = plotted_among(student, values)
    expect_two_axes(figure, values, left_open)


@check("plot_history", points=2, see="curves#curves", after=returns_a_figure_with_two_axes)
def draws_the_loss(student: Student, rng: np.random.Generator) -> None:
    """One pair of axes has the training loss and the validation loss over the epochs."""
    values = random_history(rng, some_epochs(rng))
    axes_of(plotted(student, values), values, "loss")


@check("plot_history", points=2, see="curves#curves", after=returns_a_figure_with_two_axes)
def draws_the_accuracy(student: Student, rng: np.random.Generator) -> None:
    """The other has the training and the validation accuracy over the epochs."""
    values = random_history(rng, some_epochs(rng))
    axes_of(plotted(student, values), values, "accuracy")


@check(
    "plot_history",
    points=1,
    see="curves#names",
    after=(draws_the_loss, draws_the_accuracy),
)
def names_loss_and_accuracy(student: Student, rng: np.random.Generator) -> None:
    """Each pair of axes says in its title or y-label what it shows: loss or accuracy."""
    values = random_history(rng, some_epochs(rng))
    figure = plotted(student, values)
    named_axes = sum(bool(texts_of(axes_of(figure, values, quantity))) for quantity in QUANTITIES)
    for quantity in QUANTITIES:
        axes = axes_of(figure, values, quantity)
        texts = texts_of(axes)
        named = [name for text in texts if (name := first_named(text, QUANTITIES))]
        got = ", ".join(repr(text) for text in texts) or _("no title and no y-label")
        expect.that(
            bool(named),
            _("neither title nor y-label of the {quantity}'s axes names it").format(
                quantity=quantity
            ),
            got=got,
            promised=quantity,
            evidence=("unnamed", bool(texts), _say_epoch(texts), named_axes, axes.drawn),
        )
        expect.that(
            set(named) == {quantity},
            _("the axes that show the {quantity} name another quantity").format(quantity=quantity),
            got=got,
            promised=quantity,
            evidence=("misnamed", quantity, sorted(set(named))),
        )


def _say_epoch(texts: list[str]) -> bool:
    return any("epoch" in text.lower() for text in texts)


def texts_of(axes: Axes) -> list[str]:
    """Return the titles and the y-label, where there is something in them."""
    return [text for text in (*axes.titles, axes.y_label) if text.strip()]


@check(
    "plot_history",
    points=1,
    see="curves#names",
    after=(draws_the_loss, draws_the_accuracy),
)
def labels_the_epochs(student: Student, rng: np.random.Generator) -> None:
    """Each pair of axes has an x-label."""
    values = random_history(rng, some_epochs(rng))
    figure = plotted(student, values)
    by_quantity = {quantity: axes_of(figure, values, quantity) for quantity in QUANTITIES}
    hidden = [quantity for quantity, axes in by_quantity.items() if not axes.drawn]
    expect.that(
        not hidden,
        _("the axes of {quantities} are switched off, and their labels with them").format(
            quantities=", ".join(hidden)
        ),
        promised=_("labels that can be seen, in both axes"),
        evidence=("off", hidden),
    )
    without = [quantity for quantity, axes in by_quantity.items() if not axes.x_label.strip()]
    expect.that(
        not without,
        _("the axes of {quantities} have no x-label").format(quantities=", ".join(without)),
        promised=_("what counts from left to right, in both axes"),
        evidence=("x-label", without),
    )


@check(
    "plot_history",
    points=1,
    see="curves#legend",
    after=(draws_the_loss, draws_the_accuracy),
)
def tells_training_from_validation(student: Student, rng: np.random.Generator) -> None:
    """In each legend the training curve says train, the validation curve val."""
    values = random_history(rng, some_epochs(rng))
    figure = plotted(student, values)
    by_quantity = {quantity: axes_of(figure, values, quantity) for quantity in QUANTITIES}
    without = [quantity for quantity, axes in by_quantity.items() if not axes.legend]
    expect.that(
        not without,
        _("the axes of {quantities} have no legend").format(quantities=", ".join(without)),
        promised=_("a legend in both axes that says which curve is which"),
        evidence=("no legend", len(without)),
    )
    for quantity, axes in by_quantity.items():
        for which, key in (("training", quantity), ("validation", f"val_{quantity}")):
            texts = [c.legend for c in curves_of(axes, values[key]) if c.legend.strip()]
            expect_told_apart(texts, which, quantity)


def expect_told_apart(texts: list[str], which: str, quantity: str) -> None:
    """Expect that the legend texts beside a curve say of which set it is."""
    promised = {
        "training": _("train (or 훈련, 학습)"),
        "validation": _("val (or 검증)"),
    }[which]
    said = sorted({first_named(text, SETS) or "neither" for text in texts})
    curve = {"training": _("training"), "validation": _("validation")}[which]
    problem = _("the legend has no entry for the {curve} curve of the {quantity}")
    if said:
        problem = _("the legend does not say that the {curve} curve of the {quantity} is one")
    if said and said != ["neither"]:
        problem = _("the legend calls the {curve} curve of the {quantity} the other one")
    expect.that(
        said == [which],
        problem.format(curve=curve, quantity=quantity),
        got=", ".join(repr(text) for text in texts),
        promised=promised,
        evidence=("legend", which, said, says_test(texts), says_more_than_a_letter(texts))
        if said
        else "no entry",
    )


def says_more_than_a_letter(texts: list[str]) -> bool:
    """Whether a text has more in it than one letter."""
    return any(len(text.strip()) > 1 for text in texts)


def says_test(texts: list[str]) -> bool:
    """Whether a text speaks of a test set."""
    return any(re.search("test|테스트", text, re.IGNORECASE) for text in texts)


@check("plot_history", points=1, see="curves#history", after=returns_a_figure_with_two_axes)
def takes_a_history_or_its_dict(student: Student, rng: np.random.Generator) -> None:
    """What fit returned will do, and its dict, after one epoch or many."""
    for epochs, as_history in ((some_epochs(rng), True), (1, False), (101, False)):
        values = random_history(rng, epochs)
        given = History(values) if as_history else values
        figure = expect.figure(student.plot_history(given))
        student.close_figures()
        expect_two_axes(figure, values)
        for quantity in QUANTITIES:
            axes_of(figure, values, quantity)


@check("plot_history", points=1, see="start#arguments", after=returns_a_figure_with_two_axes)
def leaves_arguments_alone(student: Student, rng: np.random.Generator) -> None:
    """The history given is not changed, and no file is written."""
    values = random_history(rng, some_epochs(rng))
    for given in (values, History(values)):
        with contextlib.suppress(expect.StudentRaised):  # that both must do, one check says
            student.plot_history(given)
            student.close_figures()
            expect.left_alone(student, "plot_history")
