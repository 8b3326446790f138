"""What people say: groups of words that mean the same thing."""

from dataclasses import dataclass, field

from operator_app.domain.languages import Text


@dataclass(frozen=True, slots=True)
class Synonyms:
    """One group: the official name and every other way to say it (abbreviation, dialect, Arabizi).

    `documents` are the ids of the articles that the group stands for, when there are any.
    """

    official: Text
    words: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    evidence: str = field(default="")
