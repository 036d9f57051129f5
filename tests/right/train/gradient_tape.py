"""Writes the training step with a GradientTape; the model's own loss and optimizer."""

import keras
import numpy as np
import tensorflow as tf


def compile_model(model, learning_rate=1e-3):
    adam = keras.optimizers.Adam(learning_rate)
    model.compile(optimizer=adam, loss="categorical_crossentropy", metrics=["accuracy"])
    return model


def train(model, train_data, validation_data, epochs=10, callbacks=None):
    history = keras.callbacks.History()
    hooks = keras.callbacks.CallbackList(list(callbacks or []) + [history], model=model)

    @tf.function
    def step(x, y):
        with tf.GradientTape() as tape:
            p = model(x, training=True)
            loss = model.compute_loss(x=x, y=y, y_pred=p, training=True)
        gradients = tape.gradient(loss, model.trainable_variables)
        model.optimizer.apply_gradients(zip(gradients, model.trainable_variables, strict=True))
        return loss, p

    @tf.function
    def look(x, y):
        p = model(x, training=False)
        return model.compute_loss(x=x, y=y, y_pred=p, training=False), p

    def epoch_of(function, data):
        losses, hits, sizes = [], [], []
        for x, y in data:
            loss, p = function(x, y)
            sizes.append(len(x))
            losses.append(float(loss))
            hits.append(np.mean(np.argmax(p, axis=1) == np.argmax(y, axis=1)))
        return np.average(losses, weights=sizes), np.average(hits, weights=sizes)

    model.stop_training = False
    hooks.on_train_begin()
    for epoch in range(epochs):
        hooks.on_epoch_begin(epoch)
        loss, accuracy = epoch_of(step, train_data)
        val_loss, val_accuracy = epoch_of(look, validation_data)
        logs = {"loss": loss, "accuracy": accuracy}
        logs |= {"val_loss": val_loss, "val_accuracy": val_accuracy}
        hooks.on_epoch_end(epoch, logs)
        if model.stop_training:
            break
    hooks.on_train_end()
    return history
