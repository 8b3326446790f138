"""The public numbers and their state."""

from operator_app.desk.context import Context
from operator_app.domain.documents import Document, Kind
from operator_app.domain.lines import Line, LineState


class LinesDesk:
    def __init__(self, context: Context) -> None:
        self._context = context

    def all(self) -> list[Document]:
        return self._context.documents.of_kind(Kind.LINE)

    def out_of_order(self) -> list[Document]:
        """What every operator's home shows."""
        return [
            document
            for document in self.all()
            if isinstance(document.body, Line) and document.body.state is LineState.OUT_OF_ORDER
        ]
