"""Which words of a shown text answer the query: marks in the original text, whatever folding took away."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from operator_app.domain.search import Marks
from operator_app.domain.text import fold_with_map
from operator_app.index.query import Term
from operator_app.index.stems import stem
from operator_app.index.words import numbers, tokens

_DROPPED = ("Mn", "Me", "Cf")
_TATWEEL = "ـ"


@dataclass(frozen=True, slots=True)
class Marker:
    """Marks words: those in `words`, those with a stem in `stems`, those that begin with one of `beginnings`."""

    words: frozenset[str]
    stems: frozenset[str]
    beginnings: tuple[str, ...]

    @classmethod
    def of(cls, terms: Iterable[Term], also: Iterable[str]) -> "Marker":
        """For the terms of a query, and `also` the words that stood for them."""
        terms = tuple(terms)
        return cls(
            frozenset((*also, *(term.word for term in terms))),
            frozenset(stem(term.word) for term in terms),
            tuple(term.word for term in terms if term.open),
        )

    def mark(self, text: str) -> Marks:
        folded, offsets = fold_with_map(text)
        ranges = [
            (offsets[token.start], _end(text, offsets[token.end - 1] + 1))
            for token in (*tokens(folded), *numbers(folded))
            if self._answers(token.word)
        ]
        return Marks(text, _merged(ranges))

    def _answers(self, word: str) -> bool:
        return (
            word in self.words
            or (bool(self.beginnings) and word.startswith(self.beginnings))
            or stem(word) in self.stems
        )


def _end(text: str, end: int) -> int:
    """`end` moved over what folding dropped after the last letter: a mark never parts a letter from its vowel."""
    while end < len(text) and (text[end] == _TATWEEL or unicodedata.category(text[end]) in _DROPPED):
        end += 1
    return end


def _merged(ranges: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
