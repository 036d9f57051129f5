"""A callback that notes what `fit` does; lent to student code and asked afterwards."""

from __future__ import annotations

from typing import Any


def recorder(stop_after: int) -> Any:
    """Return a new Keras callback with a list `events` of ``[what, number]``.

    It ends the training after `stop_after` epochs, if that is not 0.
    """
    import keras

    class Recorder(keras.callbacks.Callback):
        def __init__(self) -> None:
            super().__init__()
            self.events: list[list[Any]] = []
            self.batches = 0

        def on_train_begin(self, logs: Any = None) -> None:
            self.events.append(["train", 0])

        def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
            self.batches += 1

        def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
            self.events.append(["epoch", epoch])
            if epoch + 1 == stop_after:
                self.model.stop_training = True

    return Recorder()
