"""Every sentence that a learner reads passes through here (gettext)."""

from __future__ import annotations

import functools
import gettext
import locale
import os
from pathlib import Path

LANGUAGES = ("en", "ko")
_CATALOGUES = Path(__file__).parent / "locale"


def language() -> str:
    """Return ``"ko"`` or ``"en"``: ``AUTOGRADER_LANG`` if it is one of them, else the locale's."""
    asked = os.environ.get("AUTOGRADER_LANG", "").strip().lower()[:2]
    if asked in LANGUAGES:
        return asked
    system = (locale.getlocale()[0] or "").lower()
    return "ko" if system.startswith(("ko", "korean")) else "en"


@functools.cache
def _catalogue(lang: str) -> gettext.NullTranslations:
    return gettext.translation("autograder", _CATALOGUES, languages=[lang], fallback=True)


def _(sentence: str) -> str:
    """Return `sentence` (English, as written in the source) in the reader's language."""
    return _catalogue(language()).gettext(sentence) if sentence else ""


def plural(one: str, many: str, n: int) -> str:
    """Return the form of the sentence that fits `n`, in the reader's language."""
    return _catalogue(language()).ngettext(one, many, n)
