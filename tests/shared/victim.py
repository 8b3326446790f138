"""A post that is killed: what runs in a process of its own, and where it can be made to die."""

import os
import signal
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import event

from operator_app.domain.documents import Document
from operator_app.domain.hearing import HEARD_PAGE, Told
from operator_app.domain.people import Person
from operator_app.domain.problems import Problem
from operator_app.domain.sharing import PAGE, Editing, FeedPage, Parcel, PastEdition, Receipt, Shared
from operator_app.local import Draft
from operator_app.shared.address import Address
from operator_app.shared.connection import connect

from .reviewers import Relayed
from .samples import Post, document, new_id

# Every named point: before and after each word with the server, and before each commit of the store.
POINTS = (
    "connect", "connected", "pull", "pulled", "push", "pushed", "publish", "published",
    *(f"commit {n}" for n in range(1, 9)), "none",
)  # fmt: skip


@dataclass
class Trap:
    """Dies at the `times`-th time that the point is passed."""

    point: str
    times: int = 1
    passed: dict[str, int] = field(default_factory=dict)

    def at(self, point: str) -> None:
        self.passed[point] = self.passed.get(point, 0) + 1
        if point == self.point and self.passed[point] >= self.times:
            os.kill(os.getpid(), signal.SIGKILL)


class TrappedConnection(Relayed):
    """A connection with a trap before and after each word."""

    def __init__(self, shared: Shared, trap: Trap) -> None:
        self._shared = shared
        self._trap = trap

    @property
    def person(self) -> Person:
        return self._shared.person

    def pull(self, cursor: int, limit: int = PAGE) -> FeedPage:
        self._trap.at("pull")
        page = self._shared.pull(cursor, limit)
        self._trap.at("pulled")
        return page

    def push(self, parcels: Sequence[Parcel]) -> list[Receipt]:
        self._trap.at("push")
        receipts = self._shared.push(parcels)
        self._trap.at("pushed")
        return receipts

    def hear(self, since: datetime, known: Sequence[str], limit: int = HEARD_PAGE) -> list[Told]:
        return self._shared.hear(since, known, limit)

    def publish(self, document: Document, base: int, revision_id: str, note: str = "", urgent: bool = False) -> int:
        self._trap.at("publish")
        edition = self._shared.publish(document, base, revision_id, note, urgent)
        self._trap.at("published")
        return edition

    def withdraw(self, id: str, base: int, reason: str) -> None:
        self._shared.withdraw(id, base, reason)

    def renew_seal(self, document: Document) -> None:
        self._shared.renew_seal(document)

    def move_up(self, document: Document, history: Sequence[PastEdition]) -> bool:
        return self._shared.move_up(document, history)

    def meet(self, editing: Sequence[str], ended: Sequence[str]) -> list[Editing]:
        return self._shared.meet(editing, ended)

    def replay_erasures(self, erasures: Sequence[tuple[str, str]]) -> None:
        self._shared.replay_erasures(erasures)

    def wait(self, seconds: float) -> bool:
        return self._shared.wait(seconds)

    def wake(self) -> None:
        self._shared.wake()

    def close(self) -> None:
        self._shared.close()


def live(folder: Path, url: str, point: str, times: int, rounds: int) -> None:
    """Log calls and publish texts, exchanging after each, until the trap shuts or somebody kills the process. What was
    logged and drafted is in the store, which is what the test compares with."""
    trap = Trap(point, times)

    def reach() -> Shared:
        trap.at("connect")
        address, secret = Address.parse(url)
        shared = connect(address, secret)
        trap.at("connected")
        return TrappedConnection(shared, trap)

    post = Post(folder, reach)
    event.listen(post.store.engine, "commit", lambda _: _commit(trap))
    for n in range(rounds):
        post.log(f"{os.getpid()} {n}", number="00000012" if n % 3 == 0 else "")
        post.drafts.save(Draft(document(f"{os.getpid()} {n}"), 0, new_id(), post.clock(), queued=True))
        try:
            post.sync.exchange()
        except Problem as problem:
            if problem.code not in ("shared_lost", "shared_no_port", "shared_starting", "shared_no_answer"):
                raise
            post.sync.disconnect()
    post.close()


def _commit(trap: Trap) -> None:
    trap.passed["commits"] = trap.passed.get("commits", 0) + 1
    trap.at(f"commit {(trap.passed['commits'] - 1) % 8 + 1}")
