"""The pages of supervisors fit a narrow window at twice the text size, and speak."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from operator_app.app.late import draft_paper
from operator_app.domain.documents import Kind
from operator_app.domain.languages import Language
from operator_app.ui.context import UiContext
from operator_app.ui.editing.control import UndoKeys
from operator_app.ui.editing.form import Form
from operator_app.ui.editing.specs import FORMS, labels
from operator_app.ui.page import Page
from operator_app.ui.pages.editor import EditorPage
from operator_app.ui.pages.fact_check import FactCheckPage
from operator_app.ui.pages.history import HistoryPage
from operator_app.ui.pages.new_document import KINDS, NewDocumentPage, empty_body
from operator_app.ui.pages.review import ReviewPage
from operator_app.ui.pages.usages import UsagesPage
from operator_app.ui.pages.worklist import WorkListPage
from tests.ui.pages.conftest import ContextIn

NARROWEST = 640
SCROLL_BAR = 24


def fact_check(context: UiContext) -> Page:
    return FactCheckPage(context, lambda: draft_paper(context.desk))


PAGES: tuple[Callable[[UiContext], Page], ...] = (
    EditorPage,
    fact_check,
    HistoryPage,
    NewDocumentPage,
    ReviewPage,
    UsagesPage,
    WorkListPage,
)
FORM_KINDS = tuple(FORMS)


def form(context: UiContext, kind: Kind) -> Form:
    parent = QObject()
    made = Form(context, kind, UndoKeys(parent, lambda: None, lambda: None))
    parent.setParent(made)
    while made.build_next():
        pass
    return made


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("language", [Language.AR, Language.FR])
@pytest.mark.parametrize("make", PAGES)
def test_pages_fit_a_narrow_window(
    make: Callable[[UiContext], Page], language: Language, context_in: ContextIn, qtbot: QtBot
) -> None:
    page = make(context_in(language, 200))
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(NARROWEST, 450)
    page.setParent(host)
    page.resize(NARROWEST, 450)
    host.show()
    assert page.minimumSizeHint().width() <= NARROWEST
    for area in page.findChildren(QScrollArea):
        inner = area.widget()
        assert inner is not None
        assert inner.minimumSizeHint().width() + SCROLL_BAR <= NARROWEST


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("language", [Language.AR, Language.FR])
@pytest.mark.parametrize("kind", FORM_KINDS)
def test_forms_fit_a_narrow_window(kind: Kind, language: Language, context_in: ContextIn, qtbot: QtBot) -> None:
    made = form(context_in(language, 200), kind)
    host = QWidget()
    qtbot.addWidget(host)
    made.setParent(host)
    made.resize(NARROWEST - 80, 450)
    host.show()
    made.show()
    made.english.setChecked(True)
    assert made.minimumSizeHint().width() + SCROLL_BAR + 64 <= NARROWEST


@pytest.mark.parametrize("kind", FORM_KINDS)
def test_every_field_has_a_name_and_an_identifier(kind: Kind, context: UiContext, qtbot: QtBot) -> None:
    made = form(context, kind)
    qtbot.addWidget(made)
    fields: list[QWidget] = [
        *made.findChildren(QAbstractButton), *made.findChildren(QLineEdit), *made.findChildren(QPlainTextEdit),
    ]  # fmt: skip
    names = [field.accessibleIdentifier() for field in fields if not field.objectName().startswith("qt_")]
    assert all(names)
    assert len(set(names)) == len(names)
    for field in fields:
        if not field.objectName().startswith("qt_"):
            words = field.accessibleName() or (field.text() if isinstance(field, QAbstractButton) else "")
            assert words, field.accessibleIdentifier()


@pytest.mark.parametrize("kind", FORM_KINDS)
def test_nothing_becomes_a_window_while_a_form_is_made(
    kind: Kind, context: UiContext, qtbot: QtBot, qapp: QApplication
) -> None:
    """A child shown before it has a parent would flash and take the focus."""
    shown: list[QWidget] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                shown.append(watched)
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    made = form(context, kind)
    pages = [make(context) for make in PAGES]
    qapp.removeEventFilter(watch)
    for widget in (made, *pages):
        qtbot.addWidget(widget)
    assert shown == []


def test_every_kind_that_can_be_begun_has_a_form() -> None:
    # A layer is begun from the article that it lies over.
    assert {kind for kind, _ in KINDS} | {Kind.LAYER} == set(FORMS)
    assert all(empty_body(kind) for kind, _ in KINDS)
    assert all(labels(kind) for kind in FORMS)
    assert labels(Kind.PROCEDURE)["documents"] != labels(Kind.SYNONYMS)["documents"]
