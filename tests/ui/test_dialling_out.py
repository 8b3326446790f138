"""From a promised call-back to the telephone: by an address, by a program, and told when it cannot be."""

import shlex
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from operator_app.ui.actions import Do
from operator_app.ui.pages.call_backs import CallBacksPage
from tests.ui.conftest import Program

# Nobody's: no Tunisian range begins with 0.
NUMBER = "01000000"


class System:
    """In place of the system that opens addresses."""

    def __init__(self, opens: bool) -> None:
        self.opens = opens
        self.asked: list[str] = []

    def open(self, address: QUrl) -> bool:
        self.asked.append(address.toString())
        return self.opens


def dial_a_call_back(program: Program, setting: str) -> None:
    """A call-back is promised; its button is pressed under this setting."""
    desk = program.desk
    desk.preferences.change(replace(desk.preferences.now, dial_command=setting))
    call = desk.calls.start(language="fr")
    desk.calls.close(call, desk.calls.promise(call, NUMBER))
    program.player.settle()
    page = program.window.open_page(Do.CALL_BACKS)
    assert isinstance(page, CallBacksPage)
    program.player.wait("listed", lambda: bool(page.list.current_id()))
    page.dial_button.click()
    program.player.settle()


@pytest.mark.parametrize(
    ("setting", "address"), [("tel:{number}", f"tel:{NUMBER}"), ("sip:{number}@pbx", f"sip:{NUMBER}@pbx")]
)
def test_an_address_is_handed_to_the_system(
    program: Program, monkeypatch: pytest.MonkeyPatch, setting: str, address: str
) -> None:
    system = System(opens=True)
    monkeypatch.setattr(QDesktopServices, "openUrl", system.open)
    dial_a_call_back(program, setting)
    assert system.asked == [address]


def test_a_program_is_started_and_no_shell_reads_its_words(program: Program, tmp_path: Path) -> None:
    out = tmp_path / "dialled"
    script = "import sys; from pathlib import Path; Path(sys.argv[1]).write_text(sys.argv[2])"
    dial_a_call_back(program, shlex.join([sys.executable, "-c", script, str(out), "{number};$(touch x)"]))
    program.player.wait("dialled", lambda: out.exists() and bool(out.read_text(encoding="utf-8")))
    assert out.read_text(encoding="utf-8") == f"{NUMBER};$(touch x)"
    for thread in [one for one in threading.enumerate() if one.name == "dialling"]:
        thread.join(timeout=20)


@pytest.mark.parametrize(("setting", "opens"), [("tel:{number}", False), ("no-such-program-here {number}", True)])
def test_what_cannot_be_dialled_is_told(
    program: Program, monkeypatch: pytest.MonkeyPatch, setting: str, opens: bool
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", System(opens).open)
    monkeypatch.setattr(program.window, "tell", lambda problem: told.append(problem.code))
    dial_a_call_back(program, setting)
    assert told == ["dial_program_failed" if opens else "dial_not_possible"]
