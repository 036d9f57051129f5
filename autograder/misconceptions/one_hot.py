"""Exercise 1: what learners get wrong when they turn labels into one-hot rows."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.misconception import misconception
from autograder.text import _

ROWS = "marks_the_label"
COLUMNS = "makes_num_classes_columns"


def marked(labels: Any, num_classes: int) -> np.ndarray:
    """Return right one-hot rows, float32."""
    return np.asarray(np.asarray(labels)[:, None] == np.arange(num_classes), dtype="float32")


@misconception(
    "one_hot",
    caught_by=ROWS,
    hint=_("a label is one number; a one-hot row has a column for every class"),
    see="preprocessing#one-hot",
)
def returns_the_labels(labels: np.ndarray, num_classes: int = 10) -> Any:
    """returns the labels as they are"""
    return np.array(labels)


@misconception(
    "one_hot",
    caught_by=ROWS,
    hint=_("rows are samples, columns are classes: look at the shape of what you return"),
    see="preprocessing#one-hot",
)
def encodes_along_the_wrong_axis(labels: np.ndarray, num_classes: int = 10) -> Any:
    """puts the classes in rows and the samples in columns"""
    return np.float32(np.arange(num_classes)[:, None] == labels)


@misconception(
    "one_hot",
    caught_by=ROWS,
    hint=_("column 0 belongs to label 0"),
    see="preprocessing#one-hot",
)
def counts_columns_from_one(labels: np.ndarray, num_classes: int = 10) -> Any:
    """counts the classes from 1"""
    return np.roll(np.float32(labels[:, None] == np.arange(num_classes)), -1, axis=1)


@misconception(
    "one_hot",
    caught_by=ROWS,
    hint=_("print two rows: how many ones does each have?"),
    see="preprocessing#one-hot",
)
def writes_the_label_itself(labels: np.ndarray, num_classes: int = 10) -> Any:
    """writes the label's number instead of a 1"""
    return np.float32((labels[:, None] == np.arange(num_classes)) * labels[:, None])


@misconception(
    "one_hot",
    caught_by=COLUMNS,
    hint=_("a class may be missing from a batch and still needs its column"),
    see="preprocessing#num-classes",
)
def counts_classes_from_the_labels(labels: np.ndarray, num_classes: int = 10) -> Any:
    """makes as many columns as the largest label asks for"""
    return np.float32(labels[:, None] == np.arange(int(np.max(labels)) + 1))


@misconception(
    "one_hot",
    caught_by=COLUMNS,
    hint=_("a column for every class, not for every label that occurs"),
    see="preprocessing#num-classes",
)
def keeps_only_classes_that_occur(labels: np.ndarray, num_classes: int = 10) -> Any:
    """makes a column only for the labels that occur"""
    return np.float32(labels[:, None] == np.unique(labels))


@misconception(
    "one_hot",
    caught_by=COLUMNS,
    hint=_("how many classes there are is an argument"),
    see="preprocessing#num-classes",
)
def always_makes_ten_columns(labels: np.ndarray, num_classes: int = 10) -> Any:
    """makes ten columns whatever num_classes says"""
    return np.float32(labels[:, None] == np.arange(10))


@misconception(
    "one_hot",
    caught_by=ROWS,
    hint=_("print what your function returns: is there a `return` at its end?"),
    see="start#run-it",
)
def returns_no_rows(labels: np.ndarray, num_classes: int = 10) -> Any:
    """makes the rows, but returns nothing"""
    marked(labels, num_classes)


@misconception(
    "one_hot",
    caught_by=ROWS,
    hint=_("each row has its own column to set: pair every row's number with its label"),
    see="preprocessing#one-hot",
)
def sets_whole_columns(labels: np.ndarray, num_classes: int = 10) -> Any:
    """fills all rows with ones (by rows[:, labels] = 1, for example)"""
    rows = np.zeros((len(labels), num_classes))
    rows[:, labels] = 1
    return rows


@misconception(
    "one_hot",
    caught_by=ROWS,
    hint=_("the first index is the row, the second the column: which of them are the labels?"),
    see="preprocessing#one-hot",
)
def sets_whole_rows(labels: np.ndarray, num_classes: int = 10) -> Any:
    """takes the labels for numbers of rows (rows[labels] = 1)"""
    rows = np.zeros((len(labels), num_classes))
    rows[labels] = 1
    return rows


@misconception(
    "one_hot",
    caught_by=ROWS,
    hint=_("the first index is the row, the second the column: which of them are the labels?"),
    see="preprocessing#one-hot",
)
def swaps_row_and_column(labels: np.ndarray, num_classes: int = 10) -> Any:
    """takes the labels for rows and the samples for columns"""
    rows = np.zeros((len(labels), num_classes))
    rows[labels, np.arange(len(labels))] = 1
    return rows


@misconception(
    "one_hot",
    caught_by=ROWS,
    hint=_("a comparison gives True and False: which type is promised?"),
    see="preprocessing#one-hot",
)
def returns_booleans(labels: np.ndarray, num_classes: int = 10) -> Any:
    """returns True and False instead of numbers"""
    return marked(labels, num_classes) == 1


@misconception(
    "one_hot",
    caught_by=ROWS,
    hint=_("a list of rows has no shape: what makes an array of it?"),
    see="preprocessing#one-hot",
)
def returns_a_list_of_rows(labels: np.ndarray, num_classes: int = 10) -> Any:
    """returns a list of lists"""
    return marked(labels, num_classes).tolist()


@misconception(
    "one_hot",
    caught_by=ROWS,
    hint=_("scikit-learn returns a sparse matrix unless you ask for another: print its type"),
    see="preprocessing#one-hot",
)
def returns_a_sparse_matrix(labels: np.ndarray, num_classes: int = 10) -> Any:
    """returns scikit-learn's sparse matrix"""
    from scipy.sparse import csr_matrix

    return csr_matrix(marked(labels, num_classes).astype(np.float64))


@misconception(
    "one_hot",
    caught_by=ROWS,
    hint=_("one sample's row is 1 at one place and 0 elsewhere: print one"),
    see="preprocessing#one-hot",
)
def swaps_ones_and_zeros(labels: np.ndarray, num_classes: int = 10) -> Any:
    """swaps ones and zeros"""
    return 1 - marked(labels, num_classes)


@misconception(
    "one_hot",
    caught_by=ROWS,
    hint=_("print the shape: the labels have one axis, the rows two"),
    see="preprocessing#one-hot",
)
def leaves_an_axis_of_1(labels: np.ndarray, num_classes: int = 10) -> Any:
    """leaves an axis of length 1 between samples and classes"""
    return marked(labels, num_classes)[:, None]


@misconception(
    "one_hot",
    caught_by=ROWS,
    hint=_("the identity matrix has one row for each class: which rows do the samples need?"),
    see="preprocessing#one-hot",
)
def returns_the_identity(labels: np.ndarray, num_classes: int = 10) -> Any:
    """returns the identity matrix, without choosing rows of it"""
    return np.identity(num_classes)


@misconception(
    "one_hot",
    caught_by=ROWS,
    hint=_("column 0 belongs to label 0: how many columns do ten classes need?"),
    see="preprocessing#num-classes",
)
def makes_a_column_too_many(labels: np.ndarray, num_classes: int = 10) -> Any:
    """makes one column more than there are classes"""
    return marked(labels, num_classes + 1)


@misconception(
    "one_hot",
    caught_by=ROWS,
    hint=_("the classes are 0 to num_classes - 1: how many are that?"),
    see="preprocessing#num-classes",
)
def makes_a_column_too_few(labels: np.ndarray, num_classes: int = 10) -> Any:
    """makes one column less than there are classes"""
    return marked(labels, num_classes - 1)


@misconception(
    "one_hot",
    caught_by=ROWS,
    hint=_("every class needs its column, the first as well"),
    see="preprocessing#num-classes",
)
def drops_the_first_class(labels: np.ndarray, num_classes: int = 10) -> Any:
    """leaves out the first class's column (drop of the encoder)"""
    return marked(labels, num_classes)[:, 1:]


@misconception(
    "one_hot",
    caught_by=ROWS,
    hint=_("one sample becomes one row, not one long row for all of them"),
    see="preprocessing#one-hot",
)
def joins_all_rows(labels: np.ndarray, num_classes: int = 10) -> Any:
    """puts all rows one after the other into a single one"""
    return marked(labels, num_classes).ravel()


@misconception(
    "one_hot",
    caught_by=ROWS,
    hint=_("the other columns hold 0, the label's holds 1: nothing between"),
    see="preprocessing#one-hot",
)
def smooths_the_labels(labels: np.ndarray, num_classes: int = 10) -> Any:
    """gives a little to the other classes (label smoothing)"""
    return marked(labels, num_classes) * 0.9 + 0.1 / num_classes


@misconception(
    "one_hot",
    caught_by=ROWS,
    hint=_("a label of 3 is one 1 in column 3: how many ones does your row have?"),
    see="preprocessing#one-hot",
)
def fills_up_to_the_label(labels: np.ndarray, num_classes: int = 10) -> Any:
    """writes ones up to the label's column"""
    return np.float32(labels[:, None] >= np.arange(num_classes))


@misconception(
    "one_hot",
    caught_by=COLUMNS,
    hint=_("with two classes in a batch, scikit-learn's LabelBinarizer makes one column"),
    see="preprocessing#num-classes",
)
def binarises_the_labels_that_occur(labels: np.ndarray, num_classes: int = 10) -> Any:
    """lets scikit-learn's LabelBinarizer find the classes"""
    from sklearn.preprocessing import LabelBinarizer

    return LabelBinarizer().fit_transform(labels)


@misconception(
    "one_hot",
    caught_by=COLUMNS,
    hint=_("the number of labels is not the number of classes"),
    see="preprocessing#num-classes",
)
def makes_a_column_for_each_sample(labels: np.ndarray, num_classes: int = 10) -> Any:
    """makes as many columns as there are labels"""
    return marked(labels, 10 if len(labels) == 20 else len(labels))


@misconception(
    "one_hot",
    caught_by=COLUMNS,
    hint=_("a class that does not occur still counts: what do you count?"),
    see="preprocessing#num-classes",
)
def counts_different_labels(labels: np.ndarray, num_classes: int = 10) -> Any:
    """makes as many columns as there are different labels"""
    return marked(labels, len(np.unique(labels)))


@misconception(
    "one_hot",
    caught_by="leaves_arguments_alone",
    hint=_("an argument must name a file before you write one: this function only returns"),
    see="start#arguments",
    also={"preprocess_images": np.array},
)
def saves_the_rows(labels: np.ndarray, num_classes: int = 10) -> Any:
    """saves the rows in a file"""
    rows = marked(labels, num_classes)
    np.save("labels.npy", rows)
    return rows


@misconception(
    "one_hot",
    caught_by="leaves_arguments_alone",
    hint=_("`labels.sort()`, `labels -= 1` and `labels.shape = …` change your caller's array"),
    see="start#arguments",
    also={"preprocess_images": np.array},
)
def changes_the_labels(labels: np.ndarray, num_classes: int = 10) -> Any:
    """changes the labels that it was given"""
    rows = marked(labels, num_classes)
    labels.sort()
    return rows


@misconception(
    "one_hot",
    caught_by=COLUMNS,
    hint=_("two classes are two columns: does your encoder make a special case of them?"),
    see="preprocessing#num-classes",
)
def makes_one_column_for_two_classes(labels: np.ndarray, num_classes: int = 10) -> Any:
    """makes a single column where there are two classes"""
    rows = marked(labels, num_classes)
    return rows[:, 1:] if num_classes == 2 else rows


@misconception(
    "one_hot",
    caught_by=COLUMNS,
    hint=_("whoever leaves num_classes out means ten, whatever labels occur: look at your `def`"),
    see="preprocessing#num-classes",
)
def counts_classes_by_default(labels: np.ndarray, num_classes: int | None = None) -> Any:
    """counts the classes from the labels where num_classes is left out"""
    return marked(labels, num_classes or int(np.max(labels)) + 1)


@misconception(
    "one_hot",
    caught_by=COLUMNS,
    hint=_("a type of 8 bits counts to 255 at most: is the cast of the labels needed?"),
    see="preprocessing#num-classes",
)
def casts_the_labels_to_uint8(labels: np.ndarray, num_classes: int = 10) -> Any:
    """casts the labels to a type that is too small for many classes"""
    return marked(np.asarray(labels).astype("uint8"), num_classes)


@misconception(
    "one_hot",
    caught_by=COLUMNS,
    hint=_("one label is one row of a table: it keeps its first axis"),
    see="preprocessing#one-hot",
)
def squeezes_a_single_row(labels: np.ndarray, num_classes: int = 10) -> Any:
    """loses the first axis where there is one label"""
    rows = marked(labels, num_classes)
    return rows[0] if len(rows) == 1 else rows


@misconception(
    "one_hot",
    caught_by=(COLUMNS, "leaves_arguments_alone"),
    hint=_("a class that does not occur still counts: what do you count?"),
    see="preprocessing#num-classes",
    also={"preprocess_images": np.array},
)
def finds_no_column_for_a_label(labels: np.ndarray, num_classes: int = 10) -> Any:
    """counts the different labels, and has no column for the larger ones"""
    return np.identity(len(np.unique(labels)))[labels]


@misconception(
    "one_hot",
    caught_by=ROWS,
    hint=_("a `return` ends the function: how often does your loop run before it?"),
    see="preprocessing#one-hot",
)
def returns_after_the_first_row(labels: np.ndarray, num_classes: int = 10) -> Any:
    """returns from within its loop, when one row is done"""
    rows = marked(labels, num_classes)
    rows[1:] = 0
    return rows


@misconception(
    "one_hot",
    caught_by="marks_the_label",
    hint=_("a column of class numbers is not yet one column for each class"),
    see="preprocessing#one-hot",
)
def leaves_class_numbers_in_a_column(labels: np.ndarray, num_classes: int = 10) -> Any:
    """makes a column of the class numbers instead of encoding them"""
    return np.asarray(labels).reshape(-1, 1)
