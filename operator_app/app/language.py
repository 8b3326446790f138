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
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    chosen = next((name for name in names if name), "") or (locale.getlocale()[0] or "")
    code = chosen[:2].lower()
    return Language(code) if code in list(Language) else Language.AR


def command_texts() -> Texts:
    """What the command line says: the language of the environment, English for `C`, so that scripts read the same."""
    chosen = next((v for v in (os.environ.get(n, "") for n in ("LC_ALL", "LC_MESSAGES", "LANG")) if v), "C")
    code = chosen[:2].lower()
    return texts(Language(code) if code in list(Language) else Language.EN)
