"""How a word sounds, whichever alphabet it is written in: its consonants in one rough alphabet.

So that Arabizi (`3a2ili`, `batinda`, `ro5sat`), French words in Arabic letters (باسبور) and their originals meet.
Digits stand for letters as Tunisians write them: 2 ء, 3 ع, 5 خ, 7 ح, 8 غ, 9 ق. Compiled by us; a rough net by
design, so what is found by sound only counts less than what is found by letters.
"""

import re

from operator_app.index.words import is_arabic

_ARABIC = str.maketrans(
    {
        "ا": "",
        "و": "",
        "ي": "",
        "ع": "",
        "ب": "b",
        "ت": "t",
        "ث": "t",
        "ط": "t",
        "ج": "j",
        "ح": "h",
        "خ": "x",
        "د": "d",
        "ذ": "d",
        "ض": "d",
        "ظ": "d",
        "ر": "r",
        "ز": "z",
        "س": "s",
        "ص": "s",
        "ش": "c",
        "غ": "g",
        "ف": "f",
        "ق": "k",
        "ك": "k",
        "ل": "l",
        "م": "m",
        "ن": "n",
        "ه": "h",
    }
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
_LATIN = str.maketrans(
    {
        **dict.fromkeys("aeiouyw23", ""),
        "c": "k",
        "q": "k",
        "9": "k",
        "š": "c",
        "ķ": "x",
        "5": "x",
        "7": "h",
        "8": "g",
        "p": "b",
        "v": "f",
    }
)
_DOUBLED = re.compile(r"(.)\1+")
_SILENT_ENDS = "tdsx"
FEWEST_SOUNDS = 3


def sound(word: str) -> str:
    """The sound of a folded word; empty when there is too little of it to tell words apart."""
    return key if len(key := _sound(word)) >= FEWEST_SOUNDS else ""


def _sound(word: str) -> str:
    if is_arabic(word):
        body = word[:-1] if word[-1] == "ه" else word
        return _DOUBLED.sub(r"\1", body.translate(_ARABIC))
    for group, letters in _LATIN_GROUPS:
        word = word.replace(group, letters)
    key = _DOUBLED.sub(r"\1", word.translate(_LATIN))
    if len(key) > FEWEST_SOUNDS and word[-1] in _SILENT_ENDS:
        key = key[:-1]
    if len(key) > FEWEST_SOUNDS and word[-1] == "h":
        key = key[:-1]
    return key
