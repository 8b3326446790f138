"""Text from outside, cleaned of what must never be stored.

Direction marks are added for display only (DESIGN.md, Sheets); control characters and halves of surrogate pairs come
from broken programs and break others.
"""

import re

from operator_app.domain.contacts import PhoneKind
from operator_app.domain.numbers import clean, kind_of
from operator_app.domain.problems import Problem
from operator_app.exchange.watching import FIELD_CHARS, MEGABYTE

_NEWLINES = re.compile(r"\r\n?|[\u2028\u2029\x85\x0b\x0c]")
# Controls but tab and line feed; LRM, RLM, ALM; embeddings, overrides, isolates; BOM; half surrogates; non-characters.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_SUSPECT = re.compile(
    "[\r\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_TELEPHONE = re.compile(r"[+0-9٠-٩۰-۹*#\s.\-/()]+")
_BETWEEN_NUMBERS = re.compile(r"\s*[/;,،؛]\s*|\s+(?:-|–|ou|or|et|and|أو|و)\s+")
_FEWEST_DIGITS = 3


def without_controls(text: str) -> str:
    """The text without direction marks and control characters, line ends as line feeds."""
    return _UNWANTED.sub("", _NEWLINES.sub("\n", text)) if _SUSPECT.search(text) else text


def cleaned(text: str) -> str:
    """The text without direction marks and control characters, line ends as line feeds, nothing at its ends."""
    return without_controls(text).strip()


def cleaned_markdown(text: str) -> str:
    """As `cleaned`, but the first line keeps its indentation, which means something in Markdown."""
    lines = without_controls(text).rstrip().split("\n")
    while lines and not lines[0].strip():
        del lines[0]
    return "\n".join(lines)


def short_enough(text: str, key: str) -> str:
    """The text itself. Raises Problem("field_too_long")."""
    if len(text) > FIELD_CHARS:
        raise Problem("field_too_long", key=key, megabytes=FIELD_CHARS // MEGABYTE)
    return text


def dialled(written: str) -> str:
    """What is dialled for one written number. Raises Problem("phone_unusable") rather than guess: letters in it
    ("poste 12") would silently make another number."""
    text = cleaned(written)
    number = clean(text) if _TELEPHONE.fullmatch(text) else ""
    if not number:
        raise Problem("phone_unusable", number=text[:60])
    return number


def numbers_in(written: str) -> list[str]:
    """Every number of a cell as people fill it: "71 341 140 / 71 341 141". Raises Problem("phone_unusable")."""
    text = cleaned(written)
    parts = [part for part in _BETWEEN_NUMBERS.split(text) if part]
    if not parts or any(sum(ch.isdigit() for ch in part) < _FEWEST_DIGITS for part in parts):
        parts = [text]
    return [dialled(part) for part in parts]


def likely_kind(number: str) -> PhoneKind:
    """The kind of a dialled number by the numbering plan; fixed when the plan does not know it."""
    return kind_of(number) or PhoneKind.FIXED
