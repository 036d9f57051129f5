"""What a student's code printed, short enough to be read."""

from __future__ import annotations

import re

from autograder.text import plural

LINES = 20
LINE_LENGTH = 500
_BEFORE_ABSL_BEGINS = re.compile(
    r"^(WARNING: All log messages before absl::InitializeLog|[IW]0000 00:00:).*\n?", re.MULTILINE
)


def without_tensorflow_s_greeting(text: str) -> str:
    """Return `text` without what TensorFlow logs while it is imported, whatever its log level."""
    return _BEFORE_ABSL_BEGINS.sub("", text)


def shortened(text: str) -> str:
    """Return the first and the last `LINES` lines of `text`, and how many stood between them."""
    first, last = _end_of_first(text), _start_of_last(text)
    if first >= last:
        return _narrow(text)
    n = text.count("\n", first, last)
    left_out = plural("… {n} line left out …", "… {n} lines left out …", n).format(n=n)
    return f"{_narrow(text[:first])}{left_out}\n{_narrow(text[last:])}"


def _end_of_first(text: str) -> int:
    """Return the index after the last of the first lines."""
    end = 0
    for _line in range(LINES):
        end = text.find("\n", end) + 1
        if end == 0:
            return len(text)
    return end


def _start_of_last(text: str) -> int:
    """Return the index at which the last lines begin."""
    start = len(text) - text.endswith("\n")
    for _line in range(LINES):
        start = text.rfind("\n", 0, start)
        if start < 0:
            return 0
    return start + 1


def _narrow(text: str) -> str:
    """Return `text` with its long lines cut."""
    lines = text.split("\n")
    return "\n".join(
        line if len(line) <= LINE_LENGTH else f"{line[: LINE_LENGTH - 1]}…" for line in lines
    )
