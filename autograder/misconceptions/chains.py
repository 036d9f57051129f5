"""How the wrong networks of exercises 3 and 4 are put together; TensorFlow is imported late."""

from __future__ import annotations

from typing import Any


def layers() -> Any:
    """Return `keras.layers`."""
    import keras

    return keras.layers


def chained(shape: tuple[int | None, ...], *parts: Any) -> Any:
    """Return a functional Keras model of these layers, for images of this shape."""
    import keras

    result = image = keras.Input(shape=shape)
    for part in parts:
        result = part(result)
    return keras.Model(image, result)


def subclassed(*parts: Any) -> Any:
    """Return a model of a class of its own, which calls these layers one after the other."""
    import keras

    class Network(keras.Model):
        def __init__(self) -> None:
            super().__init__()
            self.parts = list(parts)

        def call(self, images: Any) -> Any:
            for part in self.parts:
                images = part(images)
            return images

    return Network()
