"""News to acknowledge."""

from operator_app.desk.context import Context, new_id
from operator_app.domain.calls import Acknowledgement
from operator_app.domain.changes import Changes, changed
from operator_app.domain.documents import Document, Kind


class NewsDesk:
    def __init__(self, context: Context) -> None:
        self._context = context

    def current(self) -> list[Document]:
        """Published news that is valid today, the newest first."""
        today = self._context.today()
        news = [
            document
            for document in self._context.documents.of_kind(Kind.NEWS)
            if not document.seal.expired(today) and not document.seal.not_yet_valid(today)
        ]
        return sorted(news, key=lambda document: document.id, reverse=True)

    def unread(self) -> list[Document]:
        """What this operator has not acknowledged yet."""
        known = self._context.calls.acknowledged(self._context.operator)
        return [document for document in self.current() if (document.id, document.edition) not in known]

    def acknowledge(self, document: Document) -> Changes:
        self._context.calls.acknowledge(
            Acknowledgement(
                new_id(), document.id, document.edition, self._context.now(), self._context.operator
            )
        )
        return self._context.hub.announce(changed("acknowledgements", document.id))
