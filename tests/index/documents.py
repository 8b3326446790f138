"""A small guide for the index's tests; telephone numbers are nobody's."""

from datetime import date

from operator_app.domain.contacts import Contact, Phone
from operator_app.domain.documents import Document, Kind, Seal, Status
from operator_app.domain.guide import Procedure, ProcedureText
from operator_app.domain.languages import Language, Text
from operator_app.domain.search import SearchAnswer, SearchQuery
from operator_app.domain.synonyms import Synonyms
from operator_app.index import Index

TODAY = date(2026, 11, 24)
NUMBER = "00000012"


def article(id_: str, ar: str = "", fr: str = "", **more: object) -> Document:
    """An article by its titles; `body`, `keywords`, `contacts`, `seal`, `status`, `edition` may be given."""
    body = str(more.get("body", ""))
    keywords, contacts = more.get("keywords", ()), more.get("contacts", ())
    seal, status, edition = more.get("seal", Seal()), more.get("status", Status.PUBLISHED), more.get("edition", 1)
    assert isinstance(keywords, tuple)
    assert isinstance(contacts, tuple)
    assert isinstance(seal, Seal)
    assert isinstance(status, Status)
    assert isinstance(edition, int)
    texts = ProcedureText(title=ar, body=body), ProcedureText(title=fr)
    procedure = Procedure(*texts, contacts=contacts, keywords=keywords)
    return Document(id_, Kind.PROCEDURE, procedure, seal, id_, status, edition)


def group(id_: str, ar: str, fr: str, words: tuple[str, ...], documents: tuple[str, ...] = ()) -> Document:
    return Document(id_, Kind.SYNONYMS, Synonyms(Text(ar=ar, fr=fr), words, documents), edition=1)


def contact(id_: str, ar: str, fr: str, number: str = NUMBER) -> Document:
    return Document(id_, Kind.CONTACT, Contact(Text(ar=ar, fr=fr), phones=(Phone(number),)), edition=1)


GUIDE = (
    article("birth", "مضمون ولادة", "Extrait de naissance", body="يسلّم مضمونُ الولادة من أيّ بلدية.", contacts=("city",)),
    article("death", "مضمون وفاة", "Extrait de décès"),
    article("permit", "رخصة البناء", "Permis de bâtir", body="تودع ملفّات رخص البناء لدى البلدية."),
    article("licence", "رخصة السياقة", "Permis de conduire"),
    article("passport", "جواز السفر", "Passeport", keywords=("باسبور",)),
    article("record", "بطاقة عدد 3", "Bulletin n°3"),
    article("family", "الدفتر العائلي", "Livret de famille"),
    contact("city", "بلدية المدينة", "Municipalité de la ville"),
    group("g-birth", "مضمون ولادة", "Extrait de naissance", ("مضمون", "madhmoun"), ("birth",)),
    group("g-record", "بطاقة عدد 3", "Bulletin n°3", ("b3", "نقاوة السوابق"), ("record",)),
)


def ask(index: Index, text: str, language: Language = Language.AR) -> SearchAnswer:
    return index.search(SearchQuery(text, language, TODAY))


def found(index: Index, text: str) -> list[str]:
    return [hit.id for hit in ask(index, text).hits]
