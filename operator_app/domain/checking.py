"""What an editor should look at in a document: missing translations, dead references, numbers nobody has, …"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date

from operator_app.domain.contacts import Contact
from operator_app.domain.documents import Document
from operator_app.domain.guide import SHORT_ANSWER_SECONDS, Article, Procedure, Tip, speaking_seconds
from operator_app.domain.languages import Language
from operator_app.domain.numbers import kind_of
from operator_app.domain.references import references


@dataclass(frozen=True, slots=True)
class Finding:
    """`message` is an English source with its `values`, for `Texts`."""

    document_id: str
    external_id: str
    message: str
    values: dict[str, str | int] = field(default_factory=dict)


_Message = tuple[str, dict[str, str | int]]


def msgid(source: str) -> str:
    """Marks a sentence for translation (see operator_app.i18n.msgid, which this layer cannot import)."""
    return source


def check(document: Document, known: Collection[str], today: date) -> Iterator[Finding]:
    """Everything found in one document; `known` are the ids that references may name."""
    for message, values in _found(document, known, today):
        yield Finding(document.id, document.external_id, message, values)


def _found(document: Document, known: Collection[str], today: date) -> Iterator[_Message]:
    for reference in references(document.body):
        if reference not in known:
            yield msgid("Refers to something that is not in the guide: {reference}"), {"reference": reference}
    if document.seal.expired(today):
        yield msgid("Its validity is over."), {}
    if document.seal.overdue(today):
        yield msgid("Its review is overdue."), {}
    match document.body:
        case Procedure() | Tip():
            yield from _article(document.body)
        case Contact(phones=phones):
            for phone in phones:
                if kind_of(phone.number) is None:
                    yield msgid("This number is not in the numbering plan: {number}"), {"number": phone.number}
        case _:
            return


def _article(article: Article) -> Iterator[_Message]:
    for language, message in _MISSING:
        text = article.text(language)
        if text is None:
            yield message, {}
        elif not text.short_answer:
            yield msgid("It has no short answer."), {}
        elif (seconds := speaking_seconds(text.short_answer)) > SHORT_ANSWER_SECONDS:
            yield msgid("Its short answer takes {seconds} seconds to say."), {"seconds": round(seconds)}


_MISSING = (
    (Language.AR, msgid("The Arabic text is missing.")),
    (Language.FR, msgid("The French text is missing.")),
)
