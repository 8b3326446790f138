"""Everything that is written to the outbox wakes the network: each kind that a store puts there has its change."""

import re
from pathlib import Path

from operator_app.desk import lines, team
from operator_app.desk.sync_state import SENT

LOCAL = Path(__file__).resolve().parents[2] / "operator_app" / "local"
# The kind of the outbox's row, and the change that tells of it.
TOLD = {
    "call": "calls",
    "call_back": "call_backs",
    "unmet_need": "unmet_needs",
    "feedback": "feedback",
    "acknowledgement": "acknowledgements",
    "test_call": lines.CHANGED,
    "line_event": lines.CHANGED,
    "team_event": team.CHANGED,
    "evaluation": team.SCORED,
    "remark": "remarks",
}
# Changes that write a row of one of these kinds besides: records of the exchange, texts handed over, gaps taken.
BESIDE = {"exchange_calls", "drafts", "gaps"}


def test_every_kind_of_the_outbox_wakes_the_network() -> None:
    written = {
        kind
        for file in LOCAL.glob("*.py")
        for kind in re.findall(r'(?:put\(connection|self\._add\(\w+), "(\w+)"', file.read_text(encoding="utf-8"))
    }
    written |= {"call_back", "unmet_need"}  # put in one loop by `Calls.close`
    assert written == set(TOLD)
    assert set(TOLD.values()) | BESIDE == set(SENT)
