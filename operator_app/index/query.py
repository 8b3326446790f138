"""What was typed, cut into terms."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from operator_app.domain.text import fold, fold_with_map
from operator_app.index.building import title_key
from operator_app.index.words import Token, is_stop, numbers, tokens

# What lies beyond is not read: a query is a question, not a text.
MOST_CHARACTERS = 600
MOST_TERMS = 24
_WATER, _WATER_FOLDED, _WATER_FOUND = "ماء", "ما", "الما"


class Term(NamedTuple):
    """A word of the query. `open` is the last one while it is being typed: it may go on.

    `number` says that it is a number's digits joined; `part_of` is the joined number that a group of digits may
    belong to.
    """

    word: str
    open: bool = False
    number: bool = False
    part_of: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """`words` is every word in order (for synonym groups), `terms` those that are looked for; `whole` is the key of the
    text as a title."""

    folded: str
    words: tuple[str, ...]
    terms: tuple[Term, ...]
    open: bool
    whole: int


def parse(text: str) -> Parsed:
    """The terms of a query; stop words are left out unless nothing else is there."""
    folded, found = _read(text[:MOST_CHARACTERS])
    words = tuple(token.word for token in found)
    unfinished = bool(found) and found[-1].end == len(folded)
    kept = [place for place in range(len(found)) if not is_stop(words[place])] or list(range(len(found)))
    last = len(found) - 1
    terms: dict[Term, int] = {}
    joined = numbers(folded)
    for place in kept:
        token = found[place]
        whole = next((n.word for n in joined if n.start <= token.start and token.end <= n.end), "")
        terms.setdefault(Term(token.word, unfinished and place == last, part_of=whole), place)
    for number in joined:
        place = next(place for place, token in enumerate(found) if token.start >= number.start)
        terms.setdefault(Term(number.word, number.end == len(folded), number=True), place)
    only = [number.word for number in joined if found[0].start >= number.start and found[-1].end <= number.end]
    return Parsed(folded, words, _first(terms), unfinished, title_key(only or words))


def _read(text: str) -> tuple[str, list[Token]]:
    """The folded text and its words. «ماء» (water), which folds to the stop word «ما», is read with its article."""
    if _WATER not in text:
        folded = fold(text)
        return folded, tokens(folded)
    folded, offsets = fold_with_map(text)
    found = [
        token._replace(word=_WATER_FOUND)
        if token.word == _WATER_FOLDED and text.startswith(_WATER, offsets[token.start])
        else token
        for token in tokens(folded)
    ]
    return folded, found


def rewritten(query: Parsed, first: int, last: int, words: Sequence[str]) -> Parsed:
    """The query with its words [first, last) replaced by others."""
    replaced = (*query.words[:first], *words, *query.words[last:])
    unfinished = query.open and last < len(query.words)
    kept = [place for place, word in enumerate(replaced) if not is_stop(word)] or range(len(replaced))
    terms = {Term(replaced[place], unfinished and place == len(replaced) - 1): place for place in kept}
    return Parsed(" ".join(replaced), replaced, _first(terms), unfinished, title_key(replaced))


def settled(query: Parsed, known: Callable[[Term], bool]) -> Parsed:
    """The query with each number read one way: its digits joined where a document has that, else group by group."""
    if not any(term.number for term in query.terms):
        return query
    there = {term.word for term in query.terms if term.number and known(term)}
    terms = tuple(
        term for term in query.terms if (term.word in there if term.number else term.part_of not in there or not there)
    )
    return replace(query, terms=terms or query.terms)


def _first(places: dict[Term, int]) -> tuple[Term, ...]:
    """At most MOST_TERMS: the longest are kept, in their order."""
    chosen = sorted(places, key=lambda term: -len(term.word))[:MOST_TERMS]
    return tuple(sorted(chosen, key=lambda term: places[term]))
