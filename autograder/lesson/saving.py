"""Saving and restoring a model in every format, and whether it still predicts the same."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import numpy as np

from autograder.lesson.result import LessonError, Restored
from autograder.text import _

if TYPE_CHECKING:
    import keras

TOLERANCE = 1e-5
"""How far a probability may move: an exported graph may add up in another order."""


def save_and_restore(
    solutions: SimpleNamespace, model: keras.Model, name: str, images: np.ndarray, folder: Path
) -> list[Restored]:
    """Save a compiled model in every format below `folder`, restore each and compare.

    Args:
        solutions: the reference solutions.
        model: compiled and trained.
        name: what to call it.
        images: preprocessed ones, to predict before and after.
        folder: an existing folder; what is there is overwritten.

    Raises:
        LessonError: a restored model predicts something else.
    """
    import keras

    formats = solutions.save_restore

    def untrained() -> keras.Model:
        return solutions.train.compile_model(keras.models.clone_model(model))

    weights, checkpoints = str(folder / "model.weights.h5"), str(folder / "checkpoints")
    whole, legacy = str(folder / "model.keras"), str(folder / "model.h5")
    exported = str(folder / "exported")
    formats.save_weights(model, weights)
    formats.save_checkpoint(model, checkpoints)
    formats.save_model(model, whole)
    formats.save_model(model, legacy)
    formats.export_model(model, exported)

    restored = {
        "model.weights.h5": formats.load_weights(untrained(), weights),
        "checkpoints/": formats.restore_checkpoint(untrained(), checkpoints),
        "model.keras": formats.load_model(whole),
        "model.h5": formats.load_model(legacy),
        "exported/": formats.load_exported(exported),
    }
    expected = np.asarray(model(images))
    results = []
    for saved, again in restored.items():
        difference = float(np.max(np.abs(np.asarray(again(images)) - expected)))
        if not difference <= TOLERANCE:
            raise LessonError(
                _(
                    "The {model} restored from {path} gives other probabilities than before (by "
                    "{difference:.2g}): this is a fault in solutions/save_restore.py."
                ).format(model=name, path=folder / saved, difference=difference)
            )
        results.append(Restored(name, saved, difference))
    return results


def size_on_disk(path: Path) -> int:
    """Return how many bytes a file has, or all the files in a folder."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())
