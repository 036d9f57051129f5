"""Exercise 4: what learners get wrong when they chain convolutions and poolings."""

from __future__ import annotations

from typing import Any

from autograder.misconception import misconception
from autograder.misconceptions.chains import chained, layers, subclassed
from autograder.text import _

Shape = tuple[int, ...]
MNIST: Shape = (28, 28, 1)
CHAIN = "returns_a_chain_of_keras_layers"
CONVOLUTION = "convolves_3_by_3"
ACTIVATION = "activates_every_convolution"
FILTERS = "grows_the_filters"
BLOCKS = "halves_in_two_or_more_blocks"
CLASSIFIER = "flattens_and_classifies"
CLASSES = "ends_in_num_classes_units"
PROBABILITIES = "gives_probabilities"
SHAPE = "is_built_for_any_input_shape"


def convolution(filters: int, **settings: Any) -> Any:
    """Return a convolution as promised, but for the settings given."""
    return layers().Conv2D(filters, **{"kernel_size": (3, 3), "activation": "relu", **settings})


def pooling(**settings: Any) -> Any:
    """Return a pooling as promised, but for the settings given."""
    return layers().MaxPooling2D(**{"pool_size": (2, 2), **settings})


def block(filters: int, **settings: Any) -> list[Any]:
    """Return a convolution, with these settings, and a pooling."""
    return [convolution(filters, **settings), pooling()]


def features(**settings: Any) -> list[Any]:
    """Return two blocks whose convolutions have these settings."""
    return [*block(4, **settings), *block(8, **settings)]


def classifier(num_classes: int, activation: str | None = "softmax") -> list[Any]:
    """Return what makes classes of the last feature maps."""
    dense = layers().Dense
    return [layers().Flatten(), dense(16, "relu"), dense(num_classes, activation)]


@misconception(
    "build_cnn",
    caught_by=CHAIN,
    hint=_("compile() and summary() give None: return the model itself, as the last line"),
    see="mlp#one-chain",
)
def forgets_to_return(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """builds the model and returns None"""
    chained(input_shape, *features(), *classifier(num_classes))


@misconception(
    "build_cnn",
    caught_by=CHAIN,
    hint=_("no class is needed here: list the layers in a Sequential"),
    see="mlp#one-chain",
)
def subclasses_model(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """writes a subclass of keras.Model"""
    return subclassed(*features(), *classifier(num_classes))


@misconception(
    "build_cnn",
    caught_by=CHAIN,
    hint=_("each layer takes what the one before it gives: no second way round"),
    see="mlp#one-chain",
)
def adds_a_shortcut(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """joins two paths through the network"""
    import keras

    image = keras.Input(shape=input_shape)
    maps = convolution(8, padding="same")(image)
    result = layers().Add()([maps, convolution(8, padding="same")(maps)])
    for part in classifier(num_classes):
        result = part(result)
    return keras.Model(image, result)


@misconception(
    "build_cnn",
    caught_by=(CONVOLUTION, BLOCKS),
    hint=_("this is the multilayer perceptron of the exercise before: no layer convolves"),
    see="convolution#kernel",
)
def builds_the_mlp_again(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """builds dense layers only"""
    return chained(input_shape, *classifier(num_classes))


@misconception(
    "build_cnn",
    caught_by=CONVOLUTION,
    hint=_("look at kernel_size: 3 × 3 is promised"),
    see="convolution#kernel",
)
def uses_another_kernel_size(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """uses kernels of another size than 3 × 3"""
    return chained(input_shape, *features(kernel_size=(5, 5)), *classifier(num_classes))


@misconception(
    "build_cnn",
    caught_by=(CONVOLUTION, BLOCKS),
    hint=_("a convolution with strides skips pixels: leave the halving to the pooling"),
    see="convolution#pooling",
)
def strides_in_place_of_pooling(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """halves the image by the convolution's strides"""
    strided = [convolution(filters, strides=2) for filters in (4, 8)]
    return chained(input_shape, *strided, *classifier(num_classes))


@misconception(
    "build_cnn",
    caught_by=CONVOLUTION,
    hint=_("Conv2D(filters, kernel_size, strides): what is the third of your arguments?"),
    see="convolution#kernel",
)
def passes_the_kernel_as_two_numbers(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """writes Conv2D(filters, 3, 3), whose second 3 is the stride"""
    maker = layers().Conv2D
    parts = []
    for filters in (4, 8):
        parts += [maker(filters, 3, 3, padding="same", activation="relu"), pooling()]
    return chained(input_shape, *parts, *classifier(num_classes))


@misconception(
    "build_cnn",
    caught_by=CONVOLUTION,
    hint=_("a separable convolution saves weights, but it is another layer than Conv2D"),
    see="convolution#kernel",
)
def uses_separable_convolutions(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """uses SeparableConv2D"""
    separable = layers().SeparableConv2D
    parts = []
    for filters in (4, 8):
        parts += [separable(filters, 3, activation="relu"), pooling()]
    return chained(input_shape, *parts, *classifier(num_classes))


@misconception(
    "build_cnn",
    caught_by=ACTIVATION,
    hint=_("a Conv2D is linear unless you say otherwise: see its `activation` argument"),
    see="convolution#conv-activation",
)
def forgets_the_activations(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """leaves all convolutions linear"""
    return chained(input_shape, *features(activation=None), *classifier(num_classes))


@misconception(
    "build_cnn",
    caught_by=ACTIVATION,
    hint=_("look at the convolutions one by one: which of them has no activation?"),
    see="convolution#conv-activation",
)
def forgets_one_activation(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """leaves one of the convolutions linear"""
    parts = [*block(4), *block(8, activation=None)]
    return chained(input_shape, *parts, *classifier(num_classes))


@misconception(
    "build_cnn",
    caught_by=FILTERS,
    hint=_("maps get smaller from block to block: what may grow in exchange?"),
    see="cnn#filters",
)
def keeps_the_number_of_filters(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """uses the same number of filters everywhere"""
    return chained(input_shape, *block(8), *block(8), *classifier(num_classes))


@misconception(
    "build_cnn",
    caught_by=FILTERS,
    hint=_("start with few filters, for edges, and add more for what is made of them"),
    see="cnn#filters",
)
def shrinks_the_number_of_filters(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """uses fewer filters in a later convolution"""
    return chained(input_shape, *block(8), *block(4), *classifier(num_classes))


@misconception(
    "build_cnn",
    caught_by=(FILTERS, BLOCKS),
    hint=_("one more block after the first, with more filters"),
    see="convolution#pooling",
)
def stops_after_one_block(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """has one block of convolution and pooling"""
    return chained(input_shape, *block(4), *classifier(num_classes))


@misconception(
    "build_cnn",
    caught_by=BLOCKS,
    hint=_("what makes the feature maps smaller from block to block?"),
    see="convolution#pooling",
)
def leaves_out_the_pooling(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """has convolutions, but no pooling"""
    parts = [convolution(4), convolution(8)]
    return chained(input_shape, *parts, *classifier(num_classes))


@misconception(
    "build_cnn",
    caught_by=BLOCKS,
    hint=_("an average blurs; the largest value keeps what was found: which pooling does that?"),
    see="convolution#pooling",
)
def averages_when_pooling(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """uses AveragePooling2D"""
    average = layers().AveragePooling2D
    parts = [convolution(4), average(2), convolution(8), average(2)]
    return chained(input_shape, *parts, *classifier(num_classes))


@misconception(
    "build_cnn",
    caught_by=BLOCKS,
    hint=_("look at pool_size: 2 × 2 is promised"),
    see="convolution#pooling",
)
def pools_over_another_size(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """pools over another size than 2 × 2"""
    wide = [pooling(pool_size=(3, 3)) for _number in range(2)]
    parts = [convolution(4), wide[0], convolution(8), wide[1]]
    return chained(input_shape, *parts, *classifier(num_classes))


@misconception(
    "build_cnn",
    caught_by=BLOCKS,
    hint=_("look at the shapes in model.summary(): does each pooling halve the image?"),
    see="convolution#pooling",
)
def pools_with_stride_1(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """moves the pooling by one pixel, so that nothing is halved"""
    parts = [convolution(4), pooling(strides=1), convolution(8), pooling(strides=1)]
    return chained(input_shape, *parts, *classifier(num_classes))


@misconception(
    "build_cnn",
    caught_by=BLOCKS,
    hint=_("one pooling a block, and a convolution before the next"),
    see="convolution#pooling",
)
def pools_twice_in_a_row(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """puts two poolings one after the other"""
    parts = [convolution(4), convolution(8), pooling(), pooling()]
    return chained(input_shape, *parts, *classifier(num_classes))


@misconception(
    "build_cnn",
    caught_by=BLOCKS,
    hint=_("pooling the raw image throws details away before anything has looked at them"),
    see="convolution#pooling",
)
def pools_before_convolving(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """puts the pooling before the convolution"""
    parts = [pooling(), convolution(4), pooling(), convolution(8)]
    return chained(input_shape, *parts, *classifier(num_classes))


@misconception(
    "build_cnn",
    caught_by=CLASSIFIER,
    hint=_("it keeps one number of each map; Flatten keeps all and is what is asked for"),
    see="cnn#classifier",
)
def pools_globally(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """uses a global pooling in place of Flatten"""
    over_all = layers().GlobalAveragePooling2D()
    return chained(input_shape, *features(), over_all, *classifier(num_classes)[1:])


@misconception(
    "build_cnn",
    caught_by=CLASSIFIER,
    hint=_("print model.output_shape: a Dense works on the last axis only"),
    see="cnn#classifier",
)
def forgets_to_flatten(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """goes from feature maps to Dense without Flatten"""
    return chained(input_shape, *features(), *classifier(num_classes)[1:])


@misconception(
    "build_cnn",
    caught_by=CLASSIFIER,
    hint=_("which layer is the first to see all feature maps at once in your chain?"),
    see="cnn#classifier",
)
def flattens_too_late(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """puts a Dense layer before Flatten"""
    flat, dense, output = classifier(num_classes)
    return chained(input_shape, *features(), dense, flat, output)


@misconception(
    "build_cnn",
    caught_by=CLASSIFIER,
    hint=_("without an activation two Dense layers are worth one: what does the hidden one lack?"),
    see="cnn#classifier",
)
def leaves_the_hidden_dense_linear(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """leaves the classifier's hidden layer linear"""
    flat, _hidden, output = classifier(num_classes)
    return chained(input_shape, *features(), flat, layers().Dense(16), output)


@misconception(
    "build_cnn",
    caught_by=CLASSES,
    hint=_("how many classes there are is an argument"),
    see="mlp#last-layer",
)
def always_gives_ten_classes(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """ends in ten units whatever num_classes says"""
    return chained(input_shape, *features(), *classifier(10))


@misconception(
    "build_cnn",
    caught_by=PROBABILITIES,
    hint=_("these are scores of any size: which activation turns them into probabilities?"),
    see="mlp#softmax",
)
def gives_logits(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """gives the last layer's scores without softmax"""
    return chained(input_shape, *features(), *classifier(num_classes, None))


@misconception(
    "build_cnn",
    caught_by=PROBABILITIES,
    hint=_("sigmoid looks at each class alone: what makes the classes compete?"),
    see="mlp#softmax",
)
def ends_in_sigmoid(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """uses sigmoid on the output"""
    return chained(input_shape, *features(), *classifier(num_classes, "sigmoid"))


@misconception(
    "build_cnn",
    caught_by=PROBABILITIES,
    hint=_("axis 0 counts the images: along which axis do the classes lie?"),
    see="mlp#softmax",
)
def takes_softmax_over_the_batch(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """takes the softmax along the batch axis"""
    scores = classifier(num_classes, None)
    return chained(input_shape, *features(), *scores, layers().Softmax(axis=0))


@misconception(
    "build_cnn",
    caught_by=SHAPE,
    hint=_("tell the model with an Input what shape its images have"),
    see="mlp#input-shape",
)
def leaves_the_input_open(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """never says what shape the images have"""
    import keras

    return keras.Sequential([*features(), *classifier(num_classes)])


@misconception(
    "build_cnn",
    caught_by=SHAPE,
    hint=_("what shape an image has is an argument"),
    see="mlp#input-shape",
)
def always_takes_28_by_28(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """takes 28 × 28 images with one channel whatever input_shape says"""
    return chained((28, 28, 1), *features(), *classifier(num_classes))


@misconception(
    "build_cnn",
    caught_by=SHAPE,
    hint=_("input_shape has the number of channels in it: pass all of it on"),
    see="mlp#input-shape",
)
def assumes_one_channel(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """takes images with one channel only"""
    return chained((*input_shape[:2], 1), *features(), *classifier(num_classes))


@misconception(
    "build_cnn",
    caught_by=SHAPE,
    hint=_("how large the last maps are depends on the image: which layer finds out by itself?"),
    see="cnn#map-size",
)
def reshapes_to_a_fixed_size(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """reshapes the last maps to a fixed size"""
    flat = layers().Reshape((7 * 7 * 8,))
    parts = [*features(padding="same"), flat, *classifier(num_classes)[1:]]
    return chained(input_shape, *parts)


@misconception(
    "build_cnn",
    caught_by="leaves_arguments_alone",
    hint=_("building is all that is asked for: saving is a later exercise"),
    see="start#arguments",
)
def saves_the_model(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """writes the model, or what it is like, to a file"""
    model = chained(input_shape, *features(), *classifier(num_classes))
    model.save("cnn.keras")
    return model


@misconception(
    "build_cnn",
    caught_by=CHAIN,
    hint=_("the last layer's result is not a model yet: what joins an input and an output?"),
    see="mlp#one-chain",
)
def returns_the_output(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """returns the last layer's output in place of a model"""
    return chained(
        input_shape, *features(), layers().Flatten(), layers().Dense(num_classes, "softmax")
    ).output


@misconception(
    "build_cnn",
    caught_by=CHAIN,
    hint=_("Keras has a ready-made layer for this: which one?"),
    see="mlp#one-chain",
)
def wraps_a_function_in_lambda(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """wraps a function of its own in a Lambda layer"""
    doubled = layers().Lambda(lambda images: images * 2)
    return chained(
        input_shape,
        doubled,
        *features(),
        layers().Flatten(),
        layers().Dense(num_classes, "softmax"),
    )


@misconception(
    "build_cnn",
    caught_by=CHAIN,
    hint=_("a convolution needs height, width and channels: what is left of them after Flatten?"),
    see="cnn#classifier",
)
def flattens_first(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """makes the image flat before the convolutions"""
    return chained(input_shape, layers().Flatten(), *features(), layers().Dense(num_classes))


@misconception(
    "build_cnn",
    caught_by=CHAIN,
    hint=_("a convolution needs (height, width, channels): how many axes has your Input?"),
    see="mlp#input-shape",
)
def leaves_out_the_channel_axis(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """takes images without a channel axis"""
    return chained(input_shape[:2], *features(), layers().Flatten(), layers().Dense(num_classes))


@misconception(
    "build_cnn",
    caught_by=CHAIN,
    hint=_("each convolution and each pooling makes the maps smaller: print model.summary()"),
    see="cnn#map-size",
)
def shrinks_the_image_away(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """pools so often that nothing is left of the image"""
    return chained(input_shape, *(part for n in range(5) for part in block(8 + n)))


@misconception(
    "build_cnn",
    caught_by="gives_probabilities",
    hint=_(
        "relu gives any positive value: which activation makes a distribution over the classes?"
    ),
    see="mlp#softmax",
)
def ends_in_relu(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """uses relu on the output"""
    return chained(
        input_shape, *features(), layers().Flatten(), layers().Dense(num_classes, "relu")
    )


@misconception(
    "build_cnn",
    caught_by="gives_probabilities",
    hint=_(
        "tanh gives values from -1 to 1: which activation makes a distribution over the classes?"
    ),
    see="mlp#softmax",
)
def ends_in_tanh(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """uses tanh on the output"""
    return chained(
        input_shape, *features(), layers().Flatten(), layers().Dense(num_classes, "tanh")
    )


@misconception(
    "build_cnn",
    caught_by="gives_probabilities",
    hint=_("a logarithm of a probability is negative: the output is to be the probability itself"),
    see="mlp#softmax",
)
def gives_logarithms(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """gives the logarithms of the probabilities"""
    return chained(
        input_shape, *features(), layers().Flatten(), layers().Dense(num_classes, "log_softmax")
    )


@misconception(
    "build_cnn",
    caught_by=("ends_in_num_classes_units", "gives_probabilities"),
    hint=_("one number cannot say how probable each class is"),
    see="mlp#last-layer",
)
def gives_one_number(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """ends in a single unit"""
    return chained(input_shape, *features(), layers().Flatten(), layers().Dense(1, "sigmoid"))


@misconception(
    "build_cnn",
    caught_by=SHAPE,
    hint=_("only the shape of one image belongs in the Input: the batch may have any size"),
    see="mlp#input-shape",
)
def fixes_the_batch_size(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """fixes the number of images in a batch"""
    import keras

    result = image = keras.Input(batch_shape=(32, *input_shape))
    for part in [*features(), layers().Flatten(), layers().Dense(num_classes, "softmax")]:
        result = part(result)
    return keras.Model(image, result)


@misconception(
    "build_cnn",
    caught_by=CHAIN,
    hint=_("Input wants the shape of one image: Keras puts None for the batch in front by itself"),
    see="mlp#input-shape",
)
def puts_the_batch_into_the_input(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """puts the batch's axis into the shape of Input"""
    return chained((None, *input_shape), *features(), layers().Flatten(), *classifier(num_classes))


@misconception(
    "build_cnn",
    caught_by=PROBABILITIES,
    hint=_("two classes are classes like any others: their probabilities sum to 1 as well"),
    see="mlp#softmax",
)
def uses_sigmoid_for_two_classes(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """uses sigmoid on the output where there are two classes"""
    activation = "softmax" if num_classes > 2 else "sigmoid"
    return chained(input_shape, *features(), *classifier(num_classes, activation))


@misconception(
    "build_cnn",
    caught_by=(CLASSES, PROBABILITIES),
    hint=_("two classes are promised two columns: what does your code make of them?"),
    see="mlp#last-layer",
)
def gives_one_number_for_two_classes(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """ends in a single unit where there are two classes"""
    if num_classes > 2:
        return chained(input_shape, *features(), *classifier(num_classes))
    return chained(input_shape, *features(), *classifier(1, "sigmoid"))


@misconception(
    "build_cnn",
    caught_by=CHAIN,
    hint=_("build counts the batch's axis as well: what stands for any number of images?"),
    see="mlp#input-shape",
)
def builds_without_the_batch_axis(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """gives build() a shape without the batch axis"""
    import keras

    model = keras.Sequential([*features(), *classifier(num_classes)])
    model.build(input_shape)
    return model


@misconception(
    "build_cnn",
    caught_by=CHAIN,
    hint=_("a Keras tensor holds no numbers yet: which layer or argument activates it?"),
    see="mlp#non-linear",
)
def calls_tensorflow_on_a_layer(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """calls a function of TensorFlow's on what a layer gives"""
    import tensorflow as tf

    first = [convolution(4, activation=None), tf.nn.relu, pooling()]
    return chained(input_shape, *first, *block(8), *classifier(num_classes))


@misconception(
    "build_cnn",
    caught_by=PROBABILITIES,
    hint=_("what comes after the softmax changes its probabilities: where does normalisation go?"),
    see="mlp#softmax",
)
def normalises_the_probabilities(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """normalises after the softmax"""
    normalised = layers().BatchNormalization()
    return chained(input_shape, *features(), *classifier(num_classes), normalised)


@misconception(
    "build_cnn",
    caught_by=SHAPE,
    hint=_("NumPy counts rows first: which of its lengths is the height?"),
    see="mlp#input-shape",
)
def exchanges_height_and_width(input_shape: Shape = MNIST, num_classes: int = 10) -> Any:
    """exchanges height and width"""
    width, height, channels = input_shape
    shape = (height, width, channels)
    return chained(shape, *features(), *classifier(num_classes))
