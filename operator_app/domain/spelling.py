"""Which words of a text are looked up, and in which language's dictionary."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from operator_app.domain.languages import Language

# Letters with what may stand inside a word: an apostrophe, a hyphen, combining marks.
_LETTER = r"[^\W\d_]"
_WORD = re.compile(rf"{_LETTER}[\u064b-\u065f\u0670\u0640]*(?:['’\-]?{_LETTER}[\u064b-\u065f\u0670\u0640]*)*")
# Addresses, e-mails, {placeholders}, paths and codes that hold digits are no words.
_NOT_WORDS = re.compile(r"\{[^{}]*\}|\S*(?:://|@|www\.)\S*|\S*\w\.(?:tn|com|org|net|fr)\b\S*|[\w.\-/]*\d[\w.\-/]*")
_ARABIC = re.compile("[\u0600-\u06ff]")
_HARAKAT = re.compile("[\u064b-\u065f\u0670\u0640]")
_ELIDED = re.compile(r"^(?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu)'(?=\w)")
# The little words that are written together with an Arabic one: and, so; in, like, for; the.
_PREFIX = re.compile("^[وف]?[بكل]?(?:ال)?(?=..)|^[وف]?لل(?=..)")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Word:
    """A word that is looked up: where it stands in its text and in whose dictionary."""

    start: int
    text: str
    language: Language

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def words_of(text: str, language: Language | None) -> Iterator[Word]:
    """The words of a text in the order of reading. A script decides before the field: Arabic letters are Arabic, Latin
    ones of the field's language, in an Arabic field and in one without a language French. Single letters and
    abbreviations in capitals are left out."""
    hidden = [found.span() for found in _NOT_WORDS.finditer(text)]
    latin = language if language in (Language.FR, Language.EN) else Language.FR
    for found in _WORD.finditer(text):
        word = found.group()
        if len(word) < 2 or len(word) > _LONGEST or (word.isupper() and not _ARABIC.match(word)):
            continue
        if not any(start < found.end() and found.start() < end for start, end in hidden):
            yield Word(found.start(), word, Language.AR if _ARABIC.search(word) else latin)


def looked_up(word: str) -> str:
    """A word as a dictionary holds it: without harakat and tatweel, with the apostrophe of a keyboard."""
    return _HARAKAT.sub("", word).replace("’", "'")


def known(word: str, ours: Collection[str]) -> bool:
    """Whether a word is one of ours (made by `our_forms`), also behind an elided word or an Arabic article."""
    bare = looked_up(word).casefold()
    if bare in ours:
        return True
    other = _ELIDED.sub("", bare) if bare.isascii() or "'" in bare else _PREFIX.sub("", bare, count=1)
    return other in ours or all(part in ours or len(part) < 2 for part in re.split(r"['\-]", bare))


@dataclass(frozen=True, slots=True)
class WordsMerged:
    """What one person's list says that the shared one does not know yet, and the list that both are then."""

    added: tuple[str, ...]
    dropped: tuple[str, ...]
    words: tuple[str, ...]


def merge_words(base: Collection[str], mine: Sequence[str], shared: Sequence[str]) -> WordsMerged:
    """`base` is what both said when they were last the same: what is in `mine` beyond it was added here, what `mine`
    lacks of it was dropped here, everything else is as `shared` says."""
    added = tuple(dict.fromkeys(word for word in mine if word not in base and word not in shared))
    dropped = tuple(word for word in shared if word in base and word not in mine)
    now = dict.fromkeys((*(word for word in shared if word not in dropped), *added))
    kept = tuple(dict.fromkeys(word for word in mine if word in now))
    return WordsMerged(added, dropped, (*kept, *(word for word in now if word not in kept)))


def our_forms(texts: Iterable[str]) -> Iterator[str]:
    """The forms by which `known` finds the words of texts of ours: titles, names, synonyms."""
    words: set[str] = set()
    for text in texts:
        words.update(_WORD.findall(text))
    for word in words:
        bare = looked_up(word).casefold()
        yield bare
        yield _PREFIX.sub("", bare, count=1) if _ARABIC.search(bare) else _ELIDED.sub("", bare)
        if "'" in bare or "-" in bare:
            yield from re.split(r"['\-]", bare)
