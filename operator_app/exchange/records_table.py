"""Records of any exchange as CSV with a heading: FreePBX and Issabel by their own names, others by what headings mean.

What a heading means can also be told (`columns`), when it is written as nobody else writes it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from operator_app.domain.exchange_records import Oddities, Oddity, RawCall, Result
from operator_app.domain.problems import Problem
from operator_app.domain.text import fold
from operator_app.exchange.records_cdr import Keys, Row
from operator_app.exchange.records_cells import clock, extension, moment, seconds, state


class Field(StrEnum):
    """What a column can hold."""

    KEY = "key"
    START = "start"
    DAY = "day"
    TIME = "time"
    ANSWER = "answer"
    END = "end"
    CALLER = "caller"
    LINE = "line"
    AGENT = "agent"
    STATE = "state"
    WAITING = "waiting"
    TALK = "talk"
    LENGTH = "length"
    RINGS = "rings"


_WORDS: dict[Field, str] = {
    Field.KEY: "id; uniqueid; unique id; call id; callid; identifiant; identifiant appel; المعرف; رقم المكالمة",
    Field.START: "start; calldate; call date; date and time; date/time; datetime; start time; begin; debut;"
    " date et heure; date heure; heure de debut; date debut; بداية; البداية; تاريخ ووقت; التاريخ والوقت",
    Field.DAY: "date; day; jour; تاريخ; التاريخ; اليوم",
    Field.TIME: "time; hour; heure; وقت; الوقت; الساعة",
    Field.ANSWER: "answer; answered at; answer time; decroche; heure de reponse; reponse; وقت الرد; الرد",
    Field.END: "end; end time; hangup; fin; heure de fin; raccroche; نهاية; النهاية",
    Field.CALLER: "src; source; caller; caller id; from; calling number; appelant; numero appelant; origine;"
    " المتصل; رقم المتصل; المصدر",
    Field.LINE: "did; dst; destination; line; queue; called; called number; to; ligne; numero appele; file; appele;"
    " الخط; الرقم المطلوب; الوجهة",
    Field.AGENT: "agent; operator; dstchannel; dst channel; dst. channel; extension; operateur; operatrice; poste;"
    " العون; العامل; المشغل; الموزع",
    Field.STATE: "disposition; status; state; result; etat; statut; resultat; الحالة; النتيجة",
    Field.WAITING: "waiting; wait; wait time; hold; holdtime; ring time; waiting seconds; attente; temps d'attente;"
    " duree attente; الانتظار; مدة الانتظار",
    Field.TALK: "billsec; talk; talk time; conversation; talk seconds; duree conversation; temps de conversation;"
    " مدة المكالمة; مدة المحادثة; المحادثة",
    Field.LENGTH: "duration; length; duree; total; duree totale; المدة",
    Field.RINGS: "rings; sonneries; nombre de sonneries; عدد الرنات; الرنات",
}
_MEANING = {fold(word.strip()): name for name, words in _WORDS.items() for word in words.split(";")}
# FreePBX writes the columns of Asterisk's own table under their names.
_FREEPBX = {"calldate", "disposition", "uniqueid"}
# Issabel (as Elastix): Date, Source, Ring Group, Destination, Src. Channel, …, Status, Duration, which is the talk.
_ISSABEL = {"date", "source", "destination", "status", "duration", "ring group"}


def meaning(
    headings: Sequence[str], columns: Mapping[Field, str] | None = None, exactly: bool = False
) -> dict[Field, int]:
    """Which column holds what: by its heading, and as told; `exactly` as told and nothing else.

    Raises Problem("records_column_unknown") for a told heading that is not there.
    """
    folded = [fold(heading.strip()) for heading in headings]
    found: dict[Field, int] = {}
    for place, heading in enumerate(() if exactly else folded):
        name = _MEANING.get(heading)
        if name is not None:
            found.setdefault(name, place)
    if set(folded) >= _ISSABEL and Field.TALK not in found and not exactly:
        found[Field.TALK] = found.pop(Field.LENGTH)
    if Field.START not in found and Field.TIME not in found and Field.DAY in found:
        found[Field.START] = found.pop(Field.DAY)
    for field, heading in (columns or {}).items():
        if fold(heading.strip()) not in folded:
            raise Problem("records_column_unknown", heading=heading)
        found[field] = folded.index(fold(heading.strip()))
    return found


def is_freepbx(headings: Sequence[str]) -> bool:
    return {heading.strip().casefold() for heading in headings} >= _FREEPBX


def freepbx_rows(headings: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]) -> Iterator[Row]:
    """Rows by Asterisk's own names."""
    names = [heading.strip().casefold() for heading in headings]
    names = ["start" if name == "calldate" else name for name in names]
    for line_no, cells in rows:
        yield Row(dict(zip(names, cells, strict=False)), line_no)


def raw_calls(
    places: Mapping[Field, int], rows: Iterable[tuple[int, Sequence[str]]], oddities: Oddities
) -> list[RawCall]:
    """A call a row."""
    calls: list[RawCall] = []
    keys = Keys()
    for line_no, cells in rows:
        told = {field: cells[place].strip() for field, place in places.items() if place < len(cells)}
        call = _call(told, line_no)
        if call is None:
            oddities.add(Oddity.UNREADABLE, line_no)
            continue
        call.key = told.get(Field.KEY, "") or keys.of(call)
        if call.result is Result.ANSWERED and call.waiting_seconds is None:
            oddities.add(Oddity.WAITING_UNKNOWN, line_no)
        calls.append(call)
    return calls


def _call(told: Mapping[Field, str], line_no: int) -> RawCall | None:
    started = _start(told)
    if started is None:
        return None
    answered, ended = (_after(told.get(field, ""), started) for field in (Field.ANSWER, Field.END))
    talk, length = seconds(told.get(Field.TALK, "")), seconds(told.get(Field.LENGTH, ""))
    if length is None and ended is not None:
        length = int((ended - started).total_seconds())
    waiting = seconds(told.get(Field.WAITING, ""))
    if waiting is None and answered is not None:
        waiting = int((answered - started).total_seconds())
    if talk is None and answered is not None and ended is not None:
        talk = int((ended - answered).total_seconds())
    elif talk is None and waiting is not None and length is not None:
        talk = length - waiting
    if waiting is None and talk is not None and length is not None and talk >= 0:
        waiting = length - talk
    result = state(told.get(Field.STATE, ""))
    if result is None:
        if told.get(Field.STATE):
            return None
        result = Result.ANSWERED if answered is not None or (talk or 0) > 0 else Result.ABANDONED
    if result is not Result.ANSWERED:
        waiting, talk = (length if waiting is None else waiting), None
    return RawCall(
        "", started, result, caller=told.get(Field.CALLER, ""), line=told.get(Field.LINE, ""),
        agent=extension(told.get(Field.AGENT, "")), waiting_seconds=waiting, talk_seconds=talk,
        rings=seconds(told.get(Field.RINGS, "")), ends_at=ended, line_no=line_no,
    )  # fmt: skip


def _start(told: Mapping[Field, str]) -> datetime | None:
    if Field.START in told:
        return moment(told[Field.START])
    day, since = moment(told.get(Field.DAY, "")), clock(told.get(Field.TIME, ""))
    return day + since if day is not None and since is not None else None


def _after(text: str, started: datetime) -> datetime | None:
    """A moment, or a time of day: the first after the start, across midnight when it must be."""
    found = moment(text)
    if found is not None:
        return found
    since = clock(text)
    if since is None:
        return None
    at = started.replace(hour=0, minute=0, second=0, microsecond=0) + since
    return at if at >= started else at + timedelta(days=1)
