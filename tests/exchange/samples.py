"""Documents of every kind, as full as they can be, and what tests write files with."""

from collections.abc import Sequence
from datetime import date, time
from pathlib import Path

from openpyxl import Workbook

from operator_app.domain.contacts import Contact, Phone, PhoneKind
from operator_app.domain.documents import Body, Confidence, Document, Kind, Seal, Source
from operator_app.domain.greetings import BodyType, Greeting, Moment, Purpose
from operator_app.domain.guide import Need, Procedure, ProcedureText, Tip, TipText
from operator_app.domain.hours import HolidayRule, Holidays, Regime, Season, Span, WeeklyHours
from operator_app.domain.languages import Text
from operator_app.domain.layers import Layer
from operator_app.domain.lines import Line, LineState
from operator_app.domain.news import News
from operator_app.domain.synonyms import Synonyms
from operator_app.domain.training import Module, PracticeCaller

SEAL = Seal(
    owner="مصلحة الحالة المدنية",
    sources=(
        Source("القانون عدد 3 لسنة 1957", "1957-08-01", "https://example.org/a", "legal", Confidence.HIGH),
        Source("=Page « service »", "", "", "", Confidence.UNVERIFIED),
        Source("Guide, 2ᵉ éd.", "2024"),
    ),
    verified_on=date(2026, 5, 4),
    verified_by="منال",
    review_by=date(2027, 5, 4),
    valid_from=date(2026, 1, 1),
    valid_until=date(2028, 12, 31),
)
HOURS = (
    WeeklyHours((1, 2, 3, 4), (Span(time(8, 30), time(12, 30)), Span(time(13, 30), time(17, 30)))),
    WeeklyHours((5,), ()),
    WeeklyHours((1, 3, 5), (Span(time(7, 30), time(14)),), Season.SUMMER),
    WeeklyHours((6, 7), (Span(time(0), time(0)),), Season.RAMADAN),
)
PROCEDURE = Procedure(
    ar=ProcedureText(
        title="مضمون ولادة",
        short_answer="يُسلَّم فورًا\nمن البلدية",
        conditions=("- شرط يبدأ بعارضة", "شرط; فيه فاصلة", "=1+1"),
        documents=("وثيقة واحدة؛ لا غير",),
        steps=("خطوة أولى\nتتواصل", "خطوة ثانية"),
        place="البلدية",
        delay="حينيًّا",
        fee="500 مليم",
        legal=("القانون عدد 3",),
        notes="'=ملاحظة",
        body='    شيفرة\n\n## عنوان\n\n+++\n""" \\ نهاية',
    ),
    fr=ProcedureText(title="Extrait de naissance", short_answer="- Immédiat", body="# Titre\n\n- a\n- b"),
    en=ProcedureText(title="Birth extract"),
    contacts=("c-town-hall", "c-other"),
    keywords=("مضمون", "madhmoun; 3la", "@extrait"),
)
TIP = Tip(
    need=Need.DEAF,
    ar=TipText(title="متصل أصم", signs=("علامة",), say=("تكلموا ببطء",), avoid=("الصراخ",), body="نص"),
    fr=TipText(title="Appelant sourd", notes="Note"),
    contacts=("c-town-hall",),
    keywords=("أصم",),
)
CONTACT = Contact(
    name=Text("البلدية", "Mairie", "Town hall"),
    role=Text("استقبال", "Accueil"),
    phones=(
        Phone("+000001", PhoneKind.FIXED, Text("الاستقبال", "", "Desk")),
        Phone("+000002", PhoneKind.FIXED),
        Phone("190", PhoneKind.SHORT),
        Phone("+000003", PhoneKind.FAX, Text(fr="Fax")),
    ),
    parent="c-other",
    deputy="c-deputy",
    regime="r-office",
    hours=HOURS,
    hours_note=Text("ملاحظة", "Note"),
    address=Text("نهج 1", "1, rue X\n1000 Tunis"),
    access=Text("مدخل بلا درج", "Rampe"),
    languages=("ar", "fr", "tn-sign"),
    email="a@example.org",
    web="https://example.org",
    note=Text("", "-note"),
    keywords=("بلدية",),
    emergency=True,
)
GREETING = Greeting(
    Purpose.GREETING, Text("{body}، عسلامة", "Bonjour, {body}"), Text("تحية"), Moment.MORNING, BodyType.ANY
)
REGIME = Regime(Text("إداري", "Administratif"), HOURS, (7, 2), (8, 30), False)
HOLIDAYS = Holidays(
    (
        HolidayRule(Text("عيد الفطر", "Aïd el-Fitr"), 10, 1, True, 2, (date(2026, 3, 20), date(2027, 3, 10))),
        HolidayRule(Text("الجمهورية"), 7, 25),
    ),
    (date(2026, 2, 18),),
)
BODIES: tuple[tuple[Kind, str, Body], ...] = (
    (Kind.PROCEDURE, "birth-extract", PROCEDURE),
    (Kind.PROCEDURE, "0193F2A1-7C00-7000-8000-00000000000A", Procedure(fr=ProcedureText(title="Sans arabe"))),
    (Kind.PROCEDURE, "../وثيقة/غريبة: CON", Procedure(ar=ProcedureText(title="اسم غريب"))),
    (Kind.TIP, "t-deaf", TIP),
    (Kind.CONTACT, "c-town-hall", CONTACT),
    (Kind.CONTACT, "c-other", Contact(name=Text("أخرى"))),
    (Kind.GREETING, "g-morning", GREETING),
    (Kind.REGIME, "r-office", REGIME),
    (Kind.REGIME, "r-other", Regime(Text("آخر"), ())),
    (Kind.HOLIDAYS, "holidays", HOLIDAYS),
    (Kind.SYNONYMS, "s-cin", Synonyms(Text("بطاقة", "CIN"), ("bita9a", "كارت"), ("birth-extract",), "observed")),
    (Kind.LINE, "l-1", Line(Phone("+000004", PhoneKind.GREEN), Text("الأخضر"), Text("شكاوى"), LineState.OUT_OF_ORDER)),
    (Kind.NEWS, "n-1", News(Text("خبر", "Nouvelle"), Text("سطر\nآخر"), ("birth-extract",), False)),
    (
        Kind.MODULE,
        "m-first",
        Module(
            Text("وحدة", "Module"),
            (Text("# صفحة\n\nنص", "# Page"), Text(), Text("أخيرة")),
            (PracticeCaller(Text("سالم"), (Text("نحب نعرف"),), "answered", "birth-extract", hint=Text("ابحث")),),
            3,
        ),
    ),
    (Kind.LAYER, "y-birth", Layer("birth-extract", Text("الشبّاك 3"), Text("إلى 14:00"), "214", Text("ملاحظة"))),
)


def documents() -> list[Document]:
    """Every kind, in the order in which a desk exports them."""
    found = [Document("", kind, body, SEAL, name) for kind, name, body in BODIES]
    return sorted(found, key=lambda document: (document.kind.value, document.external_id))


def write_text(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def write_sheet(path: Path, rows: Sequence[Sequence[object]], merged: Sequence[str] = ()) -> Path:
    """A workbook as another program makes it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    book.save(path)
    return path
