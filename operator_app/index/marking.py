"""Which words of a shown text answer the query: marks in the original text, whatever folding took away."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from operator_app.domain.search import Marks
from operator_app.domain.text import fold_with_map
from operator_app.index.query import Term
from operator_app.index.words import numbers, tokens

_DROPPED = ("Mn", "Me", "Cf")
_TATWEEL = "ـ"
_CHUNK = re.compile(r"\S+")


class _Number(NamedTuple):
    """A number as searched and where it lies in the text as written."""

    word: str
    start: int
    end: int


_Span: TypeAlias = tuple[int, int]
# The words of a stretch without spaces, and where each lies in it as written. Plain tuples of what holds no other
# objects: the garbage collector lets go of them, where 30,000 of a class of our own cost each full collection 30 ms.
_Chunk: TypeAlias = tuple[tuple[str, ...], tuple[_Span, ...]]


class _Text(NamedTuple):
    """The words of a text in a line, a space before each and after the last; of each where its chunk begins in the text
    as written and where it lies in that."""

    words: tuple[str, ...]
    joined: str
    starts: tuple[int, ...]
    spans: tuple[_Span, ...]

    def span(self, number: int) -> _Span:
        """Where a word lies in the text as written."""
        at, (start, end) = self.starts[number], self.spans[number]
        return at + start, at + end


@dataclass(frozen=True, slots=True)
class Marker:
    """Marks words: those in `words` and those that begin with one of `beginnings`; and, when `numbers` is set, numbers
    written in groups."""

    words: frozenset[str]
    beginnings: tuple[str, ...]
    numbers: bool

    @classmethod
    def of(cls, terms: Iterable[Term], also: Iterable[str]) -> "Marker":
        """For the terms of a query, and `also` the words that stood for them."""
        terms = tuple(terms)
        return cls(
            frozenset((*also, *(term.word for term in terms))),
            tuple(term.word for term in terms if term.open),
            any(term.word.isdigit() for term in terms),
        )

    def mark(self, text: str) -> Marks:
        """The text with its answering words marked."""
        words, beginnings = self.words, self.beginnings
        read = _words(text)
        sought = [f" {begun}" for begun in beginnings]
        sought += [f" {word} " for word in words.intersection(read.words)]
        ranges = [read.span(number) for part in sought for number in _numbered(read.joined, part)]
        if self.numbers:
            ranges += [
                (start, end) for word, start, end in _numbers(text) if word.startswith(beginnings) or word in words
            ]
        return Marks(text, _merged(ranges) if ranges else ())


def _numbered(joined: str, sought: str) -> Iterator[int]:
    """The numbers of the words before which `sought` begins: searched in the whole line, quicker than word by word."""
    at = joined.find(sought)
    while at >= 0:
        yield joined.count(" ", 0, at)
        at = joined.find(sought, at + 1)


@lru_cache(maxsize=2048)
def _words(text: str) -> _Text:
    """The words of a text; kept, since the same results come again from one key stroke to the next."""
    words: list[str] = []
    starts: list[int] = []
    spans: list[_Span] = []
    for chunk in _CHUNK.finditer(text):
        found, places = _words_of(chunk.group())
        words += found
        spans += places
        starts += (chunk.start(),) * len(found)
    return _Text(tuple(words), f" {' '.join(words)} ", tuple(starts), tuple(spans))


@lru_cache(maxsize=8192)
def _words_of(chunk: str) -> _Chunk:
    """Kept, since most stretches come again and again."""
    folded, offsets = fold_with_map(chunk)
    found = tokens(folded)
    spans = tuple((offsets[token.start], _end(chunk, offsets[token.end - 1] + 1)) for token in found)
    return tuple(token.word for token in found), spans


def _numbers(text: str) -> Iterable[_Number]:
    folded, offsets = fold_with_map(text)
    for token in numbers(folded):
        yield _Number(token.word, offsets[token.start], _end(text, offsets[token.end - 1] + 1))


def _end(text: str, end: int) -> int:
    """`end` moved over what folding dropped after the last letter: a mark never parts a letter from its vowel."""
    while end < len(text) and (text[end] == _TATWEEL or unicodedata.category(text[end]) in _DROPPED):
        end += 1
    return end


def _merged(ranges: Sequence[_Span]) -> tuple[_Span, ...]:
    if len(ranges) == 1:
        return tuple(ranges)
    merged: list[_Span] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
