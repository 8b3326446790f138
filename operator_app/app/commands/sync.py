"""`operator-app sync`: exchange with the shared database once, or say how things stand."""

import argparse
import json
from dataclasses import replace

from operator_app.app.language import command_texts
from operator_app.app.opening import open_desk
from operator_app.app.sharing import engine
from operator_app.desk.sync_state import SyncState


def run(arguments: argparse.Namespace) -> int:
    """With --status nothing is exchanged. Raises Problem as the engine does."""
    desk = open_desk(arguments.home)
    try:
        if arguments.url:
            desk.preferences.now = replace(desk.preferences.now, shared_address=arguments.url)
        sync = engine(desk)
        state = sync.state if arguments.status else sync.once()
    finally:
        desk.close()
    print(json.dumps(_facts(state)) if arguments.json else "  ".join(f"{k}: {v}" for k, v in _facts(state).items()))
    if state.problem is not None:
        print(command_texts().problem(state.problem))
    return 0


def _facts(state: SyncState) -> dict[str, object]:
    return {
        "status": state.status.value,
        "since": state.since.isoformat(),
        "waiting": state.waiting,
        "refused": state.refused,
        "drafts": state.drafts,
        "clock_offset_ms": state.clock_offset_ms,
    }
