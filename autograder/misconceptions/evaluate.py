"""Exercise 7: what learners get wrong when they measure and rank models."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from autograder.misconception import misconception
from autograder.text import _

WHOLE = "measures_the_whole_dataset"
OTHERS = "finds_them_among_other_metrics"
EVERY = "measures_every_model"
ORDER = "puts_the_best_accuracy_first"
PARAMETERS = "counts_all_parameters"


def of_each_batch(model: Any, data: Any, training: bool = False) -> list[tuple[int, float, float]]:
    """Return for each batch its size, its mean loss and its accuracy."""
    found = []
    for x, y in data:
        rows = np.asarray(model(x, training=training), dtype=np.float64)
        true = np.argmax(y, axis=-1)
        losses = -np.log(rows[np.arange(len(true)), true])
        hits = np.argmax(rows, axis=-1) == true
        found.append((len(true), float(losses.mean()), float(hits.mean())))
    return found


def of_all(model: Any, data: Any, training: bool = False) -> dict[str, float]:
    """Return the loss and the accuracy over all samples."""
    sizes, losses, hits = np.transpose(of_each_batch(model, data, training))
    loss, accuracy = np.average(losses, weights=sizes), np.average(hits, weights=sizes)
    return {"loss": float(loss), "accuracy": float(accuracy)}


def as_dict(loss: Any, accuracy: Any) -> dict[str, Any]:
    """Return the two as the exercise asks for them."""
    return {"loss": loss, "accuracy": accuracy}


def table(models: dict[str, Any], data: Any) -> dict[str, Any]:
    """Return the entries of all models, in the order given."""
    return {
        name: dict(parameters=int(one.count_params()), **of_all(one, data))
        for name, one in models.items()
    }


def ranked(entries: dict[str, Any], key: Any) -> dict[str, Any]:
    """Return the entries sorted by what `key` makes of one."""
    return {name: entries[name] for name in sorted(entries, key=lambda n: key(entries[n]))}


def best_first(entries: dict[str, Any]) -> dict[str, Any]:
    """Return the entries as they should come."""
    return ranked(entries, lambda entry: -entry["accuracy"])


@misconception(
    "evaluate",
    caught_by=WHOLE,
    hint=_("model.evaluate gives a list unless it is asked for a dict"),
    see="evaluation#by-name",
)
def returns_a_list(model: Any, test_data: Any) -> Any:
    """returns the list that model.evaluate gives"""
    return list(of_all(model, test_data).values())


@misconception(
    "evaluate",
    caught_by=WHOLE,
    hint=_("two values after `return` make a tuple: give them their names"),
    see="evaluation#by-name",
)
def returns_a_tuple(model: Any, test_data: Any) -> Any:
    """returns loss and accuracy as a tuple"""
    return tuple(of_all(model, test_data).values())


@misconception(
    "evaluate",
    caught_by=WHOLE,
    hint=_("a single number is not what was asked for: the dict has two"),
    see="evaluation#by-name",
)
def returns_only_the_accuracy(model: Any, test_data: Any) -> Any:
    """returns the accuracy alone"""
    return of_all(model, test_data)["accuracy"]


@misconception(
    "evaluate",
    caught_by=WHOLE,
    hint=_("the loss comes first in what model.evaluate gives; better to ask for names"),
    see="evaluation#by-name",
)
def swaps_loss_and_accuracy(model: Any, test_data: Any) -> Any:
    """gives the loss as accuracy and the accuracy as loss"""
    loss, accuracy = of_all(model, test_data).values()
    return as_dict(accuracy, loss)


@misconception(
    "evaluate",
    caught_by=WHOLE,
    hint=_("an accuracy lies between 0 and 1; percent are for printing"),
    see="evaluation#whole-dataset",
)
def gives_percent(model: Any, test_data: Any) -> Any:
    """gives the accuracy in percent"""
    loss, accuracy = of_all(model, test_data).values()
    return as_dict(loss, accuracy * 100)


@misconception(
    "evaluate",
    caught_by=WHOLE,
    hint=_("round where you print: two models may differ only in the third digit"),
    see="evaluation#whole-dataset",
)
def rounds_the_numbers(model: Any, test_data: Any) -> Any:
    """rounds to two digits"""
    return {name: round(value, 2) for name, value in of_all(model, test_data).items()}


@misconception(
    "evaluate",
    caught_by=WHOLE,
    hint=_("text is for reading; whoever calls your function wants to reckon with numbers"),
    see="evaluation#whole-dataset",
)
def returns_text(model: Any, test_data: Any) -> Any:
    """returns the numbers as text"""
    return {name: f"{value:.4f}" for name, value in of_all(model, test_data).items()}


@misconception(
    "evaluate",
    caught_by=WHOLE,
    hint=_("float() makes a number of a tensor"),
    see="evaluation#whole-dataset",
)
def returns_tensors(model: Any, test_data: Any) -> Any:
    """returns tensors instead of floats"""
    import tensorflow as tf

    return {name: tf.constant(value) for name, value in of_all(model, test_data).items()}


@misconception(
    "evaluate",
    caught_by=WHOLE,
    hint=_("next(iter(dataset)) is one batch: how many samples are in the others?"),
    see="evaluation#whole-dataset",
)
def measures_the_first_batch(model: Any, test_data: Any) -> Any:
    """measures the first batch only"""
    return as_dict(*of_each_batch(model, test_data)[0][1:])


@misconception(
    "evaluate",
    caught_by=WHOLE,
    hint=_("what does a loop leave behind that assigns to the same name in every turn?"),
    see="evaluation#whole-dataset",
)
def keeps_the_last_batch(model: Any, test_data: Any) -> Any:
    """keeps the numbers of the last batch only"""
    return as_dict(*of_each_batch(model, test_data)[-1][1:])


@misconception(
    "evaluate",
    caught_by=WHOLE,
    hint=_("the last batch is smaller: should its samples count more than others?"),
    see="evaluation#whole-dataset",
)
def averages_over_batches(model: Any, test_data: Any) -> Any:
    """averages over batches, although the last one is smaller"""
    means = np.mean(of_each_batch(model, test_data), axis=0)
    return as_dict(float(means[1]), float(means[2]))


@misconception(
    "evaluate",
    caught_by=WHOLE,
    hint=_("after adding up, divide by how many there were"),
    see="evaluation#whole-dataset",
)
def adds_the_batches_up(model: Any, test_data: Any) -> Any:
    """adds the batches' numbers up and does not divide"""
    totals = np.sum(of_each_batch(model, test_data), axis=0)
    return as_dict(float(totals[1]), float(totals[2]))


@misconception(
    "evaluate",
    caught_by=WHOLE,
    hint=_("dropout and normalisation work otherwise in training: which way is called for here?"),
    see="evaluation#unchanged",
)
def measures_as_in_training(model: Any, test_data: Any) -> Any:
    """calls the model as in training"""
    return of_all(model, test_data, training=True)


@misconception(
    "evaluate",
    caught_by=WHOLE,
    hint=_("fit trains: a test set that is learnt from tests nothing any more"),
    see="evaluation#unchanged",
)
def trains_on_the_test_data(model: Any, test_data: Any) -> Any:
    """trains on the test data"""
    log = model.fit(test_data, verbose=0).history
    return as_dict(log["loss"][-1], log["accuracy"][-1])


@misconception(
    "evaluate",
    caught_by=OTHERS,
    hint=_("the model may report three numbers or more: do you need their places?"),
    see="evaluation#by-name",
)
def counts_on_two_numbers(model: Any, test_data: Any) -> Any:
    """counts on exactly two numbers from model.evaluate"""
    loss, accuracy = model.evaluate(test_data, verbose=0)
    return as_dict(loss, accuracy)


@misconception(
    "evaluate",
    caught_by=OTHERS,
    hint=_("the second number is the accuracy only if it is the first metric"),
    see="evaluation#by-name",
)
def takes_the_second_number(model: Any, test_data: Any) -> Any:
    """takes the second number for the accuracy"""
    numbers = model.evaluate(test_data, verbose=0)
    return as_dict(numbers[0], numbers[1])


@misconception(
    "evaluate",
    caught_by=OTHERS,
    hint=_("the last number is the accuracy only if it is the last metric"),
    see="evaluation#by-name",
)
def takes_the_last_number(model: Any, test_data: Any) -> Any:
    """takes the last number for the accuracy"""
    numbers = model.evaluate(test_data, verbose=0)
    return as_dict(numbers[0], numbers[-1])


@misconception(
    "evaluate",
    caught_by="leaves_arguments_alone",
    hint=_("the model comes compiled: measuring needs no compile"),
    see="evaluation#unchanged",
)
def compiles_again(model: Any, test_data: Any) -> Any:
    """compiles the model again"""
    model.compile("sgd", loss="categorical_crossentropy", metrics=["accuracy"])
    return of_all(model, test_data)


@misconception(
    "compare",
    caught_by=(EVERY, ORDER, PARAMETERS),
    hint=_("sorted() of .items() is a list of pairs: what makes a dict of pairs?"),
    see="evaluation#compare",
)
def returns_a_list_of_pairs(models: dict[str, Any], test_data: Any) -> Any:
    """returns the sorted list of pairs, not a dict"""
    return list(best_first(table(models, test_data)).items())


@misconception(
    "compare",
    caught_by=(EVERY, ORDER, PARAMETERS),
    hint=_("whoever compares wants to see the others too"),
    see="evaluation#compare",
)
def returns_only_the_best(models: dict[str, Any], test_data: Any) -> Any:
    """returns the best model's numbers only"""
    return next(iter(best_first(table(models, test_data)).values()))


@misconception(
    "compare",
    caught_by=ORDER,
    hint=_("a dict keeps the order in which its entries were put in: when do you sort them?"),
    see="evaluation#order",
)
def keeps_the_order_given(models: dict[str, Any], test_data: Any) -> Any:
    """leaves the models in the order given"""
    return table(models, test_data)


@misconception(
    "compare",
    caught_by=(EVERY, ORDER),
    hint=_("in a loop over the models, which one do you measure?"),
    see="evaluation#compare",
)
def measures_the_first_for_all(models: dict[str, Any], test_data: Any) -> Any:
    """measures the first model for every name"""
    first = of_all(next(iter(models.values())), test_data)
    return {name: dict(first, parameters=int(m.count_params())) for name, m in models.items()}


@misconception(
    "compare",
    caught_by=(EVERY, ORDER),
    hint=_("the same dict is put under every name: make a new one in every turn"),
    see="evaluation#compare",
)
def shares_one_dict(models: dict[str, Any], test_data: Any) -> Any:
    """puts the same dict under every name, so that the last model's numbers are in all"""
    entry: dict[str, Any] = {}
    for model in models.values():
        entry.update(of_all(model, test_data), parameters=int(model.count_params()))
    return dict.fromkeys(models, entry)


@misconception(
    "compare",
    caught_by=(EVERY, PARAMETERS),
    hint=_("each entry is a dict of three: the accuracy alone is one of them"),
    see="evaluation#compare",
)
def keeps_only_the_accuracies(models: dict[str, Any], test_data: Any) -> Any:
    """gives the accuracy alone for every model"""
    entries = best_first(table(models, test_data))
    return {name: entry["accuracy"] for name, entry in entries.items()}


@misconception(
    "compare",
    caught_by=PARAMETERS,
    hint=_("which of the three things that an entry promises is not there?"),
    see="evaluation#parameters",
)
def forgets_the_parameters(models: dict[str, Any], test_data: Any) -> Any:
    """leaves the parameters out"""
    return best_first({name: of_all(model, test_data) for name, model in models.items()})


def counting(models: dict[str, Any], data: Any, count: Any) -> dict[str, Any]:
    """Return the ranking, with what `count` says of each model as its parameters."""
    entries = best_first(table(models, data))
    return {name: {**entry, "parameters": count(models[name])} for name, entry in entries.items()}


@misconception(
    "compare",
    caught_by=PARAMETERS,
    hint=_("what a layer keeps without training it takes up room as well"),
    see="evaluation#parameters",
)
def counts_only_what_is_trained(models: dict[str, Any], test_data: Any) -> Any:
    """counts the trainable parameters only"""
    return counting(
        models, test_data, lambda m: sum(int(np.size(w)) for w in m.trainable_variables)
    )


@misconception(
    "compare",
    caught_by=PARAMETERS,
    hint=_("len(model.weights) counts arrays; how many numbers are in them?"),
    see="evaluation#parameters",
)
def counts_the_arrays(models: dict[str, Any], test_data: Any) -> Any:
    """counts the weight arrays, not the numbers in them"""
    return counting(models, test_data, lambda m: len(m.weights))


@misconception(
    "compare",
    caught_by=PARAMETERS,
    hint=_("a layer is not a parameter: what does model.summary() add up?"),
    see="evaluation#parameters",
)
def counts_the_layers(models: dict[str, Any], test_data: Any) -> Any:
    """counts the layers"""
    return counting(models, test_data, lambda m: len(m.layers))


@misconception(
    "compare",
    caught_by=ORDER,
    hint=_("sorting goes from small to large unless it is told otherwise"),
    see="evaluation#order",
)
def puts_the_worst_first(models: dict[str, Any], test_data: Any) -> Any:
    """puts the lowest accuracy first"""
    return ranked(table(models, test_data), lambda entry: entry["accuracy"])


@misconception(
    "compare",
    caught_by=ORDER,
    hint=_("the lowest loss and the highest accuracy need not be the same model's"),
    see="evaluation#order",
)
def sorts_by_loss(models: dict[str, Any], test_data: Any) -> Any:
    """sorts by loss"""
    return ranked(table(models, test_data), lambda entry: entry["loss"])


@misconception(
    "compare",
    caught_by=ORDER,
    hint=_("a small model is a fine thing, but the accuracy decides here"),
    see="evaluation#order",
)
def sorts_by_parameters(models: dict[str, Any], test_data: Any) -> Any:
    """sorts by the number of parameters"""
    return ranked(table(models, test_data), lambda entry: entry["parameters"])


@misconception(
    "compare",
    caught_by=ORDER,
    hint=_("sorted() of a dict's items looks at their keys first: what is key= for?"),
    see="evaluation#order",
)
def sorts_by_name(models: dict[str, Any], test_data: Any) -> Any:
    """sorts by name"""
    entries = table(models, test_data)
    return {name: entries[name] for name in sorted(entries)}


@misconception(
    "compare",
    caught_by="leaves_arguments_alone",
    hint=_("fill a dict of your own: the one given belongs to whoever called you"),
    see="start#arguments",
    also={"evaluate": of_all},
)
def writes_into_the_dict_given(models: dict[str, Any], test_data: Any) -> Any:
    """changes the dict that it was given"""
    found = best_first(table(models, test_data))
    models.update(found)
    return found


@misconception(
    "evaluate",
    caught_by=WHOLE,
    hint=_("print what your function returns: is there a `return` at its end?"),
    see="start#run-it",
)
def returns_nothing(model: Any, test_data: Any) -> Any:
    """measures, but returns nothing"""
    of_all(model, test_data)


@misconception(
    "evaluate",
    caught_by=WHOLE,
    hint=_("the dict's keys are promised: loss and accuracy, written in full"),
    see="evaluation#by-name",
)
def calls_it_acc(model: Any, test_data: Any) -> Any:
    """calls the accuracy acc"""
    loss, accuracy = of_all(model, test_data).values()
    return {"loss": loss, "acc": accuracy}


@misconception(
    "evaluate",
    caught_by=WHOLE,
    hint=_("a rounded row need not have a 1: which class is the most probable?"),
    see="evaluation#whole-dataset",
)
def rounds_the_rows(model: Any, test_data: Any) -> Any:
    """counts an image as right only where the rounded row is the label's"""
    found = [(np.round(model(x)) == np.asarray(y)).all(axis=1) for x, y in test_data]
    return as_dict(of_all(model, test_data)["loss"], float(np.concatenate(found).mean()))


@misconception(
    "evaluate",
    caught_by=("measures_the_whole_dataset",),
    hint=_("an image is right or wrong as a whole, not column by column"),
    see="evaluation#whole-dataset",
)
def counts_matching_columns(model: Any, test_data: Any) -> Any:
    """counts the columns that match after rounding"""
    found = [np.round(model(x)) == np.asarray(y) for x, y in test_data]
    return as_dict(of_all(model, test_data)["loss"], float(np.concatenate(found).mean()))


@misconception(
    "evaluate",
    caught_by=WHOLE,
    hint=_("the accuracy is counted, not worked out from the loss"),
    see="evaluation#whole-dataset",
)
def takes_one_minus_the_loss(model: Any, test_data: Any) -> Any:
    """gives 1 - loss as the accuracy"""
    loss = of_all(model, test_data)["loss"]
    return as_dict(loss, 1 - loss)


@misconception(
    "evaluate",
    caught_by=WHOLE,
    hint=_("the mean over the samples is asked for: how many are there?"),
    see="evaluation#whole-dataset",
)
def counts_the_hits(model: Any, test_data: Any) -> Any:
    """gives the number of right images, not their share"""
    sizes, losses, hits = np.transpose(of_each_batch(model, test_data))
    return as_dict(float(np.average(losses, weights=sizes)), float((sizes * hits).sum()))


@misconception(
    "compare",
    caught_by=("measures_every_model", "counts_all_parameters", "puts_the_best_accuracy_first"),
    hint=_("print what your function returns: is there a `return` at its end?"),
    see="start#run-it",
)
def compares_and_returns_nothing(models: dict[str, Any], test_data: Any) -> Any:
    """compares, but returns nothing"""
    best_first(table(models, test_data))


@misconception(
    "compare",
    caught_by=EVERY,
    hint=_("two models may be equally good: what does a dict do with the same key twice?"),
    see="evaluation#compare",
)
def takes_accuracies_for_keys(models: dict[str, Any], test_data: Any) -> Any:
    """loses a model that is as accurate as another"""
    rows = table(models, test_data)
    return best_first(
        {name: rows[name] for name in {rows[n]["accuracy"]: n for n in rows}.values()}
    )


@misconception(
    "evaluate",
    caught_by=WHOLE,
    hint=_("the last batch may be smaller, but its images count like all others"),
    see="evaluation#whole-dataset",
)
def leaves_the_short_batch_out(model: Any, test_data: Any) -> Any:
    """leaves the last batch out, since it is smaller"""
    found = of_each_batch(model, test_data)
    sizes, losses, hits = np.transpose([one for one in found if one[0] == found[0][0]])
    loss, accuracy = np.average(losses, weights=sizes), np.average(hits, weights=sizes)
    return as_dict(float(loss), float(accuracy))


@misconception(
    "evaluate",
    caught_by=WHOLE,
    hint=_("batches times batch size is too many where the last batch is smaller"),
    see="evaluation#whole-dataset",
)
def divides_as_if_all_batches_were_full(model: Any, test_data: Any) -> Any:
    """divides by batches times batch size, although the last one is smaller"""
    sizes, losses, hits = np.transpose(of_each_batch(model, test_data))
    n = sizes[0] * len(sizes)
    return as_dict(float((sizes * losses).sum() / n), float((sizes * hits).sum() / n))


@misconception(
    "evaluate",
    caught_by=WHOLE,
    hint=_("add up over the classes of an image first; the mean is taken over the images"),
    see="evaluation#whole-dataset",
)
def averages_over_the_classes(model: Any, test_data: Any) -> Any:
    """takes the mean of the loss over the classes too"""
    classes = model.output_shape[-1]
    loss, accuracy = of_all(model, test_data).values()
    return as_dict(loss / classes, accuracy)


@misconception(
    "evaluate",
    caught_by=WHOLE,
    hint=_("the loss is the one that the model was compiled with"),
    see="evaluation#whole-dataset",
)
def takes_the_squared_error_for_the_loss(model: Any, test_data: Any) -> Any:
    """gives the mean squared error as the loss"""
    found = [(np.asarray(model(x), dtype=np.float64) - np.asarray(y)) ** 2 for x, y in test_data]
    return as_dict(float(np.concatenate(found).mean()), of_all(model, test_data)["accuracy"])


@misconception(
    "evaluate",
    caught_by=WHOLE,
    hint=_("the share of right images is asked for: which ones do you count?"),
    see="evaluation#whole-dataset",
)
def gives_the_share_of_errors(model: Any, test_data: Any) -> Any:
    """gives the share of wrong images as the accuracy"""
    loss, accuracy = of_all(model, test_data).values()
    return as_dict(loss, 1 - accuracy)


@misconception(
    "evaluate",
    caught_by=WHOLE,
    hint=_("numbers are rounded where they are printed, not where they are returned"),
    see="evaluation#whole-dataset",
)
def rounds_to_three_digits(model: Any, test_data: Any) -> Any:
    """rounds to three digits"""
    loss, accuracy = of_all(model, test_data).values()
    return as_dict(round(loss, 3), round(accuracy, 3))


@misconception(
    "evaluate",
    caught_by=OTHERS,
    hint=_("in which order a dict has its values is not promised: ask for the two by name"),
    see="evaluation#by-name",
)
def takes_the_values_in_their_order(model: Any, test_data: Any) -> Any:
    """takes the first two values of the dict that model.evaluate gives"""
    found = model.evaluate(test_data, verbose=0, return_dict=True)
    accuracy, loss = list(found.values())[:2]
    return as_dict(loss, accuracy)


@misconception(
    "compare",
    caught_by=ORDER,
    hint=_("the best is in its place; in which order are the others asked for?"),
    see="evaluation#order",
)
def moves_only_the_best_to_the_front(models: dict[str, Any], test_data: Any) -> Any:
    """puts the best first and leaves the others in the order given"""
    entries = table(models, test_data)
    best = max(entries, key=lambda name: entries[name]["accuracy"])
    return {best: entries[best], **{n: e for n, e in entries.items() if n != best}}


@misconception(
    "compare",
    caught_by=ORDER,
    hint=_("a high loss is nothing good, and it is the accuracy that decides"),
    see="evaluation#order",
)
def puts_the_highest_loss_first(models: dict[str, Any], test_data: Any) -> Any:
    """sorts by loss, the highest first"""
    return ranked(table(models, test_data), lambda entry: -entry["loss"])


@misconception(
    "compare",
    caught_by=ORDER,
    hint=_("a large model need not be a good one: the accuracy decides here"),
    see="evaluation#order",
)
def puts_the_largest_first(models: dict[str, Any], test_data: Any) -> Any:
    """sorts by the number of parameters, the largest first"""
    return ranked(table(models, test_data), lambda entry: -entry["parameters"])


@misconception(
    "compare",
    caught_by=(EVERY, ORDER),
    hint=_("whoever compares wants to see the others too"),
    see="evaluation#compare",
)
def keeps_the_entry_of_the_best(models: dict[str, Any], test_data: Any) -> Any:
    """has an entry for the best model only"""
    return dict(list(best_first(table(models, test_data)).items())[:1])


@misconception(
    "compare",
    caught_by=EVERY,
    hint=_("names and numbers are sorted apart: which numbers belong to a name afterwards?"),
    see="evaluation#compare",
)
def sorts_the_names_alone(models: dict[str, Any], test_data: Any) -> Any:
    """sorts the names, but not the numbers along with them"""
    entries = table(models, test_data)
    return dict(zip(best_first(entries), entries.values(), strict=True))


@misconception(
    "compare",
    caught_by=PARAMETERS,
    hint=_("a bias is a parameter as well: what does model.summary() add up?"),
    see="evaluation#parameters",
)
def counts_no_biases(models: dict[str, Any], test_data: Any) -> Any:
    """leaves biases and other vectors out of the number of parameters"""
    return counting(models, test_data, lambda m: sum(w.size for w in m.get_weights() if w.ndim > 1))


@misconception(
    "evaluate",
    caught_by=WHOLE,
    hint=_("MNIST has ten thousand test images: how many has the dataset given?"),
    see="evaluation#whole-dataset",
)
def divides_by_ten_thousand(model: Any, test_data: Any) -> Any:
    """divides the number of right images by 10000, however many there are"""
    sizes, losses, hits = np.transpose(of_each_batch(model, test_data))
    loss, right = np.average(losses, weights=sizes), (sizes * hits).sum()
    return as_dict(float(loss), float(right / 10000))


@misconception(
    "evaluate",
    caught_by=WHOLE,
    hint=_("print(model.metrics_names): is accuracy among them?"),
    see="evaluation#by-name",
)
def looks_in_the_names_of_metrics(model: Any, test_data: Any) -> Any:
    """takes model.metrics_names for the names of the numbers"""
    found = dict(zip(model.metrics_names, of_all(model, test_data).values(), strict=False))
    return as_dict(found["loss"], found["accuracy"])


@misconception(
    "evaluate",
    caught_by=WHOLE,
    hint=_("print the dict: are its keys loss and accuracy, letter by letter?"),
    see="evaluation#by-name",
)
def has_names_of_its_own(model: Any, test_data: Any) -> Any:
    """gives the numbers other names than loss and accuracy"""
    return {f"test_{name}": value for name, value in of_all(model, test_data).items()}


@misconception(
    "compare",
    caught_by=(EVERY, ORDER),
    hint=_("how far is `return` indented? A loop ends with its first turn if it is inside"),
    see="evaluation#compare",
)
def returns_inside_the_loop(models: dict[str, Any], test_data: Any) -> Any:
    """returns after the first model, since `return` stands inside the loop"""
    first = next(iter(models))
    return table({first: models[first]}, test_data)


@misconception(
    "compare",
    caught_by=(EVERY, PARAMETERS, ORDER),
    hint=_("what a model calls itself is Keras's choice: whose names stand in the dict given?"),
    see="evaluation#compare",
)
def uses_the_names_of_the_models(models: dict[str, Any], test_data: Any) -> Any:
    """takes model.name for the name, not the key in the dict given"""
    # Keras's number counts all models of the process: without it, a message stays the same
    named = {re.sub(r"_\d+$", "", one.name): one for one in models.values()}
    return best_first(table(named, test_data))


@misconception(
    "evaluate",
    caught_by=WHOLE,
    hint=_("print what Keras returns: under which name does the accuracy stand today?"),
    see="evaluation#by-name",
)
def looks_for_acc(model: Any, test_data: Any) -> Any:
    """looks for the accuracy under its old name acc"""
    found = of_all(model, test_data)
    return as_dict(found["loss"], found["acc"])
