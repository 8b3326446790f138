"""From folded text to words: tokens, the article and clitics off, numbers in any grouping, character 4-grams.

`ANALYSIS` is the stamp of this analysis: it is written into each index, and an index with another stamp is rebuilt.
Raise it whenever a change here, in `stems`, `sounds`, `records` or in `domain.text` changes what is stored.
"""

import re
from typing import NamedTuple

from operator_app.index.stopwords import STOP_WORDS

ANALYSIS = 7

GRAM = 4
# Longest article or clitic first: (prefix, fewest letters that must stay).
_CLITICS = (
    ("وبال", 3),
    ("وكال", 3),
    ("فبال", 3),
    ("ولل", 3),
    ("وال", 3),
    ("بال", 3),
    ("كال", 3),
    ("فال", 3),
    ("لل", 3),
    ("ال", 2),
)
_ARTICLE = "ال"
_CLITIC_STOP = 4
_KEPT_WHOLE = frozenset({"الله", "التي", "الذي", "الذين", "الان", "اللي"})

_WORD = re.compile(r"[^\W_]+")
# Groups as telephone numbers are written (2-3-3, 2-2-2-2, with the country's code …), not two years side by side.
_NUMBER = re.compile(r"(?<!\w)(?:(?:\+|00)\d{1,3}[ ./-]?)?\d{1,3}(?:[ ./-]\d{2,4})*(?!\w)|(?<!\w)\+?\d{8,15}(?!\w)")
_FEWEST_DIGITS, _MOST_DIGITS = 5, 15
_LONGEST_WORD = 40
_COUNTRY = "216"
_LOCAL_DIGITS = 8
_ARABIC_FIRST, _ARABIC_LAST = "\u0620", "\u06ff"


class Token(NamedTuple):
    """A word as searched and where it lies in the folded text (half-open)."""

    word: str
    start: int
    end: int


def is_arabic(word: str) -> bool:
    """Whether the word is written in Arabic letters."""
    return _ARABIC_FIRST <= word[0] <= _ARABIC_LAST


def bare(word: str) -> str:
    """The folded word without the article ال and the clitics joined to it.

    What would then pass for a stop word keeps its article: «الماء» (water) is not «ما».
    """
    if not is_arabic(word) or word in _KEPT_WHOLE or word in STOP_WORDS:
        return word
    for prefix, stays in _CLITICS:
        if word.startswith(prefix) and len(word) - len(prefix) >= stays:
            rest = word[len(prefix) :]
            return _ARTICLE + rest if rest in STOP_WORDS else rest
    return word


def unfinished(word: str) -> str:
    """A bare word that may go on: its article off, since what follows may not be the stop word that it seems."""
    return word[len(_ARTICLE) :] if word.startswith(_ARTICLE) and word[len(_ARTICLE) :] in STOP_WORDS else word


def is_stop(word: str) -> bool:
    """Whether a bare word says nothing about a subject: a stop word, alone or with a one-letter clitic."""
    return word in STOP_WORDS or (len(word) >= _CLITIC_STOP and word[0] in "وفبلك" and word[1:] in STOP_WORDS)


def tokens(folded: str) -> list[Token]:
    """The words of a folded text in order, bare."""
    return [Token(bare(match.group()[:_LONGEST_WORD]), match.start(), match.end()) for match in _WORD.finditer(folded)]


def numbers(folded: str) -> list[Token]:
    """Numbers written in groups or with the country's code, their digits joined (`+216 71 341 140` → `71341140`)."""
    found: list[Token] = []
    for match in _NUMBER.finditer(folded):
        written = match.group()
        digits = "".join(filter(str.isdigit, written))
        local = local_number(digits)
        if written.startswith((f"+{_COUNTRY}", f"00{_COUNTRY}")):
            local = digits.removeprefix("00").removeprefix(_COUNTRY)
        if local != written and _FEWEST_DIGITS <= len(local) <= _MOST_DIGITS:
            found.append(Token(local, match.start(), match.end()))
    return found


def local_number(digits: str) -> str:
    """Digits of a telephone number without Tunisia's country code (source: numbering plan)."""
    for code in (f"00{_COUNTRY}", _COUNTRY):
        if digits.startswith(code) and len(digits) == len(code) + _LOCAL_DIGITS:
            return digits[len(code) :]
    return digits


def grams(word: str) -> list[str]:
    """Character 4-grams of a word with its borders marked by spaces; a short word is one gram."""
    padded = f" {word} "
    return [padded[start : start + GRAM] for start in range(max(1, len(padded) - GRAM + 1))]
