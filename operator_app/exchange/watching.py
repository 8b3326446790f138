"""Limits of what is read, how a long reading is watched and stopped, and where its findings are gathered."""

from collections.abc import Callable
from dataclasses import dataclass

from operator_app.domain.documents import Document
from operator_app.domain.importing import Candidate, Reading, Refused
from operator_app.domain.letting_go import let_go
from operator_app.domain.problems import Problem

# One file, one field, everything that a zip unpacks to, the files of a folder or zip: beyond is refused, and told.
FILE_BYTES = 50_000_000
FIELD_CHARS = 1_000_000
UNPACKED_BYTES = 200_000_000
MOST_FILES = 60_000
MEGABYTE = 1_000_000
# A file of nonsense would otherwise fill the screen with thousands of sentences.
_MOST_WARNINGS = 1_000

Progress = Callable[[int], None]
Cancelled = Callable[[], bool]
# Raises Problem when the work is to be given up.
Check = Callable[[], None]


def unwatched(_done: int) -> None:
    """A progress that nobody looks at."""


def never() -> bool:
    """Nobody cancels."""
    return False


def unchecked() -> None:
    """Nobody gives the work up."""


@dataclass(frozen=True, slots=True)
class Watch:
    """`progress` is told how many records are done; `cancelled` is asked before each. `code` is the Problem that a
    cancelled work ends with."""

    progress: Progress = unwatched
    cancelled: Cancelled = never
    code: str = "import_cancelled"

    def step(self, done: int) -> None:
        """Raises Problem(self.code) when somebody cancelled."""
        self.check()
        self.progress(done)

    def check(self) -> None:
        """Raises Problem(self.code) when somebody cancelled."""
        if self.cancelled():
            raise Problem(self.code)


class Gathering:
    """What a reader has found so far."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self._done = 0
        self._candidates: list[Candidate] = []
        self._refused: list[Refused] = []
        self._warnings: dict[tuple[str, tuple[tuple[str, str | int], ...]], Problem] = {}

    def step(self) -> None:
        """One record more is looked at. Raises Problem("import_cancelled")."""
        self._watch.step(self._done)
        self._done += 1

    def check(self) -> None:
        """Raises Problem("import_cancelled")."""
        self._watch.check()

    def offer(self, document: Document, where: str) -> None:
        self._candidates.append(Candidate(document, where))

    def refuse(self, where: str, problem: Problem) -> None:
        self._refused.append(Refused(where, problem))

    def warn(self, problem: Problem) -> None:
        """Note what was left out; the same sentence is told once."""
        if len(self._warnings) < _MOST_WARNINGS:
            self._warnings.setdefault((problem.code, tuple(problem.details.items())), problem)

    def forget(self) -> None:
        """Nobody wants what was found any more."""
        let_go(self._candidates)

    def reading(self) -> Reading:
        return Reading(tuple(self._candidates), tuple(self._refused), tuple(self._warnings.values()))
