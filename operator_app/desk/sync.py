"""Keeping this post and the shared database the same. Plain objects: no Qt, no PostgreSQL.

Not imported by `desk.desk`: a single post never loads it.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from random import Random
from threading import Event, RLock

from uuid6 import uuid7

from operator_app.desk.exchange_round import Round, Stores
from operator_app.desk.hearing import listen
from operator_app.desk.presence import Presence
from operator_app.desk.reviewing import Reviewer
from operator_app.desk.sync_state import STUBBORN, Status, SyncState
from operator_app.domain.changes import Changes, changed
from operator_app.domain.documents import Document
from operator_app.domain.people import Role
from operator_app.domain.problems import Problem
from operator_app.domain.sharing import Shared
from operator_app.local import Draft

# A notification can be lost; this is how long a change may then stay unknown.
POLL_SECONDS = (45.0, 75.0)
# While a document is written here, its lease (90 s in the database) is renewed this often.
RENEW_SECONDS = 30.0
# Posts that wake together would all ask in the same millisecond: each waits up to so long for every post that is
# connected, and never longer than the second figure.
JITTER_SECONDS = 0.001
LONGEST_JITTER = 0.3
LONGEST_PAUSE = 5.0
STUBBORN_PAUSE = (20.0, 40.0)
_FIRST_PAUSE = 0.25

Connect = Callable[[], Shared]
Announce = Callable[[Changes], object]


class Sync:
    """The engine of one post. `run` belongs in a thread of its own; every other method may be called from any."""

    def __init__(
        self,
        stores: Stores,
        connect: Connect,
        announce: Announce,
        clock: Callable[[], datetime],
        random: Random | None = None,
        presence: Presence | None = None,
    ) -> None:
        """`connect` opens a connection or raises Problem; `announce` tells the screens and the index what changed
        ("sync" when only the state did); `presence` is who writes what (None: nobody asks)."""
        self._stores = stores
        self._connect = connect
        self._announce = announce
        self._clock = clock
        self._random = random or Random()
        self._presence = presence
        self._reviewer = Reviewer(stores.reviews, stores.drafts, announce)
        self._turn = RLock()
        self._shared: Shared | None = None
        self._stopped = Event()
        self._kicked = Event()
        self._failures = 0
        self._posts = 1
        self._state = SyncState(Status.OFFLINE, clock())

    @property
    def state(self) -> SyncState:
        """What the badge shows."""
        waiting, set_aside = self._stores.outbox.waiting(), self._stores.outbox.set_aside()
        return replace(self._state, waiting=waiting, refused=set_aside, drafts=len(self._stores.drafts.queued()))

    @property
    def clock_offset_ms(self) -> int | None:
        """This post's clock minus the server's, as last measured. Reads nothing."""
        return self._state.clock_offset_ms

    def once(self) -> SyncState:
        """Connect, exchange everything, hang up. Raises Problem."""
        try:
            self.exchange()
            return self.state
        finally:
            self.disconnect()

    def run(self) -> None:
        """Keep exchanging until `stop`. Raises nothing that the network or the server can cause."""
        while not self._stopped.is_set():
            try:
                self.exchange()
                self._rest()
            except Problem as problem:
                self._fail(problem)
                self._kicked.wait(self._pause(problem))
                self._kicked.clear()
        self.disconnect()

    def stop(self) -> None:
        """Let `run` end."""
        self._stopped.set()
        self.poke()

    def poke(self) -> None:
        """Something waits to be sent: look now."""
        self._kicked.set()
        shared = self._shared
        if shared is not None:
            shared.wake()

    def disconnect(self) -> None:
        with self._turn:
            if self._shared is not None:
                self._shared.close()
                self._shared = None
                self._tell(Status.OFFLINE, None)

    def publish(self, document: Document, base: int, note: str = "", urgent: bool = False) -> Changes:
        """Publish over the edition that the author saw.

        The text is kept as a draft first, so nothing is lost whatever happens. Raises Problem: "shared_publish_waits"
        when the database is out of reach (it is published when it is back), "edition_conflict" when another edition
        came in between (the draft stays, to be compared with the document), and others that keep the draft too.
        """
        draft = self._queued(document, base, note, urgent)
        with self._turn:
            if self._shared is None:
                self.poke()
                raise Problem("shared_publish_waits")
            round = self._round(self._shared)
            try:
                round.publish(draft)
            except Problem as problem:
                if problem.code == "shared_lost":
                    raise Problem("shared_publish_waits") from problem
                raise
            return round.pull()

    def withdraw(self, document: Document, reason: str) -> Changes:
        """Raises Problem: "shared_offline", "edition_conflict", "shared_no_right"."""
        return self._ask(lambda shared: shared.withdraw(document.id, document.edition, reason))

    def renew_seal(self, document: Document) -> Changes:
        """Keep the document's new seal. Raises Problem as `withdraw`."""
        return self._ask(lambda shared: shared.renew_seal(document))

    def approve(self, document_id: str, content: str) -> Changes:
        """Approve the text that waits. Raises Problem as `withdraw`, and "review_own", "review_text_changed"."""
        return self._ask(lambda shared: shared.approve(document_id, content))

    def send_back(self, document_id: str, content: str) -> Changes:
        """It needs more work. Raises Problem as `approve`."""
        return self._ask(lambda shared: shared.send_back(document_id, content))

    def publish_reviewed(self, draft: Draft, note: str) -> Changes:
        """Publish what another post handed over; it is no draft of this post at any moment. Raises Problem as
        `withdraw`, and "review_needed"."""

        def publish(shared: Shared) -> None:
            shared.publish(draft.document, draft.base, draft.revision_id, note)

        return self._ask(publish)

    def move_up(
        self, progress: Callable[[int, int], None] = lambda *_: None, cancelled: Callable[[], bool] = lambda: False
    ) -> int:
        """Bring this post's guide, with its history, into a shared database that does not have it; how many documents
        it took. `progress` gets (done, of how many). Can be done again after a cut. Raises Problem as `withdraw`."""
        with self._turn:
            if self._shared is None:
                raise Problem("shared_offline")
            round = self._round(self._shared)
            try:
                moved = round.move_up(progress, cancelled)
                round.pull()
            finally:
                self._state = replace(self._state, empty=False, moving=self._stores.replica.moving())
                self._announce(changed("sync"))
            return moved

    def _queued(self, document: Document, base: int, note: str, urgent: bool) -> Draft:
        """Keep the text as a draft that waits to be published. What waits already with the same words keeps its
        revision: it may have arrived, and only the answer was lost."""
        kept = self._stores.drafts.read(document.id)
        draft = Draft(document, base, str(uuid7()), self._clock(), note, urgent, queued=True)
        if kept is not None:
            same = kept.queued and (kept.document.body, kept.document.seal) == (document.body, document.seal)
            revision = kept.revision_id if same and kept.base == base else draft.revision_id
            draft = replace(draft, revision_id=revision, status=kept.status, author=kept.author)
        self._stores.drafts.save(draft)
        return draft

    def _ask(self, ask: Callable[[Shared], None]) -> Changes:
        with self._turn:
            if self._shared is None:
                raise Problem("shared_offline")
            ask(self._shared)
            changes = self._round(self._shared).pull()
            place = self._stores.replica.place()
            self._reviewer.exchange(self._shared, place.incarnation, place.cursor)
            return changes

    def exchange(self) -> None:
        """Connect where that is due and exchange everything, staying connected. Raises Problem."""
        with self._turn:
            fresh = self._shared is None
            if self._shared is None:
                self._tell(Status.CONNECTING, self._state.problem)
                self._shared = self._connect()
            round = self._round(self._shared)
            if fresh:
                round.check_file()
            round.pull()
            if fresh:
                round.check_memory()
            round.send()
            place = self._stores.replica.place()
            listen(self._shared, self._stores.heard, place.incarnation, self._announce, self._stopped.is_set)
            self._reviewer.exchange(self._shared, place.incarnation, place.cursor)
            self._meet(self._shared)
            self._failures = 0
            self._posts = round.posts
            self._state = replace(
                self._state, clock_offset_ms=round.clock_offset_ms, empty=round.empty, person=self._shared.person,
                unreadable=self._stores.replica.unreadable(), progress=None, moving=self._stores.replica.moving(),
            )  # fmt: skip
            self._tell(Status.CONNECTED, None)

    def _rest(self) -> None:
        """Until something is published, something waits to be sent, or it is time to look anyway."""
        shared = self._shared
        if shared is None:
            return
        writing = self._presence is not None and any(self._presence.here())
        woken = shared.wait(RENEW_SECONDS if writing else self._random.uniform(*POLL_SECONDS))
        if woken and not self._kicked.is_set():
            self._stopped.wait(self._random.uniform(0, min(LONGEST_JITTER, JITTER_SECONDS * self._posts)))
        self._kicked.clear()

    def _meet(self, shared: Shared) -> None:
        """Say what is written here and hear who else writes. Only a help: what goes wrong with it stops nothing."""
        if self._presence is None or shared.person.role is not Role.SUPERVISOR:
            return
        here, ended = self._presence.here()
        try:
            everybody = shared.meet(here, ended)
        except Problem as problem:
            if problem.code == "shared_lost":
                raise
            return
        self._presence.said(ended)
        self._presence.heard(everybody, shared.person.login)

    def _round(self, shared: Shared) -> Round:
        return Round(shared, self._stores, self._announce, self._clock, self._progress, self._stopped.is_set)

    def _progress(self, done: int, total: int) -> None:
        self._state = replace(self._state, progress=(done, total))
        self._announce(changed("sync"))

    def _fail(self, problem: Problem) -> None:
        with self._turn:
            if self._shared is not None:
                self._shared.close()
                self._shared = None
        self._failures += 1
        self._tell(Status.OFFLINE, problem)

    def _pause(self, problem: Problem) -> float:
        if self._stopped.is_set():
            return 0.0
        if problem.code in STUBBORN:
            return self._random.uniform(*STUBBORN_PAUSE)
        return self._random.uniform(0, min(LONGEST_PAUSE, _FIRST_PAUSE * 2 ** min(self._failures, 10)))

    def _tell(self, status: Status, problem: Problem | None) -> None:
        """`since` moves only between reached and not reached: trying again is still offline since then."""
        before = self._state
        same = (before.status is Status.CONNECTED) == (status is Status.CONNECTED)
        self._state = replace(before, status=status, problem=problem, since=before.since if same else self._clock())
        if (before.status, before.problem and before.problem.code) != (status, problem and problem.code):
            self._announce(changed("sync"))
