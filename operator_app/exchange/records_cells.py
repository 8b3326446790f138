"""Moments, lengths and words in the records of telephone exchanges."""

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from operator_app.domain.exchange_records import Result
from operator_app.domain.moments import TUNIS
from operator_app.domain.text import fold

_DAY_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?:[ T,]+(.+))?")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*(am|pm|ص|م)?", re.IGNORECASE)
_UNITS = re.compile(r"(-?\d+)\s*(h|hours?|heures?|m|min|minutes?|s|sec|seconds?|secondes?)\b", re.IGNORECASE)
_SECONDS = re.compile(r"-?\d+(?:[.,]\d+)?")
# An epoch in a channel's id: 1669280000.123, or pbx-1669280000.123.
_EPOCH = re.compile(r"(?:^|-)(\d{9,10})\.\d+")
_NOON = 12

_STATES: dict[Result, str] = {
    Result.ANSWERED: "answered; answer; ok; répondu; répondue; décroché; traité; traitée; completed; connected;"
    " مجاب; مجابة; أجيب; تمت الإجابة; تم الرد; مردود",
    Result.ABANDONED: "no answer; noanswer; no-answer; unanswered; abandoned; abandon; missed; lost; cancelled; cancel;"
    " non répondu; non répondue; sans réponse; abandonné; abandonnée; manqué; manquée; perdu; perdue; raccroché;"
    " غير مجاب; غير مجابة; لم يرد; فائت; فائتة; ضائعة; متروكة",
    Result.BUSY: "busy; occupé; occupée; مشغول",
    Result.FAILED: "failed; congestion; error; échec; échoué; chanunavail; فشل; خطأ",
}
_RESULTS = {fold(said.strip()): result for result, words in _STATES.items() for said in words.split(";")}


@lru_cache(maxsize=1000)
def state(text: str) -> Result | None:
    """What a cell says of how a call ended; None when it is not understood."""
    return _RESULTS.get(fold(text.strip()))


def moment(text: str) -> datetime | None:
    """A moment as exchanges write it, on Tunisia's clock unless it names its offset; None when it is none.

    ISO 8601, day/month/year, or seconds since 1970. A month is never first: nobody writes so in Tunisia.
    """
    cell = text.strip()
    if len(cell) >= 10 and cell[4:5] == "-":
        try:
            found = datetime.fromisoformat(cell)
        except ValueError:
            return None
        return found if found.tzinfo else found.replace(tzinfo=TUNIS)
    if cell.isdigit() and 9 <= len(cell) <= 10:
        return datetime.fromtimestamp(int(cell), UTC)
    return _day_first(cell)


def clock(text: str) -> timedelta | None:
    """A time of day, since midnight; None when it is none."""
    found = _CLOCK.fullmatch(text.strip())
    if not found:
        return None
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    half = (found[4] or "").lower()
    if half in ("pm", "م") and hour < _NOON:
        hour += _NOON
    elif half in ("am", "ص") and hour == _NOON:
        hour = 0
    return timedelta(hours=hour, minutes=minute, seconds=second)


def seconds(text: str) -> int | None:
    """A length: 75, 75.4, 1:15, 0:01:15, 75s (1m 15s), 1 min 15 s, each with or without a minus; None for none."""
    cell = text.split("(")[0].strip()
    if not cell:
        return None
    if _SECONDS.fullmatch(cell):
        return int(float(cell.replace(",", ".")))
    minus = -1 if cell.startswith("-") else 1
    parts = cell.lstrip("-").split(":")
    if 2 <= len(parts) <= 3 and all(part.isdigit() for part in parts):
        total = 0
        for part in parts:
            total = total * 60 + int(part)
        return minus * total
    pieces = _UNITS.findall(cell)
    scale = {"h": 3600, "m": 60, "s": 1}
    return sum(int(number) * scale[unit[0].lower()] for number, unit in pieces) if pieces else None


def epoch_of(unique_id: str) -> int | None:
    """The moment inside a channel's id, seconds since 1970: it knows no time zone and no clock change."""
    found = _EPOCH.search(unique_id)
    return int(found[1]) if found else None


def extension(channel: str) -> str:
    """Who is behind a channel: SIP/201-0000002a → SIP/201, Local/201@from-queue-1;2 → 201."""
    name = channel.split(";")[0].split("@")[0]
    kind, slash, rest = name.partition("/")
    if not slash:
        return name
    return rest if kind == "Local" else f"{kind}/{rest.rsplit('-', 1)[0]}"


def _day_first(cell: str) -> datetime | None:
    found = _DAY_FIRST.fullmatch(cell)
    if not found:
        return None
    since = clock(found[4]) if found[4] else timedelta()
    if since is None:
        return None
    try:
        return datetime(int(found[3]), int(found[2]), int(found[1]), tzinfo=TUNIS) + since
    except ValueError:
        return None
