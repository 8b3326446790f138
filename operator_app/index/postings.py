"""From words in the order of the text to posting arrays, in NumPy throughout."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat

import numpy as np

from operator_app.index.records import Role
from operator_app.index.segment import (
    IMPACT_UNIT,
    K1,
    PIECE_END,
    B,
    Float32,
    Int32,
    Int64,
    UInt8,
    UInt64,
    gram_key,
)
from operator_app.index.words import grams

# How much a word counts by the role of its piece, in the order of Role.
ROLE_WEIGHTS = (3.0, 2.0, 1.2, 1.0)
# Postings worked on at once when 4-grams are gathered: bounds the memory of a build and how long it holds the lock.
_BLOCK = 250_000


@dataclass(frozen=True, slots=True)
class Layout:
    """Words in the order of the text (PIECE_END after each piece) and where documents and pieces begin."""

    order: Int32
    doc_order: Int64
    piece_role: UInt8
    piece_words: Int32
    # Per word: 0 when it is written in Arabic letters, 1 otherwise.
    script: UInt8

    @property
    def docs(self) -> int:
        return len(self.doc_order) - 1

    @property
    def words(self) -> int:
        return len(self.script)


@dataclass(frozen=True, slots=True)
class Postings:
    """Of each word its documents in order and how much it counts in each (weighted frequency over length)."""

    start: Int64
    docs: Int32
    counts: Float32
    averages: Float32
    holding: Int64

    def impacts(self) -> UInt8:
        return quantised(self.counts)


def idf(size: int | Int64, frequency: Int64) -> Float32:
    """Inverse document frequency of BM25 among `size` documents (one number, or one for each), never negative."""
    rest = np.maximum(size - frequency, 0)
    return np.log1p((rest + 0.5) / (frequency + 0.5)).astype(np.float32)


def quantised(counts: Float32) -> UInt8:
    """Counts saturated as BM25 does it, in units of IMPACT_UNIT; never 0."""
    impacts = counts * (K1 + 1) / (counts + K1)
    return np.clip(np.rint(impacts / IMPACT_UNIT), 1, 255).astype(np.uint8)


def invert(layout: Layout, averages: Float32 | None = None) -> Postings:
    """Posting lists. Length is counted in each script apart: a bilingual document must not pass for a long one."""
    is_word = layout.order != PIECE_END
    word = layout.order[is_word]
    doc = np.repeat(np.arange(layout.docs, dtype=np.int32), np.diff(layout.doc_order))[is_word]
    role = np.repeat(layout.piece_role, layout.piece_words)
    script = layout.script[word]
    lengths = _lengths(doc, role, script, layout.docs)
    averages = _averages(lengths) if averages is None else averages
    norm = (1 - B + B * lengths / averages[:, None]).astype(np.float32)
    weight = np.array(ROLE_WEIGHTS, dtype=np.float32)[role] / norm[script, doc]
    key = word.astype(np.int64) * max(1, layout.docs) + doc
    sorting = np.argsort(key, kind="stable")
    key, first = np.unique(key[sorting], return_index=True)
    counts = np.add.reduceat(weight[sorting], first) if len(first) else weight
    word_of_posting, docs = np.divmod(key, max(1, layout.docs))
    start = np.searchsorted(word_of_posting, np.arange(layout.words + 1))
    holding = (lengths > 0).sum(axis=1)
    return Postings(start.astype(np.int64), docs.astype(np.int32), counts.astype(np.float32), averages, holding)


def _lengths(doc: Int32, role: UInt8, script: UInt8, docs: int) -> Float32:
    """Words of each document by script, keywords left out; shape (2, N)."""
    counted = role != Role.KEYWORDS
    cell = script[counted].astype(np.int64) * docs + doc[counted]
    return np.bincount(cell, minlength=2 * docs).reshape(2, docs).astype(np.float32)


def _averages(lengths: Float32) -> Float32:
    """Average length by script over the documents that have any; 1 where there is none."""
    having = np.maximum(1, (lengths > 0).sum(axis=1))
    means: Float32 = (lengths.sum(axis=1) / having).astype(np.float32)
    return np.maximum(means, np.float32(1))


@dataclass(frozen=True, slots=True)
class GramPostings:
    keys: UInt64
    start: Int64
    docs: Int32
    impacts: UInt8


def invert_grams(
    words: Sequence[str], left_out: frozenset[str], postings: Postings, pause: Callable[[], None]
) -> GramPostings:
    """Postings of character 4-grams, gathered from those of the words that hold them."""
    keys, holders = _holders(words, left_out, pause)
    gram_keys, first = np.unique(keys, return_index=True)
    bounds = np.append(first, len(holders)).astype(np.int64)
    lengths = np.diff(postings.start)[holders]
    counts = [np.zeros(1, dtype=np.int64)]
    docs, impacts = [np.zeros(0, dtype=np.int32)], [np.zeros(0, dtype=np.uint8)]
    for begin, end in _blocks(bounds, lengths):
        pause()
        count, found, summed = _gather(bounds[begin : end + 1], holders, postings)
        counts.append(count)
        docs.append(found)
        impacts.append(quantised(summed))
    return GramPostings(gram_keys, np.cumsum(np.concatenate(counts)), np.concatenate(docs), np.concatenate(impacts))


def _holders(words: Sequence[str], left_out: frozenset[str], pause: Callable[[], None]) -> tuple[UInt64, Int32]:
    """Every (gram, word that holds it), sorted by gram."""
    # arrays, since turning a long list into one holds the interpreter lock for long
    keys, holders = array("Q"), array("i")
    for number, word in enumerate(words):
        if number % 100 == 0:
            pause()
        if word not in left_out:
            found = {gram_key(gram) for gram in grams(word)}
            keys.extend(found)
            holders.extend(repeat(number, len(found)))
    unsorted = np.array(keys, dtype=np.uint64)
    sorting = np.argsort(unsorted, kind="stable")
    return unsorted[sorting], np.array(holders, dtype=np.int32)[sorting]


def _blocks(bounds: Int64, lengths: Int64) -> Iterator[tuple[int, int]]:
    """Ranges of grams whose words have about _BLOCK postings together."""
    total = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths)])[bounds]
    begin = 0
    while begin < len(bounds) - 1:
        end = int(np.searchsorted(total, total[begin] + _BLOCK, side="right")) - 1
        end = min(max(end, begin + 1), len(bounds) - 1)
        yield begin, end
        begin = end


def _gather(bounds: Int64, holders: Int32, postings: Postings) -> tuple[Int64, Int32, Float32]:
    """For grams whose holders lie between `bounds`: how many documents each has, those, and its count in each."""
    words = holders[bounds[0] : bounds[-1]]
    gram = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
    begin, length = postings.start[words], np.diff(postings.start)[words]
    offset = np.repeat(begin - np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(length)[:-1]]), length)
    at = np.arange(int(length.sum())) + offset
    docs = postings.docs[at]
    size = int(postings.docs.max()) + 1 if len(postings.docs) else 1
    key = np.repeat(gram, length) * size + docs
    sorting = np.argsort(key, kind="stable")
    key, first = np.unique(key[sorting], return_index=True)
    summed = np.add.reduceat(postings.counts[at][sorting], first)
    gram_of, found = np.divmod(key, size)
    return np.bincount(gram_of, minlength=len(bounds) - 1).astype(np.int64), found.astype(np.int32), summed
