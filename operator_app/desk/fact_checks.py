"""Facts that competent services are asked to confirm: asked, answered, and waiting."""

from dataclasses import dataclass

import msgspec

from operator_app.desk.contacts import ContactsDesk
from operator_app.desk.context import Context, new_id
from operator_app.domain.changes import Changes, changed
from operator_app.domain.contacts import Contact
from operator_app.domain.documents import Document
from operator_app.domain.fact_check import Answer, Asked, Fact, facts_of
from operator_app.domain.languages import Language
from operator_app.domain.reviewing import Remark, Said


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question without an answer. `document` is what stands in the guide now, None when it is gone."""

    remark: Remark
    asked: Asked
    document: Document | None


class FactChecksDesk:
    """What was asked and answered is in the text of the remark, as JSON: so it goes wherever remarks go."""

    def __init__(self, context: Context, contacts: ContactsDesk) -> None:
        self._context = context
        self._contacts = contacts

    def facts(self, document: Document, language: Language) -> tuple[Fact, ...]:
        """What a document says in a language."""
        return facts_of(document, language, self._contact)

    def service_of(self, document: Document, language: Language) -> str:
        """Who is competent: the first contact of an article, else who answers for its text."""
        contacts: tuple[str, ...] = getattr(document.body, "contacts", ())
        found = (self._contact(id) for id in contacts)
        return next((one.title(language) for one in found if one is not None), document.seal.owner)

    def ask(self, document: Document, service: str, asked: Asked) -> Changes:
        """Note what a service was asked; it stays open until its answer is recorded."""
        text = msgspec.json.encode(asked).decode()
        return self._say(Said.FACT_ASKED, document.id, text, document.edition, to=service.strip())

    def answer(self, question: Remark, answer: Answer) -> Changes:
        """What the service answered."""
        text = msgspec.json.encode(answer).decode()
        return self._say(
            Said.FACT_ANSWERED, question.document_id, text, question.edition, about=question.id, to=question.to
        )

    def open_questions(self) -> list[OpenQuestion]:
        """Without an answer; the first due first, those without a day last."""
        remarks = self._context.remarks
        answered = {remark.about for remark in remarks.that_say(Said.FACT_ANSWERED)}
        asked = [(one, asked_of(one)) for one in remarks.that_say(Said.FACT_ASKED) if one.id not in answered]
        found = self._context.documents.read_many([remark.document_id for remark, _ in asked])
        questions = [OpenQuestion(one, what, found.get(one.document_id)) for one, what in asked]
        return sorted(questions, key=lambda one: (one.asked.due is None, one.asked.due or one.remark.at.date()))

    def _contact(self, id: str) -> Contact | None:
        document = self._contacts.read(id)
        return document.body if document is not None and isinstance(document.body, Contact) else None

    def _say(self, said: Said, document_id: str, text: str, edition: int, *, about: str = "", to: str = "") -> Changes:
        now, author = self._context.now(), self._context.operator
        self._context.remarks.add(Remark(new_id(), said, document_id, now, author, text, edition, about, to))
        return self._context.hub.announce(changed("remarks", document_id))


def asked_of(remark: Remark) -> Asked:
    """What a remark asks; older ones hold the question alone."""
    try:
        return msgspec.json.decode(remark.text, type=Asked)
    except msgspec.DecodeError:
        return Asked(question=remark.text)


def answer_of(remark: Remark) -> Answer:
    """What a remark answers; older ones hold words alone."""
    try:
        return msgspec.json.decode(remark.text, type=Answer)
    except msgspec.DecodeError:
        return Answer(note=remark.text)
