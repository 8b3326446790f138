"""Review in memory and over lines that break: what `Reviewing` asks of every shared database."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from operator_app.domain.documents import Document
from operator_app.domain.people import Person
from operator_app.domain.problems import Problem
from operator_app.domain.sharing import Shared, Submission
from operator_app.tables.records import to_json

T = TypeVar("T")
_FREE = ("verified_on", "verified_by")


def content_of(document: Document, base: int) -> str:
    """Stands for app.review_content: equal where the texts are."""
    seal = {name: value for name, value in json.loads(to_json(document.seal)).items() if name not in _FREE}
    parts = (document.id, document.kind.value, document.external_id, base, json.loads(to_json(document.body)), seal)
    return json.dumps(parts, sort_keys=True)


@dataclass
class FakeReviews:
    """What a database in memory holds of reviews."""

    waiting: dict[str, Submission] = field(default_factory=dict)
    approvals: dict[tuple[str, str], list[Person]] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    urgent: dict[str, int] = field(default_factory=dict)

    def submit(
        self, document: Document, base: int, id: str, note: str, by: Person, at: datetime, number: Callable[[], int]
    ) -> str:
        content, before = content_of(document, base), self.waiting.get(document.id)
        if before and (before.content, before.author, before.state) == (content, by.login, "open"):
            return content
        self.waiting[document.id] = Submission(
            number(), document.id, id, document.kind.value, document.external_id, base, to_json(document.body),
            to_json(document.seal), note, by.login, by.name, at, content, "open",
        )  # fmt: skip
        return content

    def changed(self, after: int) -> list[Submission]:
        news = sorted((one for one in self.waiting.values() if one.number > after), key=lambda one: one.number)
        told = [one if one.state == "open" else replace(one, body="", seal="") for one in news]
        return [replace(one, approved_by=tuple(person.name for person in self._of(one))) for one in told]

    def approve(self, document_id: str, content: str, by: Person, number: Callable[[], int]) -> None:
        one = self._open(document_id, content)
        if one.author == by.login:
            raise Problem("review_own", state="PC413")
        if by not in self._of(one):
            self.approvals.setdefault((document_id, content), []).append(by)
            self.waiting[document_id] = replace(one, number=number())

    def send_back(self, document_id: str, content: str, number: Callable[[], int]) -> None:
        self.waiting[document_id] = replace(self._open(document_id, content), state="sent_back", number=number())

    def check(self, document: Document, base: int, urgent: bool) -> None:
        if document.kind.value not in self.kinds or urgent:
            return
        one = self.waiting.get(document.id)
        wanted = content_of(document, base)
        if one is None or (one.state, one.content) != ("open", wanted) or not self._of(one):
            raise Problem("review_needed", state="PC412")

    def published(self, document_id: str, edition: int, urgent: bool, number: int) -> None:
        self.urgent.pop(document_id, None)
        if urgent:
            self.urgent[document_id] = edition
        one = self.waiting.get(document_id)
        if one and one.state == "open":
            self.waiting[document_id] = replace(one, state="published", number=number)

    def _open(self, document_id: str, content: str) -> Submission:
        one = self.waiting.get(document_id)
        if one is None or (one.state, one.content) != ("open", content):
            raise Problem("review_text_changed", state="PC411")
        return one

    def _of(self, one: Submission) -> list[Person]:
        return self.approvals.get((one.document_id, one.content), [])


class Relayed:
    """`Reviewing` handed on to another connection, each word through `_say`."""

    _shared: Shared

    def _say(self, ask: Callable[[], T]) -> T:
        return ask()

    def submit(self, document: Document, base: int, id: str, note: str = "") -> str:
        return self._say(lambda: self._shared.submit(document, base, id, note))

    def submissions(self, after: int) -> list[Submission]:
        return self._say(lambda: self._shared.submissions(after))

    def urgent_editions(self) -> list[tuple[str, int]]:
        return self._say(self._shared.urgent_editions)

    def approve(self, document_id: str, content: str) -> None:
        self._say(lambda: self._shared.approve(document_id, content))

    def send_back(self, document_id: str, content: str) -> None:
        self._say(lambda: self._shared.send_back(document_id, content))

    def second_pair(self) -> tuple[str, ...]:
        return self._say(self._shared.second_pair)
