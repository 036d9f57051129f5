"""Exercise 3: Build a multilayer perceptron.

You learn to chain layers to a network that turns an image into class probabilities. It will
be the one that the convolutional network has to beat.

You write one function that builds the network. Free to choose: how many hidden layers, how
many units, which non-linear activations, and whether you add dropout, normalisation or noise
layers.

Rules:
- Assume no fixed image size or number of classes. Write no files.
- Do not change the arguments you are given.
- You may import Python's own library, numpy, tensorflow/keras, matplotlib and scikit-learn.
- Importing this file must be quick: it loads no data and trains nothing.

Points (10 in all):
    1  returns_a_chain_of_keras_layers: Sequential or functional, no branch, built-in layers
    2  flattens_before_the_first_dense: the image becomes one row of numbers
    1  has_no_convolution_or_pooling: dense layers only
    1  has_a_hidden_layer: one or more before the last Dense
    1  activates_every_hidden_layer: a non-linear activation for each
    1  ends_in_num_classes_units: for any number of classes
    1  gives_probabilities: no value below 0, every row sums to 1
    1  is_built_for_any_input_shape: any height, width, number of channels
    1  leaves_arguments_alone: nothing changed, no file written
"""

import keras


def build_mlp(input_shape: tuple[int, ...] = (28, 28, 1), num_classes: int = 10) -> keras.Model:
    """Build a multilayer perceptron: flatten, hidden dense layers, class probabilities.

    The network is one chain of built-in layers, a `keras.Sequential` or a functional
    `keras.Model` (a `Sequential` inside counts as its layers):

    - `Flatten` (a `Reshape` to one axis is the same);
    - one or more hidden `Dense` layers, each with a non-linear activation;
    - a last `Dense` with `num_classes` units, whose output becomes probabilities.

    It has no convolution and no pooling. An activation may be an argument or a layer of its
    own, before or after a normalisation. You may use dropout, normalisation and noise layers
    as you like.

    Args:
        input_shape: shape of one image, `(height, width, channels)`.
        num_classes: how many classes there are, at least 2.

    Returns:
        The model, built for `input_shape`: `model.input_shape == (None, *input_shape)`. Its
        output is `(batch, num_classes)` probabilities: no entry below 0, each row summing to
        1. Whether it is compiled does not matter.

    Example:
        >>> model = build_mlp(input_shape=(8, 8, 3), num_classes=4)
        >>> model.input_shape, model.output_shape
        ((None, 8, 8, 3), (None, 4))
    """
    # TODO: Chain the layers, from the image to the class probabilities.
    raise NotImplementedError
