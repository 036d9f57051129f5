"""Exercise 2, hidden: numbers of samples and batch sizes that the visible checks do not try."""

from __future__ import annotations

import numpy as np

from autograder import expect
from autograder.check import hidden_check
from autograder.checks import make_dataset as visible
from autograder.checks.hidden.reference import reference
from autograder.checks.make_dataset import Pair, read
from autograder.student import Student
from autograder.text import _

solution = reference("make_dataset")


@hidden_check(
    "make_dataset",
    see="datasets#measuring",
    after=(
        visible.keeps_the_values,
        visible.ends_after_one_pass,
        visible.keeps_the_order,
        visible.keeps_the_short_last_batch,
    ),
)
def cuts_any_arrays_in_order(student: Student, rng: np.random.Generator) -> None:
    """With training=False any number of samples comes in order, in any batch size."""
    n = int(rng.integers(300, 700))
    for count, batch_size in (
        (n, int(rng.integers(31, 99))),
        (n, n),
        (int(rng.integers(2, 6)), 1),
        (1, 1),
    ):
        shape = (count, *(int(size) for size in rng.integers(1, 6, int(rng.integers(1, 4)))))
        images = rng.normal(size=shape).astype(rng.choice(["float32", "float64"]))
        labels = rng.integers(0, 10, count).astype(rng.choice(["uint8", "int32", "int64"]))
        expected = list(solution.make_dataset(images, labels, batch_size=batch_size))
        found = student.make_dataset(images, labels, batch_size=batch_size)
        batches = read(student, expect.dataset(found), len(expected) + 1)
        expect.that(
            len(batches) == len(expected),
            _("{n} samples in batches of {size} make the wrong number of batches").format(
                n=count, size=batch_size
            ),
            got=str(len(batches)),
            promised=str(len(expected)),
        )
        for batch, promised in zip(batches, expected, strict=True):
            for values, right, of in zip(
                batch, promised, (_("the images"), _("the labels")), strict=True
            ):
                expect.close(values, right.numpy(), of=of)


@hidden_check(
    "make_dataset",
    see="datasets#shuffle",
    after=(
        visible.keeps_the_values,
        visible.ends_after_one_pass,
        visible.drops_the_incomplete_batch,
        visible.keeps_each_image_with_its_label,
        visible.shuffles_over_the_whole_set,
        visible.shuffles_anew_on_every_pass,
    ),
)
def shuffles_any_number_of_samples(student: Student, rng: np.random.Generator) -> None:
    """With training=True any number of samples is shuffled, anew on every pass."""
    batch_size = int(rng.integers(31, 99))
    n = int(rng.integers(700, 1400))
    arrays = visible.numbered(n, 2)
    full = len(list(solution.make_dataset(*arrays, batch_size=batch_size, training=True)))
    found = student.make_dataset(*arrays, batch_size=batch_size, training=True)
    passes = [read(student, expect.dataset(found), full + 1) for _pass in range(2)]
    for batches in passes:
        sizes = visible.sizes_of(batches)
        expect.that(
            sizes == [batch_size] * full,
            _("{n} samples are not cut into {full} batches of {size}").format(
                n=n, full=full, size=batch_size
            ),
            got=_("{n} batches").format(n=len(sizes)),
        )
    orders = [order_of(batches) for batches in passes]
    for order in orders:
        # over a whole pass of 700 and more samples, right work exceeds this once in 10^10
        likeness = float(np.corrcoef(order, np.arange(len(order)))[0, 1])
        expect.that(
            abs(likeness) < 0.25,
            _("{n} samples are not shuffled as a whole: early ones stay early").format(n=n),
            got=_("a correlation of {r:.2f} with the order given").format(r=likeness),
        )
        expect.that(
            bool(np.mean(np.diff(order) == 1) < 0.05),
            _("of {n} samples, neighbours stay together").format(n=n),
        )
    expect.that(
        len({order.tobytes() for order in orders}) == len(orders),
        _("with {n} samples, two passes have the same order").format(n=n),
    )


def order_of(batches: list[Pair]) -> np.ndarray:
    """Return the numbers of the samples in the order they come in, each once, with its label."""
    images = np.concatenate([images[:, 0] for images, _labels in batches]).astype(np.int64)
    labels = np.concatenate([labels for _images, labels in batches])
    expect.that(
        np.array_equal(labels, images * 7 + 3), _("images come with labels of other images")
    )
    expect.that(len(np.unique(images)) == len(images), _("some samples come twice in one pass"))
    return images
