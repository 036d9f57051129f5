"""Exercise 8: what learners get wrong when they look for the errors of a model."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.misconception import misconception
from autograder.text import _

CLASS = "predicts_the_most_probable_class"
WRONG = ("finds_the_wrong_ones", "finds_none_where_all_are_right")
MATRIX = "counts_true_by_predicted"
CLASSES = "has_every_class"
DRAWS = "draws_every_wrong_image"
MOST = "draws_at_most_max_images"
TITLES = "titles_say_true_and_predicted"
NONE = "says_that_there_is_no_error"


def chances(model: Any, images: np.ndarray) -> np.ndarray:
    """Return the probabilities, (N, classes)."""
    return np.asarray(model(images, training=False))


def guesses(model: Any, images: np.ndarray) -> np.ndarray:
    """Return the class numbers, (N,)."""
    return chances(model, images).argmax(axis=-1)


@misconception(
    "predict_labels",
    caught_by=CLASS,
    hint=_("how likely the class is, is not yet which class it is"),
    see="errors#argmax",
)
def returns_the_probabilities(model: Any, images: np.ndarray) -> Any:
    """returns the probabilities of all classes"""
    return chances(model, images)


@misconception(
    "predict_labels",
    caught_by=CLASS,
    hint=_("max gives the largest value; where it stands is another question"),
    see="errors#argmax",
)
def returns_the_largest_probability(model: Any, images: np.ndarray) -> Any:
    """returns the largest probability instead of its place"""
    return chances(model, images).max(axis=-1)


@misconception(
    "predict_labels",
    caught_by=CLASS,
    hint=_("without an axis, argmax looks through all images at once"),
    see="errors#argmax",
)
def takes_argmax_of_everything(model: Any, images: np.ndarray) -> Any:
    """takes argmax over all images at once"""
    return chances(model, images).argmax()


@misconception(
    "predict_labels",
    caught_by=CLASS,
    hint=_("rows are images and columns classes: along which do you compare?"),
    see="errors#argmax",
)
def takes_argmax_over_the_images(model: Any, images: np.ndarray) -> Any:
    """takes argmax along the images"""
    return chances(model, images).argmax(axis=0)


@misconception(
    "predict_labels",
    caught_by=CLASS,
    hint=_("a rounded probability is 0 or 1: that is a row, not a class number"),
    see="errors#argmax",
)
def rounds_the_probabilities(model: Any, images: np.ndarray) -> Any:
    """rounds the probabilities to 0 and 1"""
    return (chances(model, images) > 0.5).astype(int)


@misconception(
    "predict_labels",
    caught_by=CLASS,
    hint=_("an index [0] picks one image: what about the others?"),
    see="errors#argmax",
)
def predicts_the_first_image_only(model: Any, images: np.ndarray) -> Any:
    """predicts the first image only"""
    return guesses(model, images)[:1]


@misconception(
    "predict_labels",
    caught_by=CLASS,
    hint=_("squeeze also takes the axis away that counts the images, where there is one image"),
    see="errors#argmax",
)
def squeezes_a_single_image(model: Any, images: np.ndarray) -> Any:
    """squeezes the only image's class to a bare number"""
    return np.squeeze(guesses(model, images))


@misconception(
    "predict_labels",
    caught_by=CLASS,
    hint=_("classes count from 0, as columns do"),
    see="errors#argmax",
)
def counts_classes_from_one(model: Any, images: np.ndarray) -> Any:
    """counts the classes from 1"""
    return guesses(model, images) + 1


@misconception(
    "predict_labels",
    caught_by=CLASS,
    hint=_("a class number is an integer: it serves as an index"),
    see="errors#argmax",
)
def returns_floats(model: Any, images: np.ndarray) -> Any:
    """returns the class numbers as floats"""
    return guesses(model, images).astype("float32")


@misconception(
    "find_errors",
    caught_by=WRONG,
    hint=_("a comparison gives True and False; which places are True?"),
    see="errors#indices",
)
def returns_the_mask(model: Any, images: np.ndarray, labels: np.ndarray) -> Any:
    """returns True and False for each image instead of indices"""
    return guesses(model, images) != labels


@misconception(
    "find_errors",
    caught_by=WRONG,
    hint=_("== or !=: which of them is True for an error?"),
    see="errors#indices",
)
def returns_the_right_ones(model: Any, images: np.ndarray, labels: np.ndarray) -> Any:
    """returns the indices of the rightly classified images"""
    return np.flatnonzero(guesses(model, images) == labels)


@misconception(
    "find_errors",
    caught_by=WRONG,
    hint=_("np.where gives a tuple with an array for each axis: you want the array in it"),
    see="errors#indices",
)
def returns_the_tuple_of_where(model: Any, images: np.ndarray, labels: np.ndarray) -> Any:
    """returns the tuple that np.where gives"""
    return np.nonzero(guesses(model, images) != labels)


@misconception(
    "find_errors",
    caught_by=WRONG,
    hint=_("argwhere gives a row for each place: the shape should be (errors,)"),
    see="errors#indices",
)
def returns_a_column(model: Any, images: np.ndarray, labels: np.ndarray) -> Any:
    """returns the indices as a column"""
    return np.argwhere(guesses(model, images) != labels)


@misconception(
    "find_errors",
    caught_by=WRONG,
    hint=_("how many there are does not say which they are"),
    see="errors#indices",
)
def returns_how_many(model: Any, images: np.ndarray, labels: np.ndarray) -> Any:
    """returns how many errors there are"""
    return int(np.sum(guesses(model, images) != labels))


@misconception(
    "find_errors",
    caught_by=WRONG,
    hint=_("indices are asked for: whoever has them can look the images up"),
    see="errors#indices",
)
def returns_the_images(model: Any, images: np.ndarray, labels: np.ndarray) -> Any:
    """returns the wrong images instead of their indices"""
    return images[guesses(model, images) != labels]


@misconception(
    "find_errors",
    caught_by="finds_the_wrong_ones",
    hint=_("the classes of the errors are not their places"),
    see="errors#indices",
)
def returns_the_predicted_classes(model: Any, images: np.ndarray, labels: np.ndarray) -> Any:
    """returns the predicted classes of the errors"""
    found = guesses(model, images)
    return found[found != labels]


@misconception(
    "find_errors",
    caught_by="finds_the_wrong_ones",
    hint=_("the first error is not the only one: look at what ends the search"),
    see="errors#indices",
)
def stops_at_the_first_error(model: Any, images: np.ndarray, labels: np.ndarray) -> Any:
    """returns the first error only"""
    return errors_of(model, images, labels)[:1]


@misconception(
    "find_errors",
    caught_by="finds_the_wrong_ones",
    hint=_("indices count from 0"),
    see="errors#indices",
)
def counts_indices_from_one(model: Any, images: np.ndarray, labels: np.ndarray) -> Any:
    """counts the indices from 1"""
    return 1 + errors_of(model, images, labels)


@misconception(
    "find_errors",
    caught_by="finds_the_wrong_ones",
    hint=_("the surest error may come first elsewhere; here the smallest index does"),
    see="errors#indices",
)
def sorts_downwards(model: Any, images: np.ndarray, labels: np.ndarray) -> Any:
    """returns the indices in descending order"""
    return errors_of(model, images, labels)[::-1].copy()


@misconception(
    "find_errors",
    caught_by="finds_none_where_all_are_right",
    hint=_("an empty array is an answer too, and len() of it is 0"),
    see="errors#indices",
)
def returns_none_without_errors(model: Any, images: np.ndarray, labels: np.ndarray) -> Any:
    """returns None where there is no error"""
    found = errors_of(model, images, labels)
    return found if len(found) else None


def errors_of(model: Any, images: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Return the indices of the wrongly classified images."""
    return np.flatnonzero(guesses(model, images) != labels)


def tally(rows: Any, columns: Any, num_classes: int) -> np.ndarray:
    """Return how often each pair of row and column occurs."""
    table = np.zeros((num_classes, num_classes), int)
    for row, column in zip(rows, columns, strict=True):
        table[int(row), int(column)] += 1
    return table


@misconception(
    "confusion_matrix",
    caught_by=MATRIX,
    hint=_("rows belong to the true classes: which comes first in [row, column]?"),
    see="errors#confusion-matrix",
)
def swaps_rows_and_columns(labels: Any, predictions: Any, num_classes: int = 10) -> Any:
    """puts the predicted classes in the rows"""
    return tally(predictions, labels, num_classes)


@misconception(
    "confusion_matrix",
    caught_by=MATRIX,
    hint=_("counts are asked for; shares can be made of them, but not the other way"),
    see="errors#confusion-matrix",
)
def divides_each_row(labels: Any, predictions: Any, num_classes: int = 10) -> Any:
    """divides each row by its sum"""
    table = tally(labels, predictions, num_classes)
    return table / np.maximum(table.sum(axis=1, keepdims=True), 1)


@misconception(
    "confusion_matrix",
    caught_by=MATRIX,
    hint=_("np.zeros makes floats unless it is told otherwise; a count is an integer"),
    see="errors#confusion-matrix",
)
def counts_in_floats(labels: Any, predictions: Any, num_classes: int = 10) -> Any:
    """counts in floats"""
    return tally(labels, predictions, num_classes).astype(float)


@misconception(
    "confusion_matrix",
    caught_by=MATRIX,
    hint=_("m[a, b] += 1 with arrays a and b adds 1 only once to a place named twice"),
    see="errors#confusion-matrix",
)
def marks_instead_of_counting(labels: Any, predictions: Any, num_classes: int = 10) -> Any:
    """writes a 1 where a pair occurs, however often it does"""
    return np.minimum(tally(labels, predictions, num_classes), 1)


@misconception(
    "confusion_matrix",
    caught_by=MATRIX,
    hint=_("the diagonal counts what is right: it belongs to the matrix too"),
    see="errors#confusion-matrix",
)
def counts_only_errors(labels: Any, predictions: Any, num_classes: int = 10) -> Any:
    """leaves the rightly classified images out"""
    table = tally(labels, predictions, num_classes)
    return table - np.diag(np.diagonal(table))


@misconception(
    "confusion_matrix",
    caught_by=CLASSES,
    hint=_("a class that does not occur needs its row and column all the same"),
    see="errors#confusion-matrix",
)
def leaves_missing_classes_out(labels: Any, predictions: Any, num_classes: int = 10) -> Any:
    """makes rows and columns only for classes that occur"""
    table = tally(labels, predictions, num_classes)
    occurring = np.union1d(labels, predictions)
    return table[np.ix_(occurring, occurring)]


@misconception(
    "confusion_matrix",
    caught_by=CLASSES,
    hint=_("the largest class that occurs need not be the last one"),
    see="errors#confusion-matrix",
)
def counts_classes_by_the_largest(labels: Any, predictions: Any, num_classes: int = 10) -> Any:
    """makes as many rows as the largest class asks for"""
    return tally(labels, predictions, int(max(np.max(labels), np.max(predictions))) + 1)


@misconception(
    "confusion_matrix",
    caught_by=MATRIX,
    hint=_("how many classes there are is an argument"),
    see="errors#confusion-matrix",
)
def always_counts_ten_classes(labels: Any, predictions: Any, num_classes: int = 10) -> Any:
    """makes a table of at least ten classes whatever num_classes says"""
    size = 10 if num_classes < 10 else num_classes
    return tally(labels, predictions, size)


def gallery(images: Any, titles: dict[int, str]) -> Any:
    """Return a figure of the images with these indices and titles."""
    from matplotlib.figure import Figure

    sheet = Figure()
    for n, (index, title) in enumerate(titles.items()):
        ax = sheet.add_subplot(-(-len(titles) // 6), 6, n + 1)
        ax.imshow(np.reshape(images[index], np.shape(images)[1:3]))
        ax.set_title(title)
    return sheet


def titled(labels: Any, predictions: Any, places: Any) -> dict[int, str]:
    """Return the promised title of each of the places."""
    return {int(n): f"{labels[n]} as {predictions[n]}" for n in places}


def places_of_errors(labels: Any, predictions: Any) -> list[int]:
    """Return the indices at which the two differ."""
    return [n for n, pair in enumerate(zip(labels, predictions, strict=True)) if pair[0] != pair[1]]


def sheet_of(images: Any, labels: Any, predictions: Any, places: Any) -> Any:
    """Return a figure of these places; one that says so if there is none."""
    sheet = gallery(images, titled(labels, predictions, places))
    if not len(places):
        sheet.text(0.5, 0.5, "no errors")
    return sheet


def sheet_of_errors(images: Any, labels: Any, predictions: Any, max_images: int) -> Any:
    """Return a figure of the errors, at most so many."""
    places = places_of_errors(labels, predictions)[:max_images]
    return sheet_of(images, labels, predictions, places)


@misconception(
    "plot_errors",
    caught_by=DRAWS,
    hint=_("a figure that is shown is not yet returned"),
    see="errors#plot",
)
def only_shows_the_figure(images: Any, labels: Any, predictions: Any, max_images: int = 25) -> Any:
    """draws the errors and returns nothing"""
    sheet_of_errors(images, labels, predictions, max_images)


@misconception(
    "plot_errors",
    caught_by=DRAWS,
    hint=_("choose the wrong ones first: what does comparing the two arrays give?"),
    see="errors#plot",
)
def shows_every_image(images: Any, labels: Any, predictions: Any, max_images: int = 25) -> Any:
    """draws all images, right or wrong"""
    return sheet_of(images, labels, predictions, range(min(len(images), max_images)))


@misconception(
    "plot_errors",
    caught_by=DRAWS,
    hint=_("== or !=: which of them is True for an error?"),
    see="errors#plot",
)
def shows_the_right_ones(images: Any, labels: Any, predictions: Any, max_images: int = 25) -> Any:
    """draws the rightly classified images"""
    wrong = places_of_errors(labels, predictions)
    right = [n for n in range(len(images)) if n not in wrong]
    return sheet_of(images, labels, predictions, right[:max_images])


@misconception(
    "plot_errors",
    caught_by=DRAWS,
    hint=_("the loop's counter is a place in the list of errors, not in the images"),
    see="errors#plot",
)
def shows_the_first_images(images: Any, labels: Any, predictions: Any, max_images: int = 25) -> Any:
    """draws the first images instead of those at the errors' indices"""
    count = min(len(places_of_errors(labels, predictions)), max_images)
    return sheet_of(images, labels, predictions, range(count))


@misconception(
    "plot_errors",
    caught_by=DRAWS,
    hint=_("a grid for max_images has axes left over where there are fewer errors"),
    see="errors#plot",
)
def fills_the_grid_with_blanks(
    images: Any, labels: Any, predictions: Any, max_images: int = 25
) -> Any:
    """draws black images in the axes that are left over"""
    wrong = places_of_errors(labels, predictions)[:max_images]
    sheet = sheet_of(images, labels, predictions, wrong)
    for n in range(len(wrong), max_images):
        ax = sheet.add_axes((0, 0, 1 / (n + 1), 1 / (n + 1)))
        ax.imshow(np.zeros((28, 28)))
    return sheet


@misconception(
    "plot_errors",
    caught_by=DRAWS,
    hint=_("there may be fewer errors than max_images: how often does your loop run?"),
    see="errors#plot",
)
def counts_on_max_images_errors(
    images: Any, labels: Any, predictions: Any, max_images: int = 25
) -> Any:
    """counts on as many errors as max_images"""
    wrong = np.array(places_of_errors(labels, predictions))
    titles = {}
    for n in range(max_images):
        titles.update(titled(labels, predictions, [wrong[n]]))
    return gallery(images, titles)


@misconception(
    "plot_errors",
    caught_by=DRAWS,
    hint=_("plt.subplots(1, 1) gives one axes, not an array of them: what of a single error?"),
    see="errors#plot",
)
def cannot_draw_a_single_error(
    images: Any, labels: Any, predictions: Any, max_images: int = 25
) -> Any:
    """fails where there is only one error, as subplots then gives no array"""
    from matplotlib import pyplot

    wrong = places_of_errors(labels, predictions)[:max_images]
    if not wrong:
        return sheet_of(images, labels, predictions, wrong)
    sheet, places = pyplot.subplots(1, len(wrong))
    for index, title in titled(labels, predictions, wrong).items():
        ax = places[wrong.index(index)]
        ax.imshow(np.reshape(images[index], np.shape(images)[1:3]))
        ax.set_title(title)
    return sheet


@misconception(
    "plot_errors",
    caught_by=MOST,
    hint=_("a model may have thousands of errors: which argument says how many to draw?"),
    see="errors#plot",
)
def ignores_max_images(images: Any, labels: Any, predictions: Any, max_images: int = 25) -> Any:
    """draws every error, whatever max_images says"""
    return sheet_of(images, labels, predictions, places_of_errors(labels, predictions))


@misconception(
    "plot_errors",
    caught_by=MOST,
    hint=_("count the images for max_images=3: is one too many?"),
    see="errors#plot",
)
def draws_one_too_many(images: Any, labels: Any, predictions: Any, max_images: int = 25) -> Any:
    """draws one image more than max_images"""
    return sheet_of_errors(images, labels, predictions, max_images + 1)


@misconception(
    "plot_errors",
    caught_by=MOST,
    hint=_("how many to draw is an argument; 25 is only what it is if nobody says"),
    see="errors#plot",
)
def always_draws_up_to_25(images: Any, labels: Any, predictions: Any, max_images: int = 25) -> Any:
    """draws up to 25 images, whatever max_images says"""
    return sheet_of_errors(images, labels, predictions, 25)


@misconception(
    "plot_errors",
    caught_by=TITLES,
    hint=_("first the true class, then the predicted one"),
    see="errors#plot",
)
def swaps_the_classes(images: Any, labels: Any, predictions: Any, max_images: int = 25) -> Any:
    """names the predicted class first"""
    wrong = places_of_errors(labels, predictions)[:max_images]
    return sheet_of(images, predictions, labels, wrong)


@misconception(
    "plot_errors",
    caught_by=TITLES,
    hint=_("an image is drawn at an index: do its two classes come from the same index?"),
    see="errors#plot",
)
def titles_by_the_counter(images: Any, labels: Any, predictions: Any, max_images: int = 25) -> Any:
    """takes the titles' classes from the wrong place"""
    wrong = places_of_errors(labels, predictions)[:max_images]
    names = titled(labels, predictions, range(len(wrong)))
    sheet = gallery(images, {place: names[n] for n, place in enumerate(wrong)})
    if not wrong:
        sheet.text(0.5, 0.5, "no errors")
    return sheet


@misconception(
    "plot_errors",
    caught_by=TITLES,
    hint=_("only both classes together say what was confused with what"),
    see="errors#plot",
)
def titles_say_only_the_prediction(
    images: Any, labels: Any, predictions: Any, max_images: int = 25
) -> Any:
    """writes only the predicted class in the titles"""
    sheet = sheet_of_errors(images, labels, predictions, max_images)
    for ax in sheet.axes:
        ax.set_title(ax.get_title().split()[-1])
    return sheet


@misconception(
    "plot_errors",
    caught_by=TITLES,
    hint=_("the two classes come first: where do other numbers go?"),
    see="errors#plot",
)
def titles_begin_with_the_index(
    images: Any, labels: Any, predictions: Any, max_images: int = 25
) -> Any:
    """puts the image's index before the two classes"""
    wrong = places_of_errors(labels, predictions)[:max_images]
    sheet = sheet_of(images, labels, predictions, wrong)
    for n, ax in zip(wrong, sheet.axes, strict=True):
        ax.set_title(f"{n}: {ax.get_title()}")
    return sheet


@misconception(
    "plot_errors",
    caught_by=TITLES,
    hint=_("an image alone does not say what was confused with what"),
    see="errors#plot",
)
def forgets_the_titles(images: Any, labels: Any, predictions: Any, max_images: int = 25) -> Any:
    """gives the images no titles"""
    sheet = sheet_of_errors(images, labels, predictions, max_images)
    for ax in sheet.axes:
        ax.set_title("")
    return sheet


@misconception(
    "plot_errors",
    caught_by=NONE,
    hint=_("an empty page looks like a fault: say in a word that there is no error"),
    see="errors#no-error",
)
def leaves_the_page_empty(images: Any, labels: Any, predictions: Any, max_images: int = 25) -> Any:
    """returns an empty figure where there is no error"""
    wrong = places_of_errors(labels, predictions)[:max_images]
    return gallery(images, titled(labels, predictions, wrong))


@misconception(
    "plot_errors",
    caught_by=NONE,
    hint=_("the same heading with and without errors does not tell that there is none"),
    see="errors#no-error",
)
def has_one_heading_for_all(
    images: Any, labels: Any, predictions: Any, max_images: int = 25
) -> Any:
    """has the same heading whether there are errors or not"""
    wrong = places_of_errors(labels, predictions)[:max_images]
    sheet = gallery(images, titled(labels, predictions, wrong))
    sheet.suptitle("Wrongly classified images")
    return sheet


@misconception(
    "plot_errors",
    caught_by=NONE,
    hint=_("whoever calls you wants a figure in every case"),
    see="errors#no-error",
)
def returns_nothing_without_errors(
    images: Any, labels: Any, predictions: Any, max_images: int = 25
) -> Any:
    """returns None where there is no error"""
    wrong = places_of_errors(labels, predictions)[:max_images]
    return sheet_of(images, labels, predictions, wrong) if wrong else None


@misconception(
    "plot_errors",
    caught_by="leaves_arguments_alone",
    hint=_("predictions[...] = … and images /= … change the array of whoever called you"),
    see="start#arguments",
    also={"predict_labels": guesses, "find_errors": errors_of, "confusion_matrix": tally},
)
def overwrites_the_predictions(
    images: Any, labels: Any, predictions: Any, max_images: int = 25
) -> Any:
    """overwrites an array that it was given"""
    sheet = sheet_of_errors(images, labels, predictions, max_images)
    predictions[...] = np.asarray(labels)
    return sheet


@misconception(
    "predict_labels",
    caught_by=CLASS,
    hint=_("the most probable class of many may have less than a half: look for the largest"),
    see="errors#argmax",
)
def takes_what_is_above_a_half(model: Any, images: np.ndarray) -> Any:
    """takes the classes whose probability is above 0.5"""
    return np.where(chances(model, images) > 0.5)[1]


@misconception(
    "find_errors",
    caught_by=WRONG,
    hint=_("these labels are class numbers already: which side of the comparison needs argmax?"),
    see="errors#indices",
)
def expects_one_hot_labels(model: Any, images: np.ndarray, labels: np.ndarray) -> Any:
    """takes the labels for one-hot rows"""
    return np.where(guesses(model, images) != np.argmax(labels, axis=1))[0]


@misconception(
    "confusion_matrix",
    caught_by=MATRIX,
    hint=_("a uint8 begins again at 0 after 255: how many images may there be?"),
    see="errors#confusion-matrix",
)
def counts_in_bytes(labels: np.ndarray, predictions: np.ndarray, num_classes: int = 10) -> Any:
    """counts in uint8, which ends at 255"""
    counts = np.zeros((num_classes, num_classes), dtype=np.uint8)
    np.add.at(counts, (np.asarray(labels, int), np.asarray(predictions, int)), 1)
    return counts


@misconception(
    "find_errors",
    caught_by=WRONG,
    hint=_("argmax of the labels is one number: what are the labels already?"),
    see="errors#indices",
)
def compares_with_one_number(model: Any, images: np.ndarray, labels: np.ndarray) -> Any:
    """compares with the argmax of the labels, which is one number for all images"""
    return np.where(guesses(model, images) != np.argmax(labels))[0]


@misconception(
    "plot_errors",
    caught_by=MOST,
    hint=_("max_images may be larger than 25: how many axes does your figure have?"),
    see="errors#plot",
)
def has_room_for_25_only(images: Any, labels: Any, predictions: Any, max_images: int = 25) -> Any:
    """makes 5 × 5 axes, too few where max_images is larger than 25"""
    from matplotlib import pyplot

    wrong = places_of_errors(labels, predictions)[:max_images]
    if not wrong:
        return sheet_of(images, labels, predictions, wrong)
    page, grid = pyplot.subplots(5, 5)
    places = grid.ravel()
    for n, place in enumerate(wrong):
        places[n].imshow(np.squeeze(images[place]))
        places[n].set_title(f"{labels[place]} {predictions[place]}")
    return page


@misconception(
    "predict_labels",
    caught_by=CLASS,
    hint=_("where nothing reaches a half, rounding leaves only zeros"),
    see="errors#argmax",
)
def rounds_before_argmax(model: Any, images: np.ndarray) -> Any:
    """rounds the probabilities before it looks for the largest"""
    return np.round(chances(model, images)).argmax(axis=-1)


@misconception(
    "predict_labels",
    caught_by=CLASS,
    hint=_("the images come preprocessed: which values do they have already?"),
    see="errors#argmax",
)
def scales_the_images_again(model: Any, images: np.ndarray) -> Any:
    """divides the images by 255 although they are preprocessed"""
    return guesses(model, images / np.float32(255))


@misconception(
    "find_errors",
    caught_by="finds_the_wrong_ones",
    hint=_("a difference below zero is a difference too: which comparison says 'not equal'?"),
    see="errors#indices",
)
def takes_only_larger_labels(model: Any, images: np.ndarray, labels: np.ndarray) -> Any:
    """finds only errors whose label is larger than the prediction"""
    return np.flatnonzero(np.asarray(labels).astype(int) > guesses(model, images))


@misconception(
    "find_errors",
    caught_by="finds_the_wrong_ones",
    hint=_("also an image that the model is not sure of has a most probable class"),
    see="errors#indices",
)
def finds_only_errors_that_are_sure(model: Any, images: np.ndarray, labels: np.ndarray) -> Any:
    """finds only errors to which the model gives more than a half"""
    rows = chances(model, images)
    return np.flatnonzero((rows.argmax(axis=1) != labels) & (rows.max(axis=1) > 0.5))


@misconception(
    "find_errors",
    caught_by="finds_the_wrong_ones",
    hint=_("do the first and the last image come up in your loop?"),
    see="errors#indices",
)
def misses_the_last_image(model: Any, images: np.ndarray, labels: np.ndarray) -> Any:
    """does not look at the last image"""
    return errors_of(model, images[:-1], labels[:-1])


@misconception(
    "find_errors",
    caught_by="finds_the_wrong_ones",
    hint=_("0 is an index like any other, though it counts as False"),
    see="errors#indices",
)
def misses_index_zero(model: Any, images: np.ndarray, labels: np.ndarray) -> Any:
    """leaves index 0 out"""
    return [index for index in errors_of(model, images, labels).tolist() if index]


@misconception(
    "confusion_matrix",
    caught_by=MATRIX,
    hint=_("[[0] * n] * n holds the same list n times: print it after one change"),
    see="errors#confusion-matrix",
)
def uses_one_row_for_all(labels: Any, predictions: Any, num_classes: int = 10) -> Any:
    """makes a matrix whose rows are all the same list"""
    rows = [[0] * num_classes] * num_classes
    for true, predicted in zip(labels, predictions, strict=True):
        rows[int(true)][int(predicted)] += 1
    return np.array(rows)


@misconception(
    "confusion_matrix",
    caught_by=MATRIX,
    hint=_("the table is to be an array: what does NumPy make of a list of lists?"),
    see="errors#confusion-matrix",
)
def returns_a_list_of_lists(labels: Any, predictions: Any, num_classes: int = 10) -> Any:
    """returns a list of lists instead of an array"""
    return tally(labels, predictions, num_classes).tolist()


@misconception(
    "plot_errors",
    caught_by=MOST,
    hint=_("max_images counts errors; how many images do you look at to find them?"),
    see="errors#plot",
)
def looks_at_the_first_images_only(
    images: Any, labels: Any, predictions: Any, max_images: int = 25
) -> Any:
    """looks for errors among the first max_images images only"""
    places = [n for n in places_of_errors(labels, predictions) if n < max_images]
    return sheet_of(images, labels, predictions, places)


@misconception(
    "plot_errors",
    caught_by=DRAWS,
    hint=_("as whole numbers, values between 0 and 1 are 0: imshow takes floats as they are"),
    see="errors#plot",
)
def makes_whole_numbers_of_the_pixels(
    images: Any, labels: Any, predictions: Any, max_images: int = 25
) -> Any:
    """makes uint8 of preprocessed images, which turns them black"""
    return sheet_of_errors(np.asarray(images).astype(np.uint8), labels, predictions, max_images)


@misconception(
    "plot_errors",
    caught_by=DRAWS,
    hint=_("squeeze also takes the axis away that counts the images, where there is one image"),
    see="errors#plot",
)
def squeezes_all_images_at_once(
    images: Any, labels: Any, predictions: Any, max_images: int = 25
) -> Any:
    """squeezes all images at once, which takes a single one apart"""
    return sheet_of_errors(np.squeeze(images), labels, predictions, max_images)


@misconception(
    "plot_errors",
    caught_by=MOST,
    hint=_("look at the signature: how many images are there at most if nothing is said?"),
    see="errors#plot",
)
def has_another_default_of_max_images(
    images: Any, labels: Any, predictions: Any, max_images: int = 9
) -> Any:
    """draws at most nine images where max_images is left out"""
    return sheet_of_errors(images, labels, predictions, max_images)


@misconception(
    "predict_labels",
    caught_by=CLASS,
    hint=_("a model wants a batch: is images[0] one?"),
    see="errors#argmax",
)
def predicts_images_without_a_batch(model: Any, images: np.ndarray) -> Any:
    """gives the model single images without the axis of the batch"""
    return np.array([chances(model, image).argmax() for image in images])


@misconception(
    "find_errors",
    caught_by=WRONG[0],
    hint=_("squeeze takes every axis of length 1 away: what of a single error?"),
    see="errors#indices",
)
def squeezes_a_single_error(model: Any, images: np.ndarray, labels: np.ndarray) -> Any:
    """squeezes a single error's index to a bare number"""
    return np.squeeze(np.argwhere(guesses(model, images) != labels))


@misconception(
    "plot_errors",
    caught_by=NONE,
    hint=_("a grid needs a row and a column: how many has yours for no image at all?"),
    see="errors#no-error",
)
def makes_a_grid_for_no_image(
    images: Any, labels: Any, predictions: Any, max_images: int = 25
) -> Any:
    """fails where there is no error, as a grid cannot have 0 rows"""
    wrong = places_of_errors(labels, predictions)[:max_images]
    figure = gallery(images, titled(labels, predictions, wrong))
    figure.add_gridspec(len(wrong), 1)
    return figure


@misconception(
    "plot_errors",
    caught_by=DRAWS,
    hint=_("a new figure in every turn of the loop: which of them do you return?"),
    see="errors#plot",
)
def makes_a_figure_for_each(
    images: Any, labels: Any, predictions: Any, max_images: int = 25
) -> Any:
    """makes a figure for each image and returns the last"""
    wrong = places_of_errors(labels, predictions)[:max_images]
    return sheet_of(images, labels, predictions, wrong[-1:])


@misconception(
    "predict_labels",
    caught_by=CLASS,
    hint=_("predict gives probabilities: what picks a class?"),
    see="errors#argmax",
)
def calls_predict_classes(model: Any, images: np.ndarray) -> Any:
    """calls predict_classes, which Keras no longer has"""
    return model.predict_classes(images)


@misconception(
    "predict_labels",
    caught_by=CLASS,
    hint=_("the images come as the model takes them: is there anything left to reshape?"),
    see="errors#argmax",
)
def reshapes_to_28_by_28(model: Any, images: np.ndarray) -> Any:
    """reshapes every image to 28 by 28, whatever its size is"""
    return guesses(model, np.reshape(images, (-1, 28, 28, 1)))


def confusion_matrix(labels: Any, predictions: Any, num_classes: int) -> Any:
    """Call itself, as a function does that has the name of the one it means to call."""
    return confusion_matrix(labels, predictions, labels=range(num_classes))  # type: ignore[call-arg, misc]


@misconception(
    "confusion_matrix",
    caught_by=MATRIX,
    hint=_("give the function you import another name"),
    see="errors#confusion-matrix",
)
def calls_itself_for_scikit_learn(labels: Any, predictions: Any, num_classes: int = 10) -> Any:
    """calls itself, as it has the name of scikit-learn's function"""
    return confusion_matrix(labels, predictions, num_classes)
