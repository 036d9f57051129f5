"""Text that came from a student's code, made fit to be shown: in a terminal, a page, a table."""

from __future__ import annotations

import dataclasses
import re

from autograder.report import Message

MAX_TEXT = 1_000
MAX_LINE = 300
MAX_LINES = 10
MAX_PRINTED = 50_000

_ESCAPES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # control sequences: colours, moves of the cursor
    r"|\x1b[\]PX^_][^\x07\x1b\x9c]{0,4096}(?:\x07|\x1b\\|\x9c)"  # titles, links, other strings
    r"|\x1b[ -/]*[0-~]"  # what is left: two or three characters
    r"|\x9b[0-?]*[ -/]*[@-~]"
)
_LINE_ENDS = re.compile("\r\n|[\x0b\x0c\r\x85\u2028\u2029]")
_UNSHOWN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # control characters
    "\u202a-\u202e\u2066-\u2069"  # text that runs the other way than it reads
    "\ufeff\ufffe\uffff]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")


def clean(text: str, limit: int = MAX_TEXT) -> str:
    """Return `text` without anything that moves, hides or reorders what is shown around it.

    Newlines and tabs stay. Terminal escape sequences, other control characters and marks of
    direction are left out; half of a surrogate pair becomes U+FFFD.

    Args:
        text: any text.
        limit: how many characters are kept at most; an ellipsis stands for the rest.
    """
    text = _ESCAPES.sub("", text[: 4 * limit])
    text = _UNSHOWN.sub("", _LINE_ENDS.sub("\n", text))
    text = _SURROGATES.sub("\ufffd", text)
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def clean_message(message: Message) -> Message:
    """Return the message with all text in it that may be a student's made fit to be shown."""
    return dataclasses.replace(
        message,
        problem=clean(message.problem),
        call=clean(message.call),
        got=clean(message.got),
        promised=clean(message.promised),
        hint=clean(message.hint),
        lines=[
            dataclasses.replace(
                line,
                file=clean(line.file, MAX_LINE),
                function=clean(line.function, MAX_LINE),
                source=clean(line.source, MAX_LINE),
            )
            for line in message.lines[:MAX_LINES]
        ],
    )
