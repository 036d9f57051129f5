"""What a check does with files is done in the worker, whatever student code has put there."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.records.kinds import Raised
from autograder.records.wire import pack, unpack
from autograder.worker import files
from autograder.worker.host import Host

posix = pytest.mark.skipif(os.name != "posix", reason="needs symbolic links, fifos and modes")


@pytest.fixture
def host(tmp_path: Path) -> Host:
    return Host(None, tmp_path / "worker")


def ask(host: Host, **request: Any) -> Any:
    answer = unpack(host.answer(pack(request)))
    assert "raised" not in answer, answer["raised"]
    return answer["value"]


def do(host: Host, what: str, *args: Any) -> Any:
    return ask(host, do=what, args=list(args))


def test_a_check_writes_reads_and_lists_files_through_the_worker(host: Host) -> None:
    folder = ask(host, do="new_folder")
    do(host, "make_folder", f"{folder}/inner")
    do(host, "write_file", f"{folder}/inner/가.txt", b"12345")
    do(host, "set_modified", f"{folder}/inner/가.txt", 1e9)
    assert do(host, "names", folder) == ["inner"]
    assert do(host, "files", folder) == {"inner/가.txt": 5}
    assert do(host, "read_file", f"{folder}/inner/가.txt") == b"12345"
    assert do(host, "is_file", f"{folder}/inner/가.txt")
    assert os.path.getmtime(f"{folder}/inner/가.txt") == 1e9


def test_a_file_that_is_put_back_is_the_same_file(host: Host) -> None:
    """Only its place in the folder's own order may be another."""
    folder = ask(host, do="new_folder")
    for name in ("one", "two", "three"):
        do(host, "write_file", f"{folder}/{name}", name.encode())
        do(host, "set_modified", f"{folder}/{name}", 1e9)
    do(host, "put_back", f"{folder}/one")
    assert do(host, "listed", folder) == os.listdir(folder)
    assert do(host, "names", folder) == ["one", "three", "two"]
    assert do(host, "read_file", f"{folder}/one") == b"one"
    assert os.path.getmtime(f"{folder}/one") == 1e9


def test_what_is_not_there_is_empty_and_no_error(host: Host) -> None:
    for what, nothing in (("names", []), ("files", {}), ("fetch", {}), ("read_file", None)):
        assert do(host, what, "/nowhere/at all") == nothing
        assert do(host, what, "with\0null") == nothing


@posix
def test_links_fifos_and_devices_are_no_files(host: Host, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("of somebody else")
    folder = Path(ask(host, do="new_folder"))
    os.mkfifo(folder / "fifo")
    (folder / "link").symlink_to(tmp_path / "secret")
    (folder / "loop").symlink_to(folder)
    (folder / "null").symlink_to("/dev/zero")
    assert do(host, "files", str(folder)) == {}
    assert do(host, "names", str(folder)) == ["fifo", "link", "loop", "null"]
    assert do(host, "fetch", str(folder)) == {}
    for name in ("fifo", "null", "loop"):
        assert do(host, "read_file", str(folder / name)) is None


@posix
def test_a_name_that_is_not_utf8_can_be_told(host: Host) -> None:
    folder = ask(host, do="new_folder")
    Path(os.fsdecode(folder.encode() + b"/\xff\n.h5")).write_bytes(b"1")
    assert do(host, "names", folder) == ["\ufffd\n.h5"]


def test_files_are_bounded_in_number_and_size(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_FILES", 5)
    monkeypatch.setattr(files, "MAX_BYTES", 20)
    folder = ask(host, do="new_folder")
    for n in range(9):
        do(host, "write_file", f"{folder}/{n}", b"12345678")
    do(host, "write_file", f"{folder}/large", bytes(21))
    assert len(do(host, "files", folder)) == len(do(host, "names", folder)) == 5
    assert do(host, "read_file", f"{folder}/large") is None
    answer = unpack(host.answer(pack({"do": "fetch", "args": [folder]})))
    assert answer["raised"].type_name == "OSError"


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("model.keras", ["model.keras"]),
        ("exported", ["exported/variables/v", "exported/saved_model.pb"]),
        ("ckpt-1", ["ckpt-1.index", "ckpt-1.data-00000-of-00001"]),
    ],
)
def test_models_checkpoints_and_exports_are_carried_whole(
    host: Host, path: str, found: list[str]
) -> None:
    here, there = (ask(host, do="new_folder") for _place in "ab")
    for name in (
        *("model.keras", "ckpt-1.index", "ckpt-1.data-00000-of-00001", "ckpt-10.index"),
        *("exported/saved_model.pb", "exported/variables/v"),
    ):
        Path(here, name).parent.mkdir(parents=True, exist_ok=True)
        Path(here, name).write_text(name)
    carried = do(host, "fetch", f"{here}/{path}")
    do(host, "put", there, carried)
    assert sorted(carried) == sorted(found) == sorted(do(host, "files", there))
    assert all(Path(there, name).read_text() == name for name in found)


@pytest.mark.parametrize("name", ["../out", "/out", "inner/../../out", "", ".", "..", "a/.."])
def test_nothing_is_put_outside_its_folder(host: Host, tmp_path: Path, name: str) -> None:
    folder = ask(host, do="new_folder")
    answer = unpack(host.answer(pack({"do": "put", "args": [folder, {name: b"evil"}]})))
    assert isinstance(answer["raised"], Raised)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not Path("/out").exists()


def replaced_by_a_link(host: Host) -> None:
    outside = host.folder.parent / "outside"
    outside.mkdir()
    (outside / "kept").write_text("not the worker's")
    for folder in (host.standing, host.files):
        folder.rmdir()
        folder.symlink_to(outside)


def replaced_by_a_fifo(host: Host) -> None:
    for folder in (host.standing, host.files):
        folder.rmdir()
        os.mkfifo(folder)


def made_unreadable(host: Host) -> None:
    for folder in (host.standing, host.files):
        Path(folder, "a", "b").mkdir(parents=True)
        Path(folder, "a", "b", "file").touch()
        for place in (folder / "a" / "b", folder / "a", folder):
            place.chmod(0)
    host.folder.chmod(0o500)


def removed(host: Host) -> None:
    for folder in (host.standing, host.files):
        folder.rmdir()


def filled_with_links(host: Host) -> None:
    for folder in (host.standing, host.files):
        Path(folder, "up").symlink_to("..")
        Path(folder, "nowhere").symlink_to("nowhere")


@posix
@pytest.mark.parametrize(
    "spoil", [replaced_by_a_link, replaced_by_a_fifo, made_unreadable, removed, filled_with_links]
)
def test_the_next_check_begins_in_empty_folders_whatever_was_made_of_them(
    host: Host, spoil: Callable[[Host], None]
) -> None:
    spoil(host)
    ask(host, do="begin", seed=1)
    for folder in (host.standing, host.files):
        assert folder.is_dir()
        assert not folder.is_symlink()
        assert list(folder.iterdir()) == []
    assert ask(host, do="new_folder") == str(host.files / "1")
    outside = host.folder.parent / "outside" / "kept"
    assert outside.exists() == (spoil is replaced_by_a_link)


@pytest.fixture
def raising(tmp_path: Path) -> Host:
    root = tmp_path / "submission"
    root.mkdir()
    (root / "preprocess.py").write_text("def one_hot(path): open(path)\n")
    return Host(root, tmp_path / "worker")


@pytest.mark.parametrize(
    ("inside", "shown"),
    [("files/1/cnn.h5", "'cnn.h5'"), ("files/1", "'1'"), ("standing/x.h5", "'x.h5'"), ("", "''")],
)
def test_where_the_worker_keeps_its_files_is_in_no_message(
    raising: Host, inside: str, shown: str
) -> None:
    """The place is another in every run."""
    unpack(raising.answer(pack({"do": "load", "module": "preprocess"})))
    path = os.path.join(raising.folder, inside) if inside else f"{raising.folder}/"
    request = {"do": "call", "module": "preprocess", "function": "one_hot", "kwargs": {}}
    text = unpack(raising.answer(pack({**request, "args": [path]})))["raised"].text
    assert str(raising.folder) not in text
    assert text.endswith(shown)
