"""Exercise 4: Build a convolutional network.

You learn the two halves of a convolutional network: blocks of convolution and pooling that
extract features, and dense layers that classify them.

You write one function that builds the network. Free to choose: how many blocks, how many
convolutions in each, how many filters and units, the padding, which non-linear activations,
and whether you add dropout, normalisation or noise layers.

Rules:
- Assume no fixed image size, number of channels or number of classes. Write no files.
- Do not change the arguments you are given.
- You may import Python's own library, numpy, tensorflow/keras, matplotlib and scikit-learn.
- Importing this file must be quick: it loads no data and trains nothing.

Points (10 in all):
    1  returns_a_chain_of_keras_layers: Sequential or functional, no branch, built-in layers
    1  convolves_3_by_3: every convolution a Conv2D, 3 x 3, stride 1
    1  activates_every_convolution: a non-linear activation for each
    1  grows_the_filters: never fewer than before, more at the end
    1  halves_in_two_or_more_blocks: convolutions, then MaxPooling2D, 2 x 2, stride 2
    1  flattens_and_classifies: Flatten, then Dense layers, hidden ones activated
    1  ends_in_num_classes_units: for any number of classes
    1  gives_probabilities: no value below 0, every row sums to 1
    1  is_built_for_any_input_shape: 28 x 28 or larger, any number of channels
    1  leaves_arguments_alone: nothing changed, no file written
"""

import keras


def build_cnn(input_shape: tuple[int, ...] = (28, 28, 1), num_classes: int = 10) -> keras.Model:
    """Build a convolutional network: blocks that extract features, then a classifier.

    The network is one chain of built-in layers, a `keras.Sequential` or a functional
    `keras.Model` (a `Sequential` inside counts as its layers).

    Feature extraction:

    - two or more blocks, each of one or more `Conv2D` (3 x 3, stride 1, a non-linear
      activation) and then one `MaxPooling2D` (2 x 2, stride 2), which halves height and width;
    - the padding of both is free;
    - from one convolution to the next the number of filters never falls, and the last
      convolution has more filters than the first;
    - further convolutions of this kind after the last pooling are free.

    Classifier:

    - `Flatten` (a `Reshape` to one axis is the same);
    - one or more `Dense` layers: hidden ones with a non-linear activation, the last with
      `num_classes` units, whose output becomes probabilities.

    An activation may be an argument or a layer of its own, before or after a normalisation or
    a pooling. You may use dropout, normalisation and noise layers as you like.

    Args:
        input_shape: shape of one image, `(height, width, channels)`: 28 x 28 or larger, any
            number of channels.
        num_classes: how many classes there are, at least 2.

    Returns:
        The model, built for `input_shape`: `model.input_shape == (None, *input_shape)`. Its
        output is `(batch, num_classes)` probabilities: no entry below 0, each row summing to
        1. Whether it is compiled does not matter.

    Example:
        >>> model = build_cnn(input_shape=(32, 40, 3), num_classes=4)
        >>> model.input_shape, model.output_shape
        ((None, 32, 40, 3), (None, 4))
    """
    ### BEGIN SOLUTION: Chain the convolution blocks and the classifier.
    return keras.Sequential(
        [
            keras.Input(input_shape),
            keras.layers.Conv2D(16, 3, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(2),
            keras.layers.Conv2D(32, 3, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(2),
            keras.layers.Conv2D(64, 3, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dropout(0.3),
            keras.layers.Dense(128, activation="relu"),
            keras.layers.Dense(num_classes, activation="softmax"),
        ]
    )
    ### END SOLUTION
