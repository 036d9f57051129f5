"""Saves pickles that run code, and a SavedModel that is a folder of links, as models."""

import os
import pickle

EXERCISE = "save_restore"
HONEST_POINTS = 0


class Runs:
    def __reduce__(self):
        return (print, ("LOOT: a pickle was opened",))


def save_model(model, path):
    with open(path, "wb") as file:
        pickle.dump(Runs(), file)


def save_weights(model, path):
    os.symlink("/etc/passwd", path)


def save_checkpoint(model, directory):
    os.mkdir(directory)
    os.symlink("/etc/passwd", f"{directory}/ckpt-1.index")
    os.symlink("/dev/zero", f"{directory}/ckpt-1.data-00000-of-00001")
    return f"{directory}/ckpt-1"
