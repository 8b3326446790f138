"""Where a number, a fee, a place or any words are used, and changing them everywhere at once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum

from operator_app.desk.context import Context
from operator_app.desk.publishing import PublishingDesk
from operator_app.domain.changes import Changes
from operator_app.domain.contacts import Phone
from operator_app.domain.documents import BODY_TYPES, Document
from operator_app.domain.languages import Text
from operator_app.domain.numbers import clean
from operator_app.domain.places import flat, read, write
from operator_app.domain.problems import Problem
from operator_app.domain.references import references, renamed

_FEWEST = 2
_LEAST_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Use:
    """A place of a document that says it: `text` is what stands there, `start` and `end` where in it."""

    document: Document
    place: str
    text: str
    start: int
    end: int


class UsagesDesk:
    def __init__(self, context: Context, publishing: PublishingDesk) -> None:
        self._context = context
        self._publishing = publishing

    def find(self, words: str) -> list[Use]:
        """Every place that says these words, or this number in whatever grouping. Raises Problem("words_too_short")."""
        pattern = pattern_of(words)
        return [
            Use(document, place, text, found.start(), found.end())
            for document in self._context.documents.stream()
            for place, text in flat(renamed(document.body, lambda _id: "")).items()
            for found in pattern.finditer(text)
        ]

    def change(self, uses: Sequence[Use], words: str, new: str, note: str = "") -> Changes:
        """Say something else in all these places: a new edition of each document, all or none. Raises Problem:
        "words_too_short", "edition_conflict", "number_not_dialled"."""
        pattern = pattern_of(words)
        documents: dict[str, Document] = {}
        places: dict[str, dict[str, None]] = {}
        for use in uses:
            documents[use.document.id] = use.document
            places.setdefault(use.document.id, {})[use.place] = None
        changed = [_changed(document, tuple(places[id]), pattern, new) for id, document in documents.items()]
        return self._publishing.publish_all(changed, note)


def pattern_of(words: str) -> "re.Pattern[str]":
    """What finds these words; a number in any grouping. Raises Problem("words_too_short")."""
    digits = re.sub(r"[\s\u00a0.+-]", "", words)
    if digits.isdecimal() and len(digits) >= _LEAST_DIGITS:
        return re.compile(r"(?<!\d)" + r"[\s\u00a0.]?".join(digits) + r"(?!\d)")
    parts = words.split()
    if len("".join(parts)) < _FEWEST:
        raise Problem("words_too_short")
    return re.compile(r"\s+".join(re.escape(part) for part in parts), re.IGNORECASE)


def _changed(document: Document, places: Sequence[str], pattern: "re.Pattern[str]", new: str) -> Document:
    body: object = document.body
    kept = frozenset(references(document.body))
    for place in places:
        said = _dialled(new) if place == "phone.number" else new
        body = write(body, place, _replaced(read(body, place), pattern, said, kept))
    if not isinstance(body, BODY_TYPES[document.kind]):
        raise TypeError(document.kind)
    return replace(document, body=body)


def _replaced(value: object, pattern: "re.Pattern[str]", new: str, kept: frozenset[str]) -> object:
    """The value with other words; numbers as they are dialled, references and choices as they are."""
    match value:
        case Enum():
            return value
        case str():
            return value if value in kept else pattern.sub(lambda _: new, value)
        case tuple():
            return tuple(_replaced(item, pattern, new, kept) for item in value)
        case Phone():
            label = _replaced(value.label, pattern, new, kept)
            number = _dialled(new) if pattern.search(value.number) else value.number
            return replace(value, number=number, label=label if isinstance(label, Text) else value.label)
        case _ if is_dataclass(value) and not isinstance(value, type):
            parts = {item.name: _replaced(getattr(value, item.name), pattern, new, kept) for item in fields(value)}
            return replace(value, **parts)
        case _:
            return value


def _dialled(number: str) -> str:
    cleaned = clean(number)
    if not cleaned:
        raise Problem("number_not_dialled", number=number)
    return cleaned
