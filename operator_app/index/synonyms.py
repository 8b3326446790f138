"""Synonym groups: what people say, looked up in a query."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from operator_app.domain.text import fold
from operator_app.index.query import Parsed
from operator_app.index.records import Record
from operator_app.index.sounds import likeness, sound
from operator_app.index.words import tokens

_LONGEST_SPAN = 8
_FEWEST_TYPED = 3
_MOST_COMPLETED = 4
# What is only heard: its trust, less where every word that was typed is one that documents have.
_HEARD, _HEARD_THOUGH_KNOWN = 0.7, 0.35
# A word of two consonants sounds like many («mawe3id» like « 3omda », « mer » like « mara »): its vowels must agree
# too, and no document may have it as it is.
_FEW_CONSONANTS = 2
_ALIKE = 0.8


@dataclass(frozen=True, slots=True)
class Group:
    """A synonym group: every way to say it as bare words, the official ones first, and the documents it stands for."""

    ways: tuple[tuple[str, ...], ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A group said by the words [first, last) of the query; `trust` is less than 1 when it was only begun or heard."""

    group: Group
    first: int
    last: int
    trust: float


class SynonymTable:
    """Finds the groups that a query says. Immutable."""

    def __init__(self, records: Iterable[Record]) -> None:
        said: defaultdict[str, list[Group]] = defaultdict(list)
        heard: defaultdict[str, list[tuple[tuple[str, ...], Group]]] = defaultdict(list)
        for record in records:
            ways = tuple(dict.fromkeys(tuple(token.word for token in tokens(fold(way))) for way in record.words))
            group = Group(tuple(way for way in ways if way), record.links)
            for way in group.ways:
                said[" ".join(way)].append(group)
                if sounds := _sounds(way):
                    heard[sounds].append((way, group))
        self._said, self._heard = dict(said), dict(heard)
        self._sorted = sorted(self._said)

    def __bool__(self) -> bool:
        return bool(self._said)

    def find(self, query: Parsed, known: Callable[[str], bool]) -> Sequence[Match]:
        """The groups said in the query, longest spans first; spans do not overlap.

        `known` says whether documents have a word.
        """
        words = query.words
        matches: list[Match] = []
        taken: set[int] = set()
        for length in range(min(len(words), _LONGEST_SPAN), 0, -1):
            for first in range(len(words) - length + 1):
                span = range(first, first + length)
                if taken.isdisjoint(span):
                    found = list(self._at(words, first, first + length, query.open, known))
                    matches += found
                    taken.update(span if found else ())
        return matches

    def _at(
        self, words: Sequence[str], first: int, last: int, unfinished: bool, known: Callable[[str], bool]
    ) -> Iterator[Match]:
        key = " ".join(words[first:last])
        if groups := self._said.get(key):
            yield from (Match(group, first, last, 1.0) for group in groups)
        elif unfinished and last == len(words) and len(key) >= _FEWEST_TYPED:
            begun = list(self._begun(key))
            yield from (Match(group, first, last, trust) for group, trust in begun)
        if not groups and (heard := _sounds(words[first:last])):
            there = [known(word) for word in words[first:last]]
            trust = _HEARD_THOUGH_KNOWN if all(there) else _HEARD
            for way, group in self._heard.get(heard, ()):
                if all(map(_may_be, words[first:last], way, there)):
                    yield Match(group, first, last, trust)

    def _begun(self, key: str) -> Iterator[tuple[Group, float]]:
        start = bisect_left(self._sorted, key)
        for way in self._sorted[start : start + _MOST_COMPLETED]:
            if way.startswith(key):
                trust = (len(key) / len(way)) ** 0.5
                yield from ((group, 0.9 * trust) for group in self._said[way])


def _may_be(said: str, other: str, known: bool) -> bool:
    """Whether two words with the same consonants may be the same."""
    return len(sound(said)) > _FEW_CONSONANTS or said == other or (not known and likeness(said, other) >= _ALIKE)


def _sounds(words: Sequence[str]) -> str:
    """The sound of a way to say; empty when one of its words has too little of it."""
    heard = [sound(word) for word in words]
    return " ".join(heard) if heard and all(heard) else ""
