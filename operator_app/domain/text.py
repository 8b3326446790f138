"""The one normalisation of text: what is searched, compared or grouped goes through `fold` first, on both sides.

Folded away: case, harakat and every other combining mark, tatweel, invisible controls, hamza and its seats
(أ إ آ ٱ → ا, ؤ → و, ئ → ي, ء dropped), ة → ه, ى → ي, letters of neighbouring alphabets used for Tunisian sounds
(ڨ → ق, پ → ب, ڤ → ف), digits of any script, French accents, ligatures and elision (l'extrait → extrait).
"""

import re
import unicodedata

_LETTERS = {
    "ة": "ه",
    "ۃ": "ه",
    "ہ": "ه",
    "ھ": "ه",
    "ى": "ي",
    "ی": "ي",
    "ې": "ي",
    "ٱ": "ا",
    "ء": "",
    "ـ": "",
    "ک": "ك",
    "ڪ": "ك",
    "گ": "ق",
    "ڨ": "ق",
    "پ": "ب",
    "ڤ": "ف",
    "ڥ": "ف",
    "چ": "ج",
    "ژ": "ز",
    "œ": "oe",
    "æ": "ae",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ı": "i",
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "`": "'",
    "´": "'",
    "′": "'",
}

# An elided word and its apostrophe, before the word that it leans on.
_ELISION = re.compile(r"(?<!\w)(?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu)'(?=\w)")
_LONGEST_CHAIN = 8


def _once(char: str) -> str:
    """One step of folding one character."""
    if char in _LETTERS:
        return _LETTERS[char]
    category = unicodedata.category(char)
    if category in ("Mn", "Me", "Cf"):
        return ""
    if category == "Nd":
        return str(unicodedata.digit(char))
    if category in ("Zs", "Zl", "Zp", "Cc"):
        return " "
    return unicodedata.normalize("NFKD", char.casefold())


def _fold_char(char: str) -> str:
    """One character folded until nothing changes any more, so that folding twice is folding once."""
    folded = char
    for _ in range(_LONGEST_CHAIN):
        again = "".join(_once(part) for part in folded)
        if again == folded:
            break
        folded = again
    return folded


class _Table(dict[int, str]):
    """Code point → its folded text, computed when first met (for `str.translate`)."""

    def __missing__(self, code: int) -> str:
        folded = _fold_char(chr(code))
        self[code] = folded
        return folded


_TABLE = _Table()


def fold(text: str) -> str:
    """The text as it is searched and compared. Idempotent; any string is accepted."""
    folded = text.translate(_TABLE)
    return _ELISION.sub("", folded) if "'" in folded else folded


def fold_with_map(text: str) -> tuple[str, list[int]]:
    """The folded text and, for each of its characters, the offset in `text` of the character that it comes from.

    `fold_with_map(text)[0] == fold(text)`; the offsets never decrease.
    """
    pieces: list[str] = []
    offsets: list[int] = []
    for offset, char in enumerate(text):
        piece = _TABLE[ord(char)]
        pieces.append(piece)
        offsets.extend([offset] * len(piece))
    folded = "".join(pieces)
    if "'" not in folded:
        return folded, offsets
    kept: list[str] = []
    kept_offsets: list[int] = []
    end = 0
    for match in _ELISION.finditer(folded):
        kept.append(folded[end : match.start()])
        kept_offsets.extend(offsets[end : match.start()])
        end = match.end()
    kept.append(folded[end:])
    kept_offsets.extend(offsets[end:])
    return "".join(kept), kept_offsets
