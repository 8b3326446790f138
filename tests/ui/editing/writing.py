"""Plays a supervisor on the running program."""

from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Qt

from operator_app.app.player import Player
from operator_app.domain.documents import Document
from operator_app.domain.guide import Procedure
from operator_app.ui.actions import Do
from operator_app.ui.page import Page
from operator_app.ui.pages.editor import EditorPage
from tests.ui.conftest import Program

P = TypeVar("P", bound=Page)
Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@dataclass
class Supervisor:
    """Keys on the real window; menus through their actions."""

    program: Program

    @property
    def player(self) -> Player:
        return self.program.player

    def menu(self, do: Do, kind: type[P]) -> P:
        """Choose an entry of a menu; the page that comes up."""
        self.program.window.actions_by_do[do].trigger()
        self.player.settle()
        return self.page(kind)

    def page(self, kind: type[P]) -> P:
        page = self.program.window.pages.currentWidget()
        assert isinstance(page, kind)
        return page

    def editor(self) -> EditorPage:
        """The editor, once it has opened a text and put the cursor in it."""
        page = self.page(EditorPage)
        self.player.wait("opened", lambda: page.session.draft is not None and page.form is not None)
        self.player.settle()
        return page

    def press(self, *keys: Qt.Key, control: bool = False) -> None:
        for key in keys:
            self.player.press(key, CONTROL if control else Qt.KeyboardModifier.NoModifier)
            self.player.settle()

    def type(self, text: str) -> None:
        self.player.type(text)
        self.player.settle()

    def write(self, place: str, text: str) -> None:
        """Type at a place, at the end of what stands there."""
        form = self.editor().form
        assert form is not None
        form.focus_place(place)
        self.press(Key.Key_End, control=True)
        self.type(text)

    def publish(self) -> None:
        """Ctrl+Enter, then Enter in the line that asks why."""
        page = self.editor()
        self.press(Key.Key_Return, control=True)
        assert page.panel.isVisibleTo(page)
        if not page.panel.read.isHidden():
            self.press(Key.Key_Space)
            page.panel.note.setFocus()
        self.press(Key.Key_Return)
        self.player.wait("published", lambda: not page.session.publishing)
        self.player.settle()

    def home(self) -> None:
        self.program.window.show_desk()
        self.press(Key.Key_Escape, Key.Key_Escape)

    def stored(self, id: str) -> Document:
        document = self.program.desk.guide.read(id)
        assert document is not None
        return document


def procedure(document: Document) -> Procedure:
    assert isinstance(document.body, Procedure)
    return document.body


def show(supervisor: Supervisor, query: str) -> Document:
    """Search on the desk; the document that is shown."""
    supervisor.home()
    supervisor.type(query)
    page = supervisor.program.window.desk_page
    supervisor.player.wait("shown", lambda: page.article.shown is not None)
    assert page.article.shown is not None
    return page.article.shown.document
