"""Posting arrays of one set of documents: immutable, memory-mapped or built in memory, read by any number of threads.

Shapes: V words in sorted order, P postings, G character 4-grams, N documents, S pieces of text, T words in order.
"""

import zlib
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Protocol

import numpy as np
import numpy.typing as npt

from operator_app.index.records import Record, decode

Int32 = npt.NDArray[np.int32]
Int64 = npt.NDArray[np.int64]
UInt8 = npt.NDArray[np.uint8]
UInt32 = npt.NDArray[np.uint32]
UInt64 = npt.NDArray[np.uint64]
Float32 = npt.NDArray[np.float32]

# BM25 (Robertson & Zaragoza 2009) B as in DESIGN.md, K1 tuned with it (docs/search.md).
B = 0.6
K1 = 1.2
# An impact is tf·(k1+1)/(tf+k1) < k1+1, kept in one byte in this unit.
IMPACT_UNIT = (K1 + 1) / 255
# Stands in `order` at the end of each piece.
PIECE_END = -1
_BITS = 64


def key_of(text: str) -> int:
    """A 32-bit key of a stem or a sound, so that arrays need not hold strings."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def gram_key(gram: str) -> int:
    """A 64-bit key of at most four characters; characters outside the BMP share their low bits."""
    key = 0
    for char in gram:
        key = key << 16 | ord(char) & 0xFFFF
    return key


def signature(word: str) -> int:
    """A 64-bit set of the word's letters: one edit changes at most two bits."""
    bits = 0
    for char in word:
        bits |= 1 << (ord(char) % _BITS)
    return bits


@dataclass(frozen=True, slots=True)
class Arrays:
    """Everything of a segment that is an array, each saved under its own name."""

    word_start: Int64  # V+1: postings of word w are word_start[w]:word_start[w+1]
    word_docs: Int32  # P
    word_impacts: UInt8  # P
    word_idf: Float32  # V
    word_signature: UInt64  # V
    word_length: UInt8  # V
    word_stem: UInt32  # V: key of the stem
    word_sound: UInt32  # V: key of the sound, 0 for none
    word_root: UInt32  # V: key of the root, 0 for none
    stem_order: Int32  # V: words sorted by word_stem
    sound_order: Int32  # V: words sorted by word_sound
    root_order: Int32  # V: words sorted by word_root
    gram_keys: UInt64  # G, sorted
    gram_start: Int64  # G+1
    gram_docs: Int32
    gram_impacts: UInt8
    order: Int32  # T: words in the order of the text, PIECE_END after each piece
    doc_order: Int64  # N+1: words of document d are order[doc_order[d]:doc_order[d+1]]
    doc_pieces: Int64  # N+1: pieces of document d
    piece_role: UInt8  # S
    piece_language: UInt8  # S
    piece_words: Int32  # S: words in the piece
    title_keys: UInt32  # sorted keys of whole titles
    title_docs: Int32
    keyword_keys: UInt32  # sorted keys of whole keywords and telephone numbers
    keyword_docs: Int32
    kind: UInt8  # N
    edition: Int32  # N
    verified_on: Int32  # N: days as proleptic ordinals, 0 for none
    review_by: Int32  # N
    valid_from: Int32  # N
    valid_until: Int32  # N
    text_start: Int64  # N+1: bytes of the encoded record
    averages: Float32  # 2: words in an Arabic and in a Latin text
    holding: Int64  # 2: documents with an Arabic and with a Latin text


ARRAY_NAMES = tuple(field.name for field in fields(Arrays))


@dataclass(frozen=True, slots=True)
class Collection:
    """Figures of the whole collection, for a segment that is a small part of it.

    `frequency` says in how many of its documents a word is; `holding` and `averages` as in `Arrays`.
    """

    holding: Int64
    frequency: Callable[[str], int]
    averages: Float32


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """`words` are sorted; `texts` holds the encoded records; `links` says which documents refer to an id."""

    words: Sequence[str]
    ids: Sequence[str]
    arrays: Arrays
    texts: "Bytes"
    links: Mapping[str, Sequence[int]]
    doc_of: Mapping[str, int]

    @property
    def size(self) -> int:
        return len(self.ids)

    def record(self, doc: int) -> Record:
        start, end = int(self.arrays.text_start[doc]), int(self.arrays.text_start[doc + 1])
        return decode(self.texts[start:end])

    def word_number(self, word: str) -> int:
        """The number of a word, -1 when no document has it."""
        number = bisect_left(self.words, word)
        return number if number < len(self.words) and self.words[number] == word else -1

    def prefix_range(self, prefix: str) -> tuple[int, int]:
        """The words that begin with `prefix`, as a half-open range of numbers."""
        return bisect_left(self.words, prefix), bisect_left(self.words, prefix + "\U0010ffff")

    def stem_words(self, key: int) -> Int32:
        """The words whose stem has this key."""
        return _equal(self.arrays.word_stem, self.arrays.stem_order, key)

    def sound_words(self, sound: str) -> Int32:
        return _equal(self.arrays.word_sound, self.arrays.sound_order, key_of(sound))

    def root_words(self, root: str) -> Int32:
        return _equal(self.arrays.word_root, self.arrays.root_order, key_of(root))

    def frequency(self, word: int) -> int:
        """In how many documents the word is."""
        return int(self.arrays.word_start[word + 1] - self.arrays.word_start[word])

    def collection(self) -> Collection:
        """This segment's figures, by which the documents changed since are weighted."""

        def frequency(word: str) -> int:
            number = self.word_number(word)
            return self.frequency(number) if number >= 0 else 0

        return Collection(self.arrays.holding, frequency, self.arrays.averages)

    def titled(self, key: int) -> Int32:
        """Documents with exactly this title."""
        first, last = np.searchsorted(self.arrays.title_keys, [key, key + 1])
        return self.arrays.title_docs[first:last]

    def keyed(self, key: int) -> Int32:
        """Documents with exactly this keyword or number."""
        first, last = np.searchsorted(self.arrays.keyword_keys, [key, key + 1])
        return self.arrays.keyword_docs[first:last]


class Bytes(Protocol):
    """Bytes that can be cut: `bytes` or a memory map."""

    def __getitem__(self, part: slice, /) -> bytes: ...


def _equal(keys: UInt32, order: Int32, key: int) -> Int32:
    """The numbers whose key is `key`; `order` sorts `keys`."""
    first = int(np.searchsorted(keys, np.uint32(key), side="left", sorter=order))
    last = int(np.searchsorted(keys, np.uint32(key), side="right", sorter=order))
    return order[first:last]
