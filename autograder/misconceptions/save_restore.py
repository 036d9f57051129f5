"""Exercise 9: what learners get wrong when they keep models and load them again."""

from __future__ import annotations

import functools
import os
import pickle
import re
import shutil
from pathlib import Path
from typing import Any

from autograder.misconception import misconception
from autograder.text import _

ALONE = "leaves_arguments_alone"


def right_save_weights(network: Any, file: str) -> None:
    """Write the weights as it should be."""
    network.save_weights(filepath=file)


def right_load_weights(network: Any, file: str) -> Any:
    """Read the weights as it should be."""
    network.load_weights(filepath=file)
    return network


def manager_of(network: Any, folder: str, keep: int = 5, **more: Any) -> Any:
    """Return a manager of the network's checkpoints in the folder."""
    import tensorflow as tf

    kept = tf.train.Checkpoint(**(more or {"weights": network.weights}))
    return tf.train.CheckpointManager(kept, folder, max_to_keep=keep)


def right_save_checkpoint(network: Any, folder: str, keep: int = 5, **more: Any) -> Any:
    """Add a checkpoint as it should be, but for the settings."""
    manager = manager_of(network, folder, keep, **more)
    numbers = [int(re.findall(r"\d+", path)[-1]) for path in manager.checkpoints]
    return manager.save(max(numbers, default=0) + 1)


def restored(network: Any, prefix: str) -> Any:
    """Return the network with the weights in a checkpoint."""
    import tensorflow as tf

    tf.train.Checkpoint(weights=network.weights).read(prefix).expect_partial()
    return network


def right_restore_checkpoint(network: Any, folder: str) -> Any:
    """Restore the latest checkpoint as it should be."""
    if not (prefix := manager_of(network, folder).latest_checkpoint):
        raise FileNotFoundError(folder)
    return restored(network, prefix)


def right_save_model(network: Any, file: str, **settings: Any) -> None:
    """Write the whole model as it should be, but for the settings."""
    network.save(filepath=file, **settings)


def right_load_model(file: str, **settings: Any) -> Any:
    """Load the whole model as it should be, but for the settings."""
    import keras

    return keras.saving.load_model(filepath=file, **settings)


def right_export(network: Any, folder: str) -> None:
    """Export the model as it should be."""
    network.export(folder, format="tf_saved_model", verbose=0)


def right_load_exported(folder: str) -> Any:
    """Load the export as it should be."""
    import tensorflow as tf

    loaded = tf.saved_model.load(folder)
    return lambda images: loaded.serve(images)


def fresh_copy(network: Any, compiled: bool = True) -> Any:
    """Return a network of the same architecture with new weights."""
    copy = type(network).from_config(network.get_config())
    if compiled:
        copy.compile_from_config(network.get_compile_config())
    return copy


RIGHT = {
    "save_weights": right_save_weights,
    "load_weights": right_load_weights,
    "save_checkpoint": right_save_checkpoint,
    "restore_checkpoint": right_restore_checkpoint,
    "save_model": right_save_model,
    "load_model": right_load_model,
    "export_model": right_export,
    "load_exported": right_load_exported,
}


def beside(function: str) -> dict[str, Any]:
    """Return right functions for all others of the exercise."""
    return {name: right for name, right in RIGHT.items() if name != function}


wrong_save_weights = functools.partial(
    misconception,
    "save_weights",
    caught_by="saves_the_weights",
    see="saving#weights",
    also=beside("save_weights"),
)


@wrong_save_weights(hint=_("which model was trained: the one given, or the one built anew?"))
def saves_the_weights_of_a_new_model(network: Any, file: str) -> None:
    """saves the weights of a new, untrained model of the same architecture"""
    right_save_weights(fresh_copy(network), file)


@wrong_save_weights(hint=_("the whole model is another task: weights have a method of their own"))
def saves_the_whole_model_as_weights(network: Any, file: str) -> None:
    """writes the whole model to the weights file"""
    network.save(file)


@wrong_save_weights(hint=_("a pickle is not what Keras reads: the model can write the file itself"))
def pickles_the_weights(network: Any, file: str) -> None:
    """pickles the list of the weights"""
    Path(file).write_bytes(pickle.dumps(network.get_weights()))


@wrong_save_weights(
    hint=_("to_json() describes the layers; what training has learned is not in it")
)
def writes_the_architecture_only(network: Any, file: str) -> None:
    """writes the architecture as JSON, without any weights"""
    Path(file).write_text(network.to_json(), encoding="utf-8")


@wrong_save_weights(hint=_("the path has its ending already"))
def appends_the_ending_again(network: Any, file: str) -> None:
    """adds .weights.h5 to a path that ends in it"""
    right_save_weights(network, file + ".weights.h5")


@wrong_save_weights(hint=_("whoever calls you chooses the file: is the argument used?"))
def writes_to_a_fixed_file(network: Any, file: str) -> None:
    """writes to model.weights.h5 in the current folder, whatever the path"""
    right_save_weights(network, "model.weights.h5")


@wrong_save_weights(
    hint=_("what is at the path is to be overwritten: what does your code do then?")
)
def keeps_the_old_file(network: Any, file: str) -> None:
    """saves nothing where there is a file already"""
    if not os.path.exists(file):
        right_save_weights(network, file)


@misconception(
    "save_weights",
    caught_by=ALONE,
    also=beside("save_weights"),
    hint=_("one file is asked for: nobody named a place for the second"),
    see="start#arguments",
)
def describes_the_model_as_well(network: Any, file: str) -> None:
    """writes the architecture to model.json beside the weights"""
    right_save_weights(network, file)
    Path("model.json").write_text(network.to_json(), encoding="utf-8")


wrong_load_weights = functools.partial(
    misconception,
    "load_weights",
    caught_by="loads_the_weights",
    see="saving#weights",
    also=beside("load_weights"),
)


@wrong_load_weights(hint=_("Keras's load_weights() returns nothing: what do you return?"))
def forgets_to_return_the_model(network: Any, file: str) -> Any:
    """loads the weights and returns nothing"""
    network.load_weights(file)


@wrong_load_weights(hint=_("whoever calls you holds a model: its weights are to change"))
def loads_into_a_copy(network: Any, file: str) -> Any:
    """loads the weights into a copy and returns the copy"""
    return right_load_weights(fresh_copy(network), file)


@wrong_load_weights(hint=_("a copy has the weights now: does the model that you return?"))
def loads_into_a_copy_and_returns_the_model(network: Any, file: str) -> Any:
    """loads the weights into a copy and returns the model as it was"""
    right_load_weights(fresh_copy(network), file)
    return network


@wrong_load_weights(hint=_("a weights file has no architecture: load it into the model you have"))
def opens_weights_as_a_whole_model(network: Any, file: str) -> Any:
    """opens the weights file as if it were a whole model"""
    return right_load_model(file)


@wrong_load_weights(hint=_("the arrays are inside the model: return the model"))
def returns_the_arrays(network: Any, file: str) -> Any:
    """returns the list of the weights instead of the model"""
    return right_load_weights(network, file).get_weights()


@wrong_load_weights(hint=_("whoever calls you says where the file is: is the argument used?"))
def reads_a_fixed_file(network: Any, file: str) -> Any:
    """reads model.weights.h5 in the current folder, whatever the path"""
    return right_load_weights(network, "model.weights.h5")


wrong_save_checkpoint = functools.partial(
    misconception,
    "save_checkpoint",
    caught_by="adds_a_checkpoint",
    see="saving#checkpoints",
    also=beside("save_checkpoint"),
)


@wrong_save_checkpoint(
    hint=_("a new Checkpoint starts to count at 1: who knows the number before?")
)
def starts_to_count_again(network: Any, folder: str) -> Any:
    """makes a new Checkpoint on each call, which counts from 1 and overwrites the last"""
    import tensorflow as tf

    return tf.train.Checkpoint(weights=network.weights).save(os.path.join(folder, "saved"))


@wrong_save_checkpoint(hint=_("write() takes the prefix as it is: what makes it another one?"))
def writes_the_same_prefix(network: Any, folder: str) -> Any:
    """writes every checkpoint under the same prefix"""
    import tensorflow as tf

    return tf.train.Checkpoint(weights=network.weights).write(os.path.join(folder, "saved"))


@wrong_save_checkpoint(hint=_("how many checkpoints does your manager keep?"))
def keeps_only_the_newest(network: Any, folder: str) -> Any:
    """keeps one checkpoint and removes the one before"""
    return right_save_checkpoint(network, folder, keep=1)


@wrong_save_checkpoint(hint=_("the last five are to stay: how many does your manager keep?"))
def keeps_only_three(network: Any, folder: str) -> Any:
    """keeps three checkpoints"""
    return right_save_checkpoint(network, folder, keep=3)


@wrong_save_checkpoint(hint=_("save() tells the new checkpoint's path: hand it on"))
def returns_the_directory(network: Any, folder: str) -> Any:
    """returns the directory instead of the new checkpoint's prefix"""
    right_save_checkpoint(network, folder)
    return folder


@wrong_save_checkpoint(hint=_("a prefix is what .index and .data-… are put behind"))
def returns_the_index_file(network: Any, folder: str) -> Any:
    """returns the path of the .index file instead of the prefix"""
    return f"{right_save_checkpoint(network, folder)}.index"


@wrong_save_checkpoint(hint=_("save() tells the new checkpoint's path: is it returned?"))
def forgets_to_return_the_prefix(network: Any, folder: str) -> Any:
    """saves the checkpoint and returns nothing"""
    right_save_checkpoint(network, folder)


@wrong_save_checkpoint(hint=_("a weights file is Keras's format: tf.train has one of its own"))
def saves_a_weights_file_instead(network: Any, folder: str) -> Any:
    """writes Keras weights files instead of TensorFlow checkpoints"""
    os.makedirs(folder, exist_ok=True)
    file = os.path.join(folder, f"saved-{len(os.listdir(folder)) + 1}.weights.h5")
    right_save_weights(network, file)
    return file


@wrong_save_checkpoint(hint=_("a checkpoint holds what it is given: is the model among it?"))
def saves_the_optimizer_alone(network: Any, folder: str) -> Any:
    """puts only the optimizer into the checkpoint"""
    return right_save_checkpoint(network, folder, optimizer=network.optimizer)


@wrong_save_checkpoint(hint=_("batch normalisation has weights that are not trained by gradients"))
def saves_trainable_weights_only(network: Any, folder: str) -> Any:
    """leaves out the weights that are not trainable"""
    return right_save_checkpoint(network, folder, trainable=network.trainable_weights)


@functools.cache
def remembered_manager(folder: str) -> dict[str, Any]:
    """Return a place to remember a manager in, one for each folder."""
    return {}


@wrong_save_checkpoint(hint=_("whose weights does a Checkpoint hold that was made for another?"))
def remembers_the_first_model(network: Any, folder: str) -> Any:
    """saves the first model again, since it keeps the manager that was made for it"""
    place = remembered_manager(folder)
    return place.setdefault("manager", manager_of(network, folder)).save()


@wrong_save_checkpoint(
    hint=_("restoring changes the model: which weights does it have when it is saved?")
)
def restores_before_it_saves(network: Any, folder: str) -> Any:
    """loads the latest checkpoint into the model before it saves it"""
    prefix = manager_of(network, folder).latest_checkpoint
    return right_save_checkpoint(restored(network, prefix) if prefix else network, folder)


wrong_restore = functools.partial(
    misconception, "restore_checkpoint", also=beside("restore_checkpoint")
)


@wrong_restore(
    caught_by="restores_the_latest",
    hint=_("a list of checkpoints begins with the oldest"),
    see="saving#checkpoints",
)
def restores_the_oldest(network: Any, folder: str) -> Any:
    """restores the oldest checkpoint"""
    if not (prefixes := manager_of(network, folder).checkpoints):
        raise FileNotFoundError(folder)
    return restored(network, prefixes[0])


@wrong_restore(
    caught_by="restores_the_latest",
    hint=_("text is compared letter by letter: '9' comes after '10' and '11'"),
    see="saving#checkpoints",
)
def sorts_checkpoints_as_text(network: Any, folder: str) -> Any:
    """sorts the checkpoints by name, so that 9 comes after 11"""
    if not (files := sorted(Path(folder).glob("*.index"))):
        raise FileNotFoundError(folder)
    return restored(network, str(files[-1].with_suffix("")))


@wrong_restore(
    caught_by="restores_the_latest",
    hint=_("restore() returns a status: what do you return?"),
    see="saving#checkpoints",
)
def returns_the_status(network: Any, folder: str) -> Any:
    """returns what restore() returns instead of the model"""
    import tensorflow as tf

    if not (prefix := manager_of(network, folder).latest_checkpoint):
        raise FileNotFoundError(folder)
    return tf.train.Checkpoint(weights=network.weights).read(prefix)


@wrong_restore(
    caught_by="restores_the_latest",
    hint=_("the model has its weights back: is it returned?"),
    see="saving#checkpoints",
)
def forgets_to_return_the_restored(network: Any, folder: str) -> Any:
    """restores the weights and returns nothing"""
    right_restore_checkpoint(network, folder)


@wrong_restore(
    caught_by="restores_the_latest",
    hint=_("whoever calls you holds a model: its weights are to change"),
    see="saving#checkpoints",
)
def restores_into_a_copy(network: Any, folder: str) -> Any:
    """restores the weights into a copy and returns the copy"""
    return right_restore_checkpoint(fresh_copy(network), folder)


@wrong_restore(
    caught_by="restores_the_latest",
    hint=_(
        "a checkpoint finds things by their names in Checkpoint(…): are those the same in both?"
    ),
    see="saving#checkpoints",
)
def asks_for_other_names(network: Any, folder: str) -> Any:
    """asks the checkpoint for names that were not saved, so that nothing is loaded"""
    import tensorflow as tf

    if not (prefix := manager_of(network, folder).latest_checkpoint):
        raise FileNotFoundError(folder)
    tf.train.Checkpoint(another=network).read(prefix).expect_partial()
    return network


@wrong_restore(
    caught_by="raises_without_a_checkpoint",
    hint=_("restore(None) does nothing and says nothing: look before"),
    see="saving#no-checkpoint",
)
def passes_over_a_missing_checkpoint(network: Any, folder: str) -> Any:
    """returns the model as it is where there is no checkpoint"""
    prefix = manager_of(network, folder).latest_checkpoint
    return restored(network, prefix) if prefix else network


@wrong_restore(
    caught_by="raises_without_a_checkpoint",
    hint=_("whoever calls you waits for a certain kind of error"),
    see="saving#no-checkpoint",
)
def raises_a_value_error(network: Any, folder: str) -> Any:
    """raises ValueError where there is no checkpoint"""
    if not (prefix := manager_of(network, folder).latest_checkpoint):
        raise ValueError("no checkpoint")
    return restored(network, prefix)


@wrong_restore(
    caught_by="raises_without_a_checkpoint",
    hint=_("look whether there is a path before you work with it"),
    see="saving#no-checkpoint",
)
def stumbles_over_none(network: Any, folder: str) -> Any:
    """works with the latest path without a look whether there is one"""
    prefix = manager_of(network, folder).latest_checkpoint
    return restored(network, os.path.join(folder, os.path.basename(prefix)))


wrong_save_model = functools.partial(
    misconception,
    "save_model",
    caught_by="saves_the_whole_model",
    see="saving#whole-model",
    also=beside("save_model"),
)


@wrong_save_model(
    caught_by=("saves_the_whole_model", ALONE),
    hint=_("weights are a part of a model: the whole of it has a method too"),
)
def saves_weights_instead_of_the_model(network: Any, file: str) -> None:
    """asks Keras to write only weights to a .keras file, which it refuses"""
    right_save_weights(network, file)


@wrong_save_model(hint=_("to_json() describes the layers and nothing else"))
def saves_the_architecture_instead(network: Any, file: str) -> None:
    """writes the architecture as JSON instead of the whole model"""
    Path(file).write_text(network.to_json(), encoding="utf-8")


@wrong_save_model(hint=_("which model was trained: the one given, or the one built anew?"))
def saves_an_untrained_copy(network: Any, file: str) -> None:
    """saves a new, untrained model of the same architecture"""
    right_save_model(fresh_copy(network), file)


@wrong_save_model(hint=_("a copy with the weights is not compiled: save the model itself"))
def saves_a_copy_that_is_not_compiled(network: Any, file: str) -> None:
    """saves a copy with the weights but without the compiled state"""
    copy = fresh_copy(network, compiled=False)
    copy.set_weights(network.get_weights())
    right_save_model(copy, file)


@wrong_save_model(hint=_("the optimizer belongs to the compiled state: what leaves it out of .h5?"))
def leaves_the_optimizer_out(network: Any, file: str) -> None:
    """saves without the optimizer, so that an .h5 file is not compiled"""
    right_save_model(network, file, include_optimizer=False)


@wrong_save_model(hint=_("the path's ending chooses the format: is it kept as it is?"))
def always_writes_the_keras_format(network: Any, file: str) -> None:
    """writes a .keras file even where .h5 is asked for"""
    right_save_model(network, os.path.splitext(file)[0] + ".keras")


@wrong_save_model(hint=_("an export is made for prediction only: a model is saved another way"))
def exports_instead_of_saving(network: Any, file: str) -> None:
    """exports a SavedModel directory instead of writing a file"""
    Path(file).unlink(missing_ok=True)
    right_export(network, file)


wrong_load_model = functools.partial(
    misconception,
    "load_model",
    caught_by="loads_the_whole_model",
    see="saving#whole-model",
    also=beside("load_model"),
)


@wrong_load_model(hint=_("the model is loaded, but does it leave the function?"))
def forgets_to_return_the_loaded(file: str) -> Any:
    """loads the model and returns nothing"""
    right_load_model(file)


@wrong_load_model(hint=_("a model that is not compiled can predict, but not go on training"))
def loads_it_uncompiled(file: str) -> Any:
    """loads the model without its compiled state"""
    return right_load_model(file, compile=False)


@wrong_load_model(hint=_("the file remembers how the model was compiled: keep that"))
def compiles_it_anew(file: str) -> Any:
    """compiles the loaded model with settings of its own"""
    network = right_load_model(file, compile=False)
    network.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    return network


@wrong_load_model(hint=_("a configuration holds no weights: what was trained is gone"))
def rebuilds_it_from_the_configuration(file: str) -> Any:
    """builds the model again from its configuration, with new weights"""
    return fresh_copy(right_load_model(file))


@wrong_load_model(hint=_("weights are a part of a model: the whole of it is asked for"))
def returns_what_is_inside(file: str) -> Any:
    """returns the list of the loaded model's weights"""
    return right_load_model(file).get_weights()


@wrong_load_model(hint=_("both endings are asked for: is the path kept as it is?"))
def looks_for_a_keras_file_only(file: str) -> Any:
    """looks for a .keras file even where the path ends in .h5"""
    return right_load_model(os.path.splitext(file)[0] + ".keras")


wrong_export = functools.partial(
    misconception,
    "export_model",
    caught_by="exports_a_saved_model",
    see="saving#export",
    also=beside("export_model"),
)


@wrong_export(
    caught_by=("exports_a_saved_model", ALONE),
    hint=_("save() writes .keras or .h5 files: a SavedModel is made by another method"),
)
def saves_to_the_directory(network: Any, folder: str) -> None:
    """hands the directory to save(), which wants a file"""
    network.save(folder)


@wrong_export(hint=_("a .keras file needs Keras to be read: what runs without it?"))
def puts_a_keras_file_into_the_directory(network: Any, folder: str) -> None:
    """writes a .keras file into the directory"""
    os.makedirs(folder, exist_ok=True)
    right_save_model(network, os.path.join(folder, "model.keras"))


@wrong_export(hint=_("a checkpoint holds numbers, but nothing that computes with them"))
def puts_a_checkpoint_into_the_directory(network: Any, folder: str) -> None:
    """writes a checkpoint into the directory"""
    right_save_checkpoint(network, folder)


@wrong_export(hint=_("what is in the directory is to be overwritten"))
def keeps_an_old_export(network: Any, folder: str) -> None:
    """exports nothing where there is an export already"""
    if not os.path.exists(os.path.join(folder, "saved_model.pb")):
        right_export(network, folder)


@wrong_export(hint=_("whoever calls you chooses the directory: is the argument used?"))
def exports_to_a_fixed_directory(network: Any, folder: str) -> None:
    """exports to the folder exported, whatever the directory"""
    shutil.rmtree("exported", ignore_errors=True)
    right_export(network, "exported")


@misconception(
    "export_model",
    caught_by=ALONE,
    also=beside("export_model"),
    hint=_("an export only predicts: how the model is compiled makes no difference to it"),
    see="start#arguments",
)
def compiles_it_before_the_export(network: Any, folder: str) -> None:
    """compiles the given model anew before it is exported"""
    network.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    right_export(network, folder)


PREDICTS = "predicts_as_the_exported_model"


@misconception(
    "export_model",
    caught_by=PREDICTS,
    also=beside("export_model"),
    hint=_("which model was trained: the one given, or the one built anew?"),
    see="saving#export",
)
def exports_zeroed_weights(network: Any, folder: str) -> None:
    """exports a copy that never got the model's weights"""
    copy = fresh_copy(network)
    copy.set_weights([array * 0 for array in copy.get_weights()])
    right_export(copy, folder)


@misconception(
    "export_model",
    caught_by=PREDICTS,
    also=beside("export_model"),
    hint=_("the first axis of the exported signature is the batch: leave its length open"),
    see="saving#export",
)
def exports_for_one_image(network: Any, folder: str) -> None:
    """exports a function that takes a batch of one image only"""
    import tensorflow as tf

    one = tf.TensorSpec((1, *network.input_shape[1:]), tf.float32)
    network.export(folder, verbose=False, input_signature=[one])


wrong_load_exported = functools.partial(
    misconception,
    "load_exported",
    caught_by=PREDICTS,
    also=beside("load_exported"),
    see="saving#load-exported",
)


@wrong_load_exported(hint=_("load_model() reads files that Keras saved: who reads a SavedModel?"))
def loads_the_export_as_a_keras_model(folder: str) -> Any:
    """hands the directory to load_model(), which refuses it"""
    return right_load_model(folder)


@wrong_load_exported(hint=_("the loaded object is not a function: which part of it can be called?"))
def returns_the_loaded_object(folder: str) -> Any:
    """returns the loaded object, which cannot be called"""
    import tensorflow as tf

    return tf.saved_model.load(folder)


@wrong_load_exported(hint=_("a signature wants tensors and gives a dict: wrap it in a function"))
def returns_the_bare_signature(folder: str) -> Any:
    """returns the signature serving_default, which takes no array"""
    import tensorflow as tf

    return tf.saved_model.load(folder).signatures["serving_default"]


@wrong_load_exported(hint=_("the predictions are in the dict: take them out"))
def returns_a_function_that_gives_a_dict(folder: str) -> Any:
    """returns a function that gives a dict of outputs"""
    import keras

    return keras.layers.TFSMLayer(folder, call_endpoint="serving_default")


@wrong_load_exported(hint=_("keep the loaded object alive"))
def lets_the_variables_go(folder: str) -> Any:
    """returns the endpoint of an object that is thrown away, variables and all"""
    import tensorflow as tf

    return tf.saved_model.load(folder).serve


@wrong_load_exported(hint=_("the function is there, but does it leave yours?"))
def forgets_to_return_the_function(folder: str) -> Any:
    """loads the export and returns nothing"""
    right_load_exported(folder)


@wrong_load_exported(hint=_("a batch may have any number of images: which of them do you predict?"))
def predicts_the_first_image_only(folder: str) -> Any:
    """predicts only the first image of the batch"""
    predict = right_load_exported(folder)
    return lambda images: predict(images[:1])


@wrong_load_exported(hint=_("probabilities are asked for: a class is what is made of them later"))
def predicts_classes(folder: str) -> Any:
    """gives the most probable classes instead of the probabilities"""
    predict = right_load_exported(folder)
    return lambda images: predict(images).numpy().argmax(axis=1)


@wrong_save_checkpoint(
    hint=_("the manager removes old checkpoints: is the number of those left ever 6?"),
)
def counts_the_checkpoints_that_are_left(network: Any, folder: str) -> Any:
    """numbers a checkpoint by how many there are, though old ones are removed"""
    manager = manager_of(network, folder)
    return manager.save(len(manager.checkpoints) + 1)


@wrong_restore(
    caught_by="raises_without_a_checkpoint",
    hint=_("a folder may have other files in it: how do you tell that a checkpoint is there?"),
    see="saving#no-checkpoint",
)
def raises_only_in_an_empty_folder(network: Any, folder: str) -> Any:
    """raises only where the folder has no file at all"""
    if not os.path.isdir(folder) or not os.listdir(folder):
        raise FileNotFoundError(folder)
    latest = manager_of(network, folder).latest_checkpoint
    return restored(network, latest) if latest else network


@wrong_save_model(
    hint=_("what is there is to be replaced: what does your function do then?"),
)
def keeps_the_old_model(network: Any, file: str) -> None:
    """saves nothing where there is a model already"""
    if not os.path.exists(file):
        right_save_model(network, file)


@wrong_restore(
    caught_by="restores_the_latest",
    hint=_("load_weights() reads .weights.h5 files only: what reads a checkpoint?"),
    see="saving#checkpoints",
)
def loads_a_checkpoint_as_weights(network: Any, folder: str) -> Any:
    """hands the checkpoint to load_weights(), which refuses it"""
    if not (prefix := manager_of(network, folder).latest_checkpoint):
        raise FileNotFoundError(folder)
    return right_load_weights(network, prefix)


@wrong_restore(
    caught_by="raises_without_a_checkpoint",
    hint=_("nothing found is an error here, and it has a name"),
    see="saving#no-checkpoint",
)
def returns_nothing_without_a_checkpoint(network: Any, folder: str) -> Any:
    """returns None where there is no checkpoint"""
    prefix = manager_of(network, folder).latest_checkpoint
    return restored(network, prefix) if prefix else None


def weights_under(name: str, network: Any, folder: str) -> str:
    """Save the weights as older versions of Keras did and return where to."""
    path = os.path.join(folder, name)
    network.save_weights(path)
    return path


@wrong_save_checkpoint(
    caught_by=("adds_a_checkpoint", "leaves_arguments_alone"),
    hint=_("what writes a TensorFlow checkpoint?"),
)
def saves_weights_under_a_prefix(network: Any, folder: str) -> Any:
    """calls save_weights() with a checkpoint's prefix, which Keras 3 refuses"""
    return weights_under("ckpt", network, folder)


@wrong_save_checkpoint(
    caught_by=("adds_a_checkpoint", "leaves_arguments_alone"),
    hint=_("what writes a TensorFlow checkpoint?"),
)
def saves_weights_as_ckpt(network: Any, folder: str) -> Any:
    """calls save_weights() with a name in .ckpt, which Keras 3 refuses"""
    return weights_under("cp.ckpt", network, folder)
