"""train_on_batch and evaluate by hand; the callbacks are called through a CallbackList."""

import keras


def compile_model(model, learning_rate=1e-3):
    optimizer = keras.optimizers.get("adam")
    optimizer.learning_rate = learning_rate
    model.compile(optimizer=optimizer, loss="categorical_crossentropy", metrics=["accuracy"])
    return model


def train(model, train_data, validation_data, epochs=10, callbacks=None):
    history = keras.callbacks.History()
    chain = keras.callbacks.CallbackList(
        [*(callbacks or []), history],
        add_history=False,
        add_progbar=False,
        model=model,
        epochs=epochs,
    )
    model.stop_training = False
    chain.on_train_begin()
    for epoch in range(epochs):
        model.reset_metrics()
        chain.on_epoch_begin(epoch)
        logs = {}
        for step, (x, y) in enumerate(train_data):
            chain.on_train_batch_begin(step)
            logs = model.train_on_batch(x, y, return_dict=True)
            chain.on_train_batch_end(step, logs)
        logs = {k: float(v) for k, v in logs.items()}
        val = model.evaluate(validation_data, verbose=0, return_dict=True)
        logs.update({"val_" + k: float(v) for k, v in val.items()})
        chain.on_epoch_end(epoch, logs)
        if model.stop_training:
            break
    chain.on_train_end(logs)
    return history
