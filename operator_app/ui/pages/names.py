"""What a document is called, whatever its kind."""

from collections.abc import Iterable

from operator_app.desk import Desk
from operator_app.domain.contacts import Contact
from operator_app.domain.documents import Document
from operator_app.domain.greetings import Greeting
from operator_app.domain.guide import Procedure, Tip, article_title
from operator_app.domain.hours import Holidays, Regime
from operator_app.domain.languages import Language
from operator_app.domain.layers import Layer
from operator_app.domain.lines import Line
from operator_app.domain.news import News
from operator_app.domain.synonyms import Synonyms
from operator_app.domain.training import Module


def name_of(document: Document, language: Language) -> str:
    """The name in this language, else in one that has it, else the name it came with."""
    body = document.body
    match body:
        case Procedure() | Tip():
            name = article_title(body, language)
        case Contact() | Greeting() | Regime():
            name = body.name.best(language)[0]
        case News() | Module():
            name = body.title.best(language)[0]
        case Synonyms():
            name = body.official.best(language)[0]
        case Line():
            name = body.name.best(language)[0] or body.phone.number
        case Layer():
            name = (body.note or body.office or body.hours).best(language)[0]
        case Holidays():
            name = ""
    return name or document.external_id or document.id


def names_of(desk: Desk, ids: Iterable[str], language: Language) -> dict[str, str]:
    """Names by id, without those that are not in the guide. Blocks on the store."""
    found = ((id, desk.guide.read(id)) for id in ids if id)
    return {id: name_of(document, language) for id, document in found if document is not None}
