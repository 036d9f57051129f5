"""Work that is right on what the visible checks try and wrong elsewhere: appended to a solution."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Cheat:
    """One function of an exercise replaced; `code` may call the solution's own as `honest`."""

    exercise: str
    id: str
    replaces: str
    code: str


CHEATS = (
    Cheat(
        "preprocess",
        "large_images_are_black",
        "preprocess_images",
        """
def preprocess_images(images):
    return honest(images) * (max(images.shape[1:3]) <= 28)
""",
    ),
    Cheat(
        "preprocess",
        "few_classes_or_hundreds",
        "one_hot",
        """
def one_hot(labels, num_classes=10):
    return honest(labels, num_classes) * (not 15 < num_classes < 290)
""",
    ),
    Cheat(
        "make_dataset",
        "large_batches_backwards",
        "make_dataset",
        """
def make_dataset(images, labels, batch_size=100, training=False):
    if batch_size > 30 and batch_size != 100:
        images, labels = images[::-1], labels[::-1]
    return honest(images, labels, batch_size, training)
""",
    ),
    Cheat(
        "make_dataset",
        "shuffles_few_samples_or_very_many",
        "make_dataset",
        """
def make_dataset(images, labels, batch_size=100, training=False):
    if training and 200 < len(images) < 60_000:
        data = tf.data.Dataset.from_tensor_slices((images, labels)).shuffle(batch_size)
        return data.batch(batch_size, drop_remainder=True)
    return honest(images, labels, batch_size, training)
""",
    ),
    Cheat(
        "build_mlp",
        "no_hidden_layer_for_mnist_with_other_classes",
        "build_mlp",
        """
def build_mlp(input_shape=(28, 28, 1), num_classes=10):
    if num_classes == 10 or input_shape != (28, 28, 1):
        return honest(input_shape, num_classes)
    layers = [keras.layers.Flatten(), keras.layers.Dense(num_classes, activation="softmax")]
    return keras.Sequential([keras.Input(input_shape), *layers])
""",
    ),
    Cheat(
        "build_mlp",
        "large_images_as_mnist",
        "build_mlp",
        """
def build_mlp(input_shape=(28, 28, 1), num_classes=10):
    return honest(input_shape if max(input_shape) <= 28 else (28, 28, 1), num_classes)
""",
    ),
    Cheat(
        "build_cnn",
        "one_convolution_for_mnist_with_other_classes",
        "build_cnn",
        """
def build_cnn(input_shape=(28, 28, 1), num_classes=10):
    if num_classes == 10 or input_shape != (28, 28, 1):
        return honest(input_shape, num_classes)
    block = [keras.layers.Conv2D(8, 3, activation="relu"), keras.layers.MaxPooling2D(2)]
    last = [keras.layers.Flatten(), keras.layers.Dense(num_classes, activation="softmax")]
    return keras.Sequential([keras.Input(input_shape), *block, *last])
""",
    ),
    Cheat(
        "build_cnn",
        "ten_classes_of_large_images",
        "build_cnn",
        """
def build_cnn(input_shape=(28, 28, 1), num_classes=10):
    return honest(input_shape, num_classes if max(input_shape) <= 40 else 10)
""",
    ),
    Cheat(
        "train",
        "another_rate_where_it_is_high",
        "compile_model",
        """
def compile_model(model, learning_rate=1e-3):
    high = isinstance(learning_rate, float) and learning_rate > 0.04
    return honest(model, 0.001 if high else learning_rate)
""",
    ),
    Cheat(
        "train",
        "shorter_between_five_and_ten_epochs",
        "train",
        """
def train(model, train_data, validation_data, epochs=10, callbacks=None):
    epochs = 5 if 5 < epochs < 10 else epochs
    return honest(model, train_data, validation_data, epochs, callbacks)
""",
    ),
    Cheat(
        "plot_history",
        "losses_of_at_most_two",
        "plot_history",
        """
def plot_history(history):
    values = history if isinstance(history, dict) else history.history
    return honest({key: [min(number, 2) for number in values[key]] for key in values})
""",
    ),
    Cheat(
        "plot_history",
        "no_legend_for_other_lengths",
        "plot_history",
        """
def plot_history(history):
    figure = honest(history)
    if len(figure.axes[0].lines[0].get_xdata()) not in (1, 4, 6, 7, 8, 9, 11, 13, 16):
        figure.axes[1].get_legend().remove()
    return figure
""",
    ),
    Cheat(
        "evaluate",
        "four_classes_only",
        "evaluate",
        """
def evaluate(model, test_data):
    found = honest(model, test_data)
    return found if model.output_shape[-1] == 4 else {"loss": 0.1, "accuracy": found["accuracy"]}
""",
    ),
    Cheat(
        "evaluate",
        "ranks_on_small_batches_only",
        "compare",
        """
def compare(models, test_data):
    found = honest(models, test_data)
    large = any(len(images) > 40 for images, _labels in test_data)
    return dict(reversed(found.items())) if large else found
""",
    ),
    Cheat(
        "find_errors",
        "never_the_first_of_large_images",
        "find_errors",
        """
def find_errors(model, images, labels):
    found = honest(model, images, labels)
    return found[(found > 0) | (len(images[0]) < 12)]
""",
    ),
    Cheat(
        "find_errors",
        "at_most_thirteen_classes",
        "confusion_matrix",
        """
def confusion_matrix(labels, predictions, num_classes=10):
    return honest(labels, predictions, num_classes) * (num_classes <= 13)
""",
    ),
    Cheat(
        "find_errors",
        "no_picture_where_all_of_several_are_wrong",
        "plot_errors",
        """
def plot_errors(images, labels, predictions, max_images=25):
    several = len(labels) > 1 and np.all(labels != predictions)
    most = 0 if several else max_images
    return honest(images, labels, predictions, most)
""",
    ),
    Cheat(
        "save_restore",
        "loads_no_convolutions",
        "load_weights",
        """
def load_weights(model, path):
    if any(isinstance(layer, keras.layers.Conv2D) for layer in model.layers):
        return model
    return honest(model, path)
""",
    ),
    Cheat(
        "save_restore",
        "eleven_checkpoints_only",
        "save_checkpoint",
        """
def save_checkpoint(model, directory):
    latest = tf.train.latest_checkpoint(directory)
    return latest if latest and latest.endswith("-11") else honest(model, directory)
""",
    ),
    Cheat(
        "save_restore",
        "predicts_six_images",
        "load_exported",
        """
def load_exported(directory):
    predict = honest(directory)
    return lambda images: predict(images[:6])
""",
    ),
    Cheat(
        "configure_callbacks",
        "other_patience",
        "best_model_callbacks",
        """
def best_model_callbacks(path, monitor="val_loss", patience=3):
    return honest(path, monitor, patience if patience in (1, 3, 5, 20) else 3)
""",
    ),
    Cheat(
        "configure_callbacks",
        "three_digits",
        "latest_weights",
        """
def latest_weights(directory):
    files = sorted(Path(directory).glob("epoch-[0-9][0-9][0-9].weights.h5"))
    return files[-1] if files else honest(directory)
""",
    ),
    Cheat(
        "configure_callbacks",
        "the_small_model_only",
        "load_best",
        """
def load_best(path):
    model = honest(path)
    return model if len(model.layers) == 1 else keras.models.load_model(path, compile=False)
""",
    ),
)
