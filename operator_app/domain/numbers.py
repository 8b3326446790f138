"""Telephone numbers by the Tunisian numbering plan.

Source of the ranges: libphonenumber 9.0.43 metadata for TN (fixed, mobile, 8010/81/82/88 ranges) and the press for the
short numbers that it does not know (193, 194, 192, 18xx); see knowledge_base/README.md.
"""

import re

from operator_app.domain.contacts import PhoneKind

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_PLAN: tuple[tuple[re.Pattern[str], PhoneKind], ...] = (
    (re.compile(r"19\d|18\d\d"), PhoneKind.SHORT),
    (re.compile(r"8010\d{4}"), PhoneKind.GREEN),
    (re.compile(r"8[12]10\d{4}"), PhoneKind.SHARED_COST),
    (re.compile(r"88\d{6}"), PhoneKind.PREMIUM),
    (re.compile(r"(7\d|3[0-2])\d{6}"), PhoneKind.FIXED),
    (re.compile(r"(2\d|4[0-8]|5\d|9\d)\d{6}"), PhoneKind.MOBILE),
)
_DIALLED = re.compile(r"\+?[0-9*#]{1,20}")
# Six digits or more, however grouped (also by dashes, brackets and invisible direction marks): a telephone number or
# an identity card, never a year or "عدد 3".
_PERSONAL = re.compile(
    r"\+?\d(?:[\s.\-/()_\u2010-\u2015\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]{0,4}\d){5,}"
)
MASK = "•••"


def clean(written: str) -> str:
    """What is dialled for a number as people write it: Western digits, no grouping, no country code.

    Returns an empty string when nothing can be dialled. Only `+`, digits, `*` and `#`, at most 20, ever come back.
    """
    number = "".join(ch for ch in written.translate(_DIGITS) if ch in "+0123456789*#")
    if number.startswith("00"):
        number = "+" + number[2:]
    if number.startswith("+216") and len(number) == 12 and number[4] != "0":
        number = number[4:]
    return number if _DIALLED.fullmatch(number) and len(number) <= 20 else ""


def kind_of(number: str) -> PhoneKind | None:
    """The kind of a cleaned number in the plan; up to six digits that no range has are an extension."""
    for pattern, kind in _PLAN:
        if pattern.fullmatch(number):
            return kind
    return PhoneKind.EXTENSION if number.isdigit() and 1 <= len(number) <= 6 else None


def display(number: str) -> str:
    """The number as Tunisians group it: 71 341 140, 80 10 11 11, 190. Always to be drawn left to right."""
    cleaned = clean(number)
    if len(cleaned) == 8 and cleaned.isdigit():
        if cleaned.startswith("80"):
            return f"{cleaned[:2]} {cleaned[2:4]} {cleaned[4:6]} {cleaned[6:]}"
        return f"{cleaned[:2]} {cleaned[2:5]} {cleaned[5:]}"
    return cleaned or number


def mask(text: str) -> str:
    """The text without anything that could be a telephone or identity-card number."""
    return _PERSONAL.sub(MASK, text.translate(_DIGITS))
