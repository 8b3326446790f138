"""Who writes which document at this moment, here and at other posts. In memory only: nothing of it outlives its lease.

It warns; it never keeps anybody from writing.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from operator_app.domain.changes import Changes, changed
from operator_app.domain.sharing import Editing


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else who writes a document: believed `until` a moment of this post's clock."""

    document_id: str
    name: str
    since: datetime
    until: datetime


def nobody_listens() -> None:
    """A single post has no network to wake."""


class Presence:
    """Safe from every thread. Nothing here waits: the network lane carries it."""

    def __init__(self, announce: Callable[[Changes], object], clock: Callable[[], datetime]) -> None:
        self._announce = announce
        self._clock = clock
        self._lock = Lock()
        self._here: Counter[str] = Counter()
        self._ended: set[str] = set()
        self._others: tuple[Other, ...] = ()
        self.wake: Callable[[], None] = nobody_listens
        """Make the network lane look at once."""

    def begin(self, document_id: str) -> None:
        """A document is written here. Each `begin` has one `end`: two windows may overlap for a moment."""
        with self._lock:
            self._here[document_id] += 1
            self._ended.discard(document_id)
        self.wake()

    def end(self, document_id: str) -> None:
        with self._lock:
            self._here[document_id] -= 1
            if self._here[document_id] <= 0:
                del self._here[document_id]
                self._ended.add(document_id)
        self.wake()

    def others(self, document_id: str) -> tuple[Other, ...]:
        """Who else writes it, the first first. A lease that has ended counts no more, also without any news."""
        now = self._clock()
        return tuple(one for one in self._others if one.document_id == document_id and one.until > now)

    def here(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What is written here, and what is not written any more and has to be said."""
        with self._lock:
            return tuple(self._here), tuple(self._ended)

    def said(self, ended: Sequence[str]) -> None:
        """The shared database knows that these have ended."""
        with self._lock:
            self._ended.difference_update(ended)

    def heard(self, everybody: Sequence[Editing], me: str) -> None:
        """What the shared database tells; `me` is who is signed in here."""
        now = self._clock()
        others = tuple(
            Other(one.document_id, one.name, one.since, now + timedelta(seconds=one.seconds))
            for one in everybody
            if one.login != me
        )
        before, self._others = self._others, others
        names = [{(one.document_id, one.name, one.since) for one in those} for those in (before, others)]
        touched = {document_id for document_id, _, _ in names[0] ^ names[1]}
        if touched:
            self._announce(changed("presence", *touched))
