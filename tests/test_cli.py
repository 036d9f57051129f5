"""The command line: quick to answer, one sentence for bad input."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.modules import ROOT


def autograder(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "autograder", *arguments],
        capture_output=True,
        text=True,
        cwd=cwd,
        check=False,
    )


def test_help_names_every_command() -> None:
    run = autograder("--help")
    assert run.returncode == 0
    assert {"build", "lesson"} <= set(run.stdout.split())


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys, autograder.cli\n"
        "sys.argv = ['autograder', '--help']\n"
        "try: autograder.cli.main()\n"
        "except SystemExit: pass\n"
        "heavy = {'tensorflow', 'keras', 'numpy', 'matplotlib', 'pytest'} & set(sys.modules)\n"
        "print('heavy:', sorted(heavy))\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.endswith("heavy: []\n")


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("build", "--reset", "nonsense"), "no exercise called 'nonsense'"),
        (("lesson", "--epochs", "0"), "--epochs 1 or more"),
        (("lesson", "--data", "nowhere.npz"), "nowhere.npz"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_2(arguments: tuple[str, ...], part: str) -> None:
    run = autograder(*arguments)
    assert run.returncode == 2
    assert part in run.stderr
    assert "Traceback" not in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1
