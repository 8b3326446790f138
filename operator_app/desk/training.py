"""Training modules and practice callers."""

from operator_app.desk.context import Context
from operator_app.domain.documents import Document, Kind
from operator_app.domain.training import Module


class TrainingDesk:
    def __init__(self, context: Context) -> None:
        self._context = context

    def modules(self) -> list[Document]:
        """The published modules in the order of their rank."""
        ranked = [
            (document.body.rank, document.external_id, document)
            for document in self._context.documents.of_kind(Kind.MODULE)
            if isinstance(document.body, Module)
        ]
        return [document for _, _, document in sorted(ranked, key=lambda item: item[:2])]
