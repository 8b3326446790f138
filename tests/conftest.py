"""What every test has: nothing of the person's own, no thread left behind."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

# Before Qt is loaded: tests draw on no screen unless one is asked for, as `python3 installer test` sets it too.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(autouse=True)
def nothing_of_the_persons_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes a person's home, a site's settings or the language of the machine."""
    monkeypatch.setenv("OPERATOR_APP_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("OPERATOR_APP_SITE", str(tmp_path / "site.toml"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """A test that leaves a thread running fails, with its name."""
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before and not thread.daemon]
    for thread in left:
        thread.join(timeout=5)
    names = [thread.name for thread in left if thread.is_alive()]
    assert not names, f"threads left running: {names}"
