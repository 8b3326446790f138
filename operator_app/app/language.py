"""The language of a message before or without a window."""

import locale
import os

from operator_app.domain.languages import Language
from operator_app.i18n import Texts
from operator_app.paths import shipped


def texts(language: Language) -> Texts:
    return Texts(language, shipped("resources") / "translations")


def system_language() -> Language:
    """The language of the environment when we speak it, else Arabic."""
    return _spoken(_environment() or locale.getlocale()[0] or "", Language.AR)


def command_texts() -> Texts:
    """What the command line says: the language of the environment, English for `C`, so that scripts read the same."""
    return texts(_spoken(_environment(), Language.EN))


def _environment() -> str:
    """The first of the variables that choose a language, in their order of rank; empty when none is set."""
    return next((value for value in map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG")) if value), "")


def _spoken(name: str, otherwise: Language) -> Language:
    """The language of a locale's name when we speak it."""
    code = name[:2].lower()
    return Language(code) if code in list(Language) else otherwise
