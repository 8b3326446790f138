"""The program with faults planted into its window: the outside test must find each.

`python -m tests.accessibility.planted FAULT …`, each one of FAULTS.
"""

import sys
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from operator_app.app.home import home_folder
from operator_app.app.opening import open_desk
from operator_app.app.shell import Shell, application
from operator_app.ui.window import Window


def unnamed(window: Window) -> QWidget:
    """A picture for a button, and no word."""
    made = QPushButton()
    made.setIcon(window.windowIcon())
    return made


def mouse_only(window: Window) -> QWidget:
    """A button that no key reaches."""
    made = QPushButton("Only by mouse", window)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made


def trap(window: Window) -> QWidget:
    """A field that keeps the Tab key for itself."""
    made = QPlainTextEdit(window)
    made.setAccessibleName("Trap")
    return made


def twice(window: Window) -> QWidget:
    """A field whose placeholder says its name again."""
    made = QLineEdit(window)
    made.setAccessibleName("Said twice")
    made.setPlaceholderText("Said twice")
    return made


def silent_label(window: Window) -> QWidget:
    """A label that takes the focus of the mouse only."""
    made = QLabel("Marked by the mouse", window)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


FAULTS: Mapping[str, Callable[[Window], QWidget]] = {
    "unnamed": unnamed,
    "mouse_only": mouse_only,
    "trap": trap,
    "twice": twice,
    "silent_label": silent_label,
}


def run(faults: Sequence[str]) -> int:
    """Start as the program does, then plant; the exit status."""
    app = application([])
    shell = Shell(app, open_desk(home_folder(None)))
    shell.start()
    window = shell.window
    if window is None:
        return 1
    for fault in faults:
        window.above.addWidget(FAULTS[fault](window))
    status = app.exec()
    shell.close()
    return status


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
