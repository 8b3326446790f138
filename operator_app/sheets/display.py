"""Logical text made ready for display: levels with whole left-to-right stretches isolated, and where lines may break.

UAX #9 by itself shows `+216 71 123 456` in an Arabic line as `456 123 71 216+`. So each stretch that is read from
left to right (a number with its groups, a Latin phrase) is put between LRI and PDI, for the computation of the
levels only: the controls never reach a text.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from operator_app.sheets.bidi import bidi_class, levels

_CONTROLS = dict.fromkeys((0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF, 0x00AD))
_CONTROLS_TO_SPACE = {0x09: " ", 0x0B: " ", 0x0C: " ", 0x0D: None, 0x2028: "\n", 0x2029: "\n", 0x85: "\n"}
_LRI, _RLI, _PDI = "\u2066", "\u2067", "\u2069"

# One letter a character, so that stretches can be found with regular expressions.
_CODE_OF_CLASS = {
    "L": "L",
    "EN": "E",
    "AN": "E",
    "R": "R",
    "AL": "R",
    "NSM": "M",
    "ET": "T",
    "ES": "P",
    "CS": "C",
    "WS": "S",
    "B": "X",
    "S": "S",
}
_CODE_OF_CHAR = {
    **dict.fromkeys("([«", "O"),
    **dict.fromkeys(")]»", "K"),
    **dict.fromkeys("–—", "D"),
    "−": "P",
    **dict.fromkeys("،؛؟", "X"),
    **dict.fromkeys("\u00a0\u202f", "S"),
    **dict.fromkeys("'’", "Q"),
    **dict.fromkeys("#*", "T"),
}
_NUMBER = re.compile(r"[PT]?O?E+(?:K?(?:S|C|S?[PD]S?)?O?E+)*K?(?:S?T+)?")
_LATIN = re.compile(r"(?:[PT]*O?E[^RX]*?)?(?:OS?)?L(?:[^RX]*[LEM])?(?:S?T+)?(?:S?[KQ])*")
_SEGMENT = re.compile(r"[^RX]+")
_ARABIC = re.compile(r"(?:OS?)?R(?:[^L]*[RM])?(?:S?K)*")
_NO_BREAK_BEFORE = frozenset(":;!?»%؟؛،.,)]}€")
_NO_BREAK_AFTER = frozenset("«([{")
_HARD_SPACES = frozenset("\u00a0\u202f\u2007")
_SPACES = frozenset(" \u00a0\u202f\u2007\u2009")
_INSIDE_NUMBERS = frozenset(("EE", "ET", "TE", "KE", "EO", "EP", "PE", "ED", "DE"))
_INNER_BREAK = re.compile(r"(?<=[^\W\d_])[-/—–](?=[^\W\d_])")


class _Codes(dict[int, str]):
    """`str.translate` table from characters to code letters, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        letter = _CODE_OF_CHAR.get(char) or _CODE_OF_CLASS.get(bidi_class(char), "N")
        self[code] = letter
        return letter


_TABLE = _Codes()


def clean(text: str) -> str:
    """The text without direction controls, soft hyphens and byte order marks; other control characters are spaces."""
    text = unicodedata.normalize("NFC", text).translate(_CONTROLS).translate(_CONTROLS_TO_SPACE)
    return "".join(char for char in text if char == "\n" or unicodedata.category(char) not in ("Cc", "Co", "Cs", "Cn"))


def stretches(codes: str) -> list[tuple[int, int]]:
    """Half-open ranges read from left to right, in the code letters of a text with right-to-left characters."""
    found: list[tuple[int, int]] = []
    for segment in _SEGMENT.finditer(codes):
        position, end = segment.span()
        while position < end:
            match = _next_stretch(codes, position, end)
            if match is None:
                break
            start, stop = _balanced(codes, match.start(), match.end())
            found.append(_unwrapped(codes, start, stop))
            position = max(stop, match.start() + 1)
    return [(start, stop) for start, stop in found if stop - start > 1]


def _next_stretch(codes: str, position: int, end: int) -> re.Match[str] | None:
    """The first phrase or number, the longer one where both begin; phrases are sought only where a letter follows."""
    latin = _LATIN.search(codes, position, end) if codes.find("L", position, end) >= 0 else None
    number = _NUMBER.search(codes, position, end)
    return min((m for m in (latin, number) if m), key=lambda m: (m.start(), -m.end()), default=None)


def _balanced(codes: str, start: int, stop: int) -> tuple[int, int]:
    """The range without a bracket at its ends whose partner is outside, and without a space at its ends."""
    changed = True
    while changed and start < stop:
        changed = True
        inside = codes[start:stop]
        if inside.count("K") > inside.count("O") and inside[-1] in "KSQ":
            stop -= 1
        elif inside.count("O") > inside.count("K") and inside[0] == "O":
            start += 1
        elif inside.count("O") > inside.count("K"):
            stop = start + inside.rindex("O")
        elif inside[-1] in "SQ":
            stop -= 1
        elif inside[0] in "SQ":
            start += 1
        else:
            changed = False
    return start, stop


def _unwrapped(codes: str, start: int, stop: int) -> tuple[int, int]:
    """The range without a pair of brackets around the whole of it. They look the same in either direction, and readers
    of PDF give them back right only when they belong to the line around."""
    while stop - start > 2 and codes[start] == "O" and codes[stop - 1] == "K":
        open_ = 0
        for position in range(start, stop - 1):
            open_ += (codes[position] == "O") - (codes[position] == "K")
            if not open_:
                return start, stop
        start, stop = start + 1, stop - 1
    return start, stop


@dataclass(frozen=True, slots=True)
class Analysis:
    """Of a text without line feeds: the level of each character, and the code letters."""

    levels: tuple[int, ...]
    codes: str
    isolates: tuple[tuple[int, int], ...] = ()


def analyse(text: str, right_to_left: bool) -> Analysis:
    """Levels for display in a paragraph of this direction."""
    codes = text.translate(_TABLE)
    base = int(right_to_left)
    if not right_to_left and "R" not in codes:
        return Analysis((0,) * len(text), codes)
    if right_to_left and "L" not in codes and "E" not in codes:
        return Analysis((1,) * len(text), codes)
    isolates = stretches(codes)
    outer = [] if right_to_left else _right_to_left_stretches(codes)
    return Analysis(_levels_within(text, base, isolates, outer), codes, tuple(isolates))


def _right_to_left_stretches(codes: str) -> list[tuple[int, int]]:
    """Arabic phrases inside a left-to-right paragraph, with the quotation marks and brackets that are theirs."""
    ranges = (_balanced(codes, match.start(), match.end()) for match in _ARABIC.finditer(codes))
    return [(start, stop) for start, stop in ranges if stop - start > 1]


def _levels_within(
    text: str, base: int, left_to_right: list[tuple[int, int]], right_to_left: list[tuple[int, int]]
) -> tuple[int, ...]:
    """Levels of the text with stretches isolated; right-to-left ones go around left-to-right ones."""
    before: dict[int, str] = {}
    after: dict[int, str] = {}
    for start, stop in right_to_left:
        if any(first < start < last or first < stop < last for first, last in left_to_right):
            continue
        before[start] = _RLI
        after[stop] = _PDI
    for start, stop in left_to_right:
        before[start] = before.get(start, "") + _LRI
        after[stop] = _PDI + after.get(stop, "")
    parts: list[str] = []
    own: list[int] = []
    length = 0
    for position in range(len(text) + 1):
        controls = after.get(position, "") + before.get(position, "")
        length += len(controls)
        parts.append(controls + text[position : position + 1])
        own.append(length)
        length += 1
    found = levels("".join(parts), base)
    return tuple(found[index] for index in own[:-1])


def tokens(text: str, analysis: Analysis) -> Iterator[tuple[int, int, bool]]:
    """The text cut where lines may break: (start, stop, is a space at which the line may break).

    Spaces at which it may not (inside numbers, before French punctuation) are part of the stretch around them.
    """
    start = 0
    numbers = frozenset(inside for match in _NUMBER.finditer(analysis.codes) for inside in range(*match.span()))
    for position, char in enumerate(text):
        if char in _SPACES and _breakable(text, position, analysis, numbers):
            if start < position:
                yield from _words(text, start, position)
            yield position, position + 1, True
            start = position + 1
    if start < len(text):
        yield from _words(text, start, len(text))


def _words(text: str, start: int, stop: int) -> Iterator[tuple[int, int, bool]]:
    for match in _INNER_BREAK.finditer(text, start, stop):
        yield start, match.end(), False
        start = match.end()
    yield start, stop, False


def _breakable(text: str, position: int, analysis: Analysis, numbers: frozenset[int]) -> bool:
    if text[position] in _HARD_SPACES:
        return False
    before = text[position - 1] if position else ""
    after = text[position + 1] if position + 1 < len(text) else ""
    if after in _NO_BREAK_BEFORE or before in _NO_BREAK_AFTER:
        return not (before and after)
    codes = analysis.codes
    around = codes[max(0, position - 1)] + codes[min(len(codes) - 1, position + 1)]
    # groups of a number, a number and its sign, a bracket or hyphen inside a number
    return around not in _INSIDE_NUMBERS or position not in numbers
