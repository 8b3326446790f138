"""What is searched while the index is being built: the titles alone, word by word."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from operator_app.domain.documents import Document, Kind
from operator_app.domain.languages import Language
from operator_app.domain.search import Hit, Marks, SearchQuery
from operator_app.domain.text import fold
from operator_app.index.marking import Marker
from operator_app.index.query import parse
from operator_app.index.records import LANGUAGES, searchable, titles_of


@dataclass(frozen=True, slots=True)
class _Titled:
    id: str
    external_id: str
    kind: Kind
    titles: tuple[str, ...]
    folded: str
    valid_until: date | None


def best_title(titles: tuple[str, ...], language: Language) -> tuple[str, str]:
    """The title in the reader's language, else the first there is, and another language's title (empty for none)."""
    wanted = titles[LANGUAGES.index(language)]
    there = [title for title in titles if title]
    title = wanted or (there[0] if there else "")
    return title, next((other for other in there if other != title), "")


class Titles:
    """The titles of documents; immutable."""

    def __init__(self, documents: Iterable[Document] = (), kept: Iterable[_Titled] = ()) -> None:
        self._titled = list(kept)
        for document in documents:
            if searchable(document):
                titles = titles_of(document)
                self._titled.append(
                    _Titled(
                        document.id,
                        document.external_id,
                        document.kind,
                        titles,
                        f" {' '.join(fold(title) for title in titles)}",
                        document.seal.valid_until,
                    )
                )

    def changed(self, documents: Iterable[Document], removed: Iterable[str]) -> "Titles":
        """The titles after a change."""
        documents = tuple(documents)
        gone = {*removed, *(document.id for document in documents)}
        return Titles(documents, [titled for titled in self._titled if titled.id not in gone])

    def search(self, query: SearchQuery) -> tuple[Hit, ...]:
        """Documents that have most of the words in a title, those at the beginning of a word counting more."""
        parsed = parse(query.text)
        words = [term.word for term in parsed.terms]
        found: list[tuple[bool, float, int]] = []
        for number, titled in enumerate(self._titled):
            if titled.kind in query.kinds:
                score = sum(1.0 if f" {word}" in titled.folded else 0.8 for word in words if word in titled.folded)
                if score:
                    expired = titled.valid_until is not None and query.today > titled.valid_until
                    found.append((expired, -score - 1 / len(titled.folded), number))
        marker = Marker.of(parsed.terms, ())
        return tuple(self._hit(number, -score, query, marker) for _, score, number in sorted(found)[: query.limit])

    def _hit(self, number: int, score: float, query: SearchQuery, marker: Marker) -> Hit:
        titled = self._titled[number]
        title, other = best_title(titled.titles, query.language)
        expired = titled.valid_until is not None and query.today > titled.valid_until
        return Hit(
            titled.id, titled.external_id, titled.kind, marker.mark(title), other, Marks(""), round(score, 3), expired
        )
