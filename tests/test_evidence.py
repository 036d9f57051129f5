"""A class pays once for what checks see of misconceptions, and each judge sees the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import pytest

from autograder import evidence
from autograder.evidence import shared
from autograder.expect import same_evidence

KEY = ("en", "preprocess", "scales_by_255", "divides_twice", 0)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(evidence, "_folder", tmp_path)
    return tmp_path


def not_again() -> NoReturn:
    raise AssertionError("it was worked out again")


@pytest.mark.parametrize(
    "seen",
    [
        None,
        ("raised", "ValueError", ""),
        (np.array([0.5, np.nan], np.float32), {"loss": 1.5}, True),
    ],
)
def test_what_one_judge_has_worked_out_another_reads(folder: Path, seen: Any) -> None:
    assert shared(KEY, lambda: seen) is seen
    assert same_evidence(shared(KEY, not_again), seen)


def test_evidence_depends_on_all_of_its_key(folder: Path) -> None:
    shared(KEY, lambda: "with seed 0")
    assert shared((*KEY[:-1], 1), lambda: "with seed 1") == "with seed 1"


def test_what_cannot_be_written_down_every_judge_works_out(folder: Path) -> None:
    shared(KEY, lambda: {"a set"})
    assert shared(KEY, lambda: "again") == "again"


def test_a_file_that_was_cut_off_is_as_none(folder: Path) -> None:
    shared(KEY, lambda: "whole")
    (path,) = folder.iterdir()
    path.write_bytes(path.read_bytes()[:-1])
    assert shared(KEY, lambda: "again") == "again"


def test_where_no_folder_is_given_nothing_is_written(tmp_path: Path) -> None:
    assert shared(KEY, lambda: "seen") == "seen"
    assert list(tmp_path.iterdir()) == []
