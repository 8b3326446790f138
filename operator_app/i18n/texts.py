"""Translations, read from the `.po` files themselves: there is nothing to compile.

The English source is the msgid; `problems.po` has codes as msgids and exists in English too.
"""

import copy
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import polib

from operator_app.domain.languages import Language
from operator_app.domain.problems import Problem

PROBLEM = "problem"


def _arabic(n: int) -> int:
    if n < 3:
        return n
    if 3 <= n % 100 <= 10:
        return 3
    return 4 if 11 <= n % 100 <= 99 else 5


# CLDR plural rules, in the order of the msgstr[] of our .po headers.
_PLURAL: dict[Language, Callable[[int], int]] = {
    Language.AR: _arabic,
    Language.FR: lambda n: int(n > 1),
    Language.EN: lambda n: int(n != 1),
}


class Texts:
    """The sentences of one language: `t("English source", name=value)`."""

    def __init__(self, language: Language, folder: Path) -> None:
        """`folder` is resources/translations. Raises OSError when a translation file cannot be read."""
        self.language = language
        self._folder = folder
        self._others: dict[Language, Texts] = {language: self}
        self._single: dict[tuple[str, str], str] = {}
        self._plural: dict[str, dict[int, str]] = {}
        self._keys: Mapping[str, str] = {}
        self._key_names: re.Pattern[str] | None = None
        for file in sorted((folder / language).glob("*.po")):
            for entry in polib.pofile(str(file)):
                if entry.msgid_plural:
                    self._plural[entry.msgid] = entry.msgstr_plural
                elif entry.msgstr:
                    self._single[entry.msgctxt or "", entry.msgid] = entry.msgstr

    def __call__(self, source: str, /, *, context: str = "", **values: object) -> str:
        """The sentence for an English source, its {placeholders} filled."""
        text = self.keyed(self._single.get((context, source), source))
        return text.format(**values) if values else text

    def in_language(self, language: Language) -> "Texts":
        """The same sentences in another language; read from disk when first asked for."""
        if language not in self._others:
            made = Texts(language, self._folder)
            self._others[language] = made.with_keys(self._keys) if self._keys else made
        return self._others[language]

    def with_keys(self, keys: Mapping[str, str]) -> "Texts":
        """The same sentences where keys of these names are called otherwise: {"F2": "Ctrl+F2"}. What fills the
        placeholders stays as it is."""
        made = copy.copy(self)
        made._others = {self.language: made}
        made._keys = dict(keys)
        longest_first = "|".join(re.escape(name) for name in sorted(keys, key=len, reverse=True))
        # French writes Maj for Shift; Arabic joins a word before the name without a space.
        names = longest_first.replace(r"Shift\+", r"(?:Shift|Maj)\+")
        made._key_names = re.compile(rf"(?<![A-Za-z0-9+])(?:{names})(?![A-Za-zÀ-ÿ0-9])")
        return made

    def keyed(self, text: str) -> str:
        """A text of this language with this post's names of keys."""
        if self._key_names is None:
            return text
        french = self.language is Language.FR

        def name(found: re.Match[str]) -> str:
            called = self._keys[found.group().replace("Maj+", "Shift+")]
            return called.replace("Shift+", "Maj+") if french else called

        return self._key_names.sub(name, text)

    def count(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The sentence that fits the number n, which fills {n}."""
        forms = self._plural.get(one)
        if forms is None:
            return self.keyed(one if n == 1 else many).format(n=n, **values)
        return self.keyed(forms[_PLURAL[self.language](n)]).format(n=n, **values)

    def problem(self, problem: Problem) -> str:
        """The sentence that tells a known problem and its remedy."""
        return self(problem.code, context=PROBLEM, **problem.details)


def msgid(source: str) -> str:
    """Marks an English source that is handed to `Texts` later: the test for missing translations looks for it."""
    return source
