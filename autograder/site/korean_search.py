"""Search that finds Korean words whatever particle follows them."""

from __future__ import annotations

import re

from sphinx.search import SearchLanguage

_HANGUL = re.compile(r"[가-힣]+")
_SHORTEST = 2

_PARTICLES = (
    "에서는|에서도|으로는|으로도|이라는|이라고|까지|부터|에서|에게|으로|이나|라는|라고|처럼|보다|마다|"
    "조차|밖에|이란|에는|와는|과는|은|는|이|가|을|를|의|에|로|와|과|도|만|나|란"
)


class SearchKorean(SearchLanguage):
    """Korean: every part of a word can be looked for; a particle in the query is cut off.

    Sphinx splits by white space, and in Korean the particle is part of what stands between two
    spaces: 합성곱은, 합성곱을. So a word is indexed with all its parts of two syllables or more,
    and the browser looks for the query's words without their particles.
    """

    lang = "ko"
    language_name = "Korean"
    js_stemmer_code = """
var Stemmer = function () {
  const particles = new RegExp("^([가-힣]{%d,}?)(%s)$");
  this.stemWord = function (word) {
    const parts = word.match(particles);
    return parts ? parts[1] : word;
  };
};
""" % (_SHORTEST, _PARTICLES)  # noqa: UP031 — the code is full of braces

    def split(self, input: str) -> list[str]:
        """Return the words of a text, and of the Korean in them all parts."""
        words = super().split(input)
        parts = {
            run[start:end]
            for word in words
            for run in _HANGUL.findall(word)
            for start in range(len(run))
            for end in range(start + _SHORTEST, len(run) + 1)
        }
        return [*words, *sorted(parts)]
