"""What was typed with the wrong keyboard layout: the same keys read on the other one.

Layouts: French AZERTY and Arabic (both of Windows and XKB: the letter keys carry the same Arabic letters by place).
"""

_FRENCH_KEYS = "azertyuiop^$qsdfghjklmùwxcvn,;:!²"
_ARABIC_KEYS = "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظذ"
_LAM_ALIF = "لا"
_ACCENTED = {"â": "^q", "ê": "^e", "î": "^i", "ô": "^o", "û": "^u"}

_TO_ARABIC = {
    **dict(zip(_FRENCH_KEYS, _ARABIC_KEYS, strict=True)),
    "b": _LAM_ALIF,
    "?": "ة",
    ".": "و",
    "/": "ز",
    "§": "ظ",
    "é": "2",
    "è": "7",
    "ç": "9",
    "à": "0",
}
_TO_FRENCH = {arabic: french for french, arabic in zip(_FRENCH_KEYS, _ARABIC_KEYS, strict=True)}


def as_arabic(text: str) -> str:
    """Latin text read as the Arabic letters on the same keys of an AZERTY keyboard."""
    keys = text.casefold()
    for accented, pressed in _ACCENTED.items():
        keys = keys.replace(accented, pressed)
    return "".join(_TO_ARABIC.get(key, key) for key in keys)


def as_french(text: str) -> str:
    """Arabic text read as the letters on the same keys of an AZERTY keyboard."""
    return "".join(_TO_FRENCH.get(key, key) for key in text.replace(_LAM_ALIF, "b"))


def other_layout(text: str) -> str:
    """The text retyped on the other layout; empty when it has no letter to tell its layout by."""
    if any("\u0620" <= char <= "\u064a" for char in text):
        return as_french(text)
    return as_arabic(text) if any(char.isalpha() for char in text) else ""
