"""Run calls under the one Keras that this process has: a program, JSON in and JSON out."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any


def main() -> None:
    """Read a list of ``[preparation, call]`` from stdin; write what came of each to stdout."""
    jobs = json.load(sys.stdin)
    import numpy as np
    import tensorflow as tf

    keras = tf.keras
    images = np.random.default_rng(0).random((20, 8, 8, 1), dtype=np.float32)
    labels = np.eye(10, dtype=np.float32)[np.arange(20) % 10]
    outcomes = []
    for preparation, call in jobs:
        model = keras.Sequential(
            [
                keras.layers.Input((8, 8, 1)),
                keras.layers.Flatten(),
                keras.layers.Dense(10, activation="softmax"),
            ]
        )
        model.compile("adam", loss="categorical_crossentropy")
        names = {"model": model, "images": images, "labels": labels, "keras": keras, "tf": tf}
        outcomes.append(_outcome(preparation, call, names | {"Path": Path}))
    legacy = keras.Model.__module__.startswith("tf_keras")
    json.dump({"legacy": legacy, "outcomes": outcomes}, sys.stdout)


def _outcome(preparation: str, call: str, names: dict[str, Any]) -> dict[str, str | None]:
    """Run both in a new folder; return the call's error, or what it printed or wrote."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        with contextlib.redirect_stdout(io.StringIO()):
            exec(preparation, names)
        there = _files()
        printed = io.StringIO()
        try:
            with contextlib.redirect_stdout(printed):
                exec(call, names)
        except Exception as error:
            lines = str(error).strip().splitlines() or [""]
            return {"error": f"{type(error).__name__}: {lines[0]}", "result": None}
        written = ", ".join(sorted(_files() - there))
        return {"error": None, "result": printed.getvalue().strip() or written or "no error"}


def _files() -> set[str]:
    return {
        os.path.relpath(Path(folder) / file)
        for folder, _folders, files in os.walk(".")
        for file in files
    }


if __name__ == "__main__":
    main()
