"""The Korean catalogue: whole, compiled, and with the same placeholders."""

from __future__ import annotations

import re

import pytest

from autograder.locale.update import KOREAN, compiled, korean, template

PLACEHOLDER = re.compile(r"\{[^{}]*\}")
CODE = re.compile(r"`[^`]*`")


def both_forms(value: object) -> list[str]:
    return [value] if isinstance(value, str) else [str(form) for form in value]  # type: ignore[attr-defined]


def test_every_sentence_is_in_it_and_no_other() -> None:
    """Where one is new: `python -m autograder.locale.update`, then translate it."""
    assert {m.id for m in korean() if m.id} == {m.id for m in template() if m.id}


def test_every_sentence_is_translated() -> None:
    untranslated = [m.id for m in korean() if m.id and not all(both_forms(m.string))]
    assert untranslated == []


def test_placeholders_and_code_are_kept() -> None:
    for message in korean():
        if message.id:
            english, translated = both_forms(message.id)[-1], both_forms(message.string)[-1]
            for kept in (PLACEHOLDER, CODE):
                found = sorted(kept.findall(translated))
                assert found == sorted(kept.findall(english)), message.id


def test_it_is_compiled() -> None:
    assert KOREAN.with_suffix(".mo").read_bytes() == compiled(korean())


@pytest.mark.parametrize(("n", "said"), [(1, "1"), (3, "3")])
def test_numbers_are_said_in_korean(n: int, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from autograder.text import plural

    monkeypatch.setenv("AUTOGRADER_LANG", "ko")
    sentence = plural("{n} not started", "{n} not started", n).format(n=n)
    assert said in sentence
    assert "not started" not in sentence
