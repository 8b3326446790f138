"""What the parts of the desk share."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from threading import Lock, RLock
from uuid import NAMESPACE_URL, uuid5

from uuid6 import uuid7

from operator_app.domain.changes import Changes, changed
from operator_app.domain.moments import local
from operator_app.index import Index
from operator_app.local import Calls, Documents, Drafts, Facts, Outbox, Remarks, Reviews, Store, WorkLists
from operator_app.settings import Settings, SettingsFile, kept

_LOG = logging.getLogger(__name__)
_NAMESPACE = uuid5(NAMESPACE_URL, "urn:operator-app:documents")

Clock = Callable[[], datetime]
Subscriber = Callable[[Changes], None]


class Hub:
    """Tells every subscriber what changed, in the thread that changed it."""

    def __init__(self) -> None:
        self._subscribers: list[Subscriber] = []
        self._lock = RLock()

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Returns what ends the subscription."""
        with self._lock:
            self._subscribers.append(subscriber)
        return lambda: self._leave(subscriber)

    def announce(self, changes: Changes) -> Changes:
        if changes:
            with self._lock:
                subscribers = tuple(self._subscribers)
            for subscriber in subscribers:
                # What is announced is stored already: one that fails must not keep the others from hearing of it.
                try:
                    subscriber(changes)
                except Exception:
                    _LOG.exception("a subscriber failed")
        return changes

    def _leave(self, subscriber: Subscriber) -> None:
        with self._lock:
            if subscriber in self._subscribers:
                self._subscribers.remove(subscriber)


class Preferences:
    """The settings as they are now. Reading is a plain attribute and safe from every thread."""

    def __init__(self, file: SettingsFile, hub: Hub) -> None:
        self._file = file
        self._hub = hub
        self._lock = Lock()
        self.now: Settings = file.read()
        self.problem = file.problem

    def change(self, settings: Settings, seen: Settings | None = None) -> Changes:
        """Keep new settings (`replace(preferences.now, …)`). `seen` are those that they were made of: what differs from
        these is kept, over what others kept since, as `settings.kept` has it; without them everything is.

        Raises Problem("settings_not_written") and changes nothing then.
        """
        with self._lock:
            new = settings if seen is None else kept(settings, seen, self.now)
            self._file.write(new)
            self.now = new
        return self._hub.announce(changed("settings"))


@dataclass(frozen=True, slots=True)
class Context:
    """The stores and services that the parts of the desk work on."""

    home: Path
    store: Store
    documents: Documents
    calls: Calls
    facts: Facts
    outbox: Outbox
    drafts: Drafts
    remarks: Remarks
    reviews: Reviews
    lists: WorkLists
    index: Index
    hub: Hub
    preferences: Preferences
    clock: Clock

    @property
    def operator(self) -> str:
        return self.preferences.now.operator_name

    def now(self) -> datetime:
        """The moment, UTC."""
        return self.clock()

    def today(self) -> date:
        """The day on the wall in Tunisia."""
        return local(self.clock()).date()


def new_id() -> str:
    """A UUIDv7: ordered by time, made by whoever writes."""
    return str(uuid7())


def layer_id(article_id: str) -> str:
    """The id of the layer over an article: the same on every post, and there is one."""
    return str(uuid5(_NAMESPACE, f"layer over {article_id}"))


def id_of(external_id: str) -> str:
    """The id of a document that came from outside: the same on every post, so that two posts that loaded the same
    starter guide hold the same documents."""
    return str(uuid5(_NAMESPACE, external_id))
