"""Everything that a search reads, at one moment: the base, the changes since, what they replaced. Immutable."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from operator_app.domain.documents import Kind
from operator_app.index.query import Parsed, Term, rewritten, settled
from operator_app.index.ranking import Ranker, TermScores, Weights
from operator_app.index.records import Record
from operator_app.index.reranking import look_closer
from operator_app.index.segment import Float32, Int32, Segment
from operator_app.index.synonyms import Match, SynonymTable

Bools = npt.NDArray[np.bool_]

_KINDS = tuple(Kind)
_SYNONYMS = _KINDS.index(Kind.SYNONYMS)
_CONTACT = _KINDS.index(Kind.CONTACT)
# Articles and tips before contacts before the rest, where all else is nearly equal.
_KIND_WORTH = np.array(
    [{Kind.PROCEDURE: 1.0, Kind.TIP: 0.99, Kind.CONTACT: 0.98}.get(kind, 0.95) for kind in _KINDS], dtype=np.float32
)
_OVERDUE, _UNVERIFIED, _NOT_YET = 0.98, 0.99, 0.9
_LINKED = 0.6
_FEWEST_DIGITS = 3
_MOST_LINKING = 20
_KEPT_RECORDS = 256


class Cancelled(Exception):
    """A newer search made this one needless."""


class Candidate(NamedTuple):
    """A document found: in which part, its number there, its score, the piece to show (-1 none) and how well that
    answers; whether its whole title, or a whole keyword or number of it, is the query."""

    part: int
    doc: int
    score: float
    piece: int
    shown: float
    whole_title: bool
    whole_keyword: bool
    expired: bool

    def rank(self) -> tuple[bool, bool, bool, float, int, int]:
        """Expired last, an exact title first, then an exact keyword or number, then by score."""
        return (self.expired, not self.whole_title, not self.whole_keyword, -self.score, self.part, self.doc)


@dataclass(frozen=True, slots=True)
class Asked:
    """What narrows and favours: `kinds` by number, `today` as an ordinal, `favoured` ids and by how much (0 to 1)."""

    kinds: tuple[int, ...]
    language: int
    today: int
    favoured: Mapping[str, float] = field(default_factory=dict)
    cancelled: Callable[[], bool] = lambda: False


@dataclass(frozen=True, slots=True)
class _Run:
    """A reading of the query: as typed, or with a synonym's official name in its place.

    `said` says that nothing in it was only heard or completed: then it may be a whole title or keyword.
    """

    query: Parsed
    trust: float
    said: bool
    favoured: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Dated:
    """What a day makes of each document: the factor of kind and freshness, and whether it has expired."""

    day: int
    worth: Float32
    expired: Bools


def _dated(segment: Segment, day: int) -> _Dated:
    arrays = segment.arrays
    worth = (
        _KIND_WORTH[arrays.kind]
        * np.where((arrays.review_by > 0) & (arrays.review_by < day), np.float32(_OVERDUE), np.float32(1))
        * np.where(arrays.verified_on == 0, np.float32(_UNVERIFIED), np.float32(1))
        * np.where(arrays.valid_from > day, np.float32(_NOT_YET), np.float32(1))
    )
    return _Dated(day, worth, (arrays.valid_until > 0) & (arrays.valid_until < day))


class Part:
    """A segment and which of its documents are still current."""

    def __init__(self, ranker: Ranker, alive: Bools) -> None:
        self.segment = ranker.segment
        self.alive = alive
        self.ranker = ranker
        self._allowed: dict[tuple[int, ...], Bools] = {}
        self._records: dict[int, Record] = {}
        self._dated: _Dated | None = None

    @classmethod
    def of(cls, segment: Segment, alive: Bools, weights: Weights) -> "Part":
        return cls(Ranker(segment, weights), alive)

    def with_alive(self, alive: Bools) -> "Part":
        """The same segment with other documents current."""
        return Part(self.ranker, alive)

    def allowed(self, kinds: tuple[int, ...]) -> Bools:
        if (known := self._allowed.get(kinds)) is None:
            known = self.alive & np.isin(self.segment.arrays.kind, np.array(kinds, dtype=np.uint8))
            self._allowed[kinds] = known
        return known

    def record(self, doc: int) -> Record:
        """A document's record; kept, since the next key stroke mostly shows it again."""
        if (record := self._records.get(doc)) is None:
            record = self.segment.record(doc)
            if len(self._records) >= _KEPT_RECORDS:
                self._records = {}
            self._records[doc] = record
        return record

    def worth(self, docs: Int32, today: int) -> Float32:
        """The factor of kind and freshness."""
        worth: Float32 = self._on(today).worth[docs]
        return worth

    def expired(self, docs: Int32, today: int) -> Bools:
        expired: Bools = self._on(today).expired[docs]
        return expired

    def _on(self, today: int) -> "_Dated":
        if (dated := self._dated) is None or dated.day != today:
            self._dated = dated = _dated(self.segment, today)
        return dated


class Snapshot:
    """Searched by any number of threads; a change makes another one."""

    def __init__(self, parts: Sequence[Part], weights: Weights, generation: int) -> None:
        self.parts = tuple(parts)
        self.generation = generation
        self._weights = weights
        self._synonyms = SynonymTable(self._groups())

    def _groups(self) -> Iterator[Record]:
        for part in self.parts:
            for doc in np.flatnonzero(part.alive & (part.segment.arrays.kind == _SYNONYMS)).tolist():
                yield part.segment.record(doc)

    @property
    def size(self) -> int:
        return sum(int(part.alive.sum()) for part in self.parts)

    def known(self) -> dict[str, int]:
        """Id → edition of every document in the index."""
        return {
            part.segment.ids[doc]: int(part.segment.arrays.edition[doc])
            for part in self.parts
            for doc in np.flatnonzero(part.alive).tolist()
        }

    def terms(self, query: Parsed) -> list[list[TermScores]]:
        """Per part and term what answers it; near spellings only where no part knows the word."""
        known = [self._known(term) for term in query.terms]
        return [
            [part.ranker.term(term, known_elsewhere=there) for term, there in zip(query.terms, known, strict=True)]
            for part in self.parts
        ]

    def _known(self, term: Term) -> bool:
        return any(part.ranker.knows(term) for part in self.parts)

    def settle(self, query: Parsed) -> Parsed:
        """The query with its numbers read as the documents write them."""
        return settled(query, self._known)

    def understood(self, query: Parsed) -> float:
        """The part of the terms that the index knows, from 0 to 1."""
        return sum(map(self._known, query.terms)) / len(query.terms) if query.terms else 0.0

    def synonyms(self, query: Parsed) -> Sequence[Match]:
        """The synonym groups that the query says."""
        return self._synonyms.find(query, self._has_word) if self._synonyms else ()

    def _has_word(self, word: str) -> bool:
        return any(part.segment.word_number(word) >= 0 for part in self.parts)

    def search(self, query: Parsed, asked: Asked) -> list[Candidate]:
        """Every candidate, best first. Raises Cancelled."""
        best: dict[tuple[int, int], Candidate] = {}
        for run in self._runs(query, asked):
            for candidate in self._run(run, asked):
                key = (candidate.part, candidate.doc)
                best[key] = _better(candidate, best[key]) if key in best else candidate
        least = self._weights.least
        shown = (c for c in best.values() if c.score >= least or c.whole_title or c.whole_keyword)
        return sorted(shown, key=Candidate.rank)

    def _runs(self, query: Parsed, asked: Asked) -> Iterator[_Run]:
        matches = self.synonyms(query)
        favoured = dict(asked.favoured)
        for match in matches:
            share = match.trust * (match.last - match.first) / len(query.words)
            for document in match.group.documents:
                favoured[document] = max(favoured.get(document, 0.0), share)
        yield _Run(query, 1.0, True, favoured)
        for match in matches[: self._weights.most_synonyms]:
            said = query.words[match.first : match.last]
            for way in match.group.ways[:2]:
                if way != said:
                    other = rewritten(query, match.first, match.last, way)
                    yield _Run(other, self._weights.synonym * match.trust, match.trust == 1, favoured)

    def _run(self, run: _Run, asked: Asked) -> Iterator[Candidate]:
        found = self.terms(run.query)
        if asked.cancelled():
            raise Cancelled
        totals = [self._total(part, run.query, terms) for part, terms in zip(self.parts, found, strict=True)]
        self._follow_numbers(run.query, found, totals)
        top = max((float(total.max(initial=0.0)) for total in totals), default=0.0)
        for number, (part, total) in enumerate(zip(self.parts, totals, strict=True)):
            if asked.cancelled():
                raise Cancelled
            yield from self._candidates(number, part, run, asked, (found[number], total, top))

    def _total(self, part: Part, query: Parsed, terms: Sequence[TermScores]) -> Float32:
        """Each document's score: its terms' and their 4-grams', less when it answers only a part of the query.

        In parts of the query's own worth, so that readings of a query compare.
        """
        total = np.zeros(part.segment.size, dtype=np.float32)
        covered = np.zeros(part.segment.size, dtype=np.float32)
        for term in terms:
            total[term.docs] += term.scores
            covered[term.docs] += np.minimum(term.scores, term.variants.weight)
        given, most = part.ranker.grams(query.terms)
        total += given
        docs = np.flatnonzero((covered > 0) | (given >= max(self._weights.floor * most, 1e-6)))
        worth = max(sum(term.variants.weight for term in terms), 1e-6)
        weighed = np.zeros_like(total)
        # the fourth root: a power of .25 was found, and this is ten times as quick
        weighed[docs] = total[docs] / worth * np.sqrt(np.sqrt(0.05 + covered[docs] / worth))
        return weighed

    def _follow_numbers(self, query: Parsed, found: Sequence[Sequence[TermScores]], totals: Sequence[Float32]) -> None:
        """A contact found by its number brings the articles that refer to it."""
        for place, term in enumerate(query.terms):
            if not (term.word.isdigit() and len(term.word) >= _FEWEST_DIGITS):
                continue
            for part, scores in zip(self.parts, found, strict=True):
                docs = scores[place].docs
                contacts = docs[part.segment.arrays.kind[docs] == _CONTACT][:_MOST_LINKING]
                for contact in contacts.tolist():
                    self._follow(part.segment.ids[contact], _LINKED, totals)

    def _follow(self, id_: str, worth: float, totals: Sequence[Float32]) -> None:
        for part, total in zip(self.parts, totals, strict=True):
            for doc in part.segment.links.get(id_, ()):
                total[doc] += worth

    def _candidates(
        self, number: int, part: Part, run: _Run, asked: Asked, found: tuple[Sequence[TermScores], Float32, float]
    ) -> Iterator[Candidate]:
        terms, total, top = found
        allowed = part.allowed(asked.kinds)
        whole = run.said and bool(run.query.words)
        titled = set(part.segment.titled(run.query.whole).tolist()) if whole else set()
        keyed = set(part.segment.keyed(run.query.whole).tolist()) if whole else set()
        favoured = {part.segment.doc_of[id_]: by for id_, by in run.favoured.items() if id_ in part.segment.doc_of}
        docs = _best(np.where(allowed, total, np.float32(0)), self._weights.reranked)
        extra = [doc for doc in {*titled, *keyed, *favoured} if allowed[doc] and doc not in set(docs.tolist())]
        docs = np.concatenate([docs, np.array(extra, dtype=np.int32)]).astype(np.int32)
        if not len(docs):
            return
        closer = look_closer(part.segment, terms, docs, asked.language)
        scores = total[docs] * closer.boost(self._weights) * part.worth(docs, asked.today) * np.float32(run.trust)
        expired = part.expired(docs, asked.today)
        lift = max(top, 1.0) * self._weights.favour
        columns = (docs, scores, closer.best_piece, closer.shown, expired)
        for doc, score, piece, shown, over in zip(*(column.tolist() for column in columns), strict=True):
            score += lift * favoured.get(doc, 0.0)
            yield Candidate(number, doc, score, piece, shown, doc in titled, doc in keyed, over)


def _better(one: Candidate, other: Candidate) -> Candidate:
    """The reading that ranks higher, with the better of the two excerpts."""
    first, second = (one, other) if one.rank() < other.rank() else (other, one)
    return first._replace(piece=second.piece, shown=second.shown) if second.shown > first.shown else first


def _best(total: Float32, most: int) -> Int32:
    """The documents with the highest totals, those with none left out; not sorted."""
    docs = np.flatnonzero(total > 0)
    if len(docs) > most:
        docs = docs[np.argpartition(total[docs], len(docs) - most)[len(docs) - most :]]
    return docs.astype(np.int32)
