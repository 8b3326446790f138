"""A document as the index keeps it: its texts cut into short pieces, each with its role, and what ranks it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

import msgspec

from operator_app.domain.contacts import Contact
from operator_app.domain.documents import Body, Document, Kind, Seal, Status
from operator_app.domain.greetings import Greeting
from operator_app.domain.guide import Procedure, ProcedureText, Tip, TipText
from operator_app.domain.hours import Holidays, Regime
from operator_app.domain.languages import Language, Text
from operator_app.domain.lines import Line
from operator_app.domain.news import News
from operator_app.domain.synonyms import Synonyms
from operator_app.domain.training import Module

# Longest piece in characters: about two lines of a result's excerpt.
PIECE = 240
_SENTENCE = re.compile(r"(?<=[.!?؟;؛:])\s+|\n+")
_SPACE = re.compile(r"\s+")


class Role(IntEnum):
    """What a piece of text is in its document."""

    TITLE = 0
    KEYWORDS = 1
    SHORT = 2
    BODY = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A short stretch of a document's text, as it was written; `language` is an index into `Language`'s order."""

    role: int
    language: int
    text: str


@dataclass(frozen=True, slots=True)
class Dates:
    """Proleptic ordinals of the seal's days; 0 for none."""

    verified_on: int = 0
    review_by: int = 0
    valid_from: int = 0
    valid_until: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """What the index keeps of a document.

    `links` are the ids of the documents that it refers to (an article's contacts, a group's articles), `words` the
    ways to say a synonym group. Titles come first in `pieces`.
    """

    id: str
    external_id: str
    kind: str
    edition: int
    dates: Dates
    pieces: tuple[Piece, ...]
    links: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def titles(self) -> tuple[str, ...]:
        """The titles in the order of `Language`; empty where missing."""
        found = [""] * len(LANGUAGES)
        for piece in self.pieces:
            if piece.role != Role.TITLE:
                break
            found[piece.language] = found[piece.language] or piece.text
        return tuple(found)


LANGUAGES = tuple(Language)
_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Record)


def encode(record: Record) -> bytes:
    return _ENCODER.encode(record)


def decode(data: bytes | memoryview) -> Record:
    """Raises msgspec.MsgspecError when the bytes are not a record."""
    return _DECODER.decode(data)


def searchable(document: Document) -> bool:
    return document.status is Status.PUBLISHED


def record_of(document: Document) -> Record:
    """What the index keeps of a document; every kind gives at least its title."""
    body = document.body
    return Record(
        id=document.id,
        external_id=document.external_id,
        kind=document.kind.value,
        edition=document.edition,
        dates=_dates(document.seal),
        pieces=tuple(sorted(_pieces(body), key=lambda piece: piece.role)),
        links=_links(body),
        words=_ways_to_say(body) if isinstance(body, Synonyms) else (),
    )


def titles_of(document: Document) -> tuple[str, ...]:
    """The titles in the order of `Language`; empty where missing."""
    found = {piece.language: piece.text for piece in _pieces(document.body) if piece.role == Role.TITLE}
    return tuple(found.get(number, "") for number in range(len(LANGUAGES)))


def _dates(seal: Seal) -> Dates:
    def ordinal(day: date | None) -> int:
        return day.toordinal() if day else 0

    return Dates(
        ordinal(seal.verified_on), ordinal(seal.review_by), ordinal(seal.valid_from), ordinal(seal.valid_until)
    )


def _pieces(body: Body) -> Iterator[Piece]:
    match body:
        case Procedure() | Tip():
            yield from _article(body)
        case Contact():
            yield from _contact(body)
        case _:
            yield from _other(body)


def _other(body: Body) -> Iterator[Piece]:
    """What is kept of the kinds that are rarely searched."""
    match body:
        case Synonyms():
            yield from _of(Role.TITLE, body.official)
        case Greeting():
            yield from _of(Role.TITLE, body.name)
            yield from _of(Role.BODY, body.text)
        case Line():
            yield from _of(Role.TITLE, body.name)
            yield from _of(Role.SHORT, body.purpose)
            yield from _keywords((body.phone.number,))
        case News():
            yield from _of(Role.TITLE, body.title)
            yield from _of(Role.BODY, body.text)
        case Module():
            yield from _of(Role.TITLE, body.title)
            for page in body.pages:
                yield from _of(Role.BODY, page)
        case Regime():
            yield from _of(Role.TITLE, body.name)
        case Holidays():
            for rule in body.rules:
                yield from _of(Role.BODY, rule.name)


def _article(article: Procedure | Tip) -> Iterator[Piece]:
    for number, text in enumerate((article.ar, article.fr, article.en)):
        if text is None:
            continue
        if title := _clean(text.title):
            yield Piece(Role.TITLE, number, title)
        yield from _cut(Role.SHORT, number, text.short_answer)
        for part in _parts(text):
            yield from _cut(Role.BODY, number, part)
    yield from _keywords(article.keywords)


def _parts(text: ProcedureText | TipText) -> Iterator[str]:
    if isinstance(text, ProcedureText):
        yield from (*text.conditions, *text.documents, *text.steps, text.place, text.delay, text.fee, *text.legal)
    else:
        yield from (*text.signs, *text.say, *text.avoid)
    yield from (text.notes, text.body)


def _contact(contact: Contact) -> Iterator[Piece]:
    yield from _of(Role.TITLE, contact.name)
    yield from _of(Role.SHORT, contact.role)
    for text in (contact.address, contact.access, contact.hours_note, contact.note):
        yield from _of(Role.BODY, text)
    for phone in contact.phones:
        yield from _of(Role.BODY, phone.label)
    yield from _keywords((*contact.keywords, *(phone.number for phone in contact.phones), contact.email, contact.web))


def _of(role: Role, text: Text) -> Iterator[Piece]:
    for number, language in enumerate(LANGUAGES):
        if role is Role.TITLE:
            if title := _clean(text.get(language)):
                yield Piece(role, number, title)
        else:
            yield from _cut(role, number, text.get(language))


def _keywords(words: Iterable[str]) -> Iterator[Piece]:
    for word in words:
        if cleaned := _clean(word):
            yield Piece(Role.KEYWORDS, 0, cleaned[:PIECE])


def _clean(text: str) -> str:
    """One line, and only what UTF-8 can write (a lone surrogate becomes a question mark)."""
    whole = text if text.isascii() else text.encode("utf-8", "replace").decode()
    return _SPACE.sub(" ", whole).strip()


def _cut(role: Role, language: int, text: str) -> Iterator[Piece]:
    """The text in pieces of at most about PIECE characters, cut at sentences and lines, else at spaces."""
    held = ""
    for sentence in _SENTENCE.split(text):
        for part in _wrap(_clean(sentence)):
            if held and len(held) + len(part) >= PIECE:
                yield Piece(role, language, held)
                held = part
            else:
                held = f"{held} {part}" if held else part
    if held:
        yield Piece(role, language, held)


def _wrap(sentence: str) -> Iterator[str]:
    while len(sentence) > PIECE:
        at = sentence.rfind(" ", PIECE // 2, PIECE)
        at = at if at > 0 else PIECE
        yield sentence[:at]
        sentence = sentence[at:].lstrip()
    if sentence:
        yield sentence


def _links(body: Body) -> tuple[str, ...]:
    match body:
        case Procedure() | Tip():
            return body.contacts
        case Synonyms():
            return body.documents
        case News():
            return body.articles
    return ()


_ASIDE = re.compile(r"\s*[(\[]([^)\]]*)[)\]]\s*")


def _ways_to_say(group: Synonyms) -> tuple[str, ...]:
    """Each way to say the group, official names first; what stands in brackets is a way of its own when it is short."""
    said: dict[str, None] = {}
    for name in (group.official.ar, group.official.fr, group.official.en, *group.words):
        for part in re.split(r"[;؛]|\s/\s", name):
            said[_clean(_ASIDE.sub(" ", part))] = None
            for aside in _ASIDE.findall(part):
                if " " not in aside.strip():
                    said[_clean(aside)] = None
    said.pop("", None)
    return tuple(said)


def kinds_of(kinds: Iterable[Kind]) -> tuple[int, ...]:
    """The numbers by which kinds are kept in arrays."""
    order = {kind: number for number, kind in enumerate(Kind)}
    return tuple(order[kind] for kind in kinds)
