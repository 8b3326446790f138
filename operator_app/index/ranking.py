"""Ranks the documents of a segment for the terms of a query."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock

import numpy as np

from operator_app.index.expansion import Expander, Trust, Variants
from operator_app.index.postings import idf
from operator_app.index.query import Term
from operator_app.index.segment import IMPACT_UNIT, Float32, Int32, Segment, gram_key
from operator_app.index.words import GRAM, grams


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts in the ranking, tuned over all tuning collections together (docs/search.md)."""

    trust: Trust = field(default_factory=Trust)
    grams: float = 1.2
    gram_power: float = 0.5
    # A document without any of the words must have this part of what their 4-grams could give.
    floor: float = 0.45
    # A score below this is an accident of letters: one right answer in a thousand has so little, most noise has less.
    least: float = 0.35
    near: float = 1.0
    all_in_title: float = 2.0
    whole_title: float = 0.5
    piece: float = 0.9
    lead: float = 1.0
    reranked: int = 40
    synonym: float = 0.95
    most_synonyms: int = 3
    favour: float = 2.0
    cached_terms: int = 48
    cached_grams: int = 16


@dataclass(frozen=True, slots=True)
class TermScores:
    """What one term gives to each document that answers it."""

    variants: Variants
    docs: Int32
    scores: Float32


class Ranker:
    """Ranks over one segment, with the latest terms kept so that the next key stroke does not look them up again."""

    def __init__(self, segment: Segment, weights: Weights) -> None:
        self.segment = segment
        self._weights = weights
        self._expander = Expander(segment, weights.trust)
        self._kept: OrderedDict[tuple[Term, bool], TermScores] = OrderedDict()
        self._kept_grams: OrderedDict[Term, tuple[Float32, float]] = OrderedDict()
        self._known: dict[Term, bool] = {}
        self._lock = Lock()
        self._gram_idf = idf(segment.size, np.diff(segment.arrays.gram_start))
        self._rarest = float(idf(segment.size, np.ones(1, dtype=np.int64))[0])

    def knows(self, term: Term) -> bool:
        """Whether the word, its stem or, when it is open and long enough, its beginning is there."""
        if (known := self._known.get(term)) is None:
            known = self._expander.knows(term)
            if len(self._known) >= self._weights.cached_terms:
                self._known = {}
            self._known[term] = known
        return known

    def term(self, term: Term, *, known_elsewhere: bool = False) -> TermScores:
        """The best of the term's variants in each document (DisMax)."""
        key = (term, known_elsewhere)
        with self._lock:
            if (kept := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
                return kept
        variants = self._expander.expand(term, known_elsewhere=known_elsewhere)
        docs, scores = self._best(variants)
        made = TermScores(variants, docs, scores)
        with self._lock:
            self._kept[key] = made
            if len(self._kept) > self._weights.cached_terms:
                self._kept.popitem(last=False)
        return made

    def _best(self, variants: Variants) -> tuple[Int32, Float32]:
        arrays = self.segment.arrays
        parts_docs, parts_scores = [], []
        for word, weight in zip(variants.words.tolist(), variants.weights.tolist(), strict=True):
            begin, end = arrays.word_start[word], arrays.word_start[word + 1]
            parts_docs.append(arrays.word_docs[begin:end])
            parts_scores.append(arrays.word_impacts[begin:end] * np.float32(weight * IMPACT_UNIT))
        if len(parts_docs) == 1:
            return parts_docs[0], parts_scores[0]
        best = np.zeros(self.segment.size, dtype=np.float32)
        if parts_docs:
            np.maximum.at(best, np.concatenate(parts_docs), np.concatenate(parts_scores))
        docs = np.flatnonzero(best).astype(np.int32)
        return docs, best[docs]

    def grams(self, terms: Sequence[Term]) -> tuple[Float32, float]:
        """What the terms' character 4-grams give to each document, of each term the mean over its grams; and what a
        document that had them all once would get."""
        given, most = np.zeros(self.segment.size, dtype=np.float32), 0.0
        for term in terms:
            if not term.number and len(term.word) >= GRAM - 1:
                scores, highest = self._term_grams(term)
                given += scores
                most += highest
        return given, most

    def _term_grams(self, term: Term) -> tuple[Float32, float]:
        """The same for one term; the latest terms are kept."""
        with self._lock:
            if (kept := self._kept_grams.get(term)) is not None:
                self._kept_grams.move_to_end(term)
                return kept
        arrays = self.segment.arrays
        found = grams(term.word)
        found = found[:-1] if term.open and len(found) > 1 else found
        keys = np.array([gram_key(gram) for gram in found], dtype=np.uint64)
        places = np.searchsorted(arrays.gram_keys, keys)
        share = self._weights.grams / len(found) ** self._weights.gram_power
        given, most = np.zeros(self.segment.size, dtype=np.float32), 0.0
        for place, key in zip(places.tolist(), keys.tolist(), strict=True):
            if place < len(arrays.gram_keys) and int(arrays.gram_keys[place]) == key:
                begin, end = arrays.gram_start[place], arrays.gram_start[place + 1]
                weight = share * float(self._gram_idf[place])
                most += weight
                # a document stands once in the postings of a gram
                given[arrays.gram_docs[begin:end]] += arrays.gram_impacts[begin:end] * np.float32(weight * IMPACT_UNIT)
            else:
                most += share * self._rarest
        with self._lock:
            self._kept_grams[term] = given, most
            if len(self._kept_grams) > self._weights.cached_grams:
                self._kept_grams.popitem(last=False)
        return given, most
