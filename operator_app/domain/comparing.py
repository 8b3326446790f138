"""What differs between two texts, in whole words, and between two documents, field by field."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from operator_app.domain.documents import Document, Kind
from operator_app.domain.places import SEAL, flat

# A word with the marks that belong to it (harakat, apostrophes), a run of blanks, or one sign.
_WORD = re.compile(r"[\w\u064b-\u0652\u0670\u0640]+(?:['’][\w\u064b-\u0652]+)*|\s+|.", re.DOTALL)
# Above this many words a side is compared line by line: a difference of that size is read as lines anyway.
_MOST_WORDS = 4000


class Change(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and what became of it."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that differs: the kind of document and the place in it, and its text with what was removed and added."""

    kind: Kind
    place: str
    before: str
    after: str
    pieces: tuple[Piece, ...]

    def side(self, left_out: Change) -> tuple[Piece, ...]:
        """One of two texts that stand side by side: without what only the other one has."""
        return tuple(piece for piece in self.pieces if piece.change is not left_out)


def words_of(text: str) -> list[str]:
    """The text cut into words, blanks and signs; joined again it is the text."""
    return _WORD.findall(text)


def compare(before: str, after: str) -> tuple[Piece, ...]:
    """The second text told from the first: pieces in reading order, what was removed before what came in its place."""
    old, new = words_of(before), words_of(after)
    if max(len(old), len(new)) > _MOST_WORDS:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    return tuple(_joined(_pieces(old, new)))


def compare_documents(before: Document | None, after: Document) -> tuple[FieldChange, ...]:
    """The fields that differ, in the order of the document; everything is new without a `before`."""
    old = _fields(before) if before is not None else {}
    new = _fields(after)
    places = [*new, *(place for place in old if place not in new)]
    return tuple(
        _changed(after.kind, place, old.get(place, ""), new.get(place, ""))
        for place in _ordered(places, old, new)
        if old.get(place, "") != new.get(place, "")
    )


def _changed(kind: Kind, place: str, before: str, after: str) -> FieldChange:
    return FieldChange(kind, place, before, after, compare(before, after))


def _fields(document: Document) -> dict[str, str]:
    return flat(document.body) | flat(document.seal, f"{SEAL}.")


def _ordered(places: Sequence[str], old: dict[str, str], new: dict[str, str]) -> list[str]:
    """A field that was emptied stands where it stood, not at the end."""
    order = {place: rank for rank, place in enumerate(old)}
    ranks = {place: float(rank) for rank, place in enumerate(new)}
    for place in places:
        if place not in ranks:
            earlier = [ranks[one] for one in new if one in order and order[one] < order[place]]
            ranks[place] = max(earlier, default=-1.0) + 0.5
    return sorted(places, key=lambda place: ranks[place])


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield Piece(Change.SAME, "".join(old[i1:i2]))
            continue
        if i2 > i1:
            yield Piece(Change.REMOVED, "".join(old[i1:i2]))
        if j2 > j1:
            yield Piece(Change.ADDED, "".join(new[j1:j2]))


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """A single blank between two changed words belongs to the change: "old words" is one stretch, not three."""
    found = list(pieces)
    removed, added, out = "", "", list[Piece]()
    for place, piece in enumerate(found):
        blank = piece.change is Change.SAME and piece.text.isspace() and 0 < place < len(found) - 1
        if piece.change is Change.SAME and not blank:
            out += _flushed(removed, added)
            removed = added = ""
            out.append(piece)
            continue
        if piece.change is not Change.ADDED:
            removed += piece.text
        if piece.change is not Change.REMOVED:
            added += piece.text
    return iter([*out, *_flushed(removed, added)])


def _flushed(removed: str, added: str) -> list[Piece]:
    if removed == added:
        return [Piece(Change.SAME, removed)] if removed else []
    pairs = ((Change.REMOVED, removed), (Change.ADDED, added))
    return [Piece(change, text) for change, text in pairs if text]
