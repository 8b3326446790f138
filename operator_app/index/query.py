"""What was typed, cut into terms."""

from collections.abc import Sequence
from dataclasses import dataclass

from operator_app.domain.text import fold
from operator_app.index.building import title_key
from operator_app.index.stopwords import STOP_WORDS
from operator_app.index.words import local_number, numbers, tokens

# What lies beyond is not read: a query is a question, not a text.
MOST_CHARACTERS = 600
MOST_TERMS = 24


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the query. `open` is the last one while it is being typed: it may go on."""

    word: str
    open: bool = False
    number: bool = False


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
    folded = fold(text[:MOST_CHARACTERS])
    found = tokens(folded)
    words = tuple(token.word for token in found)
    unfinished = bool(found) and found[-1].end == len(folded)
    joined = [token for token in numbers(folded) if len(token.word) > 2]
    inside = {
        place for place, token in enumerate(found) if any(n.start <= token.start and token.end <= n.end for n in joined)
    }
    kept = [place for place in range(len(found)) if place not in inside and words[place] not in STOP_WORDS]
    if not kept and not joined:
        kept = list(range(len(found)))
    last = len(found) - 1
    terms: dict[Term, int] = {}
    for place in kept:
        terms.setdefault(Term(words[place], unfinished and place == last), place)
    for token in joined:
        place = next(place for place in inside if found[place].start >= token.start)
        terms.setdefault(Term(local_number(token.word), token.end == len(folded), number=True), place)
    return Parsed(folded, words, _first(terms), unfinished, title_key(words))


def rewritten(query: Parsed, first: int, last: int, words: Sequence[str]) -> Parsed:
    """The query with its words [first, last) replaced by others."""
    replaced = (*query.words[:first], *words, *query.words[last:])
    unfinished = query.open and last < len(query.words)
    kept = [place for place, word in enumerate(replaced) if word not in STOP_WORDS] or range(len(replaced))
    terms = {Term(replaced[place], unfinished and place == len(replaced) - 1): place for place in kept}
    return Parsed(" ".join(replaced), replaced, _first(terms), unfinished, title_key(replaced))


def _first(places: dict[Term, int]) -> tuple[Term, ...]:
    """At most MOST_TERMS: the longest are kept, in their order."""
    chosen = sorted(places, key=lambda term: -len(term.word))[:MOST_TERMS]
    return tuple(sorted(chosen, key=lambda term: places[term]))
