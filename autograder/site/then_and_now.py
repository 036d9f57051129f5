"""Calls of Keras 2, what Keras 3 says to them, and what to write today: all of it run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from dataclasses import dataclass

from autograder.site import one_keras

WIDTH = 76
_FIT = "model.fit(images, labels, verbose=0, callbacks=[{}])"


@dataclass(frozen=True)
class Call:
    """One thing to do, as it was written and as it is written.

    Attributes:
        then: the call for Keras 2.
        today: the call for Keras 3.
        before_then: what must have happened before, in Keras 2.
        before_today: likewise in Keras 3; also before the old call is tried there.
    """

    then: str
    today: str
    before_then: str = ""
    before_today: str = ""


@dataclass(frozen=True)
class Outcome:
    """What came of a call: what it wrote or printed, or else the error that it raised."""

    result: str | None
    error: str | None


@dataclass(frozen=True)
class Story:
    """A call, and what came of it: then; then's call in Keras 3; today's call."""

    call: Call
    then: Outcome
    then_in_keras_3: Outcome
    today: Outcome

    def __str__(self) -> str:
        parts = [
            ("Keras 2", self.call.then, self.then),
            ("Keras 3", self.call.then, self.then_in_keras_3),
            ("today", self.call.today, self.today),
        ]
        return "\n".join(_told(*part) for part in parts)


CALLS = {
    "save_weights": Call(
        then='model.save_weights("weights/cnn")', today='model.save_weights("cnn.weights.h5")'
    ),
    "save_weights_h5": Call(
        then='model.save_weights("cnn.h5", save_format="h5")',
        today='model.save_weights("cnn.weights.h5")',
    ),
    "load_weights": Call(
        before_then='model.save_weights("weights/cnn")',
        then='model.load_weights("weights/cnn")',
        before_today='model.save_weights("cnn.weights.h5")',
        today='model.load_weights("cnn.weights.h5")',
    ),
    "save": Call(then='model.save("cnn")', today='model.save("cnn.keras")'),
    "save_h5": Call(then='model.save("cnn.h5", save_format="h5")', today='model.save("cnn.keras")'),
    "export": Call(then='model.save("served")', today='model.export("served", verbose=False)'),
    "load_model": Call(
        before_then='model.save("served")',
        then='keras.models.load_model("served")',
        before_today='model.export("served", verbose=False)',
        today='keras.layers.TFSMLayer("served", call_endpoint="serving_default")',
    ),
    "checkpoint": Call(
        then=_FIT.format('keras.callbacks.ModelCheckpoint("run/{epoch}")'),
        today=_FIT.format('keras.callbacks.ModelCheckpoint("run/{epoch}.keras")'),
    ),
    "checkpoint_weights": Call(
        then=_FIT.format('keras.callbacks.ModelCheckpoint("run/{epoch}", save_weights_only=True)'),
        today=_FIT.format(
            'keras.callbacks.ModelCheckpoint("run/{epoch}.weights.h5", save_weights_only=True)'
        ),
    ),
    "latest": Call(
        before_then=_FIT.format(
            'keras.callbacks.ModelCheckpoint("run/{epoch}", save_weights_only=True)'
        ),
        then='print(tf.train.latest_checkpoint("run"))',
        before_today=_FIT.format(
            'keras.callbacks.ModelCheckpoint("run/{epoch}.weights.h5", save_weights_only=True)'
        ),
        today='print(max(Path("run").glob("*.h5"), key=lambda file: int(file.name.split(".")[0])))',
    ),
    "metrics": Call(
        then=(
            'model.compile("adam", "mse", metrics="accuracy"); model.fit(images, labels, verbose=0)'
        ),
        today=(
            'model.compile("adam", "mse", metrics=["accuracy"]); '
            "model.fit(images, labels, verbose=0)"
        ),
    ),
}


def try_both(calls: dict[str, Call] = CALLS) -> dict[str, Story]:
    """Run calls under Keras 2 (the package tf-keras) and Keras 3, each in a process of its own.

    Raises:
        RuntimeError: one of the two cannot be run; the message has what it said.
    """
    then = _run([(call.before_then, call.then) for call in calls.values()], legacy=True)
    tried = [(call.before_today, call.then) for call in calls.values()]
    right = [(call.before_today, call.today) for call in calls.values()]
    now = _run(tried + right, legacy=False)
    columns = zip(calls.items(), then, now[: len(calls)], now[len(calls) :], strict=True)
    return {name: Story(call, *outcomes) for (name, call), *outcomes in columns}


def _run(jobs: list[tuple[str, str]], legacy: bool) -> list[Outcome]:
    quiet = {"TF_CPP_MIN_LOG_LEVEL": "3", "TF_USE_LEGACY_KERAS": "1" if legacy else "0"}
    done = subprocess.run(
        [sys.executable, one_keras.__file__],
        input=json.dumps(jobs),
        env=os.environ | quiet,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    told = json.loads(done.stdout)
    if told["legacy"] != legacy:
        raise RuntimeError("TensorFlow took another Keras than it was asked for")
    return [Outcome(**outcome) for outcome in told["outcomes"]]


def _told(label: str, code: str, outcome: Outcome) -> str:
    said = outcome.error or f"→ {outcome.result}"
    return "\n".join(
        textwrap.fill(
            text,
            WIDTH,
            initial_indent=start,
            subsequent_indent=" " * 11,
            break_on_hyphens=False,
            break_long_words=False,
        )
        for start, text in [(f"{label:9}  ", code), (" " * 11, said)]
    )
