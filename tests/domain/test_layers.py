"""A body's own layer: on the sheet before the common text, its contacts first."""

from datetime import date

from operator_app.domain.contacts import Contact
from operator_app.domain.documents import Document, Kind
from operator_app.domain.flow import lines
from operator_app.domain.flow_of import Surroundings, Words, article_flow
from operator_app.domain.guide import Procedure, ProcedureText
from operator_app.domain.languages import Language, Text
from operator_app.domain.layers import Layer
from operator_app.domain.references import references, renamed

LAYER = Layer("a", Text("الطابق الأوّل"), Text(fr="Jusqu'à 14:00"), "214", contacts=("here",))


def test_what_is_particular_here_is_on_the_sheet() -> None:
    contacts = {"here": Contact(Text("شبّاك 3")), "there": Contact(Text("الوزارة"))}
    around = Surroundings(
        {language: Words(lambda text: text, date.isoformat) for language in Language},
        contacts.get,
        lambda _id: None,
        date(2026, 11, 24),
        {"a": LAYER}.get,
    )
    body = Procedure(ar=ProcedureText("عنوان", "جواب", steps=("خطوة",)), contacts=("there", "here"))
    said = list(lines(article_flow(Document("a", Kind.PROCEDURE, body), Language.AR, around)))
    text = "\n".join(said)
    order = [text.index(part) for part in ("جواب", "الطابق الأوّل", "Jusqu'à 14:00", "214", "خطوة", "شبّاك 3", "الوزارة")]
    assert order == sorted(order)
    assert text.count("شبّاك 3") == 1
    other = "\n".join(lines(article_flow(Document("b", Kind.PROCEDURE, body), Language.AR, around)))
    assert "214" not in other


def test_its_references_follow_their_documents() -> None:
    assert list(references(LAYER)) == ["a", "here"]
    assert renamed(LAYER, str.upper) == Layer("A", LAYER.office, LAYER.hours, "214", contacts=("HERE",))
