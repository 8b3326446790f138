from collections.abc import Iterator
from pathlib import Path

import pytest

from operator_app.index import Index
from tests.index.documents import GUIDE


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of the small guide, only read."""
    opened = Index.open(tmp_path_factory.mktemp("home") / "index")
    assert opened.rebuild(GUIDE, pace=0)
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a good index of the small guide, with one update after its build."""
    folder = tmp_path / "index"
    built = Index.open(folder)
    assert built.rebuild(GUIDE[1:], pace=0)
    built.update([GUIDE[0]])
    built.close()
    return folder
