"""Keras's own copy of MNIST: where it is kept, and how it gets there, without importing Keras."""

from __future__ import annotations

import hashlib
import http.client
import os
import tempfile
import threading
import urllib.request
from pathlib import Path

# Both as `keras.datasets.mnist.load_data` has them (keras/src/datasets/mnist.py).
URL = "https://storage.googleapis.com/tensorflow/tf-keras-datasets/mnist.npz"
SHA256 = "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1"

ANSWER_SECONDS = 3.0
"""How long the server may take to answer, and then may be silent."""
DOWNLOAD_SECONDS = 20.0
"""How long the whole download (11 MB) may take."""
_MOST_BYTES = 20_000_000


def cache_path() -> Path:
    """Return where Keras keeps ``mnist.npz``, by Keras's rules.

    ``$KERAS_HOME/datasets``, else ``~/.keras/datasets``; below ``/tmp`` where the first cannot be
    written to (`keras.utils.get_file`, ``keras/src/backend/config.py``).
    """
    home = os.path.expanduser("~")
    usual = os.path.join(home if os.access(home, os.W_OK) else "/tmp", ".keras")
    folder = Path(os.path.expanduser(os.environ.get("KERAS_HOME") or usual))
    if folder.exists() and not os.access(folder, os.W_OK):
        folder = Path("/tmp/.keras")
    return folder / "datasets" / "mnist.npz"


def is_keras_file(content: bytes) -> bool:
    """Say whether `content` is, byte for byte, the file that Keras publishes."""
    return hashlib.sha256(content).hexdigest() == SHA256


def read_cache() -> bytes | None:
    """Return what stands in Keras's cache, whatever it is; ``None`` where there is no file."""
    try:
        return cache_path().read_bytes()
    except OSError:
        return None


def download() -> bytes | None:
    """Download Keras's file, put it into Keras's cache and return its content.

    Gives up, returning ``None``, where the server does not answer within `ANSWER_SECONDS`, the
    file is not there after `DOWNLOAD_SECONDS`, or what came is not Keras's file. The cache is
    written to only with the whole, checked file; where it cannot be written to, the content is
    returned all the same.
    """
    content = _fetch(URL)
    if content is None or not is_keras_file(content):
        return None
    _write(cache_path(), content)
    return content


def _fetch(url: str) -> bytes | None:
    """Return what `url` serves, or ``None``.

    A thread does it, because looking up a host's name knows no time limit. Left behind, it holds
    nothing but its own memory, and no exit of the interpreter waits for it.
    """
    answered = threading.Event()
    received: list[bytes] = []

    def fetch() -> None:
        try:
            with urllib.request.urlopen(url, timeout=ANSWER_SECONDS) as response:
                answered.set()
                received.append(response.read(_MOST_BYTES))
        except (OSError, http.client.HTTPException):
            answered.set()

    thread = threading.Thread(target=fetch, name="mnist-download", daemon=True)
    thread.start()
    if answered.wait(ANSWER_SECONDS + 1):
        thread.join(DOWNLOAD_SECONDS)
    return received[0] if received else None


def _write(path: Path, content: bytes) -> None:
    """Write `content` to `path` in one step, so that no reader ever finds half a file."""
    half = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            half = file.name
            file.write(content)
        os.replace(half, path)
        half = None
    except OSError:
        pass
    finally:
        if half is not None:
            Path(half).unlink(missing_ok=True)
