"""How long and how fast the models learn, by how many images there are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import keras

WARM_UP = 0.2
"""The share of the training in which the learning rate rises to its peak."""
FULL_SET = 20_000
"""From this many training images on, the settings are those for the full MNIST."""
MOST_VALIDATION_IMAGES = 5_000


@dataclass(frozen=True)
class Settings:
    """How a model is trained; the learning rate is Adam's."""

    batch_size: int
    epochs: int
    peak_learning_rate: float

    @property
    def patience(self) -> int:
        """After how many epochs without improvement the training ends.

        Long, because the learning rate falls to zero towards the end and the last epochs, which
        improve by little, are worth having.
        """
        return max(3, self.epochs // 2)

    def learning_rate(
        self, steps_per_epoch: int
    ) -> keras.optimizers.schedules.LearningRateSchedule:
        """Return the schedule: a linear rise from 0 to the peak, then half a cosine back to 0."""
        import keras

        steps = self.epochs * steps_per_epoch
        rising = max(1, round(WARM_UP * steps))
        return keras.optimizers.schedules.CosineDecay(
            initial_learning_rate=0.0,
            decay_steps=max(1, steps - rising),
            warmup_target=self.peak_learning_rate,
            warmup_steps=rising,
        )


FULL = {"MLP": Settings(128, 8, 2e-3), "CNN": Settings(128, 6, 4e-3)}
SMALL = {"MLP": Settings(64, 20, 2e-3), "CNN": Settings(64, 20, 4e-3)}


def settings_for(training_images: int, epochs: int | None = None) -> dict[str, Settings]:
    """Return the settings of the MLP and the CNN.

    Args:
        training_images: how many images they learn from.
        epochs: for both, in place of what suits that number of images.
    """
    suited = FULL if training_images >= FULL_SET else SMALL
    return {
        name: replace(
            settings,
            batch_size=min(settings.batch_size, training_images),
            epochs=epochs or settings.epochs,
        )
        for name, settings in suited.items()
    }


def validation_images(training_images: int) -> int:
    """Return how many of the training images to hold out: a tenth, at most 5,000."""
    return min(MOST_VALIDATION_IMAGES, max(1, training_images // 10))
