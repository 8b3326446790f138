"""Every page of the running program with something on it, one after the other: for what is measured on all of them."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from operator_app.domain.calls import Ring
from operator_app.domain.documents import Kind
from operator_app.settings import Theme
from operator_app.ui.actions import ACTIONS, Do
from operator_app.ui.managing.sections import SectionPage
from operator_app.ui.pages.editor import EditorPage
from tests.ui.conftest import Program
from tests.ui.management.test_pages import fill

Key = Qt.Key
# What opens no page; those of a call are walked one by one.
_NO_PAGE = (
    Do.QUIT, Do.EXPORT, Do.FULL_SCREEN, Do.DROP_CALL, Do.CALL, Do.REFER, Do.NO_ANSWER, Do.CALL_BACK, Do.CLOSE,
    Do.SEARCH, Do.TIPS, Do.CONTACTS, Do.OTHER_LANGUAGE, Do.WRONG, Do.READ, Do.READ_ON, Do.HUSH, Do.NOTE, Do.BACK,
    Do.EDIT, Do.HISTORY,
)  # fmt: skip


def at(program: Program, size: tuple[int, int], theme: Theme, percent: int) -> None:
    """The window in a theme, at a text size, of a size."""
    before, now = program.window, program.desk.preferences.now
    wanted = replace(now, text_percent=percent, theme=theme)
    program.desk.preferences.change(wanted)
    if wanted != now:
        program.player.wait("new window", lambda: program.shell.window is not before)
    program.window.resize(*size)
    rest(program)


def rest(program: Program) -> None:
    """Until all is loaded and laid out: one pass lays out the page, the next what scrolls in it."""
    program.player.settle()
    for _ in range(3):
        QApplication.processEvents()


def places(program: Program) -> Iterator[tuple[str, QWidget]]:
    """The name of each place and the window that shows it, once it is at rest."""
    fill(program.desk)
    rest(program)
    yield "home", program.window
    yield from _call(program)
    for action in ACTIONS:
        if action.do not in _NO_PAGE:
            yield from _page(program, action.do)
    yield from _supervisor(program)


def _call(program: Program) -> Iterator[tuple[str, QWidget]]:
    window, player = program.window, program.player

    def after(*keys: Qt.Key | str) -> None:
        for key in keys:
            if isinstance(key, str):
                player.type(key)
            else:
                player.press(key)
            rest(program)

    window.show_ring(Ring("01000000", "1899", program.desk.now()))
    rest(program)
    yield "a ring", window
    after(Key.Key_F2)
    yield "a call", window
    after("pas")
    yield "results", window
    window.show_ring(Ring("01000000", "", program.desk.now()))
    after(Key.Key_F12, Key.Key_F6)
    yield "referred, told wrong, another ring", window
    window.show_ring(None)
    after(Key.Key_F5)
    yield "contacts of the article", window
    after(Key.Key_Escape, Key.Key_F4)
    yield "tips", window
    after(Key.Key_F5, "a")
    yield "a search in contacts", window
    after(Key.Key_F8, "01000000")
    yield "a call-back", window
    after(Key.Key_Return, Key.Key_F3, "ggggggg", Key.Key_F7)
    yield "no answer", window
    window.do(Do.NOTE)
    after("x")
    yield "a note", window
    after(Key.Key_F9)
    yield "logged", window


def _page(program: Program, do: Do) -> Iterator[tuple[str, QWidget]]:
    page = program.window.open_page(do)
    rest(program)
    yield do.value, program.window
    if isinstance(page, SectionPage):
        for button in page.choice.buttons():
            button.click()
            rest(program)
            yield f"{do.value}: {button.text()}", program.window
    program.window.show_desk()
    rest(program)


def _opened(page: EditorPage) -> bool:
    return page.session.draft is not None and page.form is not None


def _supervisor(program: Program) -> Iterator[tuple[str, QWidget]]:
    """The editor, what publishing asks, the history: each needs an article."""
    window = program.window
    document = program.desk.guide.procedures()[0]
    contact = program.desk.contacts.all()[0]
    for one in (document, contact):
        window.desk_page.open_document(one.id)
        rest(program)
        page = window.open_page(Do.EDIT)
        assert isinstance(page, EditorPage)
        program.player.wait("opened", partial(_opened, page))
        rest(program)
        yield f"editor of a {one.kind.value}", window
        if one.kind is Kind.PROCEDURE:
            program.player.press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
            rest(program)
            yield "publishing", window
        window.show_desk()
        rest(program)
    window.desk_page.open_document(document.id)
    rest(program)
    window.open_page(Do.HISTORY)
    rest(program)
    yield "history", window
    window.show_desk()
    rest(program)
