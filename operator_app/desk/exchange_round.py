"""One round of exchange over an open connection: pull, push, publish."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from operator_app.domain.changes import Changes
from operator_app.domain.documents import Document, Status
from operator_app.domain.people import Role
from operator_app.domain.problems import Problem
from operator_app.domain.sharing import CLIENT_VERSION, LARGEST_PAGE, PAGE, SCHEMA_VERSION, FeedPage, Parcel, Shared
from operator_app.local import Documents, Draft, Drafts, Heard, Outbox, OutboxRow, Replica, Reviews

# Above this, screens and index are told once "many" instead of a list of ids a page.
FEW = 1000
# A receipt's reason when another content holds the id already.
OTHER_CONTENT = "other_content"
# What one row can cause that has nothing to do with the connection.
_ROW_PROBLEMS = ("shared_row_refused", "shared_failed")
# A draft stays queued through these; after any other refusal its author must look at it.
_PASSING = ("shared_lost", "shared_busy", "shared_slow", "shared_starting", "shared_too_many", "shared_disk_full")
_MILLISECOND = timedelta(milliseconds=1)
_FAST = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Stores:
    """The parts of the local store that take part."""

    replica: Replica
    outbox: Outbox
    drafts: Drafts
    documents: Documents
    heard: Heard
    reviews: Reviews


class Round:
    """The parts of an exchange. Each can be cut anywhere and done again."""

    def __init__(
        self,
        shared: Shared,
        stores: Stores,
        announce: Callable[[Changes], object],
        clock: Callable[[], datetime],
        progress: Callable[[int, int], None],
        stopped: Callable[[], bool],
    ) -> None:
        self._shared = shared
        self._stores = stores
        self._announce = announce
        self._clock = clock
        self._progress = progress
        self._stopped = stopped
        self.clock_offset_ms: int | None = None
        self.empty = False
        self.posts = 1

    def send(self) -> None:
        """After a pull, so that what was erased meanwhile is not sent again."""
        self.push()
        if self.publish_queued():
            self.pull()

    def check_file(self) -> None:
        """Compare what is really in the file with what this post believes to hold; on a difference, load anew."""
        place = self._stores.replica.place()
        if place.incarnation and self._stores.replica.digest() != place.digest:
            self._stores.replica.start_over(place.incarnation)

    def check_memory(self) -> None:
        """Ask for the row that arrived last: a database that does not know it any more was restored from a backup
        since, also when nothing was published in between and the chain cannot tell."""
        row = self._stores.outbox.last_sent()
        if row is None:
            return
        receipts = self._shared.push([Parcel(row.number, row.kind, row.id, row.payload)])
        if any(receipt.fresh for receipt in receipts):
            self._stores.outbox.send_again()

    def pull(self) -> Changes:
        """Take in everything that is new. Raises Problem: "shared_client_old", and as `Shared` and `Replica.apply`."""
        news = Changes()
        rows = 0
        restarted = False
        limit = PAGE
        while not self._stopped():
            place = self._stores.replica.place()
            page, limit = self._page(place.cursor, limit)
            if (page.incarnation, page.cursor_hash) != (place.incarnation, place.chain):
                self._start_over(page.incarnation)
                continue
            try:
                applied = self._stores.replica.apply(page)
            except Problem as problem:
                if problem.code == "shared_page_stale":
                    continue
                if restarted or problem.code != "shared_digest_differs":
                    raise
                restarted = True
                self._start_over(page.incarnation)
                continue
            rows += len(page.rows)
            news |= applied.changes if rows <= FEW else _many(applied.changes)
            if page.complete:
                self.empty = page.digest == 0
                break
            self._progress(page.cursor, page.head)
        self._announce(news)
        return news

    def push(self) -> None:
        """Hand over the outbox. A row that is refused is set aside and blocks no other."""
        while not self._stopped() and (rows := self._stores.outbox.next()):
            self._push(rows)

    def publish_queued(self) -> int:
        """Publish the drafts that wait; how many became editions."""
        done = 0
        for draft in self._stores.drafts.queued():
            try:
                self.publish(draft)
                done += 1
            except Problem as problem:
                if problem.code in _PASSING:
                    raise
        return done

    def publish(self, draft: Draft) -> None:
        """Publish a draft and forget it. Raises Problem; refused for good, the draft says why."""
        try:
            self._shared.publish(draft.document, draft.base, draft.revision_id, draft.note, draft.urgent)
        except Problem as problem:
            if problem.code not in _PASSING:
                self._stores.drafts.refuse(draft.document.id, problem.code)
            raise
        self._stores.drafts.delete(draft.document.id, draft.revision_id)

    def move_up(self, progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> int:
        """What is refused for itself stays behind and becomes a draft; stopped or cut, it can be taken up again."""
        moved = 0
        ids = self._stores.replica.local_only()
        self._stores.replica.set_moving(True)
        for done, document in enumerate(self._stores.documents.read_many(ids).values()):
            if cancelled():
                return moved
            if document.status in (Status.PUBLISHED, Status.WITHDRAWN):
                moved += self._move(document)
            progress(done + 1, len(ids))
        self._stores.replica.set_moving(False)
        return moved

    def _move(self, document: Document) -> bool:
        try:
            return self._shared.move_up(document, self._stores.replica.history(document.id))
        except Problem as problem:
            if problem.code not in _ROW_PROBLEMS:
                raise
            return False

    def _page(self, cursor: int, limit: int) -> tuple[FeedPage, int]:
        """A page, and how much to ask for next."""
        before = self._clock()
        page = self._shared.pull(cursor, limit)
        after = self._clock()
        self.posts = page.posts
        self.clock_offset_ms = (before + (after - before) / 2 - page.server_now) // _MILLISECOND
        if page.schema_version > SCHEMA_VERSION and page.oldest_client > CLIENT_VERSION:
            raise Problem("shared_client_old")
        return page, min(LARGEST_PAGE, limit * 2) if after - before < _FAST else limit

    def _start_over(self, incarnation: str) -> None:
        """The database is another one, or went back in time. What was erased is erased there again first."""
        known = self._stores.replica.erasures()
        if known and self._shared.person.role is Role.ADMINISTRATOR:
            self._shared.replay_erasures(known)
        self._stores.replica.start_over(incarnation)
        self._stores.reviews.forget()

    def _push(self, rows: Sequence[OutboxRow]) -> None:
        parcels = [Parcel(row.number, row.kind, row.id, row.payload) for row in rows]
        try:
            receipts = self._shared.push(parcels)
        except Problem as problem:
            if problem.code not in _ROW_PROBLEMS:
                raise
            if len(rows) == 1:
                self._stores.outbox.refuse(rows[0], problem.code)
                return
            # One of them cannot even be said: find it.
            middle = len(rows) // 2
            self._push(rows[:middle])
            self._push(rows[middle:])
            return
        answered = list(zip(rows, parcels, receipts, strict=True))
        arrived = [row for row, parcel, receipt in answered if receipt.confirms(parcel)]
        self._stores.outbox.confirm(arrived, self._clock())
        for row, parcel, receipt in answered:
            if not receipt.confirms(parcel):
                self._stores.outbox.refuse(row, receipt.refused or OTHER_CONTENT)


def _many(changes: Changes) -> Changes:
    return Changes({kind: frozenset() for kind in changes.ids})
