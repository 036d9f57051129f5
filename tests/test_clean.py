"""Text from a student's code cannot move, hide or reorder what is shown around it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.clean import MAX_LINES, clean, clean_message
from autograder.report import Message, SourceLine


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b[2J\x1b[1;1Hover the scoreboard", "over the scoreboard"),
        ("\x1b]0;a title\x07text", "text"),
        ("\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b1mbold", "bold"),
        ("\x1b(0line drawing\x1bc", "line drawing"),
        ("100/100\r0/100", "100/100\n0/100"),
        ("one\r\ntwo\ttab", "one\ntwo\ttab"),
        ("a\x00b\x07c\x08\x7f\x85d", "abc\nd"),
        ("\u202edetrevni\u202c \u2066x\u2069", "detrevni x"),
        ("half \ud83d of a pair", "half \ufffd of a pair"),
        ("맞은 문제 👩‍🎓 é", "맞은 문제 👩‍🎓 é"),
        ("\x1b\x1b[0m[31m", "[31m"),
    ],
)
def test_only_what_can_be_read_stays(text: str, shown: str) -> None:
    assert clean(text) == shown


@given(st.text(st.characters(), max_size=300), st.integers(1, 200))
def test_no_control_character_survives_in_whatever_text(text: str, limit: int) -> None:
    shown = clean(text, limit)
    assert len(shown) <= limit
    assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"]
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028")
    assert clean(shown, limit) == shown
    shown.encode("utf-8")


def test_long_text_is_cut_and_says_so() -> None:
    assert clean("x" * 5_000, 10) == "x" * 9 + "…"


def test_every_part_of_a_message_is_cleaned() -> None:
    evil = "\x1b[2Jevil" * 400
    lines = [SourceLine(evil, 1, evil, evil)] * 1_000
    message = clean_message(Message("values", evil, evil, evil, evil, lines, hint=evil))
    texts = [message.problem, message.call, message.got, message.promised, message.hint]
    texts += [text for line in message.lines for text in (line.file, line.function, line.source)]
    assert len(message.lines) <= MAX_LINES
    assert all(text.startswith("evilevil") and len(text) <= 1_000 for text in texts)
