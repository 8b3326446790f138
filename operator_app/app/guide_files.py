"""The files of a guide, as the page of import reads them; the readers are loaded with the first file."""

from collections.abc import Callable, Collection
from pathlib import Path

from operator_app.app.late import exchange
from operator_app.domain.documents import Kind
from operator_app.domain.importing import Reading
from operator_app.domain.matching import Matched, Matching


class GuideFiles:
    """`ui.pages.import_file.TableFiles` over `operator_app.exchange`."""

    def columns(self, path: Path, cancelled: Callable[[], bool]) -> tuple[Matched, ...]:
        """Raises Problem for a file that cannot be read, Problem("import_cancelled")."""
        return exchange().matched_columns(path, cancelled=cancelled)

    def kind_of_rows(self, columns: Collection[str]) -> Kind:
        return exchange().kind_of_rows(columns)

    def read(
        self, path: Path, matching: Matching | None, progress: Callable[[int], None], cancelled: Callable[[], bool]
    ) -> Reading:
        """Raises Problem("import_cancelled")."""
        if matching is None:
            return exchange().read([path], progress=progress, cancelled=cancelled)
        kind = Kind(matching.kind) if matching.kind else Kind.PROCEDURE
        return exchange().read([path], progress=progress, cancelled=cancelled, columns=matching.columns, kind=kind)
