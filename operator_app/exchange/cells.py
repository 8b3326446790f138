"""Cells and what they mean: lists, yes and no, dates, telephone numbers and opening hours as people write them.

`parsed(shown(value)) == value` for each shape.
"""

import re
from datetime import date
from functools import cache

from operator_app.domain.hours import Season
from operator_app.domain.languages import Language
from operator_app.domain.problems import Problem
from operator_app.domain.text import fold
from operator_app.exchange.cleaning import dialled, likely_kind, numbers_in
from operator_app.exchange.columns import Shape
from operator_app.exchange.plain import Plain, span_from

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_BULLET = re.compile(r"(?:[-*•‣▪●–—·]|o(?=\s))\s+")
_CONTINUED = "    "
_YES = frozenset(("yes", "y", "true", "1", "x", "oui", "vrai", "o", "نعم", "اجل", "صحيح"))
_NO = frozenset(("no", "n", "false", "0", "non", "faux", "لا", "خطا", ""))
_DATES = (
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]*)?"), (1, 2, 3)),
    (re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})"), (1, 2, 3)),
    (re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})"), (3, 2, 1)),
)
_DAYS = (
    ("1", "monday", "mon", "lundi", "lun", "الاثنين", "الإثنين"),
    ("2", "tuesday", "tue", "mardi", "mar", "الثلاثاء"),
    ("3", "wednesday", "wed", "mercredi", "mer", "الأربعاء", "الاربعاء"),
    ("4", "thursday", "thu", "jeudi", "jeu", "الخميس"),
    ("5", "friday", "fri", "vendredi", "ven", "الجمعة"),
    ("6", "saturday", "sat", "samedi", "sam", "السبت"),
    ("7", "sunday", "sun", "dimanche", "dim", "الأحد"),
)
_ALWAYS_OPEN = frozenset(("24/24 7/7", "24h/24 7j/7", "24/7", "7j/7 24h/24"))
_PARTS = len(("number", "kind", *Language))


def parsed(shape: Shape, cell: str, column: str) -> object:
    """The plain value of a cell that is not empty. Raises Problem."""
    match shape:
        case Shape.LIST:
            return items_in(cell)
        case Shape.FLAG:
            return _flag(cell, column)
        case Shape.NUMBER:
            number = cell.translate(_DIGITS)
            if not re.fullmatch(r"-?\d{1,9}", number):
                raise Problem("cell_number", column=column, value=cell[:60])
            return int(number)
        case Shape.PHONES:
            return [phone for line in cell.split("\n") for phone in _phones(line)]
        case Shape.PHONE:
            return _phones(cell)[0]
        case Shape.HOURS:
            return [_hours(line) for line in re.split(r"[\n;]+", cell) if line.strip()]
        case _:
            return cell


def shown(shape: Shape, value: object) -> str:
    """The cell of a plain value."""
    match shape, value:
        case Shape.LIST, list() | tuple():
            return _listed([str(item) for item in value])
        case Shape.FLAG, _:
            return "yes" if value else "no"
        case Shape.PHONES, list() | tuple():
            return "\n".join(_shown_phone(phone) for phone in value)
        case Shape.PHONE, dict():
            return _shown_phone(value)
        case Shape.HOURS, list() | tuple():
            return "\n".join(_shown_hours(entry) for entry in value)
        case _:
            return str(value)


def items_in(cell: str) -> list[str]:
    """One item a line, or separated by ";" when there is one line; a list mark before each is not part of it. A line
    that begins with four spaces goes on with the item before."""
    lines = cell.split("\n") if "\n" in cell else re.split("[;؛]", cell)
    items: list[str] = []
    for line in lines:
        if line.startswith(_CONTINUED) and items:
            items[-1] += "\n" + line.strip()
        elif text := _BULLET.sub("", line.strip(), count=1) if _BULLET.match(line.strip()) else line.strip():
            items.append(text)
    return items


def day_in(cell: str, column: str) -> date:
    """2026-11-24, 24/11/2026. Raises Problem("cell_date")."""
    text = cell.translate(_DIGITS)
    for pattern, (year, month, day) in _DATES:
        if found := pattern.fullmatch(text):
            try:
                return date(int(found[year]), int(found[month]), int(found[day]))
            except ValueError:
                break
    raise Problem("cell_date", column=column, value=cell[:60])


def _listed(items: list[str]) -> str:
    lines = []
    for item in items:
        text = item.replace("\n", "\n" + _CONTINUED)
        lines.append(f"- {text}" if _BULLET.match(text) else text)
    # A line feed at the end says that the ";" in a single item separates nothing.
    single = len(lines) == 1 and "\n" not in lines[0] and re.search("[;؛]", lines[0])
    return lines[0] + "\n" if single else "\n".join(lines)


def _flag(cell: str, column: str) -> bool:
    word = fold(cell).strip()
    if word not in _YES | _NO:
        raise Problem("cell_flag", column=column, value=cell[:60])
    return word in _YES


def _phones(line: str) -> list[Plain]:
    """ "71 341 140 / 71 341 141", or as exported: "71341140 | fixed | الاستقبال | Accueil | Reception"."""
    parts = [part.strip() for part in line.split("|")]
    if len(parts) == 1:
        numbers = numbers_in(line) if parts[0] else []
        return [{"number": number, "kind": likely_kind(number).value} for number in numbers]
    number, kind, *labels = (*parts, *[""] * _PARTS)[:_PARTS]
    label = {language.value: text for language, text in zip(Language, labels, strict=True) if text}
    plain: Plain = {"number": dialled(number), "kind": kind or likely_kind(dialled(number)).value}
    return [plain | ({"label": label} if label else {})]


def _shown_phone(phone: Plain) -> str:
    number, kind = str(phone["number"]), str(phone["kind"])
    label = phone.get("label")
    labels = [str(label.get(language.value, "")) for language in Language] if isinstance(label, dict) else []
    if not labels and kind == likely_kind(number).value:
        return number
    parts = [number, kind, *(" ".join(text.replace("|", "/").split()) for text in labels)]
    return " | ".join(parts).rstrip(" |")


@cache
def _day_numbers() -> dict[str, int]:
    return {fold(name): number for number, names in enumerate(_DAYS, start=1) for name in names}


def _hours(line: str) -> Plain:
    """ "1-4 08:30-12:30 13:30-17:30", "summer 1-5 07:30-14:00", "lun-ven 8h30-12h30".

    Raises Problem("hours_unclear").
    """
    text = " ".join(line.translate(_DIGITS).split())
    if fold(text) in _ALWAYS_OPEN:
        return {"days": [*range(1, 8)], "spans": ["00:00-00:00"]}
    season, _, rest = text.partition(" ")
    entry: Plain = {}
    if season in (Season.SUMMER, Season.RAMADAN, Season.ALWAYS):
        entry["season"], text = season, rest
    days, *spans = text.split(" ")
    try:
        for span in spans:
            span_from(span)
        return {"days": _days(days), "spans": spans, **entry}
    except (Problem, KeyError) as error:
        raise Problem("hours_unclear", value=line[:60]) from error


def _days(text: str) -> list[int]:
    """ "1-4", "1,3,5", "lun-ven". Raises KeyError."""
    names = _day_numbers()
    days: list[int] = []
    for part in re.split("[,،]", text):
        first, _, last = part.partition("-")
        start, end = names[fold(first)], names[fold(last or first)]
        days += range(start, end + 1) if start <= end else (*range(start, 8), *range(1, end + 1))
    return days


def _shown_hours(entry: Plain) -> str:
    days = entry.get("days", ())
    spans = entry.get("spans", ())
    numbers = [int(day) for day in days] if isinstance(days, list | tuple) else []
    run = len(numbers) > 1 and numbers == [*range(numbers[0], numbers[-1] + 1)]
    told = f"{numbers[0]}-{numbers[-1]}" if run else ",".join(str(day) for day in numbers)
    season = str(entry.get("season", ""))
    return " ".join(part for part in (season, told, *(spans if isinstance(spans, list | tuple) else ())) if part)
