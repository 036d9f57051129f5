"""Exercise 7: Evaluate and compare models.

You learn to measure a trained model on data that it has never seen, and to weigh models by
accuracy and size.

You write two functions: one measures a model, the other ranks several. Free to choose: how
you measure, as long as the numbers are those of the whole dataset.

Rules:
- Assume no fixed number of samples, image size or number of classes. Write no files.
- Do not change the models or the dict you are given.
- A number may be Python's or NumPy's.
- You may import Python's own library, numpy, tensorflow/keras, matplotlib and scikit-learn.
- Importing this file must be quick: it loads no data and trains nothing.

Points (10 in all):
    3  measures_the_whole_dataset: loss and accuracy over all samples, as floats
    1  finds_them_among_other_metrics: by name, whatever else the model reports
    2  measures_every_model: every model's own loss and accuracy
    1  counts_all_parameters: trainable or not
    2  puts_the_best_accuracy_first: in the order of the accuracies
    1  leaves_arguments_alone: nothing given is changed, no file is written
"""

import keras
import tensorflow as tf


def evaluate(model: keras.Model, test_data: tf.data.Dataset) -> dict[str, float]:
    """Measure the loss and the accuracy of a model on a dataset.

    Args:
        model: a model compiled as in exercise 5. It may report more metrics than the accuracy,
            so do not count on two numbers. It is not changed.
        test_data: batches of `(images, labels)`, labels as one-hot rows.

    Returns:
        A dict with `"loss"` and `"accuracy"`, two floats over the whole dataset.

    Example:
        >>> evaluate(model, test_data)
        {'loss': 0.0312, 'accuracy': 0.9897}
    """
    # TODO: Evaluate the model and pick the loss and the accuracy by name.
    raise NotImplementedError


def compare(
    models: dict[str, keras.Model], test_data: tf.data.Dataset
) -> dict[str, dict[str, float]]:
    """Measure several models on the same dataset, the best first.

    Args:
        models: compiled models by name. Neither the dict nor the models are changed.
        test_data: batches of `(images, labels)`, labels as one-hot rows.

    Returns:
        A dict with an entry for every name, the highest accuracy first. Each entry is a dict
        with `"parameters"`, the number of all the model's parameters, trainable or not, and
        `"loss"` and `"accuracy"` as `evaluate` returns them.

    Example:
        >>> compare({"mlp": mlp, "cnn": cnn}, test_data)
        {'cnn': {'parameters': 98442, 'loss': 0.0312, 'accuracy': 0.9897},
         'mlp': {'parameters': 535818, 'loss': 0.0771, 'accuracy': 0.9794}}
    """
    # TODO: Measure each model and sort by accuracy, the highest first.
    raise NotImplementedError
