"""What the pages' tests have, and twice the text size."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from operator_app.settings import Theme
from operator_app.ui.theme import load_fonts, style_for
from tests.ui.conftest import Program
from tests.ui.editing.writing import Supervisor
from tests.ui.pages.conftest import RESOURCES, clock, context, context_in, desk, enter, lanes, quiet, told

__all__ = ["clock", "context", "context_in", "desk", "enter", "lanes", "large", "quiet", "told"]


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


@pytest.fixture
def supervisor(program: Program) -> Supervisor:
    return Supervisor(program)
