"""Builds a segment from records. Python holds the interpreter lock while it works, so it pauses as it goes."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from heapq import merge

import numpy as np

from operator_app.domain.documents import Kind
from operator_app.domain.text import fold
from operator_app.index.postings import Layout, Postings, idf, invert, invert_grams
from operator_app.index.records import Record, Role, encode
from operator_app.index.segment import (
    PIECE_END,
    Arrays,
    Collection,
    Float32,
    Int32,
    Int64,
    Segment,
    UInt8,
    key_of,
    signature,
)
from operator_app.index.sounds import sound
from operator_app.index.stems import root, stem, without_clitic
from operator_app.index.stopwords import STOP_WORDS
from operator_app.index.words import is_arabic, numbers, tokens

_KIND_NUMBER = {kind.value: number for number, kind in enumerate(Kind)}
_WORDS_BETWEEN_PAUSES = 100
_SORTED_AT_ONCE = 4000
_LONGEST = 255
# A clitic is taken off when the rest is a word this many times as frequent.
_CLITIC_RATIO = 2


@dataclass(frozen=True, slots=True)
class _Features:
    """Of each word: letters, stem, sound, root (see `Arrays`)."""

    signatures: Sequence[int]
    stems: Sequence[int]
    sounds: Sequence[int]
    roots: Sequence[int]


def title_key(words: Sequence[str]) -> int:
    """The key of a whole title or query, from its words without the empty ones."""
    return key_of(" ".join([word for word in words if word not in STOP_WORDS] or words))


class Builder:
    """Takes records one by one, then gives the segment. `pause` is called often and may sleep."""

    def __init__(self, pause: Callable[[], None] = lambda: None) -> None:
        self._pause = pause
        self._numbers: dict[str, int] = {}
        self._order = array("i")
        self._doc_order = array("q", [0])
        self._doc_pieces = array("q", [0])
        self._roles = array("B")
        self._languages = array("B")
        self._piece_words = array("i")
        self._titles: list[tuple[int, int]] = []
        self._keywords: list[tuple[int, int]] = []
        self._ids: list[str] = []
        self._facts: list[tuple[int, ...]] = []
        self._texts = bytearray()
        self._text_start = array("q", [0])
        self._links: defaultdict[str, list[int]] = defaultdict(list)

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, record: Record) -> None:
        doc = len(self._ids)
        for piece in record.pieces:
            folded = fold(piece.text)
            words = [token.word for token in tokens(folded)]
            joined = [token.word for token in numbers(folded)]
            if piece.role == Role.TITLE:
                self._titles.append((title_key(words), doc))
            elif piece.role == Role.KEYWORDS and words:
                self._keywords.append((title_key(joined or words), doc))
            words += joined
            self._order.extend([self._numbers.setdefault(word, len(self._numbers)) for word in words])
            self._order.append(PIECE_END)
            self._roles.append(piece.role)
            self._languages.append(piece.language)
            self._piece_words.append(len(words))
        self._ids.append(record.id)
        self._doc_order.append(len(self._order))
        self._doc_pieces.append(len(self._roles))
        self._facts.append((_KIND_NUMBER[record.kind], record.edition, *astuple(record.dates)))
        self._texts += encode(record)
        self._text_start.append(len(self._texts))
        for link in record.links:
            self._links[link].append(doc)

    def finish(self, collection: Collection | None = None) -> Segment:
        """The segment of what was added; with `collection`, weighted as a part of that."""
        words = self._sorted_words()
        doc_of = {id_: doc for doc, id_ in enumerate(self._ids)}
        arrays = self._arrays(words, collection)
        return Segment(words, tuple(self._ids), arrays, bytes(self._texts), dict(self._links), doc_of)

    def _arrays(self, words: Sequence[str], collection: Collection | None) -> Arrays:
        order = self._sorted_order(words)
        script = np.array([0 if is_arabic(word) else 1 for word in words], dtype=np.uint8)
        roles = np.array(self._roles, dtype=np.uint8)
        doc_order = np.array(self._doc_order, dtype=np.int64)
        piece_words = np.array(self._piece_words, dtype=np.int32)
        layout = Layout(order, doc_order, roles, piece_words, script)
        self._pause()
        postings = invert(layout, collection.averages if collection else None)
        grams = invert_grams(words, STOP_WORDS, postings, self._pause)
        features = self._features(words, np.diff(postings.start).tolist())
        stems, sounds, roots = (
            np.array(keys, dtype=np.uint32) for keys in (features.stems, features.sounds, features.roots)
        )
        titles, keywords = _keyed(self._titles), _keyed(self._keywords)
        facts = np.array(self._facts, dtype=np.int32).reshape(-1, 6)
        return Arrays(
            word_start=postings.start,
            word_docs=postings.docs,
            word_impacts=postings.impacts(),
            word_idf=_idf(words, script, postings, collection),
            word_signature=np.array(features.signatures, dtype=np.uint64),
            word_length=np.array([min(_LONGEST, len(word)) for word in words], dtype=np.uint8),
            word_stem=stems,
            word_sound=sounds,
            word_root=roots,
            stem_order=np.argsort(stems, kind="stable").astype(np.int32),
            sound_order=np.argsort(sounds, kind="stable").astype(np.int32),
            root_order=np.argsort(roots, kind="stable").astype(np.int32),
            gram_keys=grams.keys,
            gram_start=grams.start,
            gram_docs=grams.docs,
            gram_impacts=grams.impacts,
            order=order,
            doc_order=doc_order,
            doc_pieces=np.array(self._doc_pieces, dtype=np.int64),
            piece_role=roles,
            piece_language=np.array(self._languages, dtype=np.uint8),
            piece_words=piece_words,
            title_keys=titles[:, 0].astype(np.uint32),
            title_docs=titles[:, 1].astype(np.int32),
            keyword_keys=keywords[:, 0].astype(np.uint32),
            keyword_docs=keywords[:, 1].astype(np.int32),
            kind=facts[:, 0].astype(np.uint8),
            edition=facts[:, 1].copy(),
            verified_on=facts[:, 2].copy(),
            review_by=facts[:, 3].copy(),
            valid_from=facts[:, 4].copy(),
            valid_until=facts[:, 5].copy(),
            text_start=np.array(self._text_start, dtype=np.int64),
            averages=postings.averages,
            holding=postings.holding,
        )

    def _sorted_words(self) -> list[str]:
        """The words in order. Sorted piece by piece: sorting all at once holds the interpreter lock for long."""
        unsorted = list(self._numbers)
        parts: list[list[str]] = []
        for start in range(0, len(unsorted), _SORTED_AT_ONCE):
            self._pause()
            parts.append(sorted(unsorted[start : start + _SORTED_AT_ONCE]))
        words: list[str] = []
        for number, word in enumerate(merge(*parts)):
            if number % _WORDS_BETWEEN_PAUSES == 0:
                self._pause()
            words.append(word)
        return words

    def _sorted_order(self, words: Sequence[str]) -> Int32:
        """The words in the order of the text, numbered as in sorted `words`; PIECE_END (-1) picks the last place."""
        renumber = np.full(len(words) + 1, PIECE_END, dtype=np.int32)
        places = np.fromiter((self._numbers[word] for word in words), dtype=np.int32, count=len(words))
        renumber[places] = np.arange(len(words), dtype=np.int32)
        return renumber[np.array(self._order, dtype=np.int32)]

    def _features(self, words: Sequence[str], frequency: Sequence[int]) -> _Features:
        number_of = {word: number for number, word in enumerate(words)}
        signatures, stems, sounds, roots = [], [], [], []
        for number, word in enumerate(words):
            if number % _WORDS_BETWEEN_PAUSES == 0:
                self._pause()
            signatures.append(signature(word))
            rest = number_of.get(without_clitic(word), -1)
            joined = rest >= 0 and frequency[rest] >= _CLITIC_RATIO * frequency[number]
            stems.append(key_of(stem(words[rest] if joined else word)))
            sounds.append(_key_or_none(sound(word)))
            roots.append(_key_or_none(root(word)))
        return _Features(signatures, stems, sounds, roots)


def _key_or_none(text: str) -> int:
    return key_of(text) if text else 0


def _keyed(pairs: Sequence[tuple[int, int]]) -> Int64:
    """(key, document) in the order of the keys."""
    return np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)


def _idf(words: Sequence[str], script: UInt8, postings: Postings, collection: Collection | None) -> Float32:
    """Among the documents that have any text in the word's script: a French word is no rarer for Arabic documents."""
    frequency = np.diff(postings.start)
    if collection is None:
        return idf(postings.holding[script], frequency)
    elsewhere = np.array([collection.frequency(word) for word in words], dtype=np.int64)
    return idf((postings.holding + collection.holding)[script], frequency + elsewhere)
