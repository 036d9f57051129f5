"""An exception as a record: only the student's own lines, never a frame of the grader's."""

from __future__ import annotations

import os
import re
import traceback
from pathlib import Path

from autograder.records.kinds import Frame, Raised

MAX_FRAMES = 4
FUNCTION_NODE = re.compile(r"\{\{function_node [^}]*\}\}\s*")  # before TensorFlow's own words


def raised_record(error: BaseException, folder: Path, place: Path) -> Raised:
    """Return the record of `error`, with the lines that lie in files in `folder`.

    Its text does not say where the worker's own folder `place` lies, which differs between runs.
    """
    try:
        text = str(error)
    except Exception:
        text = ""
    text = FUNCTION_NODE.sub("", text[:10_000])
    frames = [
        Frame(Path(entry.filename).name, entry.lineno or 0, entry.name, (entry.line or "")[:200])
        for entry in traceback.extract_tb(error.__traceback__)
        if Path(entry.filename).parent == folder
    ]
    if isinstance(error, SyntaxError):
        source = (error.text or "").rstrip("\n")[:200]
        text = error.msg or text
        if error.filename and Path(error.filename).parent == folder:
            frames = [Frame(Path(error.filename).name, error.lineno or 0, "", source)]
    if len(frames) > MAX_FRAMES:
        frames = [frames[0], *frames[1 - MAX_FRAMES :]]
    types = [base.__name__ for base in type(error).__mro__ if base is not object]
    return Raised(types, _without_place(text[:10_000], place)[:2000], frames)


def _without_place(text: str, place: Path) -> str:
    inside = r"(?:/files/\d+/|/files/|/standing/|/|\b)".replace("/", re.escape(os.sep))
    for path in {str(place), os.path.realpath(place)} - {os.sep}:
        text = re.sub(re.escape(path) + inside, "", text)
    return text
