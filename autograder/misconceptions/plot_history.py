"""Exercise 6: what learners get wrong when they draw learning curves."""

from __future__ import annotations

from typing import Any

from autograder.misconception import misconception
from autograder.text import _

FIGURE = "returns_a_figure_with_two_axes"
CURVES = ("draws_the_loss", "draws_the_accuracy", "takes_a_history_or_its_dict")
NAMES = "names_loss_and_accuracy"
LEGEND = "tells_training_from_validation"
EITHER = "takes_a_history_or_its_dict"


def lists_of(history: Any) -> dict[str, list[float]]:
    """Return the history's lists, of a History or of its dict."""
    return dict(getattr(history, "history", history))


def new_page(rows: int = 1, columns: int = 2) -> tuple[Any, list[Any]]:
    """Return a new figure and its axes."""
    from matplotlib import pyplot

    page = pyplot.figure()
    return page, [page.add_subplot(rows, columns, n + 1) for n in range(rows * columns)]


def two_lines(ax: Any, one: list[float], other: list[float], first: int = 1) -> None:
    """Draw two lists over epochs counted from `first`, as train and val."""
    for text, numbers in (("train", one), ("val", other)):
        ax.plot([first + n for n in range(len(numbers))], numbers, label=text)


def describe_axes(ax: Any, name: str) -> None:
    """Name what is drawn and give it a legend."""
    ax.set(title=name, xlabel="epoch")
    ax.legend()


def page_of(history: Any, change: Any = None) -> Any:
    """Return a right figure, in which `change` may have changed the lists beforehand."""
    lists = lists_of(history)
    page, both = new_page()
    for ax, name in zip(both, ("loss", "accuracy"), strict=True):
        one, other = lists[name], lists["val_" + name]
        if change:
            one, other = change(one), change(other)
        two_lines(ax, one, other)
        describe_axes(ax, name)
    return page


def with_legends(history: Any, *texts: str) -> Any:
    """Return a right figure, but that both its legends say `texts`."""
    page = page_of(history)
    for ax in page.axes:
        ax.legend(texts)
    return page


@misconception(
    "plot_history",
    caught_by=FIGURE,
    hint=_("showing a figure does not hand it back to whoever called the function"),
    see="curves#two-axes",
)
def only_shows_the_figure(history: Any) -> None:
    """shows the figure and returns nothing"""
    page_of(history)


@misconception(
    "plot_history",
    caught_by=FIGURE,
    hint=_("plt.subplots gives two things: which of them is the whole figure?"),
    see="curves#two-axes",
)
def returns_the_axes(history: Any) -> Any:
    """returns the axes, not the figure that they are in"""
    import numpy as np

    return np.array(page_of(history).axes, dtype=object)


@misconception(
    "plot_history",
    caught_by=FIGURE,
    hint=_("plt is the library, not the drawing: plt.gcf() is the current figure"),
    see="curves#two-axes",
)
def returns_pyplot(history: Any) -> Any:
    """returns plt itself"""
    from matplotlib import pyplot

    page_of(history)
    return pyplot


@misconception(
    "plot_history",
    caught_by=FIGURE,
    hint=_("loss and accuracy have scales of their own: give each its own axes"),
    see="curves#two-axes",
)
def draws_everything_in_one_axes(history: Any) -> Any:
    """draws all four curves in the same axes"""
    page, (ax,) = new_page(1, 1)
    lists = lists_of(history)
    for name in ("loss", "val_loss", "accuracy", "val_accuracy"):
        ax.plot(lists[name], label=name)
    describe_axes(ax, "loss and accuracy")
    return page


@misconception(
    "plot_history",
    caught_by=FIGURE,
    hint=_("a twin is a second y-axis on the same place: a reader mixes the curves up"),
    see="curves#two-axes",
)
def uses_a_twin_axis(history: Any) -> Any:
    """puts loss and accuracy on two y-axes of the same plot"""
    page, (ax,) = new_page(1, 1)
    lists = lists_of(history)
    for place, name in ((ax, "loss"), (ax.twinx(), "accuracy")):
        two_lines(place, lists[name], lists["val_" + name])
        describe_axes(place, name)
    return page


@misconception(
    "plot_history",
    caught_by=FIGURE,
    hint=_("each plt.figure() begins a new drawing, and only one of them is returned"),
    see="curves#two-axes",
)
def makes_two_figures(history: Any) -> Any:
    """makes a figure for each quantity and returns the last"""
    lists = lists_of(history)
    for name in ("loss", "accuracy"):
        page, (ax,) = new_page(1, 1)
        two_lines(ax, lists[name], lists["val_" + name])
        describe_axes(ax, name)
    return page


@misconception(
    "plot_history",
    caught_by=FIGURE,
    hint=_("a falling loss does not say how many are right: what is missing?"),
    see="curves#two-axes",
)
def forgets_the_accuracy(history: Any) -> Any:
    """draws the loss only"""
    page, (ax,) = new_page(1, 1)
    two_lines(ax, lists_of(history)["loss"], lists_of(history)["val_loss"])
    describe_axes(ax, "loss")
    return page


@misconception(
    "plot_history",
    caught_by=FIGURE,
    hint=_("how many epochs there are is the length of the lists: how long is your range?"),
    see="curves#history",
)
def assumes_ten_epochs(history: Any) -> Any:
    """draws over more or fewer epochs than the lists have values"""
    lists = lists_of(history)
    page, both = new_page()
    for ax, name in zip(both, ("loss", "accuracy"), strict=True):
        ax.plot(range(10), lists[name], label="train")
        ax.plot(range(10), lists["val_" + name], label="val")
        describe_axes(ax, name)
    return page


@misconception(
    "plot_history",
    caught_by=CURVES,
    hint=_("the history has four lists: which two belong to the validation data?"),
    see="curves#curves",
)
def plots_the_training_twice(history: Any) -> Any:
    """draws the training values a second time as validation"""
    lists = lists_of(history)
    page, both = new_page()
    for ax, name in zip(both, ("loss", "accuracy"), strict=True):
        two_lines(ax, lists[name], lists[name])
        describe_axes(ax, name)
    return page


@misconception(
    "plot_history",
    caught_by=("draws_the_loss", "draws_the_accuracy", "takes_a_history_or_its_dict"),
    hint=_("overfitting shows only where both curves stand together"),
    see="curves#curves",
)
def forgets_the_validation(history: Any) -> Any:
    """draws the training curves only"""
    lists = lists_of(history)
    page, both = new_page()
    for ax, name in zip(both, ("loss", "accuracy"), strict=True):
        ax.plot(lists[name], label="train")
        describe_axes(ax, name)
    return page


@misconception(
    "plot_history",
    caught_by=CURVES,
    hint=_("which two curves would you lay over each other to see overfitting?"),
    see="curves#curves",
)
def pairs_by_data_set(history: Any) -> Any:
    """draws what was measured in training in one axes and in validation in the other"""
    lists = lists_of(history)
    page, both = new_page()
    for ax, before in zip(both, ("", "val_"), strict=True):
        two_lines(ax, lists[before + "loss"], lists[before + "accuracy"])
        describe_axes(ax, before + "loss")
    return page


@misconception(
    "plot_history",
    caught_by=CURVES,
    hint=_("two lists in one plot() are x and y: which of your curves lies over the epochs?"),
    see="curves#curves",
)
def plots_one_against_the_other(history: Any) -> Any:
    """draws validation values over training values instead of over epochs"""
    lists = lists_of(history)
    page, both = new_page()
    for ax, name in zip(both, ("loss", "accuracy"), strict=True):
        ax.plot(lists[name], lists["val_" + name], label="train val")
        describe_axes(ax, name)
    return page


@misconception(
    "plot_history",
    caught_by=CURVES,
    hint=_("the first epoch is a measurement like any other"),
    see="curves#curves",
)
def leaves_out_the_first_epoch(history: Any) -> Any:
    """leaves the first epoch out"""
    return page_of(history, change=lambda numbers: numbers[1:])


@misconception(
    "plot_history",
    caught_by=CURVES,
    hint=_("draw the numbers as they stand in the history, between 0 and 1"),
    see="curves#curves",
)
def draws_percent(history: Any) -> Any:
    """draws the values times 100"""
    return page_of(history, change=lambda numbers: [100 * number for number in numbers])


@misconception(
    "plot_history",
    caught_by=CURVES,
    hint=_("a smoothed curve hides what happened in an epoch: draw the numbers themselves"),
    see="curves#curves",
)
def smooths_the_curves(history: Any) -> Any:
    """draws averages over the epochs so far"""
    import numpy as np

    def running_mean(numbers: list[float]) -> list[float]:
        return (np.cumsum(numbers) / np.arange(1, len(numbers) + 1)).tolist()

    return page_of(history, change=running_mean)


@misconception(
    "plot_history",
    caught_by=CURVES,
    hint=_("range(1, n + 1) begins at 1; where do yours begin?"),
    see="curves#curves",
)
def counts_epochs_from_two(history: Any) -> Any:
    """counts the epochs from 2"""
    lists = lists_of(history)
    page, both = new_page()
    for ax, name in zip(both, ("loss", "accuracy"), strict=True):
        two_lines(ax, lists[name], lists["val_" + name], first=2)
        describe_axes(ax, name)
    return page


@misconception(
    "plot_history",
    caught_by=NAMES,
    hint=_("a reader who sees only this axes must know what its height means"),
    see="curves#names",
)
def leaves_the_quantities_unnamed(history: Any) -> Any:
    """says nowhere which axes is the loss and which the accuracy"""
    page = page_of(history)
    for ax in page.axes:
        ax.set_title("")
    return page


@misconception(
    "plot_history",
    caught_by=NAMES,
    hint=_("compare each title with the lists that are drawn below it"),
    see="curves#names",
)
def swaps_the_titles(history: Any) -> Any:
    """gives the loss the accuracy's title, and the other way round"""
    page = page_of(history)
    for ax, wrong in zip(page.axes, ("accuracy", "loss"), strict=True):
        ax.set_title(wrong)
    return page


@misconception(
    "plot_history",
    caught_by=NAMES,
    hint=_("copied lines keep their words: read the second title again"),
    see="curves#names",
)
def calls_both_loss(history: Any) -> Any:
    """gives both axes the loss's title"""
    page = page_of(history)
    for ax in page.axes:
        ax.set_title("loss")
    return page


@misconception(
    "plot_history",
    caught_by="labels_the_epochs",
    hint=_("what is counted from left to right?"),
    see="curves#names",
)
def forgets_the_x_label(history: Any) -> Any:
    """leaves the x-label out"""
    page = page_of(history)
    for ax in page.axes:
        ax.set_xlabel("")
    return page


@misconception(
    "plot_history",
    caught_by="labels_the_epochs",
    hint=_("plt.xlabel() writes on the current axes only: each needs its own call"),
    see="curves#names",
)
def labels_only_the_last_axes(history: Any) -> Any:
    """gives an x-label to the last axes only"""
    page = page_of(history)
    page.axes[0].set_xlabel("")
    return page


@misconception(
    "plot_history",
    caught_by=LEGEND,
    hint=_(
        "a legend needs a label for each curve and, once they are drawn, a call: which is missing?"
    ),
    see="curves#legend",
)
def forgets_the_legend(history: Any) -> Any:
    """draws no legend, or an empty one"""
    page = page_of(history)
    for ax in page.axes:
        ax.get_legend().remove()
    return page


@misconception(
    "plot_history",
    caught_by=LEGEND,
    hint=_("one of the two legends is missing: which axes did your call write on?"),
    see="curves#legend",
)
def draws_a_legend_only_in_the_last_axes(history: Any) -> Any:
    """draws a legend in one of the axes only"""
    page = page_of(history)
    page.axes[0].get_legend().remove()
    return page


@misconception(
    "plot_history",
    caught_by=LEGEND,
    hint=_("plt.legend([...]) names the curves in the order in which they were drawn"),
    see="curves#legend",
)
def swaps_the_legend(history: Any) -> Any:
    """names the training curve val and the validation curve train"""
    return with_legends(history, "val", "train")


@misconception(
    "plot_history",
    caught_by=LEGEND,
    hint=_("the test set is for the very end; what fit measures after each epoch is …?"),
    see="curves#legend",
)
def calls_the_validation_curve_test(history: Any) -> Any:
    """calls the validation curve test"""
    return with_legends(history, "train", "test")


@misconception(
    "plot_history",
    caught_by=LEGEND,
    hint=_("a name like loss or accuracy does not say which of the two data sets it is from"),
    see="curves#legend",
)
def labels_with_the_keys(history: Any) -> Any:
    """names the training curve by its quantity alone, as the dict's key does"""
    page = page_of(history)
    for ax, name in zip(page.axes, ("loss", "accuracy"), strict=True):
        ax.legend([name, "val_" + name])
    return page


@misconception(
    "plot_history",
    caught_by=EITHER,
    hint=_("a dict has no .history: find out which of the two you were given"),
    see="curves#history",
)
def takes_only_a_history(history: Any) -> Any:
    """takes a History, but not its dict"""
    return page_of(history.history)


@misconception(
    "plot_history",
    caught_by=EITHER,
    hint=_("what fit returns is no dict: its lists are in its .history"),
    see="curves#history",
)
def takes_only_a_dict(history: Any) -> Any:
    """takes the dict, but not the History that fit returns"""
    return page_of(
        {name: history[name] for name in ("loss", "val_loss", "accuracy", "val_accuracy")}
    )


@misconception(
    "plot_history",
    caught_by="leaves_arguments_alone",
    hint=_("insert, pop, sort and new keys change the history of whoever called you"),
    see="start#arguments",
)
def changes_the_history(history: Any) -> Any:
    """changes the history that it was given"""
    page = page_of(history)
    for numbers in lists_of(history).values():
        numbers.insert(0, float("nan"))
    return page


@misconception(
    "plot_history",
    caught_by="leaves_arguments_alone",
    hint=_("return the figure; whoever wants a file can save it"),
    see="start#arguments",
)
def saves_the_figure(history: Any) -> Any:
    """writes the figure to a file that nobody asked for"""
    page = page_of(history)
    page.savefig("history.svg")
    return page


@misconception(
    "plot_history",
    caught_by=("draws_the_loss", "draws_the_accuracy", EITHER),
    hint=_("how far the training has come is half of the picture: where is its curve?"),
    see="curves#curves",
)
def forgets_the_training(history: Any) -> Any:
    """draws the validation curves only"""
    lists = lists_of(history)
    page, both = new_page()
    for ax, name in zip(both, ("loss", "accuracy"), strict=True):
        ax.plot(lists["val_" + name], label="val")
        describe_axes(ax, name)
    return page


@misconception(
    "plot_history",
    caught_by=FIGURE,
    hint=_("two curves belong together when they show the same quantity: how many axes are that?"),
    see="curves#two-axes",
)
def draws_every_curve_apart(history: Any) -> Any:
    """draws each of the four curves in axes of its own"""
    page, four = new_page(2, 2)
    for ax, (name, numbers) in zip(four, lists_of(history).items(), strict=False):
        ax.plot(numbers, label=name)
        describe_axes(ax, name)
    return page


@misconception(
    "plot_history",
    caught_by=("returns_a_figure_with_two_axes",),
    hint=_("print the keys of the dict: is the accuracy called acc in it?"),
    see="curves#history",
)
def uses_old_names(history: Any) -> Any:
    """looks for acc and val_acc in the history"""
    lists = lists_of(history)
    page, both = new_page()
    for ax, name in zip(both, ("loss", "acc"), strict=True):
        two_lines(ax, lists[name], lists["val_" + name])
        describe_axes(ax, name)
    return page


@misconception(
    "plot_history",
    caught_by=("draws_the_accuracy", EITHER),
    hint=_("the accuracy is to be drawn as it stands in the history"),
    see="curves#curves",
)
def draws_the_error_rate(history: Any) -> Any:
    """draws 1 - accuracy"""
    lists = lists_of(history)
    wrong = {k: [1 - v for v in vs] if "acc" in k else vs for k, vs in lists.items()}
    return page_of(wrong)


@misconception(
    "plot_history",
    caught_by=CURVES,
    hint=_("every epoch has its point: how many values does your slice keep?"),
    see="curves#curves",
)
def leaves_out_the_last_epoch(history: Any) -> Any:
    """leaves the last epoch out"""
    return page_of(history, lambda numbers: numbers[:-1])


@misconception(
    "plot_history",
    caught_by=("draws_the_accuracy", EITHER),
    hint=_("draw the accuracies as they stand in the history; an axis can be labelled in percent"),
    see="curves#curves",
)
def draws_the_accuracy_in_percent(history: Any) -> Any:
    """draws the accuracy times 100"""
    lists = lists_of(history)
    percent = {
        name: [100 * number for number in numbers] if "accuracy" in name else numbers
        for name, numbers in lists.items()
    }
    return page_of(percent)


@misconception(
    "plot_history",
    caught_by=CURVES,
    hint=_("plot(x, y): which of your two goes from left to right?"),
    see="curves#curves",
)
def swaps_the_axes(history: Any) -> Any:
    """draws the epochs over the values"""
    lists = lists_of(history)
    page, both = new_page()
    for ax, name in zip(both, ("loss", "accuracy"), strict=True):
        for text, numbers in (("train", lists[name]), ("val", lists["val_" + name])):
            ax.plot(numbers, range(1, len(numbers) + 1), label=text)
        describe_axes(ax, name)
    return page


@misconception(
    "plot_history",
    caught_by=FIGURE,
    hint=_("keep the figure in a variable: what do gcf(), figure() and clf() do at the end?"),
    see="curves#two-axes",
)
def returns_a_new_figure(history: Any) -> Any:
    """returns an empty figure in place of the one drawn"""
    page_of(history)
    return new_page(0, 0)[0]


@misconception(
    "plot_history",
    caught_by=CURVES,
    hint=_("a dict's lists are found by their names: in which order they stand may change"),
    see="curves#history",
)
def goes_by_the_order_of_the_lists(history: Any) -> Any:
    """takes the history's lists in the order in which they stand"""
    accuracy, loss, val_accuracy, val_loss = list(lists_of(history).values())[:4]
    page, (left, right) = new_page()
    two_lines(left, loss, val_loss)
    two_lines(right, accuracy, val_accuracy)
    describe_axes(left, "loss")
    describe_axes(right, "accuracy")
    return page


@misconception(
    "plot_history",
    caught_by=("draws_the_accuracy", EITHER),
    hint=_("nothing was measured before the first epoch: which value is not in the history?"),
    see="curves#curves",
)
def begins_the_accuracy_at_zero(history: Any) -> Any:
    """puts a 0 before the accuracies"""
    lists = lists_of(history)
    longer = {k: [0.0, *v] if "accuracy" in k else v for k, v in lists.items()}
    return page_of(longer)


@misconception(
    "plot_history",
    caught_by=NAMES,
    hint=_("plt.title() writes on the current axes only: each needs its own call"),
    see="curves#names",
)
def titles_only_one_of_the_axes(history: Any) -> Any:
    """names only one of the two axes"""
    page = page_of(history)
    page.axes[0].set_title("")
    return page


@misconception(
    "plot_history",
    caught_by=LEGEND,
    hint=_("legend() takes a list of texts: what does it make of a single one?"),
    see="curves#legend",
)
def gives_the_legend_one_text(history: Any) -> Any:
    """gives legend() one text, of which each curve gets a letter"""
    page = page_of(history)
    for ax in page.axes:
        ax.legend("loss")
    return page


@misconception(
    "plot_history",
    caught_by=EITHER,
    hint=_("a training may have any number of epochs: which of yours stay in the picture?"),
    see="curves#history",
)
def draws_fifty_epochs_at_most(history: Any) -> Any:
    """draws a certain number of epochs at most"""
    return page_of(history, lambda numbers: numbers[:50])


@misconception(
    "plot_history",
    caught_by=FIGURE,
    hint=_("the caller wants the figure alone: what do you return beside it?"),
    see="curves#two-axes",
)
def returns_figure_and_axes(history: Any) -> Any:
    """returns the figure together with its axes"""
    import numpy as np

    page = page_of(history)
    return page, np.array(page.axes, dtype=object)


@misconception(
    "plot_history",
    caught_by=CURVES,
    hint=_("copied lines keep their keys: which list does each of your four curves show?"),
    see="curves#curves",
)
def takes_a_list_of_the_other_quantity(history: Any) -> Any:
    """draws a list of the loss among the accuracies, or the other way round"""
    lists = lists_of(history)
    page, both = new_page()
    for ax, name, other in zip(both, ("loss", "accuracy"), ("accuracy", "loss"), strict=True):
        two_lines(ax, lists[name], lists[other])
        describe_axes(ax, name)
    return page


@misconception(
    "plot_history",
    caught_by=LEGEND,
    hint=_("copied lines keep their words: read both labels of a legend again"),
    see="curves#legend",
)
def calls_both_curves_train(history: Any) -> Any:
    """calls both curves train"""
    return with_legends(history, "train", "train")


@misconception(
    "plot_history",
    caught_by=LEGEND,
    hint=_("count the curves and the words in your legend: which curve has none?"),
    see="curves#legend",
)
def names_one_curve_only(history: Any) -> Any:
    """names only one of the two curves in the legend"""
    return with_legends(history, "train")


def worded(history: Any, **texts: str) -> Any:
    """Return a right figure, but that these texts stand at its axes in place of a title."""
    page = page_of(history)
    for ax in page.axes:
        ax.set(title="", **texts)
    return page


@misconception(
    "plot_history",
    caught_by=NAMES,
    hint=_("a word that fits both quantities names neither: which axes show the loss?"),
    see="curves#names",
)
def says_the_same_at_both_axes(history: Any) -> Any:
    """writes a word at the axes that names neither loss nor accuracy"""
    return worded(history, ylabel="Value")


@misconception(
    "plot_history",
    caught_by=NAMES,
    hint=_("x runs to the right, y upwards: along which of them do the epochs lie?"),
    see="curves#names",
)
def swaps_x_and_y_labels(history: Any) -> Any:
    """swaps the x-label and the y-label"""
    return worded(history, xlabel="Loss and accuracy", ylabel="Epoch")
