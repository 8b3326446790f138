"""The index of subjects: words in the order of their alphabet, whatever hamza, article or accent they carry."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from operator_app.domain.languages import Language
from operator_app.domain.text import fold

_ARTICLE = "ال"


@dataclass(frozen=True, slots=True)
class Subject:
    """A word of the index and the keys of the places that it leads to."""

    text: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexGroup:
    """The subjects that begin with one letter."""

    letter: str
    subjects: Sequence[Subject]


def sort_key(text: str) -> str:
    """The text as it is ordered: folded, without the Arabic article or punctuation before it."""
    folded = fold(text).lstrip(" \"'«([-").strip()
    return folded.removeprefix(_ARTICLE) if len(folded) > len(_ARTICLE) + 2 else folded


def initial(text: str) -> str:
    """The letter under which a text is found, "#" for one that begins with none."""
    first = sort_key(text)[:1].upper()
    return first if first.isalpha() else "#"


def is_arabic(text: str) -> bool:
    """Whether the first letter is an Arabic one."""
    first = next((char for char in text if char.isalpha()), "")
    return "\u0600" <= first <= "\u06ff"


def grouped(subjects: Iterable[tuple[str, str]]) -> Mapping[Language, Sequence[IndexGroup]]:
    """(word, key) pairs by alphabet and first letter; words that fold alike are one subject."""
    by_word: dict[str, tuple[str, list[str]]] = {}
    for text, key in subjects:
        folded = sort_key(text)
        if folded:
            _, keys = by_word.setdefault(folded, (text, []))
            if key not in keys:
                keys.append(key)
    groups: dict[Language, Sequence[IndexGroup]] = {}
    for language in (Language.AR, Language.FR):
        words = sorted(word for word, (text, _) in by_word.items() if is_arabic(text) == (language is Language.AR))
        groups[language] = [
            IndexGroup(letter.upper(), [Subject(by_word[word][0], tuple(by_word[word][1])) for word in run])
            for letter, run in groupby(words, key=lambda word: word[0])
        ]
    return groups
