"""Bodies and seals as plain mappings, the shape that every file format is read from and written to.

A plain body has the keys of its record; opening spans are written "08:30-12:30"; empty values are left out. What a
record could not hold, or what would break the program later, is refused with the key that it stands in.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache
from string import Formatter
from types import UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

import msgspec

from operator_app.domain.calls import Outcome
from operator_app.domain.contacts import Contact, PhoneKind
from operator_app.domain.documents import BODY_TYPES, Body, Confidence, Document, Kind, Seal, Source
from operator_app.domain.greetings import BodyType, Greeting, Moment, Purpose
from operator_app.domain.guide import Need, Procedure, Tip, written_languages
from operator_app.domain.hours import HolidayRule, Holidays, Regime, Season, Span, WeeklyHours
from operator_app.domain.languages import Language
from operator_app.domain.lines import LineState
from operator_app.domain.news import News
from operator_app.domain.problems import Problem
from operator_app.domain.synonyms import Synonyms
from operator_app.domain.training import Module
from operator_app.exchange.cleaning import cleaned, cleaned_markdown, dialled, likely_kind, short_enough

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Plain = dict[str, object]

LONGEST_EXTERNAL_ID = 200
_LARGEST_NUMBER = 2**31
_DEEPEST = 12
_CHOICES = {
    "need": Need,
    "kind": PhoneKind,
    "season": Season,
    "purpose": Purpose,
    "moment": Moment,
    "body_type": BodyType,
    "state": LineState,
    "confidence": Confidence,
    "outcome": Outcome,
}
_SPAN = re.compile(r"(\d{1,2})[:hH.](\d{2})\s*[-–]\s*(\d{1,2})[:hH.](\d{2})")
_MESSAGE = re.compile(r"(?P<what>.*?)(?: - at `\$?\.?(?P<path>[^`]*)`)?", re.DOTALL)
_MISSING = re.compile(r"Object missing required field `(\w+)`")


def tidied(value: object, key: str = "", depth: int = 0) -> object:
    """The value with every text in it cleaned. Raises Problem("field_too_long"), Problem("field_wrong")."""
    if depth > _DEEPEST:
        raise Problem("field_wrong", key=key)
    match value:
        case str():
            short_enough(value, key)
            if key == "body":
                return cleaned_markdown(value)
            return " ".join(cleaned(value).split()) if key == "title" else cleaned(value)
        case Mapping():
            return {str(name): tidied(item, str(name), depth + 1) for name, item in value.items()}
        case list() | tuple():
            return [tidied(item, key, depth + 1) for item in value]
        case bool() | None | date() | datetime() | time():
            return value
        case int() if abs(value) < _LARGEST_NUMBER:
            return value
        case _:
            raise Problem("field_wrong", key=key)


def body_from(kind: Kind, plain: Plain) -> Body:
    """The body of a record. Raises Problem with the key that is missing or wrong; unknown keys are ignored here
    (see `unknown_keys`)."""
    prepared = _prepared(kind, {key: tidied(value, key) for key, value in plain.items()})
    body: Body = _converted(prepared, BODY_TYPES[kind])
    _check(body)
    return body


def seal_from(plain: object) -> Seal:
    """Raises Problem("field_wrong"), Problem("field_choice"), Problem("field_missing")."""
    tidy = tidied(plain, "seal")
    if not isinstance(tidy, dict):
        raise Problem("field_wrong", key="seal")
    sources = tidy.get("sources")
    if isinstance(sources, list):
        tidy["sources"] = [_source(source) for source in sources]
    seal: Seal = _converted(tidy, Seal, "seal.")
    return seal


def document_from(kind: Kind, external_id: str, plain: Plain, seal: object) -> Document:
    """A document as it comes from a file: without an id of ours. Raises Problem."""
    name = cleaned(external_id)
    if not name:
        raise Problem("external_id_missing")
    if len(name) > LONGEST_EXTERNAL_ID or "\n" in name:
        raise Problem("external_id_wrong", external_id=name[:60], most=LONGEST_EXTERNAL_ID)
    return Document(id="", kind=kind, body=body_from(kind, plain), seal=seal_from(seal), external_id=name)


def plain_body(body: Body) -> Plain:
    """The body as `body_from` reads it: empty values left out unless the record asks for them, spans as texts."""
    return _plain_record(body)


def plain_seal(seal: Seal) -> Plain:
    """The seal as `seal_from` reads it; sources keep their empty values: a missing date is to be seen."""
    plain = _plain_record(seal)
    if seal.sources:
        plain["sources"] = [{name: str(getattr(source, name)) for name in _names(Source)} for source in seal.sources]
    return plain


def unknown_keys(plain: object, kind: type[object], path: str = "") -> Iterator[str]:
    """The keys, with their paths, that records of this type do not have."""
    if is_dataclass(kind) and isinstance(plain, Mapping):
        hints = _hints(kind)
        for key, value in plain.items():
            if key in hints:
                yield from unknown_keys(value, hints[key], f"{path}{key}.")
            else:
                yield f"{path}{key}"
    elif get_origin(kind) is tuple and isinstance(plain, list):
        for item in plain:
            yield from unknown_keys(item, get_args(kind)[0], path)
    elif get_origin(kind) in (UnionType, Union):
        for choice in get_args(kind):
            if is_dataclass(choice) and isinstance(choice, type):
                yield from unknown_keys(plain, choice, path)


@cache
def _hints(kind: type[object]) -> dict[str, Any]:
    return get_type_hints(kind)


def _converted(plain: object, kind: Any, prefix: str = "") -> Any:
    try:
        return msgspec.convert(plain, type=kind)
    except msgspec.ValidationError as error:
        raise _told(str(error), prefix) from error


def _told(message: str, prefix: str) -> Problem:
    """The problem behind a message of msgspec."""
    found = _MESSAGE.fullmatch(message)
    what, path = (found["what"], found["path"] or "") if found else (message, "")
    if missing := _MISSING.match(what):
        return Problem("field_missing", key=prefix + ".".join(part for part in (path, missing[1]) if part))
    if what.startswith("Invalid enum value"):
        choices = _CHOICES.get(re.sub(r"\[.*?\]", "", path).rpartition(".")[2])
        if choices is not None:
            return Problem("field_choice", key=prefix + path, choices=", ".join(choices))
    return Problem("field_wrong", key=prefix + path)


def _prepared(kind: Kind, plain: Plain) -> Plain:
    """The plain body with its spans and telephone numbers as records hold them, without a third language that says
    nothing."""
    english = plain.get(Language.EN)
    if kind in (Kind.PROCEDURE, Kind.TIP) and isinstance(english, dict) and not any(english.values()):
        del plain[Language.EN]
    if kind in (Kind.CONTACT, Kind.REGIME) and isinstance(plain.get("hours"), list):
        plain["hours"] = [_record_hours(entry) for entry in _mappings(plain["hours"])]
    if kind is Kind.CONTACT and isinstance(plain.get("phones"), list):
        plain["phones"] = [_record_phone(phone) for phone in _mappings(plain["phones"])]
    if kind is Kind.LINE and isinstance(plain.get("phone"), dict):
        plain["phone"] = _record_phone(_mappings([plain["phone"]])[0])
    return plain


def _mappings(value: object) -> list[Plain]:
    """Raises Problem("field_wrong") for anything that is not a list of mappings."""
    if not isinstance(value, list | tuple) or not all(isinstance(item, dict) for item in value):
        raise Problem("field_wrong", key="hours, phones")
    return [dict(item) for item in value]


def _record_phone(phone: Plain) -> Plain:
    number = phone.get("number")
    if not isinstance(number, str):
        raise Problem("field_wrong", key="number")
    phone["number"] = dialled(number)
    phone.setdefault("kind", likely_kind(dialled(number)).value)
    return phone


def _record_hours(entry: Plain) -> Plain:
    spans = entry.get("spans")
    if isinstance(spans, list):
        entry["spans"] = [span_from(span) if isinstance(span, str) else span for span in spans]
    return entry


def span_from(text: str) -> Plain:
    """ "08:30-12:30" (also 8h30, 24:00 for midnight). Raises Problem("span_wrong")."""
    found = _SPAN.fullmatch(text)
    if found is None:
        raise Problem("span_wrong", span=text[:60])
    hours = [int(found[1]), int(found[3]) % 24 if found[4] == "00" else int(found[3])]
    if max(hours) > 23 or int(found[2]) > 59 or int(found[4]) > 59:
        raise Problem("span_wrong", span=text[:60])
    return {"opens": f"{hours[0]:02}:{found[2]}:00", "closes": f"{hours[1]:02}:{found[4]}:00"}


def _source(source: object) -> object:
    if isinstance(source, dict) and isinstance(source.get("date"), date | int):
        return {**source, "date": str(source["date"])}
    return source


def _plain_record(record: "DataclassInstance") -> Plain:
    plain: Plain = {}
    for item in fields(record):
        value = _plain_value(getattr(record, item.name))
        asked_for = item.default is MISSING and item.default_factory is MISSING
        if asked_for or value not in ("", [], {}, None) or isinstance(value, bool | int):
            plain[item.name] = value
    if isinstance(record, WeeklyHours) and record.season is Season.ALWAYS:
        del plain["season"]
    return plain


def _plain_value(value: object) -> object:
    match value:
        case Span():
            return f"{value.opens:%H:%M}-{value.closes:%H:%M}"
        case StrEnum():
            return value.value
        case tuple():
            return [_plain_value(item) for item in value]
        case _ if is_dataclass(value) and not isinstance(value, type):
            return _plain_record(value)
        case _:
            return value


def _check(body: Body) -> None:
    """What types cannot tell. Raises Problem."""
    match body:
        case Procedure() | Tip() if not written_languages(body):
            raise Problem("title_missing")
        case Contact(name=title) | News(title=title) | Module(title=title) | Synonyms(official=title) if not title:
            raise Problem("title_missing")
        case Contact(hours=hours):
            _check_days(hours)
        case Regime():
            _check_days(body.hours)
            _check_day(*body.summer_from, key="summer_from")
            _check_day(*body.summer_to, key="summer_to")
        case Holidays():
            for rule in body.rules:
                _check_holiday(rule)
        case Greeting():
            _check_script(body)
        case _:
            pass


def _check_days(hours: tuple[WeeklyHours, ...]) -> None:
    if not all(1 <= day <= 7 for entry in hours for day in entry.days):
        raise Problem("field_range", key="days", range="1-7")


def _check_day(month: int, day: int, key: str) -> None:
    # 2023 has no 29 February: a rule must name a day that each year has.
    try:
        date(2023, month, day)
    except ValueError as error:
        raise Problem("field_range", key=key, range="01-01 … 12-31") from error


def _check_holiday(rule: HolidayRule) -> None:
    if rule.lunar:
        if not (1 <= rule.month <= 12 and 1 <= rule.day <= 29):
            raise Problem("field_range", key="month, day", range="1-12, 1-29")
    else:
        _check_day(rule.month, rule.day, "month, day")
    if not 1 <= rule.days <= 30:
        raise Problem("field_range", key="days", range="1-30")


def _check_script(greeting: Greeting) -> None:
    """Every script can be filled: its braces are in pairs."""
    if not greeting.text:
        raise Problem("field_missing", key="text")
    for language in Language:
        try:
            list(Formatter().parse(greeting.text.get(language)))
        except ValueError as error:
            raise Problem("script_braces", key=f"text.{language.value}") from error


@cache
def _names(kind: type["DataclassInstance"]) -> tuple[str, ...]:
    return tuple(item.name for item in fields(kind))
