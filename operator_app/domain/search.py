"""What a search asks and answers."""

from dataclasses import dataclass
from datetime import date

from operator_app.domain.documents import SEARCHED_KINDS, Kind
from operator_app.domain.languages import Language


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """`language` is the reader's: it chooses the title shown, not what is found. `today` decides what is expired."""

    text: str
    language: Language
    today: date
    limit: int = 20
    kinds: tuple[Kind, ...] = SEARCHED_KINDS


@dataclass(frozen=True, slots=True)
class Marks:
    """A text and where its matched words lie: half-open code-point ranges, sorted, not overlapping."""

    text: str
    ranges: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One result. `other_title` is the title in the other language; `expired` results come last."""

    id: str
    external_id: str
    kind: Kind
    title: Marks
    other_title: str = ""
    excerpt: Marks = Marks("")
    score: float = 0.0
    expired: bool = False


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """`titles_only` is True while the index is being built; `suggestion` is a "did you mean", empty for none."""

    query: SearchQuery
    hits: tuple[Hit, ...] = ()
    suggestion: str = ""
    titles_only: bool = False
    ms: float = 0.0
