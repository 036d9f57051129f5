"""Exercise 2: what learners get wrong when they build a dataset."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.misconception import misconception
from autograder.text import _

WHOLE = "shuffles_over_the_whole_set"
ANEW = "shuffles_anew_on_every_pass"
SHORT = "keeps_the_short_last_batch"
FULL = "drops_the_incomplete_batch"
ORDER = "keeps_the_order"


def samples(*arrays: Any) -> Any:
    """Return a dataset of the samples, one by one."""
    import tensorflow as tf

    slices = tf.data.Dataset.from_tensor_slices
    return slices(arrays if len(arrays) > 1 else arrays[0])


def mixed(data: Any, training: bool, *, reach: int | None = None, again: bool = True) -> Any:
    """Return the dataset, shuffled where it is for training: over `reach` samples, or all."""
    return data.shuffle(reach or len(data), reshuffle_each_iteration=again) if training else data


def right(images: Any, labels: Any, batch_size: int, training: bool) -> Any:
    """Return a right dataset of these arrays."""
    return mixed(samples(images, labels), training).batch(batch_size, drop_remainder=training)


@misconception(
    "make_dataset",
    caught_by="gives_pairs_of_batches",
    hint=_("which function of tf.data cuts arrays into samples?"),
    see="datasets#pairs",
)
def returns_a_list_of_batches(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """cuts the arrays into a list instead of a tf.data.Dataset"""
    order = np.random.permutation(len(images)) if training else np.arange(len(images))
    parts = range(0, len(images), batch_size)
    return [(images[order[i : i + batch_size]], labels[order[i : i + batch_size]]) for i in parts]


@misconception(
    "make_dataset",
    caught_by="gives_pairs_of_batches",
    hint=_("the labels are needed to learn from: what do you slice together with the images?"),
    see="datasets#pairs",
)
def leaves_the_labels_out(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """makes a dataset of the images alone"""
    return mixed(samples(images), training).batch(batch_size, drop_remainder=training)


@misconception(
    "make_dataset",
    caught_by="gives_pairs_of_batches",
    hint=_("the elements are to be pairs: what joins two datasets, element by element?"),
    see="datasets#pairs",
)
def makes_two_datasets(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """returns two datasets, one of images and one of labels"""
    parts = (mixed(samples(array), training) for array in (images, labels))
    return tuple(part.batch(batch_size, drop_remainder=training) for part in parts)


@misconception(
    "make_dataset",
    caught_by="gives_pairs_of_batches",
    hint=_("`fit` takes a pair apart by its order; names it does not know"),
    see="datasets#pairs",
)
def names_the_parts(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """gives dicts with the keys images and labels"""
    data = samples(images, labels).map(lambda image, label: {"images": image, "labels": label})
    return mixed(data, training).batch(batch_size, drop_remainder=training)


@misconception(
    "make_dataset",
    caught_by="gives_pairs_of_batches",
    hint=_("the image is what goes in, the label is what should come out: which comes first?"),
    see="datasets#pairs",
)
def puts_the_label_first(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """gives pairs (labels, images)"""
    return mixed(samples(labels, images), training).batch(batch_size, drop_remainder=training)


@misconception(
    "make_dataset",
    caught_by="gives_pairs_of_batches",
    hint=_("print dataset.element_spec: is there an axis for the samples of a batch?"),
    see="datasets#pairs",
)
def forgets_to_batch(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """gives single samples, not batches"""
    return mixed(samples(images, labels), training)


@misconception(
    "make_dataset",
    caught_by="gives_pairs_of_batches",
    hint=_("print dataset.element_spec: is there one axis too many?"),
    see="datasets#pairs",
)
def forgets_to_slice(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """batches the whole arrays instead of their samples"""
    import tensorflow as tf

    whole = tf.data.Dataset.from_tensors((images, labels))
    return mixed(whole, training).batch(batch_size)


@misconception(
    "make_dataset",
    caught_by=("keeps_the_values",),
    hint=_("preparing the images is another function's work, and it is done already"),
    see="datasets#values",
)
def scales_the_images(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """divides the images by 255"""
    data = mixed(samples(np.true_divide(images, 255), labels), training)
    return data.batch(batch_size, drop_remainder=training)


@misconception(
    "make_dataset",
    caught_by="keeps_the_values",
    hint=_("images come as they are needed, with or without a channel axis: leave them so"),
    see="datasets#values",
)
def adds_a_channel_axis(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """gives the images one more axis"""
    return right(np.expand_dims(images, -1), labels, batch_size, training)


@misconception(
    "make_dataset",
    caught_by="keeps_the_values",
    hint=_("large or very exact numbers do not fit into float32: is a cast needed here at all?"),
    see="datasets#values",
)
def casts_the_images(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """casts the images to float32"""
    data = mixed(samples(np.asarray(images, "float32"), labels), training)
    return data.batch(batch_size, drop_remainder=training)


@misconception(
    "make_dataset",
    caught_by="keeps_the_values",
    hint=_("labels need not be whole numbers: is a cast needed here at all?"),
    see="datasets#values",
)
def casts_the_labels(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """casts the labels to integers"""
    data = mixed(samples(images, np.asarray(labels).astype("int32")), training)
    return data.batch(batch_size, drop_remainder=training)


@misconception(
    "make_dataset",
    caught_by="keeps_the_values",
    hint=_("labels come as they are needed, perhaps one-hot already: leave them so"),
    see="datasets#values",
)
def encodes_the_labels(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """makes the labels one-hot"""
    classes = np.arange(10)
    data = mixed(samples(images, np.float32(np.asarray(labels)[..., None] == classes)), training)
    return data.batch(batch_size, drop_remainder=training)


@misconception(
    "make_dataset",
    caught_by=("keeps_the_values",),
    hint=_("a changed image is no longer the one given: keep augmentation out of this function"),
    see="datasets#values",
)
def flips_images_for_training(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """turns the images round when training"""
    flip = training and images.ndim > 2
    return right(images[:, :, ::-1] if flip else images, labels, batch_size, training)


@misconception(
    "make_dataset",
    caught_by=("ends_after_one_pass",),
    hint=_("`fit` starts a new pass for every epoch by itself"),
    see="datasets#epoch",
)
def repeats_for_ever(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """repeats the data without end"""
    return right(images, labels, batch_size, training).repeat()


@misconception(
    "make_dataset",
    caught_by=("ends_after_one_pass",),
    hint=_("with an endless dataset `fit` never reaches the end of the first epoch"),
    see="datasets#epoch",
)
def repeats_when_training(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """repeats the training data without end"""
    data = right(images, labels, batch_size, training)
    return data.repeat() if training else data


@misconception(
    "make_dataset",
    caught_by=("ends_after_one_pass", "keeps_each_image_with_its_label", WHOLE, ANEW),
    hint=_("a generator gives its values once; from_generator calls a function for each pass"),
    see="datasets#epoch",
)
def uses_a_generator_up(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """hands out a generator that is used up after one pass"""
    import tensorflow as tf

    order = np.random.permutation(len(images)) if training else np.arange(len(images))
    pairs = ((images[i], labels[i]) for i in order)
    kinds = tuple(tf.TensorSpec(array.shape[1:], array.dtype) for array in (images, labels))
    data = tf.data.Dataset.from_generator(lambda: pairs, output_signature=kinds)
    return data.batch(batch_size, drop_remainder=training)


@misconception(
    "make_dataset",
    caught_by=(ORDER,),
    hint=_("measuring wants every sample once, in a known order: for whom is the shuffle?"),
    see="datasets#measuring",
)
def shuffles_always(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """shuffles the data for measuring too"""
    return mixed(samples(images, labels), True).batch(batch_size, drop_remainder=training)


@misconception(
    "make_dataset",
    caught_by=(SHORT,),
    hint=_("measuring counts every sample: what becomes of those in the last, short batch?"),
    see="datasets#remainder",
)
def always_drops_the_rest(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """drops the short last batch for measuring too"""
    return mixed(samples(images, labels), training).batch(batch_size, drop_remainder=True)


@misconception(
    "make_dataset",
    caught_by=(FULL,),
    hint=_("`batch` keeps a short last batch unless told otherwise: look at its arguments"),
    see="datasets#remainder",
)
def never_drops_the_rest(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """keeps the short last batch for training too"""
    return mixed(samples(images, labels), training).batch(batch_size)


@misconception(
    "make_dataset",
    caught_by=(SHORT, FULL),
    hint=_("how many samples make a batch is an argument"),
    see="datasets#remainder",
)
def ignores_batch_size(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """makes batches of its own size whatever batch_size says"""
    return right(images, labels, 32, training and len(images) >= 32)


@misconception(
    "make_dataset",
    caught_by=(WHOLE, ANEW),
    hint=_("nothing in your function mixes the samples: what does `training` change in it?"),
    see="datasets#shuffle",
)
def never_shuffles(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """does not shuffle the training data"""
    return samples(images, labels).batch(batch_size, drop_remainder=training)


@misconception(
    "make_dataset",
    caught_by=(WHOLE,),
    hint=_("`shuffle` mixes whatever the elements are at its place in the chain"),
    see="datasets#shuffle",
)
def shuffles_batches(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """makes the batches first and shuffles them as wholes"""
    return mixed(samples(images, labels).batch(batch_size, drop_remainder=training), training)


@misconception(
    "make_dataset",
    caught_by=(WHOLE,),
    hint=_("a buffer of one batch mixes only what lies near each other"),
    see="datasets#shuffle",
)
def shuffles_within_a_batch(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """shuffles with a buffer of one batch"""
    data = mixed(samples(images, labels), training, reach=batch_size)
    return data.batch(batch_size, drop_remainder=training)


@misconception(
    "make_dataset",
    caught_by=(WHOLE,),
    hint=_("a buffer that is smaller than the set never sees it all: how many samples are there?"),
    see="datasets#shuffle",
)
def shuffles_with_a_fixed_buffer(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """shuffles with a buffer smaller than the set"""
    data = mixed(samples(images, labels), training, reach=1000)
    return data.batch(batch_size, drop_remainder=training)


@misconception(
    "make_dataset",
    caught_by=(WHOLE,),
    hint=_("cut after shuffling, and each pass leaves other samples out"),
    see="datasets#remainder",
)
def cuts_the_rest_off_first(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """leaves the same last samples out of every pass"""
    whole = len(images) - len(images) % batch_size if training else len(images)
    return right(images[:whole], labels[:whole], batch_size, training)


@misconception(
    "make_dataset",
    caught_by=(ANEW,),
    hint=_("what is shuffled once stays so: the order must be drawn again for every pass"),
    see="datasets#every-pass",
)
def shuffles_once(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """shuffles once, so that every pass has the same order"""
    data = mixed(samples(images, labels), training, again=False)
    return data.batch(batch_size, drop_remainder=training)


@misconception(
    "make_dataset",
    caught_by=(ANEW,),
    hint=_("a batch that is made once keeps its samples"),
    see="datasets#every-pass",
)
def shuffles_once_then_batches(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """shuffles the samples once and only the batches on every pass"""
    data = mixed(samples(images, labels), training, again=False)
    return mixed(data.batch(batch_size, drop_remainder=training), training)


@misconception(
    "make_dataset",
    caught_by=("keeps_each_image_with_its_label",),
    hint=_("two shuffles draw two orders: slice the pair first, then shuffle it once"),
    see="datasets#pairs",
)
def shuffles_images_and_labels_apart(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """shuffles images and labels each for themselves"""
    import tensorflow as tf

    parts = tuple(mixed(samples(array), training) for array in (images, labels))
    return tf.data.Dataset.zip(parts).batch(batch_size, drop_remainder=training)


@misconception(
    "make_dataset",
    caught_by=("leaves_arguments_alone",),
    hint=_("np.random.shuffle reorders the array of whoever called you; indices do not"),
    see="start#arguments",
)
def shuffles_in_place(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """reorders the arrays that it was given"""
    if training:
        order = np.random.permutation(len(images))
        images[:], labels[:] = images[order], labels[order]
    return right(images, labels, batch_size, training)


@misconception(
    "make_dataset",
    caught_by="gives_pairs_of_batches",
    hint=_("print what your function returns: is there a `return` at its end?"),
    see="start#run-it",
)
def returns_nothing(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """makes the dataset, but returns nothing"""
    right(images, labels, batch_size, training)


@misconception(
    "make_dataset",
    caught_by="gives_pairs_of_batches",
    hint=_("an iterator can be read once: return the dataset itself"),
    see="datasets#epoch",
)
def returns_an_iterator(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """returns an iterator over the dataset"""
    return right(images, labels, batch_size, training).as_numpy_iterator()


@misconception(
    "make_dataset",
    caught_by="gives_pairs_of_batches",
    hint=_("the caller wants the dataset alone: what do you return beside it?"),
    see="datasets#pairs",
)
def returns_the_length_as_well(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """returns the dataset together with a number"""
    return right(images, labels, batch_size, training), len(images)


@misconception(
    "make_dataset",
    caught_by="keeps_the_values",
    hint=_("the arrays given are ready for use: where were they scaled and given their axis?"),
    see="datasets#values",
)
def prepares_the_images_again(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """casts and scales the images and adds an axis"""
    prepared = np.asarray(images, "float32")[..., None] / 255
    return right(prepared, labels, batch_size, training)


@misconception(
    "make_dataset",
    caught_by="gives_pairs_of_batches",
    hint=_("the labels come as they are needed, perhaps with other numbers than 0 to 9"),
    see="datasets#values",
)
def looks_labels_up_in_a_matrix(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """makes the labels one-hot with a matrix for ten classes"""
    return right(images, np.identity(10)[labels], batch_size, training)


@misconception(
    "make_dataset",
    caught_by="keeps_the_values",
    hint=_("float32 keeps about seven digits: is a cast needed here at all?"),
    see="datasets#values",
)
def casts_the_labels_to_float32(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """casts the labels to float32"""
    return right(images, np.asarray(labels, "float32"), batch_size, training)


@misconception(
    "make_dataset",
    caught_by=("ends_after_one_pass",),
    hint=_("how many epochs there are is told to `fit`, not to the dataset"),
    see="datasets#epoch",
)
def repeats_several_times(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """repeats the data several times"""
    return right(images, labels, batch_size, training).repeat(3)


@misconception(
    "make_dataset",
    caught_by=("ends_after_one_pass",),
    hint=_("how many epochs there are is told to `fit`, not to the dataset"),
    see="datasets#epoch",
)
def repeats_training_several_times(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """repeats the training data several times"""
    data = right(images, labels, batch_size, training)
    return data.repeat(3) if training else data


@misconception(
    "make_dataset",
    caught_by=(SHORT,),
    hint=_("the number after `batch_size=` in your `def` is used where the argument is left out"),
    see="datasets#measuring",
)
def has_another_default(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 32, training: bool = False
) -> Any:
    """makes batches of another size than 100 where batch_size is left out"""
    return right(images, labels, batch_size, training)


@misconception(
    "make_dataset",
    caught_by=(SHORT, FULL),
    hint=_("every sample is to be measured: what does `take` leave?"),
    see="datasets#measuring",
)
def takes_one_batch(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """takes the first batch only"""
    return right(images, labels, batch_size, training).take(1)


@misconception(
    "make_dataset",
    caught_by=(
        "keeps_the_short_last_batch",
        "drops_the_incomplete_batch",
        "shuffles_over_the_whole_set",
    ),
    hint=_("the arrays given are meant for this dataset as a whole: what becomes of the rest?"),
    see="datasets#measuring",
)
def holds_samples_back(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """holds a fifth of the samples back"""
    some = max(int(len(images) * 0.8), 1)
    return right(images[:some], labels[:some], batch_size, training)


@misconception(
    "make_dataset",
    caught_by=(FULL,),
    hint=_("a random index may come twice: a permutation has each sample once"),
    see="datasets#shuffle",
)
def draws_with_replacement(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """draws random samples, some of them twice"""
    import tensorflow as tf

    if not training:
        return right(images, labels, batch_size, training)
    n = len(images)
    places = samples(np.arange(n)).map(lambda i: tf.random.uniform((), 0, n, tf.int64))
    pairs = places.map(lambda i: (tf.gather(images, i), tf.gather(labels, i)))
    return pairs.batch(batch_size, drop_remainder=True)


@misconception(
    "make_dataset",
    caught_by="gives_pairs_of_batches",
    hint=_("how many samples make a batch is an argument; a full batch of yours needs more"),
    see="datasets#remainder",
)
def always_makes_large_full_batches(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """drops the rest of batches that are larger than batch_size says"""
    return right(images, labels, 100, training)


@misconception(
    "make_dataset",
    caught_by=(ORDER, SHORT),
    hint=_("the word after `training=` in your `def` is used where the argument is left out"),
    see="datasets#measuring",
)
def trains_by_default(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = True
) -> Any:
    """prepares for training where training is left out"""
    return right(images, labels, batch_size, training)


@misconception(
    "make_dataset",
    caught_by=(FULL,),
    hint=_("one sample is a set as well: which buffer does a shuffle of it need?"),
    see="datasets#shuffle",
)
def shuffles_over_all_but_one(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """shuffles with a buffer of one sample less than there are"""
    data = samples(images, labels)
    if training:
        data = data.shuffle(len(images) - 1)
    return data.batch(batch_size, drop_remainder=training)


@misconception(
    "make_dataset",
    caught_by="keeps_the_values",
    hint=_("an axis of length 1 is an axis as well: leave the labels as they come"),
    see="datasets#values",
)
def squeezes_the_labels(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """takes the labels' axis of length 1 away"""
    plain = labels[:, 0] if labels.shape[1:] == (1,) else labels
    return right(images, plain, batch_size, training)


@misconception(
    "make_dataset",
    caught_by=(SHORT, FULL),
    hint=_("a batch of one is a batch as well: it has its first axis"),
    see="datasets#pairs",
)
def leaves_batches_of_one_out(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """gives single samples where batch_size is 1"""
    if batch_size == 1:
        return mixed(samples(images, labels), training)
    return right(images, labels, batch_size, training)


@misconception(
    "make_dataset",
    caught_by="gives_pairs_of_batches",
    hint=_("square brackets ask for one array of both, round ones for a pair"),
    see="datasets#pairs",
)
def puts_both_into_one_array(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """slices a list of images and labels, not a pair"""
    return mixed(samples([images, labels]), training).batch(batch_size, drop_remainder=training)


@misconception(
    "make_dataset",
    caught_by="gives_pairs_of_batches",
    hint=_("only the first argument is sliced: what makes one of the two?"),
    see="datasets#pairs",
)
def gives_the_labels_as_a_second_argument(
    images: np.ndarray, labels: np.ndarray, batch_size: int = 100, training: bool = False
) -> Any:
    """gives the labels as a second argument"""
    import tensorflow as tf

    data = tf.data.Dataset.from_tensor_slices(images, labels)
    return mixed(data, training).batch(batch_size, drop_remainder=training)
