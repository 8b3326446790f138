"""What was read from a file, and what importing it would do."""

from dataclasses import dataclass

from operator_app.domain.documents import Document
from operator_app.domain.problems import Problem


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document read from a file. Its id is empty; references are external ids. `where` is for people: "row 12"."""

    document: Document
    where: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A row or file that could not be used, and why."""

    where: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that a file or folder held. `warnings` are what was left out without refusing a row."""

    candidates: tuple[Candidate, ...] = ()
    refused: tuple[Refused, ...] = ()
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do. Documents carry their ids; references are ids wherever the document is known."""

    new: tuple[Document, ...] = ()
    changed: tuple[Document, ...] = ()
    same: tuple[Document, ...] = ()
    refused: tuple[Refused, ...] = ()
    warnings: tuple[Problem, ...] = ()

    def documents(self) -> list[Document]:
        """Every document that was read and not refused."""
        return [*self.new, *self.changed, *self.same]
