"""A zip that nobody has read writes nowhere else, fills no disk, and loses nothing honest."""

from __future__ import annotations

import os
import stat
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from autograder.batch.unpack import OF_A_CLASS, Limits, ZipRefused, unpack
from autograder.errors import CourseError


def zipped(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def unpacked(archive: Path, limits: Limits = Limits()) -> tuple[dict[str, bytes], list[str]]:  # noqa: B008
    folder = archive.parent / "unpacked"
    folder.mkdir()
    skipped = unpack(archive, folder, limits)
    found = {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    return found, [skip.note for skip in skipped]


def everything_below(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_modules_and_notebooks_are_unpacked_and_nothing_else(tmp_path: Path) -> None:
    archive = zipped(
        tmp_path / "kim.zip",
        {
            "hw/preprocess.py": b"x = 1",
            "hw/03-build_mlp.ipynb": b"{}",
            "hw/data.npz": b"0" * 100,
            "hw/inner.zip": b"PK",
            "__MACOSX/hw/._preprocess.py": b"mac",
            "hw/.venv/lib/a.py": b"",
            "hw/.hidden.py": b"",
        },
    )
    found, notes = unpacked(archive)
    assert set(found) == {"hw/preprocess.py", "hw/03-build_mlp.ipynb"}
    assert notes == []


@pytest.mark.parametrize(
    "name",
    [
        "../out.py",
        "a/../../out.py",
        "/tmp/out.py",
        "//server/out.py",
        "C:\\out.py",
        "c:out.py",
        "..\\out.py",
        "a\nb.py",
        "a\x1b[31m.py",
        "\u202egood.py",
        "x" * 300 + ".py",
        "d/" * 30 + "deep.py",
    ],
)
def test_a_name_that_leads_elsewhere_is_passed_over_and_said(tmp_path: Path, name: str) -> None:
    archive = zipped(tmp_path / "kim.zip", {name: b"evil", "preprocess.py": b"good"})
    found, notes = unpacked(archive)
    assert found == {"preprocess.py": b"good"}
    assert len(notes) == 1
    assert notes[0].isprintable()
    assert everything_below(tmp_path) == {"kim.zip", "unpacked", "unpacked/preprocess.py"}


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_links_and_devices_are_not_made(tmp_path: Path, kind: int) -> None:
    with zipfile.ZipFile(tmp_path / "kim.zip", "w") as archive:
        link = zipfile.ZipInfo("preprocess.py")
        link.create_system = 3
        link.external_attr = (kind | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    found, notes = unpacked(tmp_path / "kim.zip")
    assert found == {}
    assert len(notes) == 1


def test_of_two_members_of_one_name_the_last_counts_and_it_is_said(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "kim.zip", {"train.py": b"old", "build.py": b"new"})
    archive.write_bytes(archive.read_bytes().replace(b"build.py", b"train.py"))
    found, notes = unpacked(tmp_path / "kim.zip")
    assert found == {"train.py": b"new"}
    assert "twice" in notes[0]


def test_a_file_that_is_also_a_folder_costs_only_itself(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "kim.zip", {"a.py": b"", "a.py/b.py": b"", "c.py": b""})
    found, notes = unpacked(archive)
    assert set(found) == {"a.py", "c.py"}
    assert "both a file and a folder" in notes[0]


def test_korean_names_of_any_origin_are_read(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "kim.zip", {"AAAAAA/train.py": b"1", "BBBBBB/train.py": b"2"})
    data = archive.read_bytes()
    data = data.replace(b"AAAAAA", "과제물".encode("cp949"))
    data = data.replace(b"BBBBBB", "제출".encode())
    archive.write_bytes(data)
    assert set(unpacked(archive)[0]) == {"과제물/train.py", "제출/train.py"}


def test_a_name_that_is_no_text_at_all_does_no_harm(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "kim.zip", {"AA/train.py": b"1"})
    archive.write_bytes(archive.read_bytes().replace(b"AA/", b"\xff\xfe/"))
    found, _notes = unpacked(archive)
    assert list(found.values()) == [b"1"]


def test_an_encrypted_member_is_said_and_its_neighbour_is_used(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "kim.zip", {"train.py": b"1", "build_mlp.py": b"2"})
    data = bytearray(archive.read_bytes())
    data[6] |= 1
    entry = data.index(b"PK\x01\x02")
    data[entry + 8] |= 1
    archive.write_bytes(data)
    found, notes = unpacked(archive)
    assert found == {"build_mlp.py": b"2"}
    assert "encrypted" in notes[0]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packing_that_cannot_be_bounded_is_not_unpacked(tmp_path: Path, method: int) -> None:
    found, notes = unpacked(zipped(tmp_path / "kim.zip", {"train.py": b"0" * 999}, method))
    assert found == {}
    assert "unusual" in notes[0]


def test_a_bomb_is_not_written_out_and_its_neighbour_is_used(tmp_path: Path) -> None:
    members = {"train.py": b"0" * 20_000_000, "build_mlp.py": b"2"}
    found, notes = unpacked(zipped(tmp_path / "kim.zip", members))
    assert found == {"build_mlp.py": b"2"}
    assert "far more" in notes[0]


def test_sizes_are_counted_whatever_the_zip_says(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "kim.zip", {"train.py": os.urandom(500_000)})
    data = bytearray(archive.read_bytes())
    entry = data.index(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<I", 10)
    archive.write_bytes(data)
    found, notes = unpacked(archive)
    assert found == {}
    assert "damaged" in notes[0]


def test_members_that_share_their_bytes_are_counted_each(tmp_path: Path) -> None:
    """An overlap bomb: many entries of the list, one packed body."""
    archive = zipped(tmp_path / "kim.zip", {"train.py": os.urandom(400_000)})
    data = archive.read_bytes()
    start = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry = data[start:end]
    directory = entry * 1_500
    trailer = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1_500, 1_500, len(directory), start, 0)
    archive.write_bytes(data[:start] + directory + trailer)
    found, _notes = unpacked(archive)
    assert set(found) <= {"train.py"}


@pytest.mark.parametrize(
    ("limits", "part"),
    [(Limits(members=3), "more than 3 files"), (Limits(total=2_000_000), "more than 2 MB")],
)
def test_too_much_refuses_the_whole_zip_and_leaves_nothing(
    tmp_path: Path, limits: Limits, part: str
) -> None:
    members = {f"{number}.py": os.urandom(800_000) for number in range(4)}
    with pytest.raises(ZipRefused, match=part):
        unpacked(zipped(tmp_path / "kim.zip", members), limits)
    assert everything_below(tmp_path / "unpacked") == set()


def test_a_list_of_members_of_absurd_length_is_not_read(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "kim.zip", {f"{number}.txt": b"" for number in range(2_000)})
    with pytest.raises(ZipRefused, match="not a zip that can be read"):
        unpacked(archive, Limits(directory=10_000))


@pytest.mark.parametrize("data", [b"", b"PK", b"hello", b"\0" * 99])
def test_what_is_no_zip_is_said_in_one_sentence(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "kim.zip").write_bytes(data)
    with pytest.raises(ZipRefused) as refused:
        unpacked(tmp_path / "kim.zip")
    assert str(refused.value) == "kim.zip is not a zip that can be read"


def test_a_fifo_called_zip_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "kim.zip")
    with pytest.raises(CourseError, match="not a regular file"):
        unpacked(tmp_path / "kim.zip")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(st.integers(0, 10_000), st.integers(0, 255), st.integers(0, 10_000))
def test_a_damaged_zip_is_never_an_error_of_ours(
    tmp_path_factory: pytest.TempPathFactory, place: int, byte: int, cut: int
) -> None:
    folder = tmp_path_factory.mktemp("zip")
    archive = zipped(folder / "kim.zip", {"a/train.py": b"x = 1\n" * 50, "b.py": b"y = 2"})
    data = bytearray(archive.read_bytes())
    data[place % len(data)] = byte
    archive.write_bytes(data[: len(data) - cut % 7])
    (folder / "unpacked").mkdir()
    try:
        unpack(archive, folder / "unpacked")
    except ZipRefused:
        assert everything_below(folder / "unpacked") == set()
    assert set(os.listdir(folder)) == {"kim.zip", "unpacked"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(st.text(min_size=1, max_size=12), max_size=4).map("/".join))
def test_any_name_stays_inside(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    assume(not name.startswith("\0"))  # zipfile ends a name there, and writes none that is empty
    folder = tmp_path_factory.mktemp("zip")
    try:
        archive = zipped(folder / "kim.zip", {f"{name}.py": b"1"})
    except (UnicodeEncodeError, ValueError):
        return
    (folder / "unpacked").mkdir()
    unpack(archive, folder / "unpacked", OF_A_CLASS)
    assert set(os.listdir(folder)) == {"kim.zip", "unpacked"}
