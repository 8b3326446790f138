"""What the tests of printing print: words of both languages, sentences that mix scripts, a small guide."""

import random
from datetime import date, time
from pathlib import Path

from operator_app.domain.contacts import Contact, Phone, PhoneKind
from operator_app.domain.documents import Document, Kind, Seal, Source
from operator_app.domain.flow import Flow
from operator_app.domain.flow_of import Surroundings, Words, article_flow
from operator_app.domain.guide import Procedure, ProcedureText
from operator_app.domain.hours import Regime, Season, Span, WeeklyHours
from operator_app.domain.languages import Language, Text
from operator_app.i18n import Dates, Texts

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
FONTS = RESOURCES / "fonts"
TODAY = date(2026, 11, 24)

_ARABIC = (
    "مضمون ولادة",
    "بطاقة التعريف الوطنية",
    "قسم الحالة المدنية بالبلدية",
    "إلى الأمام",
    "الله",
    "لا إله إلا الله",
    "الإعلام",
    "شهادة في الإقامة",
    "رخصة بناء",
    "المعلوم على العقارات المبنية",
    "يتوجب على الأطراف المعنية",
    "تقديم الوثائق اللازمة",
    "السلامة المرورية",
    "الأجل القانوني",
    "أولياء التلاميذ",
)
_NUMBERS = (
    "+216 71 000 {n:03d}",
    "71 000 {n:03d}",
    "(71) 000 {n:03d}",
    "71-000-{n:03d}",
    "71 000 {n:03d} poste 12",
    "1.250,500",
    "50 %",
    "08:30 - 12:30",
    "n° 2025/{n}",
    "2025/118",
    "24/11/2026",
    "*1{n:02d}#",
    "12, rue de Rome (Tunis), 1000 Tunis",
    "8h30",
    "-5",
    "{n}",
)
_FRAMES = (
    "{a} {n}.",
    "{a} ({n})",
    "{a}: {n}، {b}",
    "{a} [{n}] {b}",
    "«{a}» {n} {b}؟",
    "{a} (CIN) {b}: {n}.",
    "{a} {n} {b} (SONEDE, STEG)",
    "{a} ({b}) {n}؛ {b}",
)


def mixed_lines(count: int) -> list[str]:
    """Arabic sentences with numbers, brackets and Latin words: the same ones at every run."""
    chance = random.Random(6)
    lines: list[str] = []
    while len(lines) < count:
        number = chance.choice(_NUMBERS).format(n=len(lines) % 100)
        first, second = chance.sample(_ARABIC, 2)
        lines.append(chance.choice(_FRAMES).format(a=first, b=second, n=number))
    return lines


def words() -> dict[Language, Words]:
    folder = RESOURCES / "translations"
    return {language: Words(Texts(language, folder), Dates(language).day) for language in Language}


OFFICE = Regime(
    Text(ar="التوقيت الإداري", fr="Horaire administratif"),
    (
        WeeklyHours((1, 2, 3, 4), (Span(time(8, 30), time(12, 30)), Span(time(13, 30), time(17, 30)))),
        WeeklyHours((5,), (Span(time(8), time(13)),)),
        WeeklyHours((1, 2, 3, 4, 5), (Span(time(7, 30), time(14)),), Season.SUMMER),
    ),
)
CONTACTS = {
    "desk": Contact(
        Text(ar="مكتب الضبط", fr="Bureau d'ordre"),
        Text(ar="الاستقبال", fr="Accueil"),
        (Phone("71000010"), Phone("012", PhoneKind.EXTENSION)),
        deputy="chief",
        regime="office",
        address=Text(ar="12، نهج روما، تونس", fr="12, rue de Rome, Tunis"),
        access=Text(ar="مصعد", fr="Ascenseur"),
    ),
    "chief": Contact(Text(ar="رئيسة المصلحة", fr="Cheffe de service"), phones=(Phone("71000011"),), parent="desk"),
    "rescue": Contact(
        Text(ar="الحماية المدنية", fr="Protection civile"), phones=(Phone("198", PhoneKind.SHORT),), emergency=True
    ),
}


def surroundings() -> Surroundings:
    return Surroundings(words(), CONTACTS.get, {"office": OFFICE}.get, TODAY)


def procedure(number: int = 1, arabic: bool = True, french: bool = True, seal: Seal | None = None) -> Document:
    """An invented procedure with every field."""
    lines = mixed_lines(40)
    ar = ProcedureText(
        f"مضمون ولادة عدد {number}",
        "اتصلوا بالرقم +216 71 000 010 قبل الساعة 12:30.",
        (lines[number % 40],),
        tuple(lines[:4]),
        ("طلب المضمون", "دفع **المعلوم**"),
        "قسم الحالة المدنية",
        "فورا",
        "1.250,500 د",
        ("القانون عدد 3 لسنة 1957",),
        "انظر [الموقع](https://example.tn/ar).",
        "## للتفصيل\n\nنص أول.\n\n- بند\n- بند ثان",
    )
    fr = ProcedureText(
        f"Extrait de naissance {number}",
        "Appelez le +216 71 000 010 avant 12:30.",
        ("Être majeur",),
        ("Carte d'identité", "Ancien extrait : l'original"),
        ("Demander", "Payer le **tarif**"),
        "État civil",
        "Immédiat",
        "1,250 DT",
        ("Loi n° 57-3",),
        "Voir [le site](https://example.tn/fr).",
        "## Détail\n\nTexte.\n\n- un\n- deux",
    )
    body = Procedure(
        ar if arabic else ProcedureText(),
        fr if french else ProcedureText(),
        None,
        ("desk", "chief"),
        ("مضمون", "extrait", "naissance"),
    )
    sealed = seal or Seal("المشرف", (Source("JORT", "2020", "https://example.tn/jort"),), verified_on=date(2026, 1, 5))
    return Document(f"procedure-{number}", Kind.PROCEDURE, body, sealed, edition=3)


def flows(count: int = 1, language: Language = Language.AR) -> list[Flow]:
    return [article_flow(procedure(number), language, surroundings()) for number in range(1, count + 1)]
