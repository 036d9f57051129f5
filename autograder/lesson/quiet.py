"""Keeping the libraries' own messages and windows out of the lesson."""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager


def no_windows() -> None:
    """Let matplotlib draw into files only, whatever screen there is or is not."""
    import matplotlib

    matplotlib.use("agg")


def import_tensorflow() -> None:
    """Import it while nothing reaches the process's stderr, where its C++ code greets at length."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    stderr, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        import tensorflow

        tensorflow.constant(0)
    finally:
        os.dup2(stderr, 2)
        os.close(stderr)
        os.close(nowhere)


@contextmanager
def no_advice() -> Iterator[None]:
    """Show no warning of Keras's and TensorFlow's, which the lesson's steps cause on purpose.

    Saving ``.h5`` calls the format old, loading weights passes over the optimizer's variables, and
    several models in one process trace their functions often.
    """
    loggers = [logging.getLogger(name) for name in ("absl", "tensorflow")]
    for logger in loggers:
        logger.addFilter(_is_error)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger in loggers:
            logger.removeFilter(_is_error)


def _is_error(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.ERROR
