"""From candidates to results that can be shown."""

from collections.abc import Sequence

from operator_app.domain.documents import Kind
from operator_app.domain.search import Hit, Marks, SearchQuery
from operator_app.domain.text import fold
from operator_app.index.marking import Marker
from operator_app.index.query import Parsed
from operator_app.index.records import Role
from operator_app.index.snapshot import Candidate, Snapshot
from operator_app.index.stopwords import STOP_WORDS
from operator_app.index.titles import best_title
from operator_app.index.words import tokens

_MOST_STANDING_IN = 400


def hits(snapshot: Snapshot, candidates: Sequence[Candidate], parsed: Parsed, query: SearchQuery) -> tuple[Hit, ...]:
    """The first `query.limit` candidates with their words marked."""
    marker = _marker(snapshot, parsed)
    return tuple(_hit(snapshot, candidate, query, marker) for candidate in candidates[: max(0, query.limit)])


def _marker(snapshot: Snapshot, parsed: Parsed) -> Marker:
    """Marks the terms, and the words of the index that stood for them."""
    standing_in: set[str] = set()
    for part, terms in zip(snapshot.parts, snapshot.terms(parsed), strict=True):
        for term in terms:
            standing_in.update(part.segment.words[word] for word in term.variants.words[:_MOST_STANDING_IN].tolist())
    for match in snapshot.synonyms(parsed):
        standing_in.update(word for way in match.group.ways for word in way if len(word) > 1)
    if any(term.word not in STOP_WORDS for term in parsed.terms):
        standing_in -= STOP_WORDS
    return Marker.of(parsed.terms, standing_in)


def _hit(snapshot: Snapshot, candidate: Candidate, query: SearchQuery, marker: Marker) -> Hit:
    record = snapshot.parts[candidate.part].record(candidate.doc)
    title, other = best_title(record.titles(), query.language)
    excerpt = record.pieces[candidate.piece].text if 0 <= candidate.piece < len(record.pieces) else ""
    return Hit(
        record.id,
        record.external_id,
        Kind(record.kind),
        marker.mark(title),
        other,
        marker.mark(excerpt) if excerpt else Marks(""),
        round(candidate.score, 4),
        candidate.expired,
    )


def suggestion(snapshot: Snapshot, candidates: Sequence[Candidate], parsed: Parsed) -> str:
    """The query with the words that no document has replaced by the nearest that one has; empty for none."""
    replaced: dict[str, str] = {}
    per_part = snapshot.terms(parsed)
    for place, term in enumerate(parsed.terms):
        found = [terms[place].variants for terms in per_part]
        nearest = next((variants.nearest for variants in found if variants.nearest), "")
        if nearest and not any(variants.known for variants in found):
            replaced[term.word] = _written(snapshot, candidates, nearest)
    if not replaced:
        return ""
    pieces: list[str] = []
    folded, end = parsed.folded, 0
    for token in tokens(folded):
        if token.word in replaced:
            pieces += [folded[end : token.start], replaced[token.word]]
            end = token.end
    return "".join([*pieces, folded[end:]]).strip()


def _written(snapshot: Snapshot, candidates: Sequence[Candidate], word: str) -> str:
    """The word as the documents found write it: with its hamza, accents and article."""
    for candidate in candidates[:5]:
        record = snapshot.parts[candidate.part].record(candidate.doc)
        for piece in record.pieces:
            if piece.role != Role.KEYWORDS and word in fold(piece.text):
                for written in piece.text.split():
                    if any(token.word == word for token in tokens(fold(written))):
                        return written.strip("«»\"'().,;:!?؟،؛")
    return word
