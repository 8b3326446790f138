"""Contacts: whom to refer to, and whether they are there now."""

from operator_app.desk.context import Context, layer_id
from operator_app.domain.contacts import Contact
from operator_app.domain.documents import Document, Kind, Status
from operator_app.domain.guide import Procedure, Tip
from operator_app.domain.hours import Calendar, Holidays, Opening, Regime
from operator_app.domain.layers import Layer
from operator_app.domain.moments import local

# A chain of deputies longer than this is a mistake in the guide.
LONGEST_CHAIN = 10


class ContactsDesk:
    def __init__(self, context: Context) -> None:
        self._context = context

    def read(self, id: str) -> Document | None:
        return self._context.documents.read(id)

    def all(self) -> list[Document]:
        """Every published contact."""
        return self._context.documents.of_kind(Kind.CONTACT)

    def regimes(self) -> list[Document]:
        return self._context.documents.of_kind(Kind.REGIME)

    def layer(self, document_id: str) -> Layer | None:
        """What is particular to this body about a document."""
        found = self._context.documents.read(layer_id(document_id))
        published = found is not None and found.status is Status.PUBLISHED
        return found.body if found is not None and published and isinstance(found.body, Layer) else None

    def of_document(self, document: Document, layer: Layer | None = None) -> list[Document]:
        """Whom F5 and F6 offer for a document: those of its layer, then its contacts in order, each followed by its
        deputies; itself for a contact."""
        layer = layer or self.layer(document.id)
        first: tuple[str, ...]
        match document.body:
            case Contact():
                first = (document.id,)
            case Procedure(contacts=contacts) | Tip(contacts=contacts):
                first = contacts
            case _:
                first = ()
        first = (*layer.contacts, *first) if layer is not None else first
        chain: dict[str, Document] = {}
        for id in first:
            for contact in self.chain(id):
                chain.setdefault(contact.id, contact)
        return list(chain.values())

    def chain(self, id: str) -> list[Document]:
        """A contact, its deputy, the deputy's deputy, …"""
        chain: dict[str, Document] = {}
        while id and id not in chain and len(chain) < LONGEST_CHAIN:
            document = self._context.documents.read(id)
            if document is None or not isinstance(document.body, Contact):
                break
            chain[id] = document
            id = document.body.deputy
        return list(chain.values())

    def calendar(self) -> Calendar:
        for document in self._context.documents.of_kind(Kind.HOLIDAYS):
            if isinstance(document.body, Holidays):
                return Calendar(document.body)
        return Calendar()

    def regime(self, id: str) -> Regime | None:
        document = self._context.documents.read(id) if id else None
        return document.body if document and isinstance(document.body, Regime) else None

    def opening(self, contact: Contact) -> Opening:
        """Open now, until when, or when next."""
        now = local(self._context.now())
        return self.calendar().opening(now, contact.hours, self.regime(contact.regime))
