"""Every page fits 640 logical pixels at twice the text size, speaks and is told apart by assistive tools."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from operator_app.app.guide_files import GuideFiles
from operator_app.domain.languages import Language
from operator_app.settings import Theme
from operator_app.ui.context import UiContext
from operator_app.ui.page import Page
from operator_app.ui.pages.call_backs import CallBacksPage
from operator_app.ui.pages.first_run import FirstRunPage
from operator_app.ui.pages.importing import ImportPage
from operator_app.ui.pages.key_choice import KeyChoicePage
from operator_app.ui.pages.keys import KeysPage
from operator_app.ui.pages.log import LogPage
from operator_app.ui.pages.news import NewsPage
from operator_app.ui.pages.parts import Empty
from operator_app.ui.pages.phrases import PhrasesPage
from operator_app.ui.pages.practice import PracticePage
from operator_app.ui.pages.settings import SettingsPage
from operator_app.ui.theme import load_fonts, style_for

from .conftest import RESOURCES, ContextIn

NARROWEST = 640
SCROLL_BAR = 24
PAGES: tuple[Callable[[UiContext], Page], ...] = (
    CallBacksPage,
    FirstRunPage,
    KeyChoicePage,
    KeysPage,
    NewsPage,
    PhrasesPage,
    PracticePage,
    SettingsPage,
    lambda context: LogPage(context, lambda _calls, _path: None),
    lambda context: ImportPage(context, GuideFiles()),
)


@pytest.fixture
def large(qapp: QApplication) -> Iterator[None]:
    """Twice the text size, as the window sets it."""
    load_fonts(RESOURCES / "fonts")
    before = qapp.font(), qapp.styleSheet()
    style = style_for(Theme.LIGHT, 200, False)
    qapp.setFont(style.font())
    qapp.setStyleSheet(style.sheet(Path(RESOURCES / "themes" / "style.qss").read_text("utf-8"), RESOURCES / "icons"))
    yield
    qapp.setFont(before[0])
    qapp.setStyleSheet(before[1])


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("make", PAGES)
def test_fits_a_narrow_window(
    make: Callable[[UiContext], Page], language: Language, context_in: ContextIn, qtbot: QtBot
) -> None:
    page = make(context_in(language, 200))
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(NARROWEST, 450)
    page.setParent(host)
    page.resize(NARROWEST, 450)
    for hidden in page.findChildren(QWidget):
        if not hidden.isWindow():
            hidden.setVisible(True)
    host.show()
    assert page.minimumSizeHint().width() <= NARROWEST
    for area in page.findChildren(QScrollArea):
        inner = area.widget()
        assert inner is not None
        assert inner.minimumSizeHint().width() + SCROLL_BAR <= NARROWEST


@pytest.mark.parametrize("make", PAGES)
def test_controls_have_names_and_identifiers(
    make: Callable[[UiContext], Page], context: UiContext, qtbot: QtBot
) -> None:
    page = make(context)
    qtbot.addWidget(page)
    controls: list[QWidget] = [*page.findChildren(QAbstractButton), *page.findChildren(QLineEdit)]
    own = [control for control in controls if not control.objectName().startswith("qt_")]
    assert own
    for control in own:
        words = control.accessibleName() or (control.text() if isinstance(control, QAbstractButton) else "")
        assert words, control
        assert control.accessibleIdentifier(), control


@pytest.mark.parametrize("make", PAGES)
def test_nothing_becomes_a_window_while_a_page_is_made(
    make: Callable[[UiContext], Page], context: UiContext, qtbot: QtBot, qapp: QApplication
) -> None:
    """A child shown before it has a parent would flash and take the focus from the caller's window."""
    before = set(qapp.topLevelWidgets())
    shown: list[QWidget] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                shown.append(watched)
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    page = make(context)
    qapp.removeEventFilter(watch)
    qtbot.addWidget(page)
    assert [widget for widget in shown if widget not in before] == []


@pytest.mark.parametrize("make", [CallBacksPage, NewsPage, PhrasesPage, PracticePage])
def test_the_focus_stays_on_an_empty_page(
    make: Callable[[UiContext], Page],
    context: UiContext,
    enter: Callable[[Page], None],
    quiet: Callable[[UiContext], None],
) -> None:
    page = make(context)
    enter(page)
    quiet(context)
    focused = page.focusWidget()
    assert isinstance(focused, Empty)
    assert focused.hasFocus()
    assert focused.accessibleName().startswith("No ")
