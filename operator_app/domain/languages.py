"""The languages of the guide and of the screen."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A language by its ISO 639-1 code. Arabic comes first everywhere."""

    AR = "ar"
    FR = "fr"
    EN = "en"

    @property
    def right_to_left(self) -> bool:
        return self is Language.AR


@dataclass(frozen=True, slots=True)
class Text:
    """One short text in up to three languages; an empty string is a missing translation."""

    ar: str = ""
    fr: str = ""
    en: str = ""

    def get(self, language: Language) -> str:
        """The text in exactly this language; empty when it is missing."""
        return {Language.AR: self.ar, Language.FR: self.fr, Language.EN: self.en}[language]

    def best(self, language: Language) -> tuple[str, Language]:
        """The text in this language, else in the first language that has one, and which that is.

        The caller shows the language of a text that is not in the one asked for: a missing
        translation is said, never silently replaced.
        """
        for candidate in (language, Language.AR, Language.FR, Language.EN):
            if text := self.get(candidate):
                return text, candidate
        return "", language

    def __bool__(self) -> bool:
        return bool(self.ar or self.fr or self.en)
