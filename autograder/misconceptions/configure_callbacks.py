"""Exercise 10: what learners get wrong when callbacks keep models and end a training."""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder.misconception import misconception
from autograder.text import _

BEST = ("keeps_the_lowest_loss", "keeps_the_highest_accuracy")
OWN = r"(?:after|epoch)-(\d+)\.weights\.h5"
STOPS = ("stops_when_accuracy_stands_still", "any_improvement_starts_the_count_again")


def checkpoint(file: str, **settings: Any) -> Any:
    """Return a `ModelCheckpoint`."""
    import keras

    return keras.callbacks.ModelCheckpoint(filepath=file, **settings)


def stopper(**settings: Any) -> Any:
    """Return an `EarlyStopping`."""
    import keras

    return keras.callbacks.EarlyStopping(**settings)


def best_and_stop(
    path: str, monitor: str, patience: int, mode: str = "", stop: Any = None, **keep: Any
) -> list[Any]:
    """Return a pair that is right but for the settings `mode`, `stop` and `keep`."""
    watch = {"monitor": monitor, "mode": mode or ("max" if monitor.count("acc") else "min")}
    best = checkpoint(path, **{"save_best_only": True, **watch, **keep})
    return [best, stopper(**{**watch, "patience": patience, **(stop or {})})]


def right_pair(path: str, monitor: str = "val_loss", patience: int = 3) -> list[Any]:
    """Return the two callbacks as they should be."""
    return best_and_stop(path, monitor, patience)


def right_trace(directory: str) -> Any:
    """Return the callback for every epoch as it should be."""
    return checkpoint(f"{directory}/after-{{epoch:05d}}.weights.h5", save_weights_only=True)


def whole_model(path: str, **settings: Any) -> Any:
    """Return the model in the file."""
    import keras

    return keras.saving.load_model(filepath=path, **settings)


def numbered(directory: str) -> list[tuple[int, str]]:
    """Return epoch and name of each file that `right_trace` wrote, or the solution, by name."""
    matches = [re.fullmatch(OWN, name) for name in os.listdir(directory)]
    return sorted(((int(match[1]), match[0]) for match in matches if match), key=lambda p: p[1])


def last_by(order: Callable[[int], Any], directory: str) -> str:
    """Return the path of the file whose epoch comes last in this order."""
    if not (found := numbered(directory)):
        raise FileNotFoundError(directory)
    return os.path.join(directory, max(found, key=lambda pair: order(pair[0]))[1])


def right_latest(directory: str) -> Any:
    """Return the last epoch's file as it should be."""
    return last_by(int, directory)


RIGHT = {
    "best_model_callbacks": right_pair,
    "every_epoch_callback": right_trace,
    "load_best": whole_model,
    "latest_weights": right_latest,
}


def beside(function: str) -> dict[str, Any]:
    """Return right functions for all others of the exercise."""
    return {name: right for name, right in RIGHT.items() if name != function}


wrong_pair = functools.partial(misconception, "best_model_callbacks")


@wrong_pair(
    caught_by="returns_both_callbacks",
    hint=_("the callbacks are made, but do they leave the function?"),
    see="callbacks#pair",
)
def forgets_to_return_the_pair(path: str, monitor: str = "val_loss", patience: int = 3) -> Any:
    """makes the callbacks and returns nothing"""
    right_pair(path, monitor, patience)


@wrong_pair(
    caught_by="returns_both_callbacks",
    hint=_("keeping the best and stopping in time are two jobs: where is the second?"),
    see="callbacks#pair",
)
def returns_a_lone_checkpoint(path: str, monitor: str = "val_loss", patience: int = 3) -> Any:
    """returns one callback instead of a list"""
    return right_pair(path, monitor, patience)[0]


@wrong_pair(
    caught_by="returns_both_callbacks",
    hint=_("who ends the training when nothing improves any more?"),
    see="callbacks#pair",
)
def leaves_out_early_stopping(path: str, monitor: str = "val_loss", patience: int = 3) -> Any:
    """keeps the best model but never stops early"""
    return right_pair(path, monitor, patience)[:1]


@wrong_pair(
    caught_by="returns_both_callbacks",
    hint=_("memory is lost when the program ends: what writes a file?"),
    see="callbacks#pair",
)
def leaves_out_the_checkpoint(path: str, monitor: str = "val_loss", patience: int = 3) -> Any:
    """stops early, restores the best weights, and writes no file"""
    return right_pair(path, monitor, patience)[1:]


@wrong_pair(
    caught_by="returns_both_callbacks",
    hint=_("which setting asks for less than a whole model?"),
    see="callbacks#best",
)
def asks_for_weights_only(path: str, monitor: str = "val_loss", patience: int = 3) -> Any:
    """sets the checkpoint to save weights only, which a .keras file cannot be"""
    return best_and_stop(path, monitor, patience, save_weights_only=True)


@wrong_pair(
    caught_by=BEST,
    hint=_("the best weights alone are not enough: the model is asked for, at `path` itself"),
    see="callbacks#best",
)
def writes_weights_beside_the_path(path: str, monitor: str = "val_loss", patience: int = 3) -> Any:
    """writes only the weights, to a .weights.h5 file beside the path"""
    file = path.replace(".keras", ".weights.h5")
    return best_and_stop(file, monitor, patience, save_weights_only=True)


@wrong_pair(
    caught_by=BEST,
    hint=_("there is one best model and one file for it: take `path` as it is"),
    see="callbacks#best",
)
def adds_the_epoch_to_the_path(path: str, monitor: str = "val_loss", patience: int = 3) -> Any:
    """puts the epoch's number into the file's name"""
    return best_and_stop(path.replace(".keras", "-{epoch:02d}.keras"), monitor, patience)


@wrong_pair(
    caught_by=BEST,
    hint=_("whoever calls you chooses the file: which argument says where?"),
    see="callbacks#best",
)
def writes_to_a_file_of_its_own_choice(
    path: str, monitor: str = "val_loss", patience: int = 3
) -> Any:
    """writes to a place of its own, whatever the path"""
    return best_and_stop("best_model.keras", monitor, patience)


@wrong_pair(
    caught_by=BEST,
    hint=_("a ModelCheckpoint writes after every epoch unless it is told otherwise"),
    see="callbacks#best",
)
def writes_after_every_epoch(path: str, monitor: str = "val_loss", patience: int = 3) -> Any:
    """overwrites the best model with the latest one"""
    return best_and_stop(path, monitor, patience, save_best_only=False)


@wrong_pair(
    caught_by=(BEST[1], STOPS[0]),
    hint=_("your settings suit a loss: what if an accuracy is watched?"),
    see="callbacks#mode",
)
def takes_lower_for_better(path: str, monitor: str = "val_loss", patience: int = 3) -> Any:
    """takes lower for better, even of an accuracy"""
    return best_and_stop(path, monitor, patience, mode="min")


@wrong_pair(
    caught_by=(BEST[0], STOPS[1]),
    hint=_("your settings suit an accuracy: what if a loss is watched?"),
    see="callbacks#mode",
)
def takes_higher_for_better(path: str, monitor: str = "val_loss", patience: int = 3) -> Any:
    """takes higher for better, even of a loss"""
    return best_and_stop(path, monitor, patience, mode="max")


@wrong_pair(
    caught_by=(BEST[0], STOPS[1]),
    hint=_("which names are better high?"),
    see="callbacks#mode",
)
def takes_all_but_losses_for_better_high(
    path: str, monitor: str = "val_loss", patience: int = 3
) -> Any:
    """takes lower for better only where the name has 'loss' in it"""
    return best_and_stop(path, monitor, patience, mode="min" if "loss" in monitor else "max")


@wrong_pair(
    caught_by=(BEST[1], STOPS[0]),
    hint=_("a model compiled with the metric `acc` reports it by that short name"),
    see="callbacks#mode",
)
def knows_accuracy_by_its_full_name_only(
    path: str, monitor: str = "val_loss", patience: int = 3
) -> Any:
    """looks for 'accuracy' in the name and misses 'acc'"""
    return best_and_stop(path, monitor, patience, mode="max" if "accuracy" in monitor else "min")


@wrong_pair(
    caught_by=STOPS,
    hint=_("both callbacks need to know what to watch: is EarlyStopping told too?"),
    see="callbacks#monitor",
)
def stops_on_the_validation_loss(path: str, monitor: str = "val_loss", patience: int = 3) -> Any:
    """stops by val_loss, whatever is asked for"""
    return best_and_stop(path, monitor, patience, stop={"monitor": "val_loss", "mode": "min"})


@wrong_pair(
    caught_by=(*BEST, *STOPS),
    hint=_("what to watch is an argument: is it handed on?"),
    see="callbacks#monitor",
)
def always_watches_the_validation_loss(
    path: str, monitor: str = "val_loss", patience: int = 3
) -> Any:
    """watches val_loss, whatever is asked for"""
    return best_and_stop(path, "val_loss", patience)


@wrong_pair(
    caught_by=(*BEST, *STOPS),
    hint=_("val_… is measured on data that is not learnt from"),
    see="callbacks#monitor",
)
def watches_the_training_instead(path: str, monitor: str = "val_loss", patience: int = 3) -> Any:
    """watches the training's value instead of the validation's"""
    return best_and_stop(path, monitor.replace("val_", ""), patience)


@wrong_pair(
    caught_by=STOPS,
    hint=_("how long does EarlyStopping wait when nobody tells it?"),
    see="callbacks#patience",
)
def forgets_the_patience(path: str, monitor: str = "val_loss", patience: int = 3) -> Any:
    """does not hand the patience on, so that one bad epoch ends the training"""
    return best_and_stop(path, monitor, patience, stop={"patience": 0})


@wrong_pair(
    caught_by=STOPS[0],
    hint=_("three is only the default: how long to wait is an argument"),
    see="callbacks#patience",
)
def always_waits_three_epochs(path: str, monitor: str = "val_loss", patience: int = 3) -> Any:
    """waits three epochs, whatever the patience"""
    return best_and_stop(path, monitor, patience, stop={"patience": 3})


@wrong_pair(
    caught_by=STOPS[1],
    hint=_("look at the signature: how long is the wait if the argument is left out?"),
    see="callbacks#patience",
)
def has_another_default_patience(path: str, monitor: str = "val_loss", patience: int = 5) -> Any:
    """waits five epochs where patience is left out"""
    return right_pair(path, monitor, patience)


@wrong_pair(
    caught_by=STOPS,
    hint=_("EarlyStopping counts the bad epochs itself: hand the number on as it is"),
    see="callbacks#patience",
)
def waits_one_epoch_too_many(path: str, monitor: str = "val_loss", patience: int = 3) -> Any:
    """waits one epoch longer than asked"""
    return best_and_stop(path, monitor, patience, stop={"patience": patience + 1})


@wrong_pair(
    caught_by=STOPS,
    hint=_("EarlyStopping counts the bad epochs itself: hand the number on as it is"),
    see="callbacks#patience",
)
def waits_one_epoch_too_few(path: str, monitor: str = "val_loss", patience: int = 3) -> Any:
    """waits one epoch less than asked"""
    return best_and_stop(path, monitor, patience, stop={"patience": patience - 1})


@wrong_pair(
    caught_by=STOPS[1],
    hint=_("any improvement counts, however small: which setting says otherwise?"),
    see="callbacks#patience",
)
def wants_a_large_improvement(path: str, monitor: str = "val_loss", patience: int = 3) -> Any:
    """takes no notice of small improvements"""
    return best_and_stop(path, monitor, patience, stop={"min_delta": 0.001})


@wrong_pair(
    caught_by=STOPS,
    hint=_("patience counts from the best epoch on, from the first one: does something delay it?"),
    see="callbacks#patience",
)
def warms_up_for_twenty_epochs(path: str, monitor: str = "val_loss", patience: int = 3) -> Any:
    """begins to count too late, or never"""
    return best_and_stop(path, monitor, patience, stop={"start_from_epoch": 20})


@wrong_pair(
    caught_by="leaves_arguments_alone",
    also=beside("best_model_callbacks"),
    hint=_("nobody named a file for a log"),
    see="start#arguments",
)
def keeps_a_log_as_well(path: str, monitor: str = "val_loss", patience: int = 3) -> Any:
    """adds a CSVLogger that writes to the current folder"""
    import keras

    return [*right_pair(path, monitor, patience), keras.callbacks.CSVLogger("training.csv")]


@wrong_pair(
    caught_by="leaves_arguments_alone",
    also=beside("best_model_callbacks"),
    hint=_("one file is asked for, the best model's"),
    see="start#arguments",
)
def keeps_the_last_model_as_well(path: str, monitor: str = "val_loss", patience: int = 3) -> Any:
    """writes a second file with the last model"""
    last = checkpoint(path.replace(".keras", "-last.keras"))
    return [*right_pair(path, monitor, patience), last]


wrong_trace = functools.partial(
    misconception, "every_epoch_callback", caught_by="keeps_every_epoch"
)


@wrong_trace(
    hint=_("one callback is asked for, not a list of them"),
    see="callbacks#every-epoch",
)
def wraps_the_callback_in_a_list(directory: str) -> Any:
    """returns a list with the callback in it"""
    return [right_trace(directory)]


@wrong_trace(
    hint=_("the callback is made, but does it leave the function?"),
    see="callbacks#every-epoch",
)
def forgets_to_return_the_callback(directory: str) -> Any:
    """makes the callback and returns nothing"""
    right_trace(directory)


@wrong_trace(
    caught_by=("keeps_every_epoch", "leaves_arguments_alone"),
    also=beside("every_epoch_callback"),
    hint=_("a ModelCheckpoint wants a file's name: what is it inside the directory?"),
    see="callbacks#every-epoch",
)
def names_only_the_directory(directory: str) -> Any:
    """hands the directory to the checkpoint as its file"""
    return checkpoint(directory, save_weights_only=True)


@wrong_trace(
    hint=_("a name that is the same in every epoch is the same file in every epoch"),
    see="callbacks#every-epoch",
)
def gives_every_epoch_the_same_name(directory: str) -> Any:
    """writes every epoch to the same file"""
    return checkpoint(f"{directory}/weights.weights.h5", save_weights_only=True)


@wrong_trace(
    hint=_("Keras hands epochs to a callback counted from 0, and to a file name counted from 1"),
    see="callbacks#every-epoch",
)
def counts_epochs_from_zero(directory: str) -> Any:
    """numbers the first epoch 0"""
    import keras

    class EveryEpoch(keras.callbacks.ModelCheckpoint):
        def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
            os.makedirs(directory, exist_ok=True)
            self.model.save_weights(f"{directory}/epoch-{epoch}.weights.h5")

    return EveryEpoch(directory + "/{epoch}.weights.h5", save_weights_only=True)


@wrong_trace(
    hint=_("every epoch is asked for, the bad ones too"),
    see="callbacks#every-epoch",
)
def keeps_only_better_epochs(directory: str) -> Any:
    """writes only the epochs that improve"""
    return checkpoint(
        f"{directory}/e{{epoch}}.weights.h5", save_best_only=True, save_weights_only=True
    )


@wrong_trace(
    hint=_("weights alone end in .weights.h5; a .keras file is a whole model"),
    see="callbacks#every-epoch",
)
def keeps_whole_models(directory: str) -> Any:
    """writes a whole .keras model after every epoch"""
    return checkpoint(f"{directory}/e{{epoch:02d}}.keras")


@wrong_trace(
    hint=_("the name ends in .weights.h5, but which setting makes the contents weights?"),
    see="callbacks#every-epoch",
)
def calls_a_whole_model_weights(directory: str) -> Any:
    """writes a whole model under a name that ends in .weights.h5"""
    return checkpoint(f"{directory}/e{{epoch:02d}}.weights.h5")


@wrong_trace(
    hint=_("a training without validation has no val_loss to put into a name"),
    see="callbacks#every-epoch",
)
def needs_validation_for_the_name(directory: str) -> Any:
    """puts val_loss into the file's name"""
    return checkpoint(
        f"{directory}/e{{epoch:02d}}-{{val_loss:.3f}}.weights.h5", save_weights_only=True
    )


@wrong_trace(
    hint=_("whoever calls you chooses the directory: is the argument used?"),
    see="callbacks#every-epoch",
)
def ignores_the_directory(directory: str) -> Any:
    """writes to the current folder, whatever the directory"""
    return checkpoint("e{epoch:02d}.weights.h5", save_weights_only=True)


@wrong_trace(
    hint=_("a number for save_freq counts batches, not epochs"),
    see="callbacks#every-epoch",
)
def saves_every_hundred_batches(directory: str) -> Any:
    """writes after every hundred batches instead of every epoch"""
    return checkpoint(
        f"{directory}/e{{epoch:02d}}.weights.h5", save_weights_only=True, save_freq=100
    )


wrong_best = functools.partial(
    misconception,
    "load_best",
    caught_by="loads_the_best_model",
    also=beside("load_best"),
    see="callbacks#load-best",
)


@wrong_best(hint=_("the model is loaded, but does it leave the function?"))
def forgets_to_return_the_best(path: str) -> Any:
    """loads the model and returns nothing"""
    whole_model(path)


@wrong_best(hint=_("a model that is not compiled can predict, but not be evaluated"))
def loads_without_compiling(path: str) -> Any:
    """loads the model without its compiled state"""
    return whole_model(path, compile=False)


@wrong_best(hint=_("the file remembers how the model was compiled: keep that"))
def compiles_in_its_own_way(path: str) -> Any:
    """compiles the loaded model anew, with settings of its own"""
    network = whole_model(path, compile=False)
    network.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    return network


@wrong_best(hint=_("a configuration holds no weights: what was trained is gone"))
def builds_the_best_from_its_configuration(path: str) -> Any:
    """builds the model again from its configuration, with new weights"""
    trained = whole_model(path)
    network = type(trained).from_config(trained.get_config())
    network.compile_from_config(trained.get_compile_config())
    return network


@wrong_best(hint=_("weights are a part of a model: the whole of it is asked for"))
def returns_only_the_weights(path: str) -> Any:
    """returns the list of the model's weights"""
    return whole_model(path).get_weights()


@wrong_best(hint=_("whoever calls you says where the file is"))
def loads_a_file_of_its_own_choice(path: str) -> Any:
    """loads best_model.keras, whatever the path"""
    return whole_model("best_model.keras")


wrong_latest = functools.partial(misconception, "latest_weights", also=beside("latest_weights"))


@wrong_latest(
    caught_by="finds_the_last_epoch",
    hint=_("text is compared letter by letter: '9' comes after '10'"),
    see="callbacks#latest",
)
def compares_numbers_as_text(directory: str) -> Any:
    """compares the epochs' numbers as text, so that 9 comes after 10"""
    return last_by(str, directory)


@wrong_latest(
    caught_by="finds_the_last_epoch",
    hint=_("copying or touching a file changes its time, not its epoch"),
    see="callbacks#latest",
)
def takes_the_newest_file(directory: str) -> Any:
    """takes the file that was modified last"""
    if not (found := numbered(directory)):
        raise FileNotFoundError(directory)
    return max((Path(directory, name) for _number, name in found), key=os.path.getmtime)


@wrong_latest(
    caught_by=("finds_the_last_epoch", "passes_over_other_files"),
    hint=_("whoever gets the bare name cannot open the file from another folder"),
    see="callbacks#latest",
)
def returns_the_bare_name(directory: str) -> Any:
    """returns the file's name without its directory"""
    return Path(right_latest(directory)).name


@wrong_latest(
    caught_by=("finds_the_last_epoch", "passes_over_other_files"),
    hint=_("the number only helps to find the file: its path is asked for"),
    see="callbacks#latest",
)
def returns_the_epoch(directory: str) -> Any:
    """returns the epoch's number"""
    if not (found := numbered(directory)):
        raise FileNotFoundError(directory)
    return max(found)[0]


@wrong_latest(
    caught_by="passes_over_other_files",
    hint=_("a number in its name does not make a file the weights of an epoch"),
    see="callbacks#other-files",
)
def counts_every_file(directory: str) -> Any:
    """takes any file with a number in its name for weights"""
    files = [file.name for file in Path(directory).iterdir() if not file.is_dir()]
    digits = [(re.findall(r"\d+", name.removesuffix(".weights.h5")), name) for name in files]
    pairs = [(int(found[-1]), name) for found, name in digits if found]
    if not pairs:
        raise FileNotFoundError(directory)
    return os.path.join(directory, max(pairs)[1])


@wrong_latest(
    caught_by="passes_over_other_files",
    hint=_("not every name that ends in .weights.h5 has a number: what does a failed search give?"),
    see="callbacks#other-files",
)
def expects_a_number_in_every_name(directory: str) -> Any:
    """breaks on a .weights.h5 file without a number"""
    names = [name for name in os.listdir(directory) if name.endswith(".weights.h5")]
    if not names:
        raise FileNotFoundError(directory)
    epoch = {name: int(re.findall(r"\d+", name.removesuffix(".h5"))[0]) for name in names}
    return os.path.join(directory, max(epoch, key=lambda name: epoch[name]))


@wrong_latest(
    caught_by="passes_over_other_files",
    hint=_("best.weights.h5 is a weights file too, but of no epoch: what tells yours from it?"),
    see="callbacks#other-files",
)
def takes_any_weights_file(directory: str) -> Any:
    """takes any .weights.h5 file for an epoch's where there is no other"""
    names = [name for name in os.listdir(directory) if name.endswith(".weights.h5")]
    names = [name for _number, name in numbered(directory)] or names
    if not names:
        raise FileNotFoundError(directory)
    return os.path.join(directory, max(names))


@wrong_latest(
    caught_by="passes_over_other_files",
    hint=_("nothing found is an error here, and it has a name"),
    see="callbacks#other-files",
)
def returns_nothing_where_nothing_is(directory: str) -> Any:
    """returns None where there are no weights"""
    found = numbered(directory)
    return os.path.join(directory, max(found)[1]) if found else None


@wrong_latest(
    caught_by="passes_over_other_files",
    hint=_("max() of nothing is a ValueError: look before you ask for the largest"),
    see="callbacks#other-files",
)
def lets_max_complain(directory: str) -> Any:
    """lets max() raise ValueError where there are no weights"""
    return os.path.join(directory, max(numbered(directory))[1])


@wrong_pair(
    caught_by=BEST[0],
    hint=_("look at the signature: what is watched if nothing is said?"),
    see="callbacks#monitor",
)
def has_another_default_monitor(path: str, monitor: str = "val_accuracy", patience: int = 3) -> Any:
    """watches val_accuracy where monitor is left out"""
    return right_pair(path, monitor, patience)


@wrong_pair(
    caught_by=BEST,
    hint=_("a number for save_freq counts batches, not epochs"),
    see="callbacks#best",
)
def looks_every_hundred_batches(path: str, monitor: str = "val_loss", patience: int = 3) -> Any:
    """looks after every hundred batches instead of every epoch"""
    return best_and_stop(path, monitor, patience, save_freq=100)


@wrong_trace(
    hint=_("print the path: what stands between the directory and the name?"),
    see="callbacks#every-epoch",
)
def forgets_the_slash(directory: str) -> Any:
    """puts the name straight after the directory, without a slash"""
    return checkpoint(directory + "e{epoch:02d}.weights.h5", save_weights_only=True)


@wrong_trace(
    hint=_("a file is looked for by its epoch later: is it in the name?"),
    see="callbacks#every-epoch",
)
def names_files_by_the_loss(directory: str) -> Any:
    """puts the loss into the file's name, and not the epoch"""
    return checkpoint(f"{directory}/loss-{{loss:.4f}}.weights.h5", save_weights_only=True)


@wrong_best(hint=_("whoever calls you says where the file is"))
def loads_the_newest_model_there(path: str) -> Any:
    """loads the newest .keras file of the folder, whichever it is"""
    return whole_model(str(max(Path(path).parent.glob("*.keras"), key=os.path.getmtime)))


@wrong_latest(
    caught_by="finds_the_last_epoch",
    hint=_("two digits keep text in order up to 99: which name comes last then, 99 or 100?"),
    see="callbacks#latest",
)
def sorts_two_digits_as_text(directory: str) -> Any:
    """sorts numbers of two digits as text, so that 99 comes after 100"""
    return last_by("{:02d}".format, directory)


@wrong_latest(
    caught_by="passes_over_other_files",
    hint=_("the callback writes into the directory itself: where do you search?"),
    see="callbacks#other-files",
)
def searches_deeper_folders(directory: str) -> Any:
    """searches the folders inside the directory as well"""
    folders = [directory, *(str(one) for one in Path(directory).rglob("*") if one.is_dir())]
    found = [(epoch, Path(one, name)) for one in folders for epoch, name in numbered(one)]
    if not found:
        raise FileNotFoundError(directory)
    return max(found)[1]


@wrong_latest(
    caught_by="passes_over_other_files",
    hint=_("an empty list has no last one: look before you take it"),
    see="callbacks#other-files",
)
def takes_the_last_of_nothing(directory: str) -> Any:
    """lets the last of an empty list raise IndexError where there are no weights"""
    return os.path.join(directory, sorted(numbered(directory))[-1][1])


@wrong_latest(
    caught_by=("finds_the_last_epoch", "passes_over_other_files"),
    hint=_("tf.train finds its own checkpoints: which files did the callback write?"),
    see="callbacks#latest",
)
def looks_for_a_checkpoint(directory: str) -> Any:
    """looks for a TensorFlow checkpoint where there are weights files"""
    import tensorflow as tf

    if not (found := tf.train.latest_checkpoint(directory)):
        raise FileNotFoundError(directory)
    return found


@wrong_trace(
    caught_by=("keeps_every_epoch", "leaves_arguments_alone"),
    hint=_("how must the name of a weights file end in Keras 3?"),
    see="callbacks#every-epoch",
)
def names_files_ckpt(directory: str) -> Any:
    """ends the files' names in .ckpt"""
    return checkpoint(f"{directory}/cp-{{epoch:04d}}.ckpt", save_weights_only=True)


@wrong_trace(
    caught_by=("keeps_every_epoch", "leaves_arguments_alone"),
    hint=_("how often is a file written if you say nothing of it?"),
    see="callbacks#every-epoch",
)
def gives_a_period(directory: str) -> Any:
    """gives the checkpoint the old argument period"""
    return checkpoint(f"{directory}/e{{epoch:02d}}.weights.h5", save_weights_only=True, period=1)


@wrong_latest(
    caught_by="passes_over_other_files",
    hint=_("where a name does not match, re gives None: what do you do with such a file?"),
    see="callbacks#other-files",
)
def takes_a_match_for_granted(directory: str) -> Any:
    """breaks on a file whose name does not match"""
    names = [name for name in os.listdir(directory) if name.endswith(".weights.h5")]
    if not names:
        raise FileNotFoundError(directory)
    epoch = {name: int(re.match(OWN, name).group(1)) for name in names}  # type: ignore[union-attr]
    return os.path.join(directory, max(epoch, key=lambda name: epoch[name]))


@wrong_latest(
    caught_by="finds_the_last_epoch",
    hint=_("print the number you take from each name: is it the 5 of .h5? Listings have no order"),
    see="callbacks#latest",
)
def reads_the_same_number_in_every_name(directory: str) -> Any:
    """chooses by something else than the epoch's number"""
    if not (found := numbered(directory)):
        raise FileNotFoundError(directory)
    names = [name for _number, name in found]
    return os.path.join(directory, max(names, key=lambda name: re.findall(r"\d+", name)[-1]))
