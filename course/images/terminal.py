"""Remake the README's two pictures from real runs: ``python course/images/terminal.py``."""

from __future__ import annotations

import io
import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
COLUMNS = 96


def run(arguments: list[str], folder: Path) -> str:
    """Return what pytest writes to a terminal of `COLUMNS` columns, with its colours."""
    master, slave = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(COLUMNS), "TERM": "xterm-256color"}
    environment |= {"COLORTERM": "truecolor", "AUTOGRADER_LANG": "en"}
    process = subprocess.Popen(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments],
        cwd=folder,
        stdout=slave,
        stderr=slave,
        env=environment,
    )
    os.close(slave)
    written = io.BytesIO()
    try:
        while part := os.read(master, 65536):
            written.write(part)
    except OSError:  # the terminal's other side is closed: the run has ended
        pass
    process.wait()
    os.close(master)
    return written.getvalue().decode("utf-8")


def draw(text: str, title: str, name: str) -> None:
    """Write the terminal's text as an SVG picture that needs no font from anywhere."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi(text.replace("\r\n", "\n")))
    without_fonts = re.sub(r"@font-face \{\{.*?\}\}\n", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    svg = console.export_svg(title=title, code_format=without_fonts, unique_id=name)
    (HERE / f"{name}.svg").write_text(svg, encoding="utf-8")


def main() -> None:
    """Run the checks on a solution with one mistake in it, and on the solutions."""
    with tempfile.TemporaryDirectory() as place:
        exercises = Path(place, "exercises")
        shutil.copytree(ROOT / "exercises", exercises)
        solution = (ROOT / "solutions" / "preprocess.py").read_text(encoding="utf-8")
        wrong = solution.replace("dtype=np.float32) / 255", "dtype=np.float32) / images.max()")
        (exercises / "preprocess.py").write_text(wrong, encoding="utf-8")
        failing = run(["exercises", "-k", "dark"], exercises.parent)
        draw(failing, "pytest exercises -k dark", "failing")
        shutil.copytree(ROOT / "solutions", exercises, dirs_exist_ok=True)
        draw(run(["exercises"], exercises.parent), "pytest exercises", "passing")


if __name__ == "__main__":
    main()
