"""How long our CNN trains until it is right on 99 % of MNIST's test images, against a known one.

The known one is Keras's published example (https://keras.io/examples/vision/mnist_convnet/): its
architecture and its settings. Both train on the full MNIST in one run, each on what its settings
leave of the 60,000 training images. The test images are looked at four times an epoch while the
clock stands still; the validation that both would do after an epoch is left out.

Exits with 0 where ours needs at most a third of the example's time, with 1 where it needs more,
and with 2 where there is no full MNIST.
"""

from __future__ import annotations

import argparse
import sys
import time
from types import SimpleNamespace
from typing import TYPE_CHECKING

from autograder.errors import CourseError
from autograder.lesson.quiet import import_tensorflow, no_advice
from autograder.lesson.settings import FULL_SET, Settings, validation_images
from autograder.lesson.solutions import load_solutions
from autograder.mnist import load_mnist

if TYPE_CHECKING:
    import keras
    import tensorflow as tf

TARGET = 0.99
AT_MOST = 1 / 3
LOOKS_PER_EPOCH = 4
OURS = Settings(batch_size=64, epochs=2, peak_learning_rate=5e-3)
EXAMPLE_BATCH_SIZE = 128
EXAMPLE_EPOCHS = 15
EXAMPLE_VALIDATION_SPLIT = 0.1


def main() -> int:
    """Train both, print their times and the ratio, and return the exit code."""
    parser = argparse.ArgumentParser(description="Time to 99 % on the test images of MNIST.")
    parser.add_argument("--data", help="an mnist.npz (default: as the course finds MNIST)")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    try:
        (images, labels), (test_images, test_labels) = load_mnist(arguments.data)
    except CourseError as error:
        print(error, file=sys.stderr)
        return 2
    if len(images) < FULL_SET:
        print(
            f"This needs the full MNIST, but there are {len(images):,} training images: name an "
            "mnist.npz with --data or MNIST_NPZ.",
            file=sys.stderr,
        )
        return 2

    import_tensorflow()
    solutions = load_solutions()
    import keras

    def batches(count: int, size: int) -> tf.data.Dataset:
        return solutions.make_dataset.make_dataset(
            solutions.preprocess.preprocess_images(images[:count]),
            solutions.preprocess.one_hot(labels[:count]),
            batch_size=size,
            training=True,
        )

    test = solutions.make_dataset.make_dataset(
        solutions.preprocess.preprocess_images(test_images),
        solutions.preprocess.one_hot(test_labels),
        batch_size=256,
    )

    print(f"Ours, {OURS.epochs} epochs in which the learning rate rises and falls:")
    keras.utils.set_random_seed(arguments.seed)
    training = batches(len(images) - validation_images(len(images)), OURS.batch_size)
    ours = time_to_target(our_model(solutions, training), training, OURS.epochs, test)

    print("Keras's example:")
    keras.utils.set_random_seed(arguments.seed)
    training = batches(int(len(images) * (1 - EXAMPLE_VALIDATION_SPLIT)), EXAMPLE_BATCH_SIZE)
    example = time_to_target(example_model(), training, EXAMPLE_EPOCHS, test)

    if ours is None or example is None:
        print(f"Not both reached {TARGET:.0%}, so there is nothing to compare.")
        return 1
    print(
        f"Training time to {TARGET:.0%}: ours {ours:.1f} s, Keras's example {example:.1f} s. "
        f"Ours needs {ours / example:.2f} of its time; at most {AT_MOST:.2f} is wanted."
    )
    return 0 if ours <= AT_MOST * example else 1


def our_model(solutions: SimpleNamespace, training: tf.data.Dataset) -> keras.Model:
    """Return the reference CNN, compiled for `OURS`."""
    return solutions.train.compile_model(
        solutions.build_cnn.build_cnn(), OURS.learning_rate(int(training.cardinality()))
    )


def example_model() -> keras.Model:
    """Return a model of the example's architecture, compiled with its settings."""
    import keras
    from keras import layers

    model = keras.Sequential([keras.Input((28, 28, 1))])
    for filters in (32, 64):
        model.add(layers.Conv2D(filters, 3, activation="relu"))
        model.add(layers.MaxPooling2D(2))
    for layer in (layers.Flatten(), layers.Dropout(0.5), layers.Dense(10, activation="softmax")):
        model.add(layer)
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


def time_to_target(
    model: keras.Model, training: tf.data.Dataset, epochs: int, test: tf.data.Dataset
) -> float | None:
    """Return the seconds of training until `TARGET` is first reached, None if it never is.

    To Keras every stretch between two looks is an epoch; the data and the learning rate go on
    through it.
    """
    import keras

    seconds, began, reached = 0.0, 0.0, False

    def start(stretch: int, logs: object) -> None:
        nonlocal began
        began = time.perf_counter()

    def look(stretch: int, logs: object) -> None:
        nonlocal seconds, reached
        seconds += time.perf_counter() - began
        accuracy = model.evaluate(test, verbose=0, return_dict=True)["accuracy"]
        print(f"  epoch {(stretch + 1) / LOOKS_PER_EPOCH:5.2f}, {seconds:6.1f} s: {accuracy:.2%}")
        reached = accuracy >= TARGET
        model.stop_training = reached

    model.fit(
        training.repeat(),
        steps_per_epoch=int(training.cardinality()) // LOOKS_PER_EPOCH,
        epochs=epochs * LOOKS_PER_EPOCH,
        verbose=0,
        callbacks=[keras.callbacks.LambdaCallback(on_epoch_begin=start, on_epoch_end=look)],
    )
    return seconds if reached else None


if __name__ == "__main__":
    with no_advice():
        sys.exit(main())
