"""The network thread of a post that is connected to a shared database. A single post has none."""

import logging
from collections.abc import Callable
from threading import Lock, Thread

from operator_app.app.late import Engine, sharing
from operator_app.desk import Desk
from operator_app.desk.calls import unknown_offset
from operator_app.desk.presence import nobody_listens
from operator_app.desk.sync_state import SENT, Status, SyncState
from operator_app.domain.changes import Changes, changed
from operator_app.domain.people import Person
from operator_app.domain.problems import Problem

_LOG = logging.getLogger(__name__)


class Network:
    """Starts, stops and tells the engine. Nothing here blocks but `test`, `stop` and what `move_up` does."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._engine: Engine | None = None
        self._thread: Thread | None = None
        self._problem: Problem | None = None
        # Held while the engine becomes known: a program that is closed in that moment must still be able to stop it.
        self._lock = Lock()
        self._stopping = False
        self._leave = desk.hub.subscribe(self._poke)

    def start(self, password: str = "") -> None:
        """Begin to exchange when the settings name a shared database."""
        if self._desk.preferences.now.shared_address and self._thread is None:
            self._stopping = False
            self._thread = Thread(target=self._run, args=(password,), name="network")
            self._thread.start()

    def stop(self) -> None:
        """Hang up and wait for the thread."""
        with self._lock:
            self._stopping = True
            engine, thread = self._engine, self._thread
        if engine is not None:
            engine.stop()
        if thread is not None:
            thread.join()
        self._engine = self._thread = self._problem = None
        self._desk.publishing.way = None
        self._desk.presence.wake = nobody_listens
        self._desk.presence.heard((), "")
        self._desk.calls.clock_offset = unknown_offset

    def close(self) -> None:
        self._leave()
        self.stop()

    def state(self) -> SyncState | None:
        """How things stand; None on a single post. Reads the store."""
        engine, problem = self._engine, self._problem
        if engine is not None:
            return engine.state
        if problem is not None:
            return SyncState(Status.OFFLINE, self._desk.now(), self._desk.outbox.waiting(), problem=problem)
        if self._thread is not None:
            return SyncState(Status.CONNECTING, self._desk.now(), self._desk.outbox.waiting())
        return None

    def test(self, url: str, password: str) -> Person:
        """Connect, look, hang up: who is signed in. Raises Problem as `examine`."""
        return sharing().test(url, password, self._desk.now)

    def connect(self, url: str, password: str, keep_password: bool) -> None:
        """Use this database from now on. Raises Problem as `test`, keyring_missing, settings_not_written."""
        sharing().test(url, password, self._desk.now)
        if keep_password:
            sharing().keep(url, password)
        secret = sharing().secret(url, password)
        self.stop()
        sharing().remember(self._desk, url)
        self.start(secret)

    def disconnect(self) -> None:
        """A post alone again; what it holds stays. Raises Problem("settings_not_written")."""
        self.stop()
        sharing().remember(self._desk, "")
        self._desk.hub.announce(changed("sync"))

    def move_up(
        self, progress: Callable[[int, int], None] = lambda *_: None, cancelled: Callable[[], bool] = lambda: False
    ) -> int:
        """Bring this post's guide into a shared database that has none; how many documents it took, `progress` gets
        (done, of how many). Cancelled, what arrived stays and the rest can follow. Raises Problem."""
        engine = self._engine
        if engine is None:
            raise Problem("shared_offline")
        return engine.move_up(progress, cancelled)

    def _run(self, password: str) -> None:
        try:
            engine = sharing().engine(self._desk, password)
        except Problem as problem:
            self._problem = problem
            self._desk.hub.announce(changed("sync"))
            return
        with self._lock:
            if self._stopping:
                return
            self._engine = engine
            self._desk.publishing.way = engine
            self._desk.presence.wake = engine.poke
            self._desk.calls.clock_offset = lambda: engine.clock_offset_ms
        try:
            engine.run()
        except Exception:
            _LOG.exception("the network thread ended")
            raise

    def _poke(self, changes: Changes) -> None:
        if self._engine is not None and changes.touches(*SENT):
            self._engine.poke()
