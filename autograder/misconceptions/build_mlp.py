"""Exercise 3: what learners get wrong when they chain dense layers."""

from __future__ import annotations

from typing import Any

from autograder.misconception import misconception
from autograder.misconceptions.chains import chained, layers, subclassed
from autograder.text import _

Shape = tuple[int, ...]
MNIST: Shape = (28, 28, 1)
CHAIN = "returns_a_chain_of_keras_layers"
FLATTEN = "flattens_before_the_first_dense"
SHAPE = "is_built_for_any_input_shape"


def flat() -> Any:
    """Return a layer that makes one axis of the image's."""
    return layers().Flatten()


def hidden(units: int = 32, activation: str | None = "relu") -> Any:
    """Return a hidden layer."""
    return layers().Dense(units, activation=activation)


def last(units: int, activation: str | None = "softmax") -> Any:
    """Return the layer that gives the classes."""
    return layers().Dense(units, activation=activation)


@misconception(
    "build_mlp",
    caught_by=CHAIN,
    hint=_("build and summary() give None: return the model itself, as the last line"),
    see="mlp#one-chain",
)
def forgets_to_return(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """builds the model and returns None"""
    chained(input_shape, flat(), hidden(), last(num_classes))


@misconception(
    "build_mlp",
    caught_by=CHAIN,
    hint=_("the last layer's result is not a model yet: what joins an input and an output?"),
    see="mlp#one-chain",
)
def returns_the_output(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """returns the last layer's output in place of a model"""
    return chained(input_shape, flat(), hidden(), last(num_classes)).output


@misconception(
    "build_mlp",
    caught_by=CHAIN,
    hint=_("no class is needed here: list the layers in a Sequential"),
    see="mlp#one-chain",
)
def subclasses_model(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """writes a subclass of keras.Model"""
    return subclassed(flat(), hidden(), last(num_classes))


@misconception(
    "build_mlp",
    caught_by=CHAIN,
    hint=_("Keras has a layer for that already: one that makes an image flat"),
    see="mlp#one-chain",
)
def wraps_a_function_in_lambda(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """wraps a function of its own in a Lambda layer"""
    import keras

    reshape = keras.layers.Lambda(lambda images: keras.ops.reshape(images, (len(images), -1)))
    return keras.Sequential([keras.Input(shape=input_shape), reshape, hidden(), last(num_classes)])


@misconception(
    "build_mlp",
    caught_by=CHAIN,
    hint=_("each layer takes what the one before it gives: no second way round"),
    see="mlp#one-chain",
)
def adds_a_second_path(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """joins two paths through the network"""
    import keras

    image = keras.Input(shape=input_shape)
    pixels = flat()(image)
    joined = layers().Concatenate()([pixels, hidden()(pixels)])
    return keras.Model(image, last(num_classes)(joined))


@misconception(
    "build_mlp",
    caught_by=CHAIN,
    hint=_("one output is promised, the probabilities"),
    see="mlp#one-chain",
)
def gives_two_outputs(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """gives two outputs"""
    import keras

    image = keras.Input(shape=input_shape)
    features = hidden()(flat()(image))
    return keras.Model(image, [last(num_classes)(features), features])


@misconception(
    "build_mlp",
    caught_by=FLATTEN,
    hint=_("print model.output_shape: a Dense works on the last axis only"),
    see="mlp#flatten",
)
def forgets_to_flatten(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """does not make the image flat"""
    return chained(input_shape, hidden(), last(num_classes))


@misconception(
    "build_mlp",
    caught_by=FLATTEN,
    hint=_("which layer is the first to see the whole image in your chain?"),
    see="mlp#flatten",
)
def flattens_after_the_hidden_layer(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """makes the image flat only after the hidden layer"""
    return chained(input_shape, hidden(4), flat(), last(num_classes))


@misconception(
    "build_mlp",
    caught_by=(FLATTEN, "has_no_convolution_or_pooling"),
    hint=_("an average over all pixels leaves one number for each channel: keep every pixel"),
    see="mlp#flatten",
)
def averages_the_pixels(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """averages over the image in place of flattening it"""
    return chained(input_shape, layers().GlobalAveragePooling2D(), hidden(), last(num_classes))


@misconception(
    "build_mlp",
    caught_by="has_no_convolution_or_pooling",
    hint=_("this network is the one to beat: dense layers only, the convolution comes next"),
    see="mlp#dense-only",
)
def adds_a_convolution(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """puts a convolution in front"""
    convolution = layers().Conv2D(4, 3, activation="relu")
    return chained(input_shape, convolution, flat(), hidden(), last(num_classes))


@misconception(
    "build_mlp",
    caught_by="has_no_convolution_or_pooling",
    hint=_("the dense layers take all pixels: no pooling before them"),
    see="mlp#dense-only",
)
def shrinks_the_image_by_pooling(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """makes the image smaller by pooling"""
    return chained(input_shape, layers().MaxPooling2D(), flat(), hidden(), last(num_classes))


@misconception(
    "build_mlp",
    caught_by="has_a_hidden_layer",
    hint=_("the Dense that gives the classes is the output layer: what lies hidden before it?"),
    see="mlp#hidden-layers",
)
def has_no_hidden_layer(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """goes from the pixels to the classes at once"""
    return chained(input_shape, flat(), last(num_classes))


@misconception(
    "build_mlp",
    caught_by="activates_every_hidden_layer",
    hint=_("a Dense is linear unless you say otherwise: see its `activation` argument"),
    see="mlp#non-linear",
)
def forgets_the_activations(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """leaves all hidden layers linear"""
    linear = (hidden(32, None), hidden(16, None))
    return chained(input_shape, flat(), *linear, last(num_classes))


@misconception(
    "build_mlp",
    caught_by="activates_every_hidden_layer",
    hint=_("look at the hidden layers one by one: which of them has no activation?"),
    see="mlp#non-linear",
)
def forgets_one_activation(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """leaves one of the hidden layers linear"""
    return chained(input_shape, flat(), hidden(), hidden(16, None), last(num_classes))


@misconception(
    "build_mlp",
    caught_by="ends_in_num_classes_units",
    hint=_("how many classes there are is an argument"),
    see="mlp#last-layer",
)
def always_gives_ten_classes(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """ends in ten units whatever num_classes says"""
    return chained(input_shape, flat(), hidden(), last(10))


@misconception(
    "build_mlp",
    caught_by=("ends_in_num_classes_units", "gives_probabilities"),
    hint=_("one unit can answer yes or no; here each class needs its own"),
    see="mlp#last-layer",
)
def gives_one_number(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """ends in a single unit"""
    return chained(input_shape, flat(), hidden(), last(1, "sigmoid"))


@misconception(
    "build_mlp",
    caught_by="gives_probabilities",
    hint=_("these are scores of any size: which activation turns them into probabilities?"),
    see="mlp#softmax",
)
def gives_logits(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """gives the last layer's scores without softmax"""
    return chained(input_shape, flat(), hidden(), last(num_classes, None))


@misconception(
    "build_mlp",
    caught_by="gives_probabilities",
    hint=_("sigmoid looks at each class alone: what makes the classes compete?"),
    see="mlp#softmax",
)
def ends_in_sigmoid(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """uses sigmoid on the output"""
    return chained(input_shape, flat(), hidden(), last(num_classes, "sigmoid"))


@misconception(
    "build_mlp",
    caught_by="gives_probabilities",
    hint=_("relu belongs in the hidden layers: its results do not sum to 1"),
    see="mlp#softmax",
)
def ends_in_relu(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """uses relu on the output"""
    return chained(input_shape, flat(), hidden(), last(num_classes, "relu"))


@misconception(
    "build_mlp",
    caught_by="gives_probabilities",
    hint=_("axis 0 counts the images: along which axis do the classes lie?"),
    see="mlp#softmax",
)
def takes_softmax_over_the_batch(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """takes the softmax along the batch axis"""
    softmax = layers().Softmax(axis=0)
    return chained(input_shape, flat(), hidden(), last(num_classes, None), softmax)


@misconception(
    "build_mlp",
    caught_by="gives_probabilities",
    hint=_("the logarithm of a probability is negative: leave the logarithm to the loss"),
    see="mlp#softmax",
)
def gives_logarithms(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """gives the logarithms of the probabilities"""
    return chained(input_shape, flat(), hidden(), last(num_classes, "log_softmax"))


@misconception(
    "build_mlp",
    caught_by=SHAPE,
    hint=_("tell the model with an Input what shape its images have"),
    see="mlp#input-shape",
)
def leaves_the_input_open(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """never says what shape the images have"""
    import keras

    return keras.Sequential([flat(), hidden(), last(num_classes)])


@misconception(
    "build_mlp",
    caught_by=SHAPE,
    hint=_("what shape an image has is an argument"),
    see="mlp#input-shape",
)
def always_takes_28_by_28(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """takes 28 × 28 images with one channel whatever input_shape says"""
    return chained((28, 28, 1), flat(), hidden(), last(num_classes))


@misconception(
    "build_mlp",
    caught_by=SHAPE,
    hint=_("input_shape has the number of channels in it: pass all of it on"),
    see="mlp#input-shape",
)
def assumes_one_channel(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """takes images with one channel only"""
    return chained((*input_shape[:2], 1), flat(), hidden(), last(num_classes))


@misconception(
    "build_mlp",
    caught_by=SHAPE,
    hint=_("the images come with their channel axis: (height, width, channels)"),
    see="mlp#input-shape",
)
def leaves_out_the_channel_axis(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """takes images without a channel axis"""
    return chained(input_shape[:2], flat(), hidden(), last(num_classes))


@misconception(
    "build_mlp",
    caught_by=(FLATTEN, SHAPE),
    hint=_("the images come as (height, width, channels): flattening is the model's first step"),
    see="mlp#input-shape",
)
def asks_for_flat_images(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """takes images that somebody else has made flat"""
    pixels = 1
    for length in input_shape:
        pixels *= length
    return chained((pixels,), hidden(), last(num_classes))


@misconception(
    "build_mlp",
    caught_by=SHAPE,
    hint=_("Keras puts the batch axis in front by itself, for any number of images"),
    see="mlp#input-shape",
)
def fixes_the_batch_size(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """fixes the number of images in a batch"""
    import keras

    image = keras.Input(batch_shape=(100, *input_shape))
    return keras.Model(image, last(num_classes)(hidden()(flat()(image))))


@misconception(
    "build_mlp",
    caught_by=SHAPE,
    hint=_("784 is 28 · 28 · 1, with one channel: which layer finds the number by itself?"),
    see="mlp#input-shape",
)
def reshapes_to_a_fixed_number(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """reshapes to a number of values that not every image has"""
    return chained(input_shape, layers().Reshape((784,)), hidden(), last(num_classes))


@misconception(
    "build_mlp",
    caught_by="leaves_arguments_alone",
    hint=_("building is all that is asked for: saving is a later exercise"),
    see="start#arguments",
)
def saves_the_model(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """writes the model, or what it is like, to a file"""
    model = chained(input_shape, flat(), hidden(), last(num_classes))
    model.save("mlp.keras")
    return model


@misconception(
    "build_mlp",
    caught_by="gives_probabilities",
    hint=_(
        "tanh gives values from -1 to 1: which activation makes a distribution over the classes?"
    ),
    see="mlp#softmax",
)
def ends_in_tanh(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """uses tanh on the output"""
    return chained(input_shape, flat(), hidden(), last(num_classes, "tanh"))


@misconception(
    "build_mlp",
    caught_by=CHAIN,
    hint=_("this task speaks of Dense layers only: which of yours is another?"),
    see="mlp#dense-only",
)
def reads_the_rows_one_by_one(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """uses a recurrent layer"""
    rows = layers().Reshape((input_shape[0], input_shape[1] * input_shape[2]))
    return chained(input_shape, rows, layers().LSTM(8), last(num_classes))


@misconception(
    "build_mlp",
    caught_by=CHAIN,
    hint=_("a list of layers is not a model yet: which class takes such a list?"),
    see="mlp#one-chain",
)
def returns_the_layers(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """returns the list of layers"""
    return [flat(), hidden(), last(num_classes)]


@misconception(
    "build_mlp",
    caught_by=CHAIN,
    hint=_("Input wants the shape of one image: Keras puts None for the batch in front by itself"),
    see="mlp#input-shape",
)
def puts_the_batch_into_the_input(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """puts the batch's axis into the shape of Input"""
    return chained((None, *input_shape), flat(), hidden(), last(num_classes))


@misconception(
    "build_mlp",
    caught_by="gives_probabilities",
    hint=_("what comes after the softmax changes its probabilities: where does normalisation go?"),
    see="mlp#softmax",
)
def normalises_the_probabilities(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """normalises after the softmax"""
    normalised = layers().BatchNormalization()
    return chained(input_shape, flat(), hidden(), last(num_classes), normalised)


@misconception(
    "build_mlp",
    caught_by="gives_probabilities",
    hint=_("two classes are classes like any others: their probabilities sum to 1 as well"),
    see="mlp#softmax",
)
def uses_sigmoid_for_two_classes(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """uses sigmoid on the output where there are two classes"""
    activation = "softmax" if num_classes > 2 else "sigmoid"
    return chained(input_shape, flat(), hidden(), last(num_classes, activation))


@misconception(
    "build_mlp",
    caught_by=("ends_in_num_classes_units", "gives_probabilities"),
    hint=_("two classes are promised two columns: what does your code make of them?"),
    see="mlp#last-layer",
)
def gives_one_number_for_two_classes(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """ends in a single unit where there are two classes"""
    units, activation = (num_classes, "softmax") if num_classes > 2 else (1, "sigmoid")
    return chained(input_shape, flat(), hidden(), last(units, activation))


@misconception(
    "build_mlp",
    caught_by=SHAPE,
    hint=_("build counts the batch's axis as well: what stands for any number of images?"),
    see="mlp#input-shape",
)
def builds_without_the_batch_axis(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """gives build() a shape without the batch axis"""
    import keras

    model = keras.Sequential([flat(), hidden(), last(num_classes)])
    model.build(input_shape)
    return model


@misconception(
    "build_mlp",
    caught_by=SHAPE,
    hint=_("what shape an image has, with its channels, is an argument"),
    see="mlp#input-shape",
)
def always_takes_28_by_28_without_channels(
    input_shape: Shape = MNIST, num_classes: int = 10
) -> Any:
    """takes 28 × 28 images without a channel axis whatever input_shape says"""
    return chained((28, 28), flat(), hidden(), last(num_classes))


@misconception(
    "build_mlp",
    caught_by=CHAIN,
    hint=_("a Keras tensor holds no numbers yet: which layer or argument activates it?"),
    see="mlp#non-linear",
)
def calls_tensorflow_on_a_layer(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """calls a function of TensorFlow's on what a layer gives"""
    import tensorflow as tf

    return chained(input_shape, flat(), hidden(32, None), tf.nn.relu, last(num_classes))


@misconception(
    "build_mlp",
    caught_by=SHAPE,
    hint=_("NumPy counts rows first: which of its lengths is the height?"),
    see="mlp#input-shape",
)
def exchanges_height_and_width(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """exchanges height and width"""
    width, height, channels = input_shape
    return chained((height, width, channels), flat(), hidden(), last(num_classes))
