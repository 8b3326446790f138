"""PySide6 must not lose references to None, True and False: 6.12.0 on Python 3.11 does, until the process aborts."""

import sys

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QTimer
from PySide6.QtWidgets import QLabel, QListView
from pytestqt.qtbot import QtBot

ROUNDS = 200


class Titles(QAbstractListModel):
    def rowCount(self, _parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 3

    def data(self, _index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        return "title" if role == 0 else None


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_none_is_given_back_as_often_as_it_is_taken(qtbot: QtBot) -> None:
    model, view, label = Titles(), QListView(), QLabel()
    qtbot.addWidget(view)
    qtbot.addWidget(label)
    view.setModel(model)
    view.show()
    fired: list[int] = []
    timer = QTimer()
    timer.timeout.connect(lambda: fired.append(1))
    timer.start(0)
    before = sys.getrefcount(None)
    for _ in range(ROUNDS):
        view.viewport().repaint()
        label.setText("words")
        label.property("nothing")
    qtbot.waitUntil(lambda: len(fired) > 20)
    timer.stop()
    assert sys.getrefcount(None) >= before - ROUNDS / 2
