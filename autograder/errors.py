"""What is wrong with something that a person gave: one sentence, never a traceback."""

from __future__ import annotations


class CourseError(ValueError):
    """Bad input; the text says what, where and what to do. Commands print it and exit with 2."""
