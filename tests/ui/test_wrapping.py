"""A radio button whose words change keeps the new ones, whole, at every width."""

import pytest
from PySide6.QtWidgets import QCheckBox, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from operator_app.ui.flow_layout import FlowLayout
from operator_app.ui.wrapping import WrappingCheck, WrappingRadio


@pytest.mark.parametrize("kind", [WrappingRadio, WrappingCheck])
def test_new_words_stay_and_have_room(qtbot: QtBot, kind: type[QRadioButton | QCheckBox]) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    host = QWidget(window)
    button = kind("Lacunes")
    FlowLayout(host).addWidget(button)
    host.resize(400, 100)
    window.show()
    button.setText("Lacunes et rappels (12)")
    qtbot.waitUntil(lambda: button.width() >= button.sizeHint().width())
    assert button.text() == "Lacunes et rappels (12)"
    host.resize(90, 100)
    qtbot.waitUntil(lambda: "\n" in button.text())
    assert button.text().split() == ["Lacunes", "et", "rappels", "(12)"]
    host.resize(400, 100)
    qtbot.waitUntil(lambda: button.text() == "Lacunes et rappels (12)")
