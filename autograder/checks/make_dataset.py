"""Exercise 2: the data in batches, in order for measuring and shuffled for training."""

from __future__ import annotations

import math

import numpy as np

from autograder import expect
from autograder.check import check
from autograder.describe import describe
from autograder.records.kinds import Dataset, Tensor
from autograder.student import Student
from autograder.text import _

Pair = tuple[np.ndarray, np.ndarray]

# How often right work may fail by bad luck: the shuffle is the student's, no seed fixes it.
MISFORTUNE = 1e-12

# More samples, or values, than any dataset given has.
TOO_MANY = 200_000


def numbered(n: int, *shape: int) -> Pair:
    """Return images that are filled with their own number, and labels that go with them.

    Returns:
        images: float32, (n, *shape).
        labels: int64, (n,), each another number than its image's.
    """
    numbers = np.arange(n)
    images = np.empty((n, *shape), "float32")
    images[...] = numbers.reshape(n, *[1] * len(shape))
    return images, numbers * 7 + 3


def read(student: Student, dataset: Dataset, limit: int) -> list[Pair]:
    """Return the first `limit` batches of one pass, each a pair of arrays."""
    return [as_pair(element) for element in student.batches(dataset, limit)]


def as_pair(element: object) -> Pair:
    """Return the two arrays of an element of the dataset; fail if it is not a pair of tensors."""
    if isinstance(element, tuple) and len(element) == 2:
        images, labels = element
        if isinstance(images, Tensor) and isinstance(labels, Tensor):
            expect.that(
                images.value.size > 0 and labels.value.size > 0,
                _("a batch holds no samples"),
                kind="shape",
                evidence="no samples",
            )
            expect.that(
                max(images.value.size, labels.value.size) <= TOO_MANY,
                _("a batch is far larger than all of the data given"),
                kind="shape",
                evidence="too large",
            )
            return np.atleast_1d(images.value), np.atleast_1d(labels.value)
    what = type(element).__name__
    raise expect.Failure(
        "type",
        _("an element of the dataset is not a pair (images, labels)"),
        got=describe(element),
        promised=_("a tuple of two tensors"),
        evidence=("pair", what, len(element) if isinstance(element, (tuple, list, dict)) else 0),
    )


def numbers_of(batches: list[Pair]) -> list[np.ndarray]:
    """Return which samples of `numbered` the batches hold, in the order that they come in.

    Returns:
        The numbers as the images say, and as the labels say; either is left out where it does not
        have the values given, which is the business of `keeps_the_values`.
    """
    expect.that(len(batches) > 0, _("the dataset is empty"), evidence="empty")
    images, labels = (
        np.concatenate([batch[place].reshape(len(batch[place]), -1)[:, 0] for batch in batches])
        for place in (0, 1)
    )
    known = [
        numbers.astype(np.int64)
        for numbers in (images.astype(np.float64), (labels.astype(np.float64) - 3) / 7)
        if np.array_equal(numbers, numbers.round())
    ]
    expect.that(
        len(known) > 0,
        _("neither the images nor the labels are those given"),
        evidence="not those given",
    )
    return known


def sizes_of(batches: list[Pair]) -> list[int]:
    """Return the number of samples in each batch."""
    return [len(images) for images, _labels in batches]


@check("make_dataset", points=1, see="datasets#pairs")
def gives_pairs_of_batches(student: Student, rng: np.random.Generator) -> None:
    """It is a tf.data.Dataset of batches, each a pair (images, labels)."""
    n, batch_size = int(rng.integers(7, 12)), int(rng.integers(2, 5))
    given = numbered(n, 4, 3, 1)
    for training in (False, True):
        found = student.make_dataset(*given, batch_size=batch_size, training=training)
        batches = read(student, expect.dataset(found), 1)
        expect.that(
            len(batches) > 0,
            _("the dataset is empty"),
            evidence=("empty", training),
        )
        images, labels = batches[0]
        expect.that(
            images.ndim >= given[0].ndim and labels.ndim >= 1 and 1 < len(images) == len(labels),
            _("an element is not a batch of images and one of their labels"),
            got=_("shapes {images} and {labels}").format(images=images.shape, labels=labels.shape),
            promised=_("shapes {images} and {labels}").format(
                images=(batch_size, 4, 3, 1), labels=(batch_size,)
            ),
            kind="shape",
            evidence=("shapes", images.shape, labels.shape),
        )


@check("make_dataset", points=1, see="datasets#values", after=gives_pairs_of_batches)
def keeps_the_values(student: Student, rng: np.random.Generator) -> None:
    """The batches hold the values given, whatever the arrays' dtypes and shapes."""
    n, classes = 6, int(rng.integers(3, 15))
    soft = rng.dirichlet(np.ones(classes), n)
    odd = 2 * rng.integers(2**24, 2**29, (n, 2), dtype=np.int64) + 1
    one_hot = np.eye(classes, dtype="uint8")[rng.integers(0, classes, n)]
    for images, labels in (
        (rng.integers(0, 256, (n, 5, 3), dtype=np.uint8), rng.integers(200, 256, n).astype("u1")),
        (rng.normal(0, 9, (n, 4, 4, 3)), soft),
        (odd, rng.integers(-(2**40), 2**40, (n, 1))),
        (rng.normal(0, 9, n).astype("float16"), one_hot),
    ):
        for training in (False, True):
            found = student.make_dataset(images, labels, batch_size=3, training=training)
            batches = read(student, expect.dataset(found), 2)
            for place, (whole, of) in enumerate([(images, _("images")), (labels, _("labels"))]):
                part = [row for batch in batches for row in batch[place]]
                if not training and len(part) == n and len({row.shape for row in part}) == 1:
                    expect.close(_in_rows(np.array(part)), _in_rows(whole), tolerance=0, of=of)
                expect.that(
                    _same_rows(part, whole),
                    _("with training={training}, the {what} are not those given").format(
                        what=of, training=training
                    ),
                    evidence=("values", training, of, part[0].shape == whole.shape[1:]),
                )


def _in_rows(array: np.ndarray) -> np.ndarray:
    """Return the samples in ascending order, so that the order they came in does not matter."""
    rows = array.reshape(len(array), -1)
    return array[np.lexsort(rows.T[::-1])]


def _same_rows(part: list[np.ndarray], whole: np.ndarray) -> bool:
    """Whether every sample of `part` is one of `whole`'s."""
    return all(any(np.array_equal(row, other) for other in whole) for row in part)


@check("make_dataset", points=1, see="datasets#epoch", after=gives_pairs_of_batches)
def ends_after_one_pass(student: Student, rng: np.random.Generator) -> None:
    """One pass over the dataset is one epoch: it ends, and can be made again."""
    n, batch_size = int(rng.integers(7, 14)), int(rng.integers(2, 4))
    for training in (False, True):
        found = student.make_dataset(*numbered(n, 2), batch_size=batch_size, training=training)
        limit = 15 * n
        first = sizes_of(read(student, expect.dataset(found), limit))
        case = _("with training={training}, ").format(training=training)
        expect.that(
            len(first) < limit,
            case + _("a pass over the dataset does not end"),
            promised=_("at most {n} samples in a pass").format(n=n),
            evidence=("pass", training, "endless"),
        )
        expect.that(
            sum(first) <= n,
            case + _("a pass over the dataset gives more samples than there are"),
            got=str(sum(first)),
            promised=_("at most {n} samples in a pass").format(n=n),
            evidence=("pass", training, "longer"),
        )
        again = sizes_of(read(student, found, limit))
        expect.that(
            again == first,
            case + _("the second pass over the dataset is not as long as the first"),
            got=_("{n} samples").format(n=sum(again)),
            promised=_("{n} samples").format(n=sum(first)),
            evidence=("pass", training, "second", sum(again) == 0),
        )


@check("make_dataset", points=1, see="datasets#measuring", after=gives_pairs_of_batches)
def keeps_the_order(student: Student, rng: np.random.Generator) -> None:
    """With training=False the samples come in the order given, each with its label."""
    batch_size = int(rng.integers(3, 9))
    n = batch_size * int(rng.integers(5, 9)) + int(rng.integers(1, batch_size))
    images, labels = numbered(n, 3, 2)
    found = student.make_dataset(images, labels, batch_size=batch_size, training=False)
    for numbers in numbers_of(read(student, expect.dataset(found), math.ceil(n / batch_size))):
        expect.that(
            np.array_equal(numbers, np.arange(len(numbers)) % n),
            _("with training=False the samples are not in the order given"),
            evidence="order",
        )
    found = student.make_dataset(images, labels, batch_size=batch_size)
    numbers = numbers_of(read(student, expect.dataset(found), 2))[0]
    expect.that(
        np.array_equal(numbers, np.arange(len(numbers))),
        _("where training is left out, the samples are not in the order given"),
        promised=_("the same as with training=False"),
        evidence="order by default",
    )


@check("make_dataset", points=1, see="datasets#measuring", after=gives_pairs_of_batches)
def keeps_the_short_last_batch(student: Student, rng: np.random.Generator) -> None:
    """With training=False batches have batch_size samples (100), the last the rest."""
    batch_size = int(rng.choice([6, 7, 11, 13, 18, 19, 23, 27]))
    for n in (
        3 * batch_size + int(rng.integers(1, 3)),
        4 * batch_size,
        batch_size,
        batch_size + 1,
    ):
        found = student.make_dataset(*numbered(n, 1), batch_size=batch_size, training=False)
        _expect_sizes(student, found, n, batch_size)
    found = student.make_dataset(*numbered(3, 2), batch_size=1, training=False)
    _expect_sizes(student, found, 3, 1)
    n = 100 + int(rng.integers(1, 99))
    _expect_sizes(student, student.make_dataset(*numbered(n, 1)), n, 100)


def _expect_sizes(student: Student, found: object, n: int, batch_size: int) -> None:
    promised = [batch_size] * (n // batch_size) + [n % batch_size] * (n % batch_size > 0)
    sizes = sizes_of(read(student, expect.dataset(found), len(promised)))
    expect.that(
        sizes == promised,
        _("{n} samples are not cut into the promised batches").format(n=n),
        got=_sizes(sizes),
        promised=_sizes(promised),
        evidence=_sort_of(sizes, batch_size),
    )


def _sort_of(sizes: list[int], batch_size: int) -> tuple[object, ...]:
    """Return what a wrong cutting is known by: whichever other size the batches may have."""
    if sizes and sizes[0] != batch_size:
        return ("another size", batch_size if batch_size in (1, 100) else "any")
    return ("sizes", sizes)


def _sizes(sizes: list[int]) -> str:
    return _("batches of {sizes}").format(sizes=", ".join(map(str, sizes)) or 0)


@check("make_dataset", points=1, see="datasets#remainder", after=gives_pairs_of_batches)
def drops_the_incomplete_batch(student: Student, rng: np.random.Generator) -> None:
    """With training=True every batch is full, and only the rest is dropped."""
    size = int(rng.choice([6, 7, 11, 13, 18, 19, 23, 27]))
    for n, batch_size in (
        (3 * size + int(rng.integers(1, size // 2)), size),
        (4 * size, size),
        (size, size),
        (1, 1),
    ):
        full = n // batch_size
        found = student.make_dataset(*numbered(n, 2), batch_size=batch_size, training=True)
        batches = read(student, expect.dataset(found), full + 1)
        sizes = sizes_of(batches)
        expect.that(
            sizes[:full] == [batch_size] * full and sizes[full:] in ([], [batch_size]),
            _("with training=True, {n} samples are not cut into full batches").format(n=n),
            got=_sizes(sizes),
            promised=_sizes([batch_size] * full),
            evidence=_sort_of(sizes, batch_size),
        )
        numbers = numbers_of(batches[:full])[0]
        expect.that(
            len(np.unique(numbers)) == len(numbers),
            _("with training=True, some samples come twice in one pass"),
            evidence="twice",
        )


@check("make_dataset", points=1, see="datasets#pairs", after=gives_pairs_of_batches)
def keeps_each_image_with_its_label(student: Student, rng: np.random.Generator) -> None:
    """With training=True each image still comes with its own label, on every pass."""
    batch_size = int(rng.integers(3, 9))
    n = batch_size * int(rng.integers(5, 9))
    found = student.make_dataset(*numbered(n, 3, 3), batch_size=batch_size, training=True)
    for _pass in range(2):
        numbers = numbers_of(read(student, expect.dataset(found), n // batch_size))
        expect.that(
            np.array_equal(numbers[0], numbers[-1]),
            _("with training=True, images come with labels of other images"),
            promised=_("each image with its own label"),
            evidence="parted",
        )


@check("make_dataset", points=1, see="datasets#shuffle", after=gives_pairs_of_batches)
def shuffles_over_the_whole_set(student: Student, rng: np.random.Generator) -> None:
    """With training=True any single sample may come at any place."""
    batch_size, n = int(rng.integers(64, 129)), int(rng.integers(66_000, 72_000))
    found = student.make_dataset(*numbered(n), batch_size=batch_size, training=True)
    batches = read(student, expect.dataset(found), math.ceil(2000 / batch_size))
    _expect_shuffled(numbers_of(batches)[0][:2000], n, batch_size)

    batch_size = int(rng.integers(20, 30))
    n = 2 * batch_size - 1  # nearly half of the samples are left out of each pass
    found = student.make_dataset(*numbered(n, 1), batch_size=batch_size, training=True)
    passes = [numbers_of(read(student, expect.dataset(found), 1))[0] for _pass in range(2)]
    expect.that(
        len(passes[0]) != batch_size
        or np.array_equal(passes[0], passes[1])
        or set(passes[0]) != set(passes[1]),
        _("the samples of the last, incomplete batch are the same on every pass"),
        promised=_("the samples are shuffled first; those left over then are dropped"),
        evidence="left out",
    )


def _expect_shuffled(numbers: np.ndarray, n: int, batch_size: int) -> None:
    """Expect that `numbers` are the beginning of a random order of `range(n)`.

    A shuffle whose buffer holds k samples gives at place p (from 0) one of the first k + p.
    """
    steps = np.diff(numbers)
    reach = int((numbers - np.arange(len(numbers))).max()) + 1
    blocks = len(np.unique(numbers // batch_size))
    least = n * MISFORTUNE ** (1 / len(numbers)) - len(numbers)
    expect.that(
        not np.array_equal(steps, np.ones_like(steps)),
        _("with training=True the samples come in the order given"),
        evidence="not shuffled",
    )
    expect.that(
        bool(np.mean(steps == 1) < 0.3),
        _("samples that were neighbours stay together: whole batches are shuffled, not samples"),
        promised=_("the samples are shuffled one by one"),
        evidence="batches shuffled",
    )
    expect.that(
        reach < n / 4 or blocks > len(numbers) / 8,
        _("samples that were near each other stay together: only blocks of them are shuffled"),
        promised=_("the samples are shuffled one by one"),
        evidence="blocks shuffled",
    )
    expect.that(
        reach > least,
        _(
            "samples from the end of {n} cannot come early: the shuffle does not see them all"
        ).format(n=n),
        promised=_("any sample may come first"),
        evidence=("buffer", "a batch" if reach == batch_size else "fixed"),
    )


@check("make_dataset", points=1, see="datasets#every-pass", after=gives_pairs_of_batches)
def shuffles_anew_on_every_pass(student: Student, rng: np.random.Generator) -> None:
    """With training=True every pass has its own order and its own batches."""
    batch_size = int(rng.integers(3, 7))
    n = 25 * batch_size + int(rng.integers(1, batch_size))
    found = student.make_dataset(*numbered(n, 2), batch_size=batch_size, training=True)
    passes = [
        numbers_of(read(student, expect.dataset(found), n // batch_size))[0] for _pass in range(2)
    ]
    expect.that(
        not np.array_equal(passes[0], passes[1]),
        _("with training=True the order is the same on every pass"),
        promised=_("a new order on every pass"),
        evidence=("same order", np.array_equal(np.sort(passes[0]), passes[0])),
    )
    mixes = [
        {frozenset(some) for some in np.split(numbers, range(batch_size, len(numbers), batch_size))}
        for numbers in passes
    ]
    given = np.split(np.arange(n), range(batch_size, n, batch_size))
    expect.that(
        mixes[0] != mixes[1] or mixes[0] <= {frozenset(some) for some in given},
        _("with training=True every pass has the same batches"),
        promised=_("a new order of the samples on every pass"),
        evidence="same batches",
    )


@check("make_dataset", points=1, see="start#arguments", after=gives_pairs_of_batches)
def leaves_arguments_alone(student: Student, rng: np.random.Generator) -> None:
    """The arrays given are not changed, and no file is written."""
    n = int(rng.integers(20, 30))
    for training in (False, True):
        given = [rng.normal(size=(n, 3)), rng.integers(0, 10, n)]
        lent = [student.lend_array(array) for array in given]
        found = student.make_dataset(*lent, batch_size=4, training=training)
        expect.left_alone(student, "make_dataset")
        read(student, expect.dataset(found), n)
        for array, now in zip(given, map(student.array_of, lent), strict=True):
            expect.that(
                np.array_equal(array, now),
                _("reading the dataset changes the arrays that it was made of"),
                kind="changed",
                promised=_("the arguments as they were"),
                evidence="changed while read",
                hint=_("work on a copy, or shuffle indices"),
            )
