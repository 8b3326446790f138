"""Run as a program of its own by `test_kill`: begins a procedure and types into it for ever, saying what is on disk."""

import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from operator_app.app.opening import open_desk
from operator_app.app.player import Player
from operator_app.app.shell import Shell
from operator_app.domain.guide import Procedure
from operator_app.domain.languages import Language, Text
from operator_app.local import Draft
from operator_app.settings import Settings
from operator_app.ui.actions import Do
from operator_app.ui.pages.editor import EditorPage
from operator_app.ui.window import Window


def say(draft: Draft) -> None:
    body = draft.document.body
    if isinstance(body, Procedure):
        sys.stdout.write(f"{body.ar.title}\n")
        sys.stdout.flush()


def write(home: Path, text: str) -> None:
    app = QApplication([])
    desk = open_desk(home)
    desk.preferences.change(replace(Settings(), language=Language.AR, body_name=Text("بلدية المثال")))
    shell = Shell(app, desk)

    def window() -> Window:
        assert shell.window is not None
        return shell.window

    player = Player(window)
    shell.start()
    player.wait("ready", lambda: shell.ready)
    window().do(Do.NEW_ARTICLE)
    player.settle()
    player.press(Qt.Key.Key_Return)
    player.wait("editor", lambda: isinstance(window().pages.currentWidget(), EditorPage))
    page = window().pages.currentWidget()
    assert isinstance(page, EditorPage)
    player.wait("opened", lambda: page.session.draft is not None and page.form is not None)
    page.session.kept.connect(say)
    for letter in text * 100:
        player.type(letter)
        app.processEvents()


if __name__ == "__main__":
    write(Path(sys.argv[1]), sys.argv[2])
