"""Exercise 6, hidden: histories that the visible checks do not try."""

from __future__ import annotations

import numpy as np

from autograder import expect
from autograder.check import hidden_check
from autograder.checks import plot_history as visible
from autograder.checks.hidden.reference import reference
from autograder.checks.plot_history import QUANTITIES, Histories
from autograder.records.kinds import Figure, History
from autograder.records.observe_figure import observe_figure
from autograder.student import Student
from autograder.text import _

solution = reference("plot_history")

EPOCHS = (2, 3, 5, 10, 12, 17, 25, 40)


def long_or_short(rng: np.random.Generator) -> Histories:
    """Return a history of a training whose loss begins far above 1, its lists in any order."""
    epochs = int(rng.choice(EPOCHS))
    scales = {"loss": 9.0, "val_loss": 12.0, "accuracy": 1.0, "val_accuracy": 1.0}
    names = rng.permutation(list(scales)).tolist()
    return {name: (rng.random(epochs) * scales[name]).round(4).tolist() for name in names}


def drawn(student: Student, values: Histories, as_history: bool) -> Figure:
    """Return the student's figure of a history."""
    found = student.plot_history(History(values) if as_history else values)
    student.close_figures()
    return expect.figure(found)


@hidden_check(
    "plot_history",
    see="curves#curves",
    after=(
        visible.draws_the_loss,
        visible.draws_the_accuracy,
        visible.takes_a_history_or_its_dict,
    ),
)
def draws_what_the_reference_draws(student: Student, rng: np.random.Generator) -> None:
    """A history of any length and any size of loss is drawn as the reference does."""
    for as_history in (False, True):
        values = long_or_short(rng)
        figure = drawn(student, values, as_history)
        visible.expect_two_axes(figure, values)
        for axes in promised_figure(values).axes:
            quantity = axes.y_label
            theirs = visible.axes_of(figure, values, quantity)
            missing = [curve for curve in axes.curves if not visible.curves_of(theirs, curve.y)]
            expect.that(
                not missing,
                _("not every curve of the {quantity} is drawn").format(quantity=quantity),
            )


def promised_figure(values: Histories) -> Figure:
    """Return the record of the reference's figure."""
    from matplotlib import pyplot

    figure = solution.plot_history(values)
    pyplot.close(figure)
    return observe_figure(figure, lambda thing: 0)


@hidden_check(
    "plot_history",
    see="curves#names",
    after=(
        visible.names_loss_and_accuracy,
        visible.labels_the_epochs,
        visible.tells_training_from_validation,
        visible.takes_a_history_or_its_dict,
    ),
)
def labels_every_history(student: Student, rng: np.random.Generator) -> None:
    """Whatever the history, axes are named and labelled, and legends say which."""
    values = long_or_short(rng)
    figure = drawn(student, values, as_history=True)
    for quantity in QUANTITIES:
        axes = visible.axes_of(figure, values, quantity)
        named = {visible.first_named(text, QUANTITIES) for text in (*axes.titles, axes.y_label)}
        expect.that(
            named - {None} == {quantity},
            _("the {quantity}'s axes do not name it").format(quantity=quantity),
        )
        expect.that(
            bool(axes.x_label.strip()),
            _("the {quantity}'s axes have no x-label").format(quantity=quantity),
        )
        for which, key in (("training", quantity), ("validation", f"val_{quantity}")):
            texts = [c.legend for c in visible.curves_of(axes, values[key]) if c.legend.strip()]
            visible.expect_told_apart(texts, which, quantity)
