"""The columns of a table of documents: named after fields, the same for CSV and XLSX."""

from dataclasses import dataclass
from enum import Enum, auto

from operator_app.domain.documents import Kind
from operator_app.domain.languages import Language


class Shape(Enum):
    """What a cell of a column holds."""

    TEXT = auto()
    LIST = auto()
    FLAG = auto()
    NUMBER = auto()
    PHONES = auto()
    PHONE = auto()
    HOURS = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """`path` is where the value stands in the plain body."""

    name: str
    path: tuple[str, ...]
    shape: Shape = Shape.TEXT


def _article(fields: dict[str, Shape]) -> tuple[Column, ...]:
    """The fields of an article, which stand below their language."""
    return tuple(
        Column(f"{name}_{language.value}", (language.value, name), shape)
        for name, shape in fields.items()
        for language in Language
    )


def _translated(**paths: str) -> tuple[Column, ...]:
    """Short texts in three languages: column → field of the record."""
    return tuple(
        Column(f"{name}_{language.value}", (path, language.value))
        for name, path in paths.items()
        for language in Language
    )


def _own(**shapes: Shape) -> tuple[Column, ...]:
    return tuple(Column(name, (name,), shape) for name, shape in shapes.items())


_PROCEDURE = {
    "title": Shape.TEXT,
    "short_answer": Shape.TEXT,
    "conditions": Shape.LIST,
    "documents": Shape.LIST,
    "steps": Shape.LIST,
    "place": Shape.TEXT,
    "delay": Shape.TEXT,
    "fee": Shape.TEXT,
    "legal": Shape.LIST,
    "notes": Shape.TEXT,
    "body": Shape.TEXT,
}
_TIP = {
    "title": Shape.TEXT,
    "short_answer": Shape.TEXT,
    "signs": Shape.LIST,
    "say": Shape.LIST,
    "avoid": Shape.LIST,
    "notes": Shape.TEXT,
    "body": Shape.TEXT,
}
_FOUND_BY = _own(contacts=Shape.LIST, keywords=Shape.LIST)

# Kinds that fit into one row. Regimes, holidays and training modules do not: they travel in a bundle.
COLUMNS: dict[Kind, tuple[Column, ...]] = {
    Kind.PROCEDURE: (*_article(_PROCEDURE), *_FOUND_BY),
    Kind.TIP: (*_own(need=Shape.TEXT), *_article(_TIP), *_FOUND_BY),
    Kind.CONTACT: (
        *_translated(title="name", role="role"),
        *_own(phones=Shape.PHONES, parent=Shape.TEXT, deputy=Shape.TEXT, regime=Shape.TEXT, hours=Shape.HOURS),
        *_translated(hours_note="hours_note", address="address", access="access", notes="note"),
        *_own(languages=Shape.LIST, email=Shape.TEXT, web=Shape.TEXT, keywords=Shape.LIST, emergency=Shape.FLAG),
    ),
    Kind.GREETING: (
        *_own(purpose=Shape.TEXT, moment=Shape.TEXT, body_type=Shape.TEXT, line=Shape.TEXT, rank=Shape.NUMBER),
        *_translated(title="name", body="text"),
    ),
    Kind.NEWS: (
        *_translated(title="title", body="text"),
        *_own(articles=Shape.LIST, must_acknowledge=Shape.FLAG),
    ),
    Kind.SYNONYMS: (
        *_translated(title="official"),
        Column("keywords", ("words",), Shape.LIST),
        Column("articles", ("documents",), Shape.LIST),
        *_own(evidence=Shape.TEXT),
    ),
    Kind.LINE: (
        *_translated(title="name", body="purpose"),
        Column("phones", ("phone",), Shape.PHONE),
        *_own(state=Shape.TEXT, regime=Shape.TEXT),
    ),
}

IDENTITY = ("external_id", "kind")
SEAL_TEXTS = ("owner", "verified_by")
SEAL_DATES = ("verified_on", "review_by", "valid_from", "valid_until")
# Column → field of a source. Sources stand one a line, the lines of these columns side by side.
SOURCES = {
    "source": "title",
    "source_date": "date",
    "source_url": "url",
    "source_supports": "supports",
    "source_confidence": "confidence",
}
SEAL = ("owner", *SOURCES, "verified_on", "verified_by", *SEAL_DATES[1:])


def _in_order() -> tuple[str, ...]:
    names = [*IDENTITY]
    for kind in COLUMNS:
        names += [column.name for column in COLUMNS[kind] if column.name not in names]
    return (*names, *SEAL)


# Every column, in the order in which an export writes those that hold anything.
NAMES = _in_order()
