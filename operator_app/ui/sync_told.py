"""That the shared database was lost, or is back, is announced; not each change that waits."""

from operator_app.desk.sync_state import Status, SyncState
from operator_app.ui.announcer import Announcer


class SyncTold:
    """Remembers what was told last. Over a caller nothing is said: it is told after the call."""

    def __init__(self, announcer: Announcer) -> None:
        self._announcer = announcer
        self._told: Status | None = None

    def follow(self, state: SyncState | None, text: str, *, in_call: bool) -> None:
        """`text` is the state in words. That all is well from the start is no news."""
        if state is None or in_call:
            return
        status = Status.OFFLINE if state.problem is not None else state.status
        if status in (Status.CONNECTING, self._told):
            return
        if self._told is not None or status is Status.OFFLINE:
            self._announcer.say_when_quiet(text)
        self._told = status
