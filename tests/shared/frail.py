"""A connection that breaks at a chosen word."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from operator_app.domain.documents import Document
from operator_app.domain.hearing import HEARD_PAGE, Told
from operator_app.domain.people import Person
from operator_app.domain.problems import Problem
from operator_app.domain.sharing import PAGE, Editing, FeedPage, Parcel, PastEdition, Receipt, Shared

from .reviewers import Relayed

T = TypeVar("T")


class FrailLine(Relayed):
    """A connection that breaks at its n-th word, before or after the server did what was asked."""

    def __init__(self, shared: Shared, cut: tuple[int, bool] | None, page: int) -> None:
        self._shared = shared
        self._left = None if cut is None else cut[0]
        self._after = cut is not None and cut[1]
        self._page = page

    @property
    def person(self) -> Person:
        return self._shared.person

    def pull(self, cursor: int, limit: int = PAGE) -> FeedPage:
        return self._said(lambda: self._shared.pull(cursor, min(limit, self._page)))

    def push(self, parcels: Sequence[Parcel]) -> list[Receipt]:
        return self._said(lambda: self._shared.push(parcels))

    def hear(self, since: datetime, known: Sequence[str], limit: int = HEARD_PAGE) -> list[Told]:
        return self._said(lambda: self._shared.hear(since, known, limit))

    def publish(self, document: Document, base: int, revision_id: str, note: str = "", urgent: bool = False) -> int:
        return self._said(lambda: self._shared.publish(document, base, revision_id, note, urgent))

    def withdraw(self, id: str, base: int, reason: str) -> None:
        self._said(lambda: self._shared.withdraw(id, base, reason))

    def renew_seal(self, document: Document) -> None:
        self._said(lambda: self._shared.renew_seal(document))

    def move_up(self, document: Document, history: Sequence[PastEdition]) -> bool:
        return self._said(lambda: self._shared.move_up(document, history))

    def meet(self, editing: Sequence[str], ended: Sequence[str]) -> list[Editing]:
        return self._said(lambda: self._shared.meet(editing, ended))

    def replay_erasures(self, erasures: Sequence[tuple[str, str]]) -> None:
        self._said(lambda: self._shared.replay_erasures(erasures))

    def wait(self, seconds: float) -> bool:
        return self._shared.wait(seconds)

    def wake(self) -> None:
        self._shared.wake()

    def close(self) -> None:
        self._shared.close()

    def _say(self, ask: Callable[[], T]) -> T:
        return self._said(ask)

    def _said(self, ask: Callable[[], T]) -> T:
        if self._left is None:
            return ask()
        if self._left == 0:
            if self._after:
                ask()
            raise Problem("shared_lost")
        self._left -= 1
        return ask()
