"""How processes that run student code are set up: quiet, without GPU, without windows."""

from __future__ import annotations

import functools
import gc
import os
import sys

QUIET = {
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1",
    "MPLBACKEND": "agg",
}
# A thread that exists before a fork does not exist after it: OpenBLAS would start some.
SINGLE_THREADED = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def be_quiet() -> None:
    """Set them in this process, where nobody has set them otherwise."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)


def collect_garbage_rarely() -> None:
    """Let Python look for garbage a hundred times less often.

    TensorFlow and Keras have a million objects that are none, and looking at them again and again
    takes an eighth of the time of all checks.
    """
    gc.set_threshold(50_000, 20, 1000)


def let_keras_remember() -> None:
    """Let Keras keep the names that it passes over in a model to be saved, if it is imported.

    It means to, but looks for them under another name, and builds an optimizer and a layer for
    each object that it saves or loads: a quarter of the time.
    """
    saving = sys.modules.get("keras.src.saving.saving_lib")
    names = getattr(saving, "get_attr_skipset", None)
    if callable(names) and not hasattr(names, "cache_info"):
        vars(saving)["get_attr_skipset"] = functools.cache(names)
