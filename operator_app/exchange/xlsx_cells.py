"""What the cells of a workbook show: dates, numbers and texts with formatting (ECMA-376, part 1, 18.3 and 18.8)."""

import re
from datetime import date, timedelta
from xml.etree.ElementTree import Element

# Numbers of the built-in formats that are dates or times.
_BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_NOT_CODE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
# Day 0 in both date systems, so that day 61 and all after are right in the first (it believes in 29 February 1900).
_DAY_0 = date(1899, 12, 30)
_DAY_0_1904 = date(1904, 1, 1)
_MINUTES_A_DAY = 24 * 60
_LAST_DAY = 2_958_465
_LETTERS = 26


class Styles:
    """Which cell styles show dates."""

    def __init__(self) -> None:
        self.from_1904 = False
        self._dates: set[str] = set(map(str, _BUILT_IN_DATES))
        self._by_style: list[bool] = []

    def learn(self, name: str, element: Element) -> None:
        """Take in an element of the styles part."""
        if name == "numFmt":
            code = _NOT_CODE.sub("", element.get("formatCode", ""))
            if re.search("[dmyhs]", code, re.IGNORECASE):
                self._dates.add(element.get("numFmtId", ""))
        elif name == "cellXfs":
            self._by_style = [style.get("numFmtId", "0") in self._dates for style in element]

    def is_date(self, style: str) -> bool:
        index = int(style) if style.isascii() and style.isdigit() and len(style) <= 6 else 0
        return index < len(self._by_style) and self._by_style[index]


def shown_number(value: str, is_date: bool, from_1904: bool) -> str:
    """A number as people see it: 71341140, not 71341140.0; a date as 2026-11-24."""
    try:
        number = float(value)
    except ValueError:
        return value
    if is_date and 0 <= number <= _LAST_DAY:
        return _date(number, from_1904)
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    return value if len(value) <= 17 else repr(number)


def _date(number: float, from_1904: bool) -> str:
    days, minutes = divmod(round(number * _MINUTES_A_DAY), _MINUTES_A_DAY)
    clock = f"{minutes // 60:02}:{minutes % 60:02}"
    if number < 1:
        return clock
    day = (_DAY_0_1904 if from_1904 else _DAY_0) + timedelta(days=days)
    return f"{day.isoformat()} {clock}" if minutes else day.isoformat()


def text_of_runs(element: Element) -> str:
    """The text of a string item: its runs, without the phonetic ones, escapes undone."""
    parts: list[str] = []
    for child in element:
        match child.tag.rpartition("}")[2]:
            case "t":
                parts.append(child.text or "")
            case "r":
                parts += [run.text or "" for run in child if run.tag.rpartition("}")[2] == "t"]
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), "".join(parts))


def coordinates(reference: str) -> tuple[int, int]:
    """Column and row of "B12", both from 1; 0 for what is no reference."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return 0, 0
    column = 0
    for letter in found[1].upper():
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return column, int(found[2])
