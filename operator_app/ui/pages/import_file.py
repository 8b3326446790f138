"""A file to be brought in, as the page of import meets it: looked at, its columns matched, its import planned."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from operator_app.desk import Desk
from operator_app.domain.documents import Kind
from operator_app.domain.importing import ImportPlan, Reading
from operator_app.domain.matching import Matched, Matching
from operator_app.i18n import Texts
from operator_app.ui.pages.import_plan import missing

# Under what the matching of a file's columns is remembered.
USE = "guide"


class TableFiles(Protocol):
    """How files are read, from outside the screen. Every method blocks and may raise Problem."""

    def columns(self, path: Path, cancelled: Callable[[], bool]) -> tuple[Matched, ...]: ...

    def kind_of_rows(self, columns: Collection[str]) -> Kind: ...

    def read(
        self, path: Path, matching: Matching | None, progress: Callable[[int], None], cancelled: Callable[[], bool]
    ) -> Reading: ...


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file that was looked at: its columns (none when it is no table) and how they are matched; `sure` when nothing
    of that is to be asked; what its import would do, None when that cannot be told before columns are matched."""

    matched: tuple[Matched, ...]
    matching: Matching | None
    sure: bool
    plan: ImportPlan | None


def open_file(
    desk: Desk,
    files: TableFiles,
    path: Path,
    t: Texts,
    told: Callable[[int], None],
    cancelled: Callable[[], bool],
) -> OpenedFile:
    """Blocks on the file and the store. A matching that is remembered for these headings is taken without asking."""
    matched = files.columns(path, cancelled)
    if not matched:
        return OpenedFile((), None, True, desk.publishing.plan(files.read(path, None, told, cancelled)))
    headings = tuple({one.heading: None for one in matched if one.heading})
    remembered = desk.matching.remembered(USE, headings)
    proposed = {one.heading: one.column for one in matched}
    names = [name for name in proposed.values() if name]
    matching = remembered or Matching(proposed, files.kind_of_rows(names).value)
    sure = remembered is not None or (all(proposed.values()) and not missing(t, names))
    if missing(t, [name for name in matching.columns.values() if name]):
        return OpenedFile(matched, matching, False, None)
    return OpenedFile(matched, matching, sure, desk.publishing.plan(files.read(path, matching, told, cancelled)))
