"""What of a call is chosen from the menu, where neither strip nor keys have room for it: language, line, outcome."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu

from operator_app.domain.calls import Outcome
from operator_app.domain.languages import Language
from operator_app.ui import words
from operator_app.ui.context import UiContext
from operator_app.ui.session import CallSession

# The outcomes that no key sets: F6, F7 and F8 have theirs, F9 alone means answered.
_OUTCOMES = (Outcome.ANSWERED, Outcome.DROPPED, Outcome.OTHER)


def fill_call_menu(menu: QMenu, context: UiContext, session: CallSession) -> None:
    """Adds a submenu for each; lines only where the settings name several."""
    t = context.t
    spoken = menu.addMenu(t("Caller's language"))
    for language in Language:
        _add(spoken, words.language(language), partial(session.set_language, language))
    lines = context.desk.preferences.now.lines
    if len(lines) > 1:
        inner = menu.addMenu(t("Line of the call"))
        for line in lines:
            _add(inner, line, partial(session.set_line, line))
    ended = menu.addMenu(t("Outcome of the call"))
    for outcome in _OUTCOMES:
        _add(ended, words.outcome(t, outcome), partial(session.set_outcome, outcome))


def _add(menu: QMenu, text: str, act: Callable[[], None]) -> None:
    menu.addAction(text).triggered.connect(lambda _checked=False: act())
