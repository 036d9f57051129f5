"""Returns objects whose __array__, __len__ and __getitem__ give something else each time."""

import numpy as np

EXERCISE = "preprocess"
HONEST_POINTS = 2


class Liar:
    shape = (3, 28, 28, 1)
    dtype = np.dtype("float32")
    ndim = 4
    nbytes = 0
    __array_interface__ = {
        "shape": (2**40, 2),
        "typestr": "<f4",
        "data": (4096, False),
        "version": 3,
    }

    def __array__(self, dtype=None, copy=None):
        return np.zeros(int(np.random.randint(1, 9)))

    def __len__(self):
        return 2**31 - 1

    def __getitem__(self, index):
        return self


def preprocess_images(images):
    return Liar()


def one_hot(labels, num_classes=10):
    return np.eye(num_classes, dtype="float32")[np.asarray(labels)]
