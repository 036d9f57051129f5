"""The records: plain data that stands for a model, a dataset, a history, a figure, a callback.

A record's `handle` names the live object, which stays where it was made; 0 where there is none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Tensor:
    """An eager TensorFlow tensor (or variable), by its value."""

    value: np.ndarray


@dataclass(frozen=True)
class Layer:
    """One layer of a chain: its Keras class, its configuration, its weights (none if not asked)."""

    class_name: str
    built_in: bool
    config: dict[str, Any]
    weights: list[np.ndarray] = field(default_factory=list)


@dataclass(frozen=True)
class Schedule:
    """A learning-rate schedule of Keras's own, by class name and configuration."""

    class_name: str
    config: dict[str, Any]


@dataclass(frozen=True)
class Compiled:
    """How a model was compiled.

    `optimizer` is the class name, `config` the optimizer's other numbers; `learning_rate` a float
    or a `Schedule`; `loss` and `metrics` are names or class names; `iterations` counts the
    optimizer's steps; `optimizer_handle` names the live optimizer; `eager` is whether the model
    runs untraced, which is quicker for a few steps.
    """

    optimizer: str = "Adam"
    learning_rate: float | Schedule = 1e-3
    loss: str = "categorical_crossentropy"
    metrics: list[str] = field(default_factory=lambda: ["accuracy"])
    config: dict[str, Any] = field(default_factory=dict)
    iterations: int = 0
    optimizer_handle: int = 0
    eager: bool = False


@dataclass(frozen=True)
class Model:
    """A Keras model. `chain` is False, and `layers` empty, where it is not one chain of layers."""

    kind: str
    chain: bool
    layers: list[Layer]
    input_shape: list[int | None]
    output_shape: list[int | None]
    parameters: int
    compiled: Compiled | None = None
    handle: int = 0


@dataclass(frozen=True)
class Dataset:
    """A `tf.data.Dataset`, by what one element looks like; its batches are read on demand."""

    element: str
    handle: int = 0


@dataclass(frozen=True)
class Batches:
    """A dataset to be made of arrays `(images, labels)`, in this order, in batches."""

    images: np.ndarray
    labels: np.ndarray
    batch_size: int


@dataclass(frozen=True)
class History:
    """A `keras.callbacks.History`, by its lists, a value an epoch."""

    history: dict[str, list[float]]
    handle: int = 0


@dataclass(frozen=True)
class Curve:
    """A line (or the points of a scatter) in a figure; `legend` is the text beside it."""

    label: str
    x: list[float]
    y: list[float]
    legend: str = ""


@dataclass(frozen=True)
class Axes:
    """One pair of axes: texts, curves, images, `box` (left, bottom, width, height in 0–1)."""

    titles: list[str]
    x_label: str
    y_label: str
    curves: list[Curve]
    images: list[np.ndarray]
    legend: list[str]
    texts: list[str]
    box: list[float]
    drawn: bool


@dataclass(frozen=True)
class Figure:
    """A `matplotlib.figure.Figure`; its picture is made on demand."""

    axes: list[Axes]
    texts: list[str]
    handle: int = 0


@dataclass(frozen=True)
class Callback:
    """A Keras callback: its class, the built-in classes it descends from, its plain settings."""

    class_name: str
    ancestors: list[str]
    settings: dict[str, Any]
    handle: int = 0


@dataclass(frozen=True)
class Recorder:
    """A callback that notes what `fit` calls it for; lent to the student's code.

    It ends the training after `stop_after` epochs, if that is not 0.
    """

    stop_after: int = 0


@dataclass(frozen=True)
class Function:
    """Something that can be called; the call is made where it lives."""

    name: str
    handle: int = 0


@dataclass(frozen=True)
class Lent:
    """An argument that is a live object in the worker, by its handle; `label` is for messages."""

    handle: int
    label: str


@dataclass(frozen=True)
class Opaque:
    """Anything else: its type's name and a short text of it."""

    type_name: str
    text: str


@dataclass(frozen=True)
class Frame:
    """One line of the student's own code in a traceback."""

    file: str
    line: int
    function: str
    source: str


@dataclass(frozen=True)
class Raised:
    """An exception: the names of its class and of those it descends from, its text, its lines."""

    types: list[str]
    text: str
    frames: list[Frame]

    @property
    def type_name(self) -> str:
        """The exception's own class name."""
        return self.types[0] if self.types else "Exception"


RECORDS = (
    Tensor,
    Layer,
    Schedule,
    Compiled,
    Model,
    Dataset,
    Batches,
    History,
    Curve,
    Axes,
    Figure,
    Callback,
    Recorder,
    Function,
    Lent,
    Opaque,
    Frame,
    Raised,
)
