"""A class of its own scales; the labels go through np.where and broadcasting."""

import numpy as np


class PixelScaler:
    low, high = 0, np.iinfo(np.uint8).max

    def __call__(self, images: np.ndarray) -> np.ndarray:
        scaled = (images - np.float32(self.low)) / np.float32(self.high - self.low)
        return scaled.astype(np.float32, copy=False)


def preprocess_images(images):
    scaled = PixelScaler()(images)
    while scaled.ndim < 4:
        scaled = np.expand_dims(scaled, -1)
    return scaled


def one_hot(labels, num_classes=10):
    columns = np.broadcast_to(np.arange(num_classes), (labels.size, num_classes))
    return np.where(columns == labels.reshape(-1, 1), 1.0, 0.0)
