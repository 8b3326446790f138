"""How a word sounds, whichever alphabet it is written in: one rough alphabet for both.

So that Arabizi (`3a2ili`, `batinda`, `ro5sat`), French words in Arabic letters (باسبور) and their originals meet.
Digits stand for letters as Tunisians write them: 2 ء, 3 ع, 5 خ, 7 ح, 8 غ, 9 ق. Compiled by us; a rough net by
design, so what is found by sound only counts less than what is found by letters.
"""

import re
from functools import lru_cache

from rapidfuzz.distance.Indel import normalized_similarity
from rapidfuzz.distance.Levenshtein import distance

from operator_app.index.words import is_arabic

_ARABIC = str.maketrans(
    "اويبتثطجحخدذضظرزسصشغفقكلمنه",
    "awybtttjhxddddrzsscgfkklmnh",
)
_LATIN_GROUPS = (
    ("tion", "syn"),
    ("ille", "y"),
    ("sch", "š"),
    ("ch", "š"),
    ("sh", "š"),
    ("kh", "ķ"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("ph", "f"),
    ("qu", "k"),
    ("gn", "n"),
    ("x", "ks"),
    ("ce", "se"),
    ("ci", "si"),
    ("cy", "sy"),
    ("ge", "je"),
    ("gi", "ji"),
)
_LATIN = str.maketrans("aeiouywcq9šķ578pv3", "aaywwywkkkcxxhgbfع", "2")
_AIN = "ع"
_VOWELS = str.maketrans("", "", f"awy{_AIN}")
_DOUBLED = re.compile(r"(.)\1+")
_SILENT_ENDS = "tdsxh"
FEWEST_SOUNDS = 2
_FEWEST_TO_CUT = 3
# What Arabizi writes together with the word: conjunction or preposition, article.
_JOINED = ("wel", "wl", "bel", "bl", "fel", "fl", "lel", "el", "al", "il", "l", "w", "b", "f")
_STAYS = 3
# What likeness between the alphabets takes off: a vowel that Arabic does not write, anything else.
_SHORT_VOWEL, _UNHEARD = 1, 3


@lru_cache(maxsize=4096)
def spoken(word: str) -> str:
    """The word in the rough alphabet, vowels (a, w, y) and ع included, doubled letters once."""
    if is_arabic(word):
        body = word[:-1] if word[-1] == "ه" and len(word) > 2 else word
        return _DOUBLED.sub(r"\1", body.translate(_ARABIC))
    for group, letters in _LATIN_GROUPS:
        word = word.replace(group, letters)
    return _DOUBLED.sub(r"\1", word.translate(_LATIN))


def sound(word: str) -> str:
    """The consonants of a folded word, or all of its sounds when it has too few; empty when even those are few."""
    vowelled = spoken(word)
    key = _DOUBLED.sub(r"\1", vowelled.translate(_VOWELS))
    if len(key) > _FEWEST_TO_CUT and not is_arabic(word) and word[-1] in _SILENT_ENDS:
        key = key[:-1]
    if len(key) < FEWEST_SOUNDS:
        vowelled = _DOUBLED.sub(r"\1", vowelled.replace(_AIN, ""))
        return vowelled if len(vowelled) > FEWEST_SOUNDS else ""
    return key


def likeness(one: str, other: str) -> float:
    """How alike two words sound, vowels and ع included, from 0 to 1.

    Between the alphabets a short vowel costs little, since Arabic does not write it; a written one that is not heard
    costs as much as another consonant.
    """
    if is_arabic(one) == is_arabic(other):
        return float(normalized_similarity(spoken(one), spoken(other)))
    latin, arabic = (other, one) if is_arabic(one) else (one, other)
    heard, written = spoken(latin), spoken(arabic)
    if arabic[-1] == "ه" and written and written[-1] != "a":
        written += "a"
    apart = distance(heard, written, weights=(_UNHEARD, _SHORT_VOWEL, _UNHEARD))
    return max(0.0, 1 - apart / (_UNHEARD * max(1, len(heard), len(written))))


def without_joined(word: str) -> tuple[str, ...]:
    """A Latin word and what is left of it without an Arabizi clitic or article, longest first."""
    if is_arabic(word):
        return (word,)
    rests = [word[len(part) :] for part in _JOINED if word.startswith(part) and len(word) - len(part) >= _STAYS]
    return (word, *rests)
