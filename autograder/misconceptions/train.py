"""Exercise 5: what learners get wrong when they compile and train."""

from __future__ import annotations

from typing import Any

from autograder.misconception import misconception
from autograder.text import _

GIVEN = "compiles_the_model_given"
ADAM = "uses_adam_at_the_rate"
LOSS = "uses_the_cross_entropy"
ACCURACY = "reports_the_accuracy"
EPOCHS = "trains_for_the_epochs"
COMPILATION = "keeps_the_compilation"
VALIDATION = "measures_the_validation_data"
LEARNT = "learns_from_the_training_data_only"
CALLBACKS = "hands_the_callbacks_on"
ARGUMENTS = "leaves_arguments_alone"


def told(
    model: Any,
    rate: Any,
    *,
    optimizer: str = "Adam",
    loss: Any = "categorical_crossentropy",
    metrics: tuple[Any, ...] = ("accuracy",),
) -> Any:
    """Return the model, compiled with a Keras optimizer of this name at this rate."""
    import keras

    make = getattr(keras.optimizers, optimizer)
    model.compile(make(learning_rate=rate), loss, metrics=list(metrics))
    return model


def fitted(model: Any, data: Any, measured: Any, epochs: int, callbacks: Any, **more: Any) -> Any:
    """Return the History of a quiet training."""
    settings = {"epochs": epochs, "callbacks": callbacks, "verbose": 0, **more}
    return model.fit(data, validation_data=measured, **settings)


@misconception(
    "compile_model",
    caught_by=GIVEN,
    hint=_("`compile` changes the model and gives back None: what do you return?"),
    see="training#compile",
)
def returns_nothing(model: Any, learning_rate: Any = 1e-3) -> Any:
    """compiles the model, but returns None"""
    told(model, learning_rate)


@misconception(
    "compile_model",
    caught_by=GIVEN,
    hint=_("whoever called you holds the old model, which is still not compiled"),
    see="training#compile",
)
def compiles_a_copy(model: Any, learning_rate: Any = 1e-3) -> Any:
    """compiles a copy of the model"""
    import keras

    return told(keras.models.clone_model(model), learning_rate)


@misconception(
    "compile_model",
    caught_by=(GIVEN, ADAM, LOSS),
    hint=_("a model learns nothing before it is told how: which method tells it?"),
    see="training#compile",
)
def forgets_to_compile(model: Any, learning_rate: Any = 1e-3) -> Any:
    """returns the model without compiling it"""
    return model


@misconception(
    "compile_model",
    caught_by=ADAM,
    hint=_(
        "whoever calls you wants this rate and this loss, also for a model that was used before"
    ),
    see="training#compile",
)
def compiles_only_new_models(model: Any, learning_rate: Any = 1e-3) -> Any:
    """leaves a model alone that was compiled before"""
    return model if model.compiled else told(model, learning_rate)


@misconception(
    "compile_model",
    caught_by=ADAM,
    hint=_("the name 'adam' stands for Adam at its default rate: where does the rate go?"),
    see="training#optimizer",
)
def ignores_the_rate(model: Any, learning_rate: Any = 1e-3) -> Any:
    """always uses the default learning rate"""
    return told(model, 1e-3)


@misconception(
    "compile_model",
    caught_by=ADAM,
    hint=_("0.01 and 0.001: count the noughts"),
    see="training#optimizer",
)
def has_another_default(model: Any, learning_rate: Any = 0.01) -> Any:
    """has 0.01 as its default learning rate"""
    return told(model, learning_rate)


@misconception(
    "compile_model",
    caught_by=ADAM,
    hint=_("a schedule is not a number: hand it on as it is"),
    see="training#optimizer",
)
def makes_the_rate_a_number(model: Any, learning_rate: Any = 1e-3) -> Any:
    """turns the learning rate into a float, which a schedule is not"""
    return told(model, float(learning_rate))


@misconception(
    "compile_model",
    caught_by=ADAM,
    hint=_("a schedule gives another rate at every step; you have taken the first one only"),
    see="training#optimizer",
)
def freezes_the_schedule(model: Any, learning_rate: Any = 1e-3) -> Any:
    """uses a schedule's first learning rate throughout"""
    return told(model, float(learning_rate(0) if callable(learning_rate) else learning_rate))


@misconception(
    "compile_model",
    caught_by=ADAM,
    hint=_("SGD is the plain descent; which optimizer is asked for?"),
    see="training#optimizer",
)
def uses_sgd(model: Any, learning_rate: Any = 1e-3) -> Any:
    """uses SGD instead of Adam"""
    return told(model, learning_rate, optimizer="SGD")


@misconception(
    "compile_model",
    caught_by=ADAM,
    hint=_("RMSprop is a forerunner; which optimizer is asked for?"),
    see="training#optimizer",
)
def uses_rmsprop(model: Any, learning_rate: Any = 1e-3) -> Any:
    """uses RMSprop instead of Adam"""
    return told(model, learning_rate, optimizer="RMSprop")


@misconception(
    "compile_model",
    caught_by=ADAM,
    hint=_("AdamW also shrinks the weights; which optimizer is asked for?"),
    see="training#optimizer",
)
def uses_adamw(model: Any, learning_rate: Any = 1e-3) -> Any:
    """uses AdamW instead of Adam"""
    return told(model, learning_rate, optimizer="AdamW")


@misconception(
    "compile_model",
    caught_by=LOSS,
    hint=_("sparse is for class numbers; what do one-hot rows need?"),
    see="training#loss",
)
def expects_class_numbers(model: Any, learning_rate: Any = 1e-3) -> Any:
    """uses the sparse cross-entropy, which wants class numbers"""
    return told(model, learning_rate, loss="sparse_categorical_crossentropy")


@misconception(
    "compile_model",
    caught_by=LOSS,
    hint=_("binary is for yes or no in each column; here one class of many is right"),
    see="training#loss",
)
def uses_the_binary_loss(model: Any, learning_rate: Any = 1e-3) -> Any:
    """uses the binary cross-entropy"""
    return told(model, learning_rate, loss="binary_crossentropy")


@misconception(
    "compile_model",
    caught_by=LOSS,
    hint=_("squared errors are for amounts; what compares probabilities with one-hot rows?"),
    see="training#loss",
)
def uses_the_squared_error(model: Any, learning_rate: Any = 1e-3) -> Any:
    """uses the mean squared error"""
    return told(model, learning_rate, loss="mse")


@misconception(
    "compile_model",
    caught_by=LOSS,
    hint=_("the model's softmax has been applied already: is its output still logits?"),
    see="training#loss",
)
def takes_probabilities_for_logits(model: Any, learning_rate: Any = 1e-3) -> Any:
    """tells the loss that it gets logits (from_logits=True)"""
    import keras

    return told(model, learning_rate, loss=keras.losses.CategoricalCrossentropy(from_logits=True))


@misconception(
    "compile_model",
    caught_by=LOSS,
    hint=_("smoothed labels are another target than the labels given"),
    see="training#loss",
)
def smooths_the_labels(model: Any, learning_rate: Any = 1e-3) -> Any:
    """smooths the labels in the loss"""
    import keras

    return told(
        model, learning_rate, loss=keras.losses.CategoricalCrossentropy(label_smoothing=0.1)
    )


@misconception(
    "compile_model",
    caught_by=LOSS,
    hint=_("that is loss_weights: which one did you mean? Name it"),
    see="training#accuracy",
)
def gives_the_metrics_third(model: Any, learning_rate: Any = 1e-3) -> Any:
    """gives compile the metrics as its third argument, which is another one"""
    import keras

    model.compile(keras.optimizers.Adam(learning_rate), "categorical_crossentropy", ["accuracy"])
    return model


@misconception(
    "compile_model",
    caught_by=LOSS,
    hint=_("that is loss_weights: which one did you mean? Name it"),
    see="training#accuracy",
)
def gives_several_metrics_third(model: Any, learning_rate: Any = 1e-3) -> Any:
    """gives compile several metrics as its third argument, which is another one"""
    import keras

    metrics = ["accuracy", "mean_squared_error"]
    model.compile(keras.optimizers.Adam(learning_rate), "categorical_crossentropy", metrics)
    return model


@misconception(
    "compile_model",
    caught_by=(GIVEN, ADAM, LOSS, ARGUMENTS),
    hint=_("there may be several metrics: put even a single one into a list"),
    see="training#accuracy",
)
def gives_a_bare_metric(model: Any, learning_rate: Any = 1e-3) -> Any:
    """gives compile one metric instead of a list"""
    import keras

    kind = keras.losses.CategoricalCrossentropy()
    model.compile(keras.optimizers.Adam(learning_rate), kind, metrics="accuracy")
    return model


@misconception(
    "compile_model",
    caught_by=ACCURACY,
    hint=_("sparse is for class numbers; the metric gets one-hot rows, like the loss"),
    see="training#accuracy",
)
def measures_class_numbers(model: Any, learning_rate: Any = 1e-3) -> Any:
    """measures the sparse accuracy, which wants class numbers"""
    import keras

    accuracy = keras.metrics.SparseCategoricalAccuracy(name="accuracy")
    return told(model, learning_rate, metrics=(accuracy,))


@misconception(
    "compile_model",
    caught_by=ACCURACY,
    hint=_("the loss alone is hard to read: which argument of compile asks for more?"),
    see="training#accuracy",
)
def reports_no_accuracy(model: Any, learning_rate: Any = 1e-3) -> Any:
    """asks for no metrics"""
    return told(model, learning_rate, metrics=())


@misconception(
    "compile_model",
    caught_by=ACCURACY,
    hint=_("the history names a metric as you do: 'acc' becomes acc and val_acc"),
    see="training#accuracy",
)
def calls_it_acc(model: Any, learning_rate: Any = 1e-3) -> Any:
    """reports the accuracy as acc"""
    return told(model, learning_rate, metrics=("acc",))


@misconception(
    "compile_model",
    caught_by=ACCURACY,
    hint=_("a metric object has a name of its own; it can be given another"),
    see="training#accuracy",
)
def calls_it_categorical_accuracy(model: Any, learning_rate: Any = 1e-3) -> Any:
    """reports the accuracy as categorical_accuracy"""
    return told(model, learning_rate, metrics=("categorical_accuracy",))


@misconception(
    "compile_model",
    caught_by=ACCURACY,
    hint=_("a prediction is right if its largest probability is the label's, not if each is > 0.5"),
    see="training#accuracy",
)
def counts_each_column(model: Any, learning_rate: Any = 1e-3) -> Any:
    """counts every column as a prediction of its own (BinaryAccuracy)"""
    import keras

    return told(model, learning_rate, metrics=(keras.metrics.BinaryAccuracy(name="accuracy"),))


@misconception(
    "train",
    caught_by=EPOCHS,
    hint=_("how many epochs there are is an argument"),
    see="training#epochs",
)
def always_trains_ten_epochs(
    model: Any, train_data: Any, validation_data: Any, epochs: int = 10, callbacks: Any = None
) -> Any:
    """trains for ten epochs whatever epochs says"""
    return fitted(model, train_data, validation_data, 10, callbacks)


@misconception(
    "train",
    caught_by=(EPOCHS, CALLBACKS),
    hint=_("`fit` makes one epoch unless told otherwise"),
    see="training#epochs",
)
def trains_one_epoch(
    model: Any, train_data: Any, validation_data: Any, epochs: int = 10, callbacks: Any = None
) -> Any:
    """does not hand epochs on, so that fit makes one"""
    return model.fit(train_data, validation_data=validation_data, callbacks=callbacks, verbose=0)


@misconception(
    "train",
    caught_by=EPOCHS,
    hint=_("look at the signature: how many epochs are there if the argument is left out?"),
    see="training#epochs",
)
def has_another_default_of_epochs(
    model: Any, train_data: Any, validation_data: Any, epochs: int = 5, callbacks: Any = None
) -> Any:
    """trains for five epochs where epochs is left out"""
    return fitted(model, train_data, validation_data, epochs, callbacks)


@misconception(
    "train",
    caught_by=(EPOCHS, VALIDATION),
    hint=_("`fit` gives back a History, which keeps the values of every epoch: return it"),
    see="training#epochs",
)
def returns_nothing_trained(
    model: Any, train_data: Any, validation_data: Any, epochs: int = 10, callbacks: Any = None
) -> Any:
    """trains, but returns None"""
    fitted(model, train_data, validation_data, epochs, callbacks)


@misconception(
    "train",
    caught_by=(EPOCHS, VALIDATION),
    hint=_("what is asked for is what `fit` returns, not what is in it"),
    see="training#epochs",
)
def returns_the_dict(
    model: Any, train_data: Any, validation_data: Any, epochs: int = 10, callbacks: Any = None
) -> Any:
    """returns the dict inside the History"""
    return dict(fitted(model, train_data, validation_data, epochs, callbacks).history)


@misconception(
    "train",
    caught_by=(EPOCHS, VALIDATION),
    hint=_("the caller has the model already, and asks how the training went"),
    see="training#epochs",
)
def returns_the_model(
    model: Any, train_data: Any, validation_data: Any, epochs: int = 10, callbacks: Any = None
) -> Any:
    """returns the model instead of the History"""
    fitted(model, train_data, validation_data, epochs, callbacks)
    return model


@misconception(
    "train",
    caught_by=(EPOCHS, CALLBACKS),
    hint=_("each call of `fit` starts a History of its own: which one do you return?"),
    see="training#epochs",
)
def fits_once_for_every_epoch(
    model: Any, train_data: Any, validation_data: Any, epochs: int = 10, callbacks: Any = None
) -> Any:
    """calls fit in a loop and returns the last epoch's History"""
    for _epoch in range(epochs):
        history = fitted(model, train_data, validation_data, 1, callbacks)
    return history


@misconception(
    "train",
    caught_by=EPOCHS,
    hint=_("an epoch is all of the training data; how many batches does each of yours take?"),
    see="training#epochs",
)
def takes_one_batch_an_epoch(
    model: Any, train_data: Any, validation_data: Any, epochs: int = 10, callbacks: Any = None
) -> Any:
    """trains on the first batch only"""
    return fitted(model, train_data.take(1), validation_data, epochs, callbacks)


@misconception(
    "train",
    caught_by=(EPOCHS, VALIDATION, LEARNT),
    hint=_("whoever called you holds the old model, which has learnt nothing"),
    see="training#compile-once",
)
def trains_a_copy(
    model: Any, train_data: Any, validation_data: Any, epochs: int = 10, callbacks: Any = None
) -> Any:
    """trains a copy of the model"""
    import keras

    copy = told(keras.models.clone_model(model), 1e-3)
    return fitted(copy, train_data, validation_data, epochs, callbacks)


@misconception(
    "train",
    caught_by=(EPOCHS, COMPILATION, VALIDATION, CALLBACKS, ARGUMENTS),
    hint=_("arrays can be split; a dataset has been already: use the second one"),
    see="training#validation",
)
def splits_the_training_data(
    model: Any, train_data: Any, validation_data: Any, epochs: int = 10, callbacks: Any = None
) -> Any:
    """asks fit to split the training data"""
    return fitted(model, train_data, None, epochs, callbacks, validation_split=0.2)


@misconception(
    "train",
    caught_by=EPOCHS,
    hint=_("when to stop is for the caller to say, through callbacks"),
    see="training#callbacks",
)
def stops_early(
    model: Any, train_data: Any, validation_data: Any, epochs: int = 10, callbacks: Any = None
) -> Any:
    """adds an EarlyStopping that nobody asked for"""
    import keras

    added = [*(callbacks or []), keras.callbacks.EarlyStopping(patience=3)]
    return fitted(model, train_data, validation_data, epochs, added)


@misconception(
    "train",
    caught_by=COMPILATION,
    hint=_("the model comes compiled; compiling again throws its optimizer away"),
    see="training#compile-once",
)
def compiles_again(
    model: Any, train_data: Any, validation_data: Any, epochs: int = 10, callbacks: Any = None
) -> Any:
    """compiles the model again before training"""
    return fitted(told(model, 1e-3), train_data, validation_data, epochs, callbacks)


@misconception(
    "train",
    caught_by=COMPILATION,
    hint=_("how fast to learn was decided when the model was compiled"),
    see="training#compile-once",
)
def sets_the_rate(
    model: Any, train_data: Any, validation_data: Any, epochs: int = 10, callbacks: Any = None
) -> Any:
    """sets the learning rate itself"""
    model.optimizer.learning_rate = 1e-3
    return fitted(model, train_data, validation_data, epochs, callbacks)


@misconception(
    "train",
    caught_by=VALIDATION,
    hint=_("there is a second dataset: what is it for, and which argument of `fit` takes it?"),
    see="training#validation",
)
def forgets_the_validation_data(
    model: Any, train_data: Any, validation_data: Any, epochs: int = 10, callbacks: Any = None
) -> Any:
    """does not measure the validation data"""
    return fitted(model, train_data, None, epochs, callbacks)


@misconception(
    "train",
    caught_by=VALIDATION,
    hint=_("data that was learnt from cannot show whether a model has learnt more than by heart"),
    see="training#validation",
)
def validates_on_the_training_data(
    model: Any, train_data: Any, validation_data: Any, epochs: int = 10, callbacks: Any = None
) -> Any:
    """measures the training data as if it were the validation data"""
    return fitted(model, train_data, train_data, epochs, callbacks)


@misconception(
    "train",
    caught_by=VALIDATION,
    hint=_("all of the validation data counts: how many batches do you measure?"),
    see="training#validation",
)
def validates_on_one_batch(
    model: Any, train_data: Any, validation_data: Any, epochs: int = 10, callbacks: Any = None
) -> Any:
    """measures one batch of the validation data only"""
    return fitted(model, train_data, validation_data.take(1), epochs, callbacks)


@misconception(
    "train",
    caught_by=VALIDATION,
    hint=_("measure after every epoch, or the curve has holes"),
    see="training#validation",
)
def validates_now_and_then(
    model: Any, train_data: Any, validation_data: Any, epochs: int = 10, callbacks: Any = None
) -> Any:
    """leaves epochs out when it measures the validation data"""
    return fitted(model, train_data, validation_data, epochs, callbacks, validation_freq=2)


@misconception(
    "train",
    caught_by=(EPOCHS, VALIDATION, LEARNT),
    hint=_("which of the two datasets does `fit` learn from: the first or validation_data?"),
    see="training#learn-from",
)
def swaps_the_datasets(
    model: Any, train_data: Any, validation_data: Any, epochs: int = 10, callbacks: Any = None
) -> Any:
    """learns from the validation data and measures the training data"""
    return fitted(model, validation_data, train_data, epochs, callbacks)


@misconception(
    "train",
    caught_by=(EPOCHS, LEARNT),
    hint=_("a test on questions that were practised shows nothing: keep the two apart"),
    see="training#learn-from",
)
def learns_from_both(
    model: Any, train_data: Any, validation_data: Any, epochs: int = 10, callbacks: Any = None
) -> Any:
    """learns from the validation data as well"""
    both = train_data.concatenate(validation_data)
    return fitted(model, both, validation_data, epochs, callbacks)


@misconception(
    "train",
    caught_by=LEARNT,
    hint=_(
        "a callback that changes the learning rate changes the training: leave it to the caller"
    ),
    see="training#callbacks",
)
def lowers_the_rate(
    model: Any, train_data: Any, validation_data: Any, epochs: int = 10, callbacks: Any = None
) -> Any:
    """adds a ReduceLROnPlateau that nobody asked for"""
    import keras

    added = [*(callbacks or []), keras.callbacks.ReduceLROnPlateau(patience=2)]
    return fitted(model, train_data, validation_data, epochs, added)


@misconception(
    "train",
    caught_by=LEARNT,
    hint=_("keeping the best is for the caller's callbacks"),
    see="training#callbacks",
)
def goes_back_to_the_best_epoch(
    model: Any, train_data: Any, validation_data: Any, epochs: int = 10, callbacks: Any = None
) -> Any:
    """puts the weights of the best epoch back after training"""
    import keras

    best = keras.callbacks.EarlyStopping(patience=1000, restore_best_weights=True)
    return fitted(model, train_data, validation_data, epochs, [*(callbacks or []), best])


@misconception(
    "train",
    caught_by=CALLBACKS,
    hint=_("whoever hands you callbacks wants them to be called: `fit` has an argument for them"),
    see="training#callbacks",
)
def drops_the_callbacks(
    model: Any, train_data: Any, validation_data: Any, epochs: int = 10, callbacks: Any = None
) -> Any:
    """does not hand the callbacks on"""
    return fitted(model, train_data, validation_data, epochs, None)


@misconception(
    "train",
    caught_by=ARGUMENTS,
    hint=_("append changes the caller's list; make your own"),
    see="start#arguments",
)
def appends_to_the_callbacks(
    model: Any, train_data: Any, validation_data: Any, epochs: int = 10, callbacks: Any = None
) -> Any:
    """appends to the list of callbacks that it was given"""
    import keras

    callbacks = [] if callbacks is None else callbacks
    callbacks.append(keras.callbacks.TerminateOnNaN())
    return fitted(model, train_data, validation_data, epochs, callbacks)


@misconception(
    "train",
    caught_by=ARGUMENTS,
    hint=_("no argument names a place for files: leave saving to the caller's callbacks"),
    see="start#arguments",
)
def writes_a_log(
    model: Any, train_data: Any, validation_data: Any, epochs: int = 10, callbacks: Any = None
) -> Any:
    """writes a file into the current folder"""
    import keras

    added = [*(callbacks or []), keras.callbacks.CSVLogger("training.csv")]
    return fitted(model, train_data, validation_data, epochs, added)


@misconception(
    "compile_model",
    caught_by=ACCURACY,
    hint=_("the class Accuracy compares numbers; the word for it makes Keras choose the right one"),
    see="training#accuracy",
)
def compares_the_numbers(model: Any, learning_rate: Any = 1e-3) -> Any:
    """uses keras.metrics.Accuracy, which compares probabilities with labels"""
    import keras

    return told(model, learning_rate, metrics=(keras.metrics.Accuracy(),))


@misconception(
    "compile_model",
    caught_by=ACCURACY,
    hint=_("a list of top guesses is more generous than the accuracy"),
    see="training#accuracy",
)
def counts_the_best_guesses(model: Any, learning_rate: Any = 1e-3) -> Any:
    """reports how often the label is among the best guesses as accuracy"""
    import keras

    metric = keras.metrics.TopKCategoricalAccuracy(k=2, name="accuracy")
    return told(model, learning_rate, metrics=(metric,))


@misconception(
    "train",
    caught_by=(EPOCHS, COMPILATION, VALIDATION),
    hint=_("`callbacks` is a list already, or None: what do the brackets make of it?"),
    see="training#callbacks",
)
def puts_the_callbacks_into_another_list(
    model: Any, train_data: Any, validation_data: Any, epochs: int = 10, callbacks: Any = None
) -> Any:
    """puts the list of callbacks into another list"""
    return fitted(model, train_data, validation_data, epochs, [callbacks])


@misconception(
    "train",
    caught_by=VALIDATION,
    hint=_("a curve needs a measurement after every epoch: fit can take it by itself"),
    see="training#validation",
)
def measures_only_at_the_end(
    model: Any, train_data: Any, validation_data: Any, epochs: int = 10, callbacks: Any = None
) -> Any:
    """measures the validation data only after the last epoch"""
    history = fitted(model, train_data, None, epochs, callbacks)
    measured = model.evaluate(validation_data, return_dict=True, verbose=0)
    for name, value in measured.items():
        history.history["val_" + name] = [value] * len(history.history["loss"])
    return history


@misconception(
    "train",
    caught_by=EPOCHS,
    hint=_("epochs counts all of them: how often is all of the data gone through in yours?"),
    see="training#epochs",
)
def trains_one_epoch_more(
    model: Any, train_data: Any, validation_data: Any, epochs: int = 10, callbacks: Any = None
) -> Any:
    """trains one epoch more than epochs says"""
    return fitted(model, train_data, validation_data, epochs + 1, callbacks)


@misconception(
    "train",
    caught_by=EPOCHS,
    hint=_("every call of fit trains the same model further: how many calls are there?"),
    see="training#epochs",
)
def warms_up_first(
    model: Any, train_data: Any, validation_data: Any, epochs: int = 10, callbacks: Any = None
) -> Any:
    """calls fit for one epoch before the training asked for"""
    model.fit(train_data, verbose=0)
    return fitted(model, train_data, validation_data, epochs, callbacks)


@misconception(
    "train",
    caught_by=EPOCHS,
    hint=_("when to stop is for the caller to say, through callbacks"),
    see="training#callbacks",
)
def stops_when_it_is_good_enough(
    model: Any, train_data: Any, validation_data: Any, epochs: int = 10, callbacks: Any = None
) -> Any:
    """adds a callback that ends the training at an accuracy of 98 %"""
    import keras

    class GoodEnough(keras.callbacks.Callback):
        def on_epoch_end(self, epoch: int, logs: Any = None) -> None:
            if (logs or {}).get("accuracy", 0.0) > 0.98:
                self.model.stop_training = True

    return fitted(model, train_data, validation_data, epochs, [*(callbacks or []), GoodEnough()])


@misconception(
    "train",
    caught_by=(EPOCHS, CALLBACKS),
    hint=_("fit counts its epochs from 0: with which does yours begin?"),
    see="training#epochs",
)
def begins_with_epoch_one(
    model: Any, train_data: Any, validation_data: Any, epochs: int = 10, callbacks: Any = None
) -> Any:
    """begins with epoch 1 of epochs that are counted from 0, so that one is missing"""
    return fitted(model, train_data, validation_data, epochs, callbacks, initial_epoch=1)


@misconception(
    "train",
    caught_by=EPOCHS,
    hint=_("fit goes through the data epochs times by itself: what repeats it once more?"),
    see="training#epochs",
)
def repeats_the_data_as_well(
    model: Any, train_data: Any, validation_data: Any, epochs: int = 10, callbacks: Any = None
) -> Any:
    """goes through the training data epochs times in each of epochs rounds"""
    return fitted(model, train_data.repeat(epochs), validation_data, epochs, callbacks)


@misconception(
    "train",
    caught_by=EPOCHS,
    hint=_("all of the training data counts, the short batch at its end too"),
    see="training#epochs",
)
def leaves_the_last_batch_out(
    model: Any, train_data: Any, validation_data: Any, epochs: int = 10, callbacks: Any = None
) -> Any:
    """leaves the last, short batch of the training data out"""
    whole = train_data.take(max(len(train_data) - 1, 1))
    return fitted(model, whole, validation_data, epochs, callbacks)


@misconception(
    "train",
    caught_by=(EPOCHS, VALIDATION, LEARNT),
    hint=_("also after the last epoch, the validation data is there to be measured only"),
    see="training#learn-from",
)
def learns_from_the_validation_data_at_the_end(
    model: Any, train_data: Any, validation_data: Any, epochs: int = 10, callbacks: Any = None
) -> Any:
    """goes through the validation data once more at the end and learns from it"""
    history = fitted(model, train_data, validation_data, epochs, callbacks)
    model.fit(validation_data, verbose=0)
    return history


@misconception(
    "train",
    caught_by=COMPILATION,
    hint=_("the model comes compiled, with metrics that compiling again throws away"),
    see="training#compile-once",
)
def compiles_again_with_the_same_optimizer(
    model: Any, train_data: Any, validation_data: Any, epochs: int = 10, callbacks: Any = None
) -> Any:
    """compiles the model again with its own optimizer and loss"""
    model.compile(optimizer=model.optimizer, loss=model.loss, metrics=["accuracy"])
    return fitted(model, train_data, validation_data, epochs, callbacks)


@misconception(
    "compile_model",
    caught_by=(GIVEN, ADAM, LOSS, ARGUMENTS),
    hint=_("old tutorials say lr: what is that argument called today?"),
    see="training#optimizer",
)
def calls_the_rate_lr(model: Any, learning_rate: Any = 1e-3) -> Any:
    """gives Adam its learning rate under the old name lr"""
    import keras

    model.compile(keras.optimizers.Adam(lr=learning_rate), "categorical_crossentropy")
    return model


@misconception(
    "train",
    caught_by=(EPOCHS, COMPILATION, VALIDATION, CALLBACKS, ARGUMENTS),
    hint=_("that is the place of labels: which name has the validation data?"),
    see="training#validation",
)
def gives_the_validation_data_second(
    model: Any, train_data: Any, validation_data: Any, epochs: int = 10, callbacks: Any = None
) -> Any:
    """gives fit the validation data as its second argument"""
    return model.fit(train_data, validation_data, epochs=epochs, callbacks=callbacks, verbose=0)


@misconception(
    "train",
    caught_by=EPOCHS,
    hint=_("how many batches the data has is not for you to say: fit goes on to its end by itself"),
    see="training#epochs",
)
def fixes_the_steps_of_an_epoch(
    model: Any, train_data: Any, validation_data: Any, epochs: int = 10, callbacks: Any = None
) -> Any:
    """ends every epoch after a fixed number of batches"""
    return fitted(model, train_data, validation_data, epochs, callbacks, steps_per_epoch=100)


@misconception(
    "train",
    caught_by=(EPOCHS, COMPILATION, VALIDATION),
    hint=_("what is callbacks where the caller says nothing?"),
    see="training#callbacks",
)
def takes_callbacks_for_a_list(
    model: Any, train_data: Any, validation_data: Any, epochs: int = 10, callbacks: Any = None
) -> Any:
    """takes callbacks for a list, although it is None where none are given"""
    return fitted(model, train_data, validation_data, epochs, list(callbacks))


@misconception(
    "train",
    caught_by=(EPOCHS, COMPILATION, VALIDATION, CALLBACKS, ARGUMENTS),
    hint=_("None has no append: what is callbacks where the caller says nothing?"),
    see="training#callbacks",
)
def appends_where_there_is_no_list(
    model: Any, train_data: Any, validation_data: Any, epochs: int = 10, callbacks: Any = None
) -> Any:
    """appends to callbacks, although it is None where none are given"""
    callbacks.append(print)
    return fitted(model, train_data, validation_data, epochs, callbacks)
