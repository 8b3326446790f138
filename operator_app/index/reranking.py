"""A closer look at the best candidates: terms side by side, terms in the title, the piece of text that answers best."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from operator_app.index.ranking import TermScores, Weights
from operator_app.index.records import LANGUAGES, Role
from operator_app.index.segment import PIECE_END, Float32, Int32, Int64, Segment, UInt8

_WIDEST_GAP = 4
_OUT_OF_ORDER = 0.4
# Only a title that says nearly all of the query, and in its own words, says that it is meant.
_NEARLY_ALL = 6
_LONG_TITLE = 0.5
# Words from the beginning of the text after which a hit says half as much about what the text is for.
_LEAD = 100
# A list of keywords makes a poor excerpt.
_EXCERPT_WORTH = np.array([0.0, 0.4, 1.1, 1.0], dtype=np.float32)
_SAME_LANGUAGE = 1.5


@dataclass(frozen=True, slots=True)
class Look:
    """The text of the candidates laid out: `labels` says of each word which term it answers (from 1; 0 for none)."""

    docs: int
    labels: UInt8
    trust: Float32  # per hit: how surely it answers its term, from 0 to 1
    hits: Int64  # places in `labels` that are not 0
    piece: Int64  # per word: its piece, counted over all candidates
    piece_doc: Int64  # per piece
    piece_role: UInt8
    piece_language: UInt8
    piece_words: Int32
    first_piece: Int64  # per candidate


@dataclass(frozen=True, slots=True)
class Closer:
    """Per candidate, each a part of the whole query's worth from 0 to 1; `best_piece` within its document, -1 none."""

    near: Float32
    all_in_title: Float32
    whole_title: Float32
    piece: Float32
    lead: Float32
    best_piece: Int64
    shown: Float32  # how well that piece answers, for choosing between readings of a query

    def boost(self, weights: Weights) -> Float32:
        """The factor on a candidate's score."""
        boost: Float32 = (
            np.float32(1)
            + weights.near * self.near
            + weights.all_in_title * self.all_in_title
            + weights.whole_title * self.whole_title
            + weights.piece * self.piece
            + weights.lead * self.lead
        )
        return boost


def look_closer(segment: Segment, terms: Sequence[TermScores], docs: Int32, language: int) -> Closer:
    """Measures the candidates `docs` against the terms; `language` is preferred for the best piece."""
    worth = np.array([0.0, *(term.variants.weight for term in terms)], dtype=np.float32)
    worth /= max(float(worth.sum()), 1e-6)
    look = _lay_out(segment, terms, docs)
    trust = np.zeros((len(look.piece_role), len(worth)), dtype=np.float32)
    np.maximum.at(trust, (look.piece[look.hits], look.labels[look.hits]), look.trust)
    covered = np.where(trust > 0, worth, np.float32(0)).sum(axis=1, dtype=np.float32)
    titles = np.flatnonzero(look.piece_role == Role.TITLE)
    hits_in = np.bincount(look.piece[look.hits], minlength=len(covered))
    filled = (covered * np.minimum(1, hits_in / np.maximum(1, look.piece_words))).astype(np.float32)
    nearly_all = (trust @ worth) ** _NEARLY_ALL * (np.float32(_LONG_TITLE) + filled)
    best_piece, shown = _excerpts(look, covered, language)
    return Closer(
        near=_near(look, worth),
        all_in_title=_best(look, titles, nearly_all),
        whole_title=_best(look, titles, filled),
        piece=_best(look, np.arange(len(covered)), covered),
        lead=_lead(look, worth),
        best_piece=best_piece,
        shown=shown,
    )


def _lay_out(segment: Segment, terms: Sequence[TermScores], docs: Int32) -> Look:
    arrays = segment.arrays
    label = np.zeros(len(segment.words) + 1, dtype=np.uint8)
    trust = np.zeros(len(segment.words) + 1, dtype=np.float32)
    for number in range(len(terms), 0, -1):
        variants = terms[number - 1].variants
        label[variants.words] = number
        trust[variants.words] = np.minimum(1, variants.weights / max(variants.weight, 1e-6))
    words = arrays.order[_ranges(arrays.doc_order, docs)]
    pieces = _ranges(arrays.doc_pieces, docs)
    counts = (arrays.doc_pieces[1:] - arrays.doc_pieces[:-1])[docs]
    labels = label[words]
    hits = np.flatnonzero(labels)
    ends = words == PIECE_END
    return Look(
        docs=len(docs),
        labels=labels,
        trust=trust[words[hits]],
        hits=hits,
        piece=np.cumsum(ends) - ends,
        piece_doc=np.repeat(np.arange(len(docs)), counts),
        piece_role=arrays.piece_role[pieces],
        piece_language=arrays.piece_language[pieces],
        piece_words=arrays.piece_words[pieces],
        first_piece=np.cumsum(counts) - counts,
    )


def _ranges(bounds: Int64, docs: Int32) -> Int64:
    """The numbers of the ranges [bounds[d], bounds[d+1]) of the documents, one after another."""
    begin = bounds[docs]
    length = bounds[docs + 1] - begin
    ends = np.cumsum(length)
    total = int(ends[-1]) if len(ends) else 0
    ranges: Int64 = np.arange(total) + np.repeat(begin - (ends - length), length)
    return ranges


def _near(look: Look, worth: Float32) -> Float32:
    """How much of the query stands side by side, at most _WIDEST_GAP apart; less when not in the order typed."""
    best = np.zeros((look.docs, len(worth)), dtype=np.float32)
    for step in (1, 2):
        first, second = look.hits[:-step], look.hits[step:]
        gap = second - first
        side = (look.labels[second] != look.labels[first]) & (gap <= _WIDEST_GAP)
        side &= look.piece[first] == look.piece[second]
        term, other = look.labels[first][side], look.labels[second][side]
        value = (worth[term] + worth[other]) / 2 * (1 - 0.15 * (gap[side] - 1))
        value *= np.where(other == term + 1, np.float32(1), np.float32(_OUT_OF_ORDER))
        np.maximum.at(best, (look.piece_doc[look.piece[first][side]], term), value.astype(np.float32))
    near: Float32 = best.sum(axis=1)
    return near


def _lead(look: Look, worth: Float32) -> Float32:
    """Of each candidate how early it says the terms: a text begins with what it is about. A title is its beginning."""
    written = np.where(look.piece_role > Role.KEYWORDS, look.piece_words, 0).astype(np.int64)
    before = np.zeros(len(written), dtype=np.int64)
    for language in range(len(LANGUAGES)):
        own = np.where(look.piece_language == language, written, 0)
        since = np.cumsum(own) - own
        before += np.where(own > 0, since - since[look.first_piece][look.piece_doc], 0)
    begins = np.cumsum(look.piece_words + 1) - (look.piece_words + 1)
    hit_piece = look.piece[look.hits]
    place = np.where(written[hit_piece] > 0, before[hit_piece] + look.hits - begins[hit_piece], 0)
    value = (look.trust * np.float32(_LEAD) / (_LEAD + place)).astype(np.float32)
    earliest = np.zeros((look.docs, len(worth)), dtype=np.float32)
    np.maximum.at(earliest, (look.piece_doc[hit_piece], look.labels[look.hits]), value)
    lead: Float32 = earliest @ worth
    return lead


def _best(look: Look, pieces: Int64, value: Float32) -> Float32:
    """Of each candidate the best value among those pieces."""
    best = np.zeros(look.docs, dtype=np.float32)
    np.maximum.at(best, look.piece_doc[pieces], value[pieces])
    return best


def _excerpts(look: Look, covered: Float32, language: int) -> tuple[Int64, Float32]:
    """Of each candidate the piece to show, counted within the document, and its value; -1 when nothing but its title
    is there."""
    same = np.where(look.piece_language == language, _SAME_LANGUAGE, 1)
    # without any match, the short answer, else the beginning
    value = (covered + 1e-4) * _EXCERPT_WORTH[look.piece_role] * same
    order = np.lexsort((-np.arange(len(value)), value))
    shown = np.zeros(look.docs, dtype=np.float32)
    shown[look.piece_doc[order]] = value[order]
    chosen = np.full(look.docs, -1, dtype=np.int64)
    chosen[look.piece_doc[order]] = order - look.first_piece[look.piece_doc[order]]
    titles_only = look.piece_role[(chosen + look.first_piece).clip(0)] == Role.TITLE
    chosen[titles_only] = -1
    shown[titles_only] = 0
    return chosen, shown
