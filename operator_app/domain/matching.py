"""Columns of somebody's table and what we call them: proposed by the program, corrected by people, remembered."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Matched:
    """A heading, the column that it was taken for (empty: none; without a language, each cell's letters decide), and
    the first cells below it."""

    heading: str
    column: str
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matching:
    """Heading to the name of our column, empty for one that is not used; `kind` is what a row is that does not say."""

    columns: Mapping[str, str] = field(default_factory=dict)
    kind: str = ""
