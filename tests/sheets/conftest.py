"""The press and the options of the tests of printing."""

from datetime import datetime

import pytest

from operator_app.domain.languages import Text
from operator_app.domain.moments import TUNIS
from operator_app.sheets import Options, Press
from operator_app.sheets.fonts import Fonts, load_fonts
from tests.sheets.material import FONTS, words


@pytest.fixture(scope="session")
def press() -> Press:
    return Press(FONTS)


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    return load_fonts(FONTS)


@pytest.fixture
def options() -> Options:
    body = Text(ar="بلدية الاختبار", fr="Municipalité d'essai")
    return Options(words(), body, made_at=datetime(2026, 11, 24, 10, 0, tzinfo=TUNIS))
