"""Documents of the desk's tests, by their external ids."""

from dataclasses import replace
from datetime import time

from operator_app.desk.greetings import OFFICE_REGIME
from operator_app.domain.contacts import Contact, Phone
from operator_app.domain.documents import Body, Document, Kind, Seal
from operator_app.domain.greetings import Greeting, Moment, Purpose
from operator_app.domain.guide import Need, Procedure, ProcedureText, Tip, TipText
from operator_app.domain.hours import HolidayRule, Holidays, Regime, Span, WeeklyHours
from operator_app.domain.importing import Candidate, Reading
from operator_app.domain.languages import Text

# Nobody's: no range of the Tunisian plan begins with 00.
NUMBER = "00 000 012"
OFFICE = Regime(
    Text("الإدارة", "Administration"),
    (
        WeeklyHours((1, 2, 3, 4), (Span(time(8, 30), time(12, 30)), Span(time(13, 30), time(17, 30)))),
        WeeklyHours((5,), (Span(time(8), time(13)), Span(time(14, 30), time(17, 30)))),
    ),
)
HOLIDAYS = Holidays((HolidayRule(Text("عيد الشغل", "Fête du Travail"), 5, 1),))


def document(kind: Kind, external_id: str, body: Body, seal: Seal | None = None) -> Document:
    return Document("", kind, body, seal or Seal(), external_id)


def procedure(external_id: str, title: str, *contacts: str) -> Document:
    texts = ProcedureText(title=title, short_answer="قصير"), ProcedureText(title=title, short_answer="Court")
    return document(Kind.PROCEDURE, external_id, Procedure(*texts, contacts=contacts))


def contact(external_id: str, name: str, deputy: str = "", regime: str = "") -> Document:
    phones = (Phone("00000012"),)
    return document(Kind.CONTACT, external_id, Contact(Text(name), phones=phones, deputy=deputy, regime=regime))


def tip(external_id: str, need: Need) -> Document:
    return document(Kind.TIP, external_id, Tip(need, ar=TipText(title=external_id)))


def greeting(external_id: str, said: str, moment: Moment = Moment.ANY, purpose: Purpose = Purpose.GREETING) -> Document:
    return document(Kind.GREETING, external_id, Greeting(purpose, Text(ar=said), moment=moment))


def office() -> list[Document]:
    """The hours of the body, and one holiday."""
    return [
        document(Kind.REGIME, OFFICE_REGIME, OFFICE),
        document(Kind.REGIME, "a-other", replace(OFFICE, hours=())),
        document(Kind.HOLIDAYS, "holidays", HOLIDAYS),
    ]


def reading(*documents: Document) -> Reading:
    return Reading(tuple(Candidate(one, f"row {place}") for place, one in enumerate(documents, start=1)))
