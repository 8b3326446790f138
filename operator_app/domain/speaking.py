"""What a voice is given to say: numbers in groups, no direction controls, each sentence in its own language."""

import re
from dataclasses import dataclass

from operator_app.domain.direction import plain
from operator_app.domain.languages import Language
from operator_app.domain.numbers import clean, display, kind_of

# A number of eight digits, grouped or not, with or without the country code; never a part of a longer one.
_PHONE = re.compile(r"(?<![\d,.])(?:\+216[ \u00a0]?)?\d{2}(?:[ \u00a0]?\d{3}){2}(?![\d]|[ \u00a0]\d)")
_PAIRS = re.compile(r"(?<![\d,.])\d{2}(?:[ \u00a0]\d{2}){3}(?![\d]|[ \u00a0]\d)")
_MONEY = re.compile(r"[ \u00a0]*(?:دينار|د\.ت|مليم|dinars?|DT|TND|millimes?|euros?|%)", re.IGNORECASE)
_ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3]")
_LATIN = re.compile("[A-Za-zÀ-ÿœŒ]")
# The dot that stands between facts on screen ends a sentence of speech.
_DOT = re.compile(r"\.?\s*·\s*")
_SENTENCE = re.compile(r"(?<=[.!?؟؛:])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Utterance:
    """A sentence, and the language of the voice that says it."""

    text: str
    language: Language


def spoken(text: str) -> str:
    """The text as a voice should be given it: telephone numbers in groups with a pause between, so that 71 123 456 is
    not read as millions."""
    said = plain(text)
    for pattern in (_PAIRS, _PHONE):
        said = pattern.sub(_grouped, said)
    return _DOT.sub(". ", said)


def utterances(text: str, screen: Language) -> list[Utterance]:
    """The sentences of a text, each with its language by its letters; Latin ones are in the `screen`'s language, or in
    French where that is Arabic. Sentences that follow each other in one language are said in one breath."""
    said: list[Utterance] = []
    for sentence in _SENTENCE.split(spoken(text)):
        words = sentence.strip()
        if not any(letter.isalnum() for letter in words):
            continue
        language = _language_of(words, said[-1].language if said else screen, screen)
        if said and said[-1].language is language:
            said[-1] = Utterance(f"{said[-1].text} {words}", language)
        else:
            said.append(Utterance(words, language))
    return said


def in_arabic_letters(text: str) -> bool:
    """Whether most letters are Arabic."""
    return len(_ARABIC.findall(text)) > len(_LATIN.findall(text))


def _language_of(words: str, before: Language, screen: Language) -> Language:
    arabic, latin = len(_ARABIC.findall(words)), len(_LATIN.findall(words))
    if not arabic and not latin:
        return before
    if arabic >= latin:
        return Language.AR
    return Language.FR if screen is Language.AR else screen


def _grouped(found: re.Match[str]) -> str:
    """A telephone number in its groups; an amount of money stays as it is."""
    written = found.group()
    number = clean(written)
    if kind_of(number) is None or _MONEY.match(found.string, found.end()):
        return written
    return ", ".join(display(number).split())
