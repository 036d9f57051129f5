"""Training one model: the progress shown, the best epoch kept, the time taken."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from autograder.lesson.settings import Settings
from autograder.text import _

if TYPE_CHECKING:
    import keras
    import tensorflow as tf

MONITOR = "val_loss"
"""What the best epoch is chosen by: finer than an accuracy, in which many epochs are equal."""


@dataclass(frozen=True)
class Trained:
    """A model after its training.

    Attributes:
        best: with the weights of its best epoch, loaded from the file that they were kept in.
        latest: with the weights of its last epoch, loaded likewise.
        history: ``loss``, ``accuracy``, ``val_loss`` and ``val_accuracy`` of each epoch.
        best_epoch: which epoch, from 1, had the lowest loss on the validation data.
        seconds: how long the training took, with the validation after each epoch.
    """

    best: keras.Model
    latest: keras.Model
    history: dict[str, list[float]]
    best_epoch: int
    seconds: float

    @property
    def epochs(self) -> int:
        """How many epochs there were before the training ended."""
        return len(self.history["loss"])


def train(
    solutions: SimpleNamespace,
    model: keras.Model,
    training: tf.data.Dataset,
    validation: tf.data.Dataset,
    settings: Settings,
    folder: Path,
    console: Console,
) -> Trained:
    """Compile and train a model, then load its best and its latest state from their files.

    Args:
        solutions: the reference solutions.
        model: as built; compiled and trained in place.
        training: one-hot batches to learn from.
        validation: one-hot batches to choose the best epoch by.
        settings: how long and how fast it learns.
        folder: where the best model and every epoch's weights go.
        console: where the progress is shown.
    """
    import keras

    callbacks = solutions.configure_callbacks
    best_file, every_epoch = folder / "best.keras", folder / "every-epoch"
    every_epoch.mkdir(parents=True, exist_ok=True)
    for earlier in every_epoch.glob("*.weights.h5"):
        earlier.unlink()

    steps = int(training.cardinality())
    solutions.train.compile_model(model, settings.learning_rate(steps))
    with _progress(console, settings.epochs, steps) as showing:
        began = time.perf_counter()
        history = solutions.train.train(
            model,
            training,
            validation,
            epochs=settings.epochs,
            callbacks=[
                *callbacks.best_model_callbacks(str(best_file), MONITOR, settings.patience),
                callbacks.every_epoch_callback(str(every_epoch)),
                showing,
            ],
        ).history
        seconds = time.perf_counter() - began
    latest_file = str(callbacks.latest_weights(str(every_epoch)))
    latest = solutions.train.compile_model(keras.models.clone_model(model))
    return Trained(
        best=callbacks.load_best(str(best_file)),
        latest=solutions.save_restore.load_weights(latest, latest_file),
        history=history,
        best_epoch=history[MONITOR].index(min(history[MONITOR])) + 1,
        seconds=seconds,
    )


@contextmanager
def _progress(console: Console, epochs: int, steps: int) -> Iterator[keras.callbacks.Callback]:
    """Show a bar on `console`, in place of Keras's own, that the callback given moves."""
    import keras

    columns = (
        TextColumn(_("epoch {task.fields[epoch]}/{task.fields[epochs]}")),
        BarColumn(bar_width=None),
        TextColumn("{task.fields[scores]}"),
        TimeRemainingColumn(),
    )
    keras.config.disable_interactive_logging()
    try:
        with Progress(*columns, console=console) as bar:
            task = bar.add_task("", total=epochs * steps, epoch=1, epochs=epochs, scores="")

            def end_epoch(epoch: int, logs: dict[str, float]) -> None:
                scores = _("validation {accuracy:.2f} %").format(
                    accuracy=100 * logs["val_accuracy"]
                )
                bar.update(task, epoch=min(epoch + 2, epochs), scores=scores)

            yield keras.callbacks.LambdaCallback(
                on_train_batch_end=lambda batch, logs: bar.advance(task),
                on_epoch_end=end_epoch,
            )
    finally:
        keras.config.enable_interactive_logging()
