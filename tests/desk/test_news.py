"""News of today, acknowledged by each operator; lines out of order; modules in their order."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from operator_app.desk import Desk
from operator_app.domain.contacts import Phone
from operator_app.domain.documents import Document, Kind, Seal
from operator_app.domain.languages import Text
from operator_app.domain.lines import Line, LineState
from operator_app.domain.news import News
from operator_app.domain.training import Module
from tests.desk.conftest import Clock, Heard
from tests.desk.samples import document

Load = Callable[..., dict[str, Document]]
TODAY = date(2026, 3, 2)


def news(external_id: str, seal: Seal | None = None) -> Document:
    return document(Kind.NEWS, external_id, News(Text(external_id)), seal)


def names(documents: list[Document]) -> list[str]:
    return sorted(one.external_id for one in documents)


def test_news_is_current_from_its_first_to_its_last_day(desk: Desk, load: Load, clock: Clock) -> None:
    today, over = Seal(valid_from=TODAY, valid_until=TODAY), Seal(valid_until=date(2026, 3, 1))
    load(news("always"), news("today", today), news("over", over))
    assert names(desk.news.current()) == ["always", "today"]
    clock.forward(hours=14)
    assert names(desk.news.current()) == ["always"]


def test_each_operator_acknowledges_each_edition(desk: Desk, load: Load, heard: Heard) -> None:
    one = load(news("one"), news("two"))["one"]
    heard.changes.clear()
    desk.news.acknowledge(one)
    assert names(desk.news.unread()) == ["two"]
    assert heard.changes[0].of("acknowledgements") == {one.id}
    desk.publishing.publish(replace(one, body=News(Text("corrected"))), 1)
    assert names(desk.news.unread()) == ["one", "two"]
    desk.preferences.change(replace(desk.preferences.now, operator_name="Ali"))
    assert names(desk.news.unread()) == ["one", "two"]


def test_only_lines_out_of_order_are_told(desk: Desk, load: Load) -> None:
    load(*(document(Kind.LINE, f"l-{state}", Line(Phone("00000012"), state=state)) for state in LineState))
    assert len(desk.lines.all()) == len(LineState)
    assert names(desk.lines.out_of_order()) == ["l-out_of_order"]


def test_modules_come_by_rank(desk: Desk, load: Load) -> None:
    load(*(document(Kind.MODULE, name, Module(Text(name), rank=rank)) for name, rank in (("c", 2), ("a", 2), ("b", 1))))
    assert [one.external_id for one in desk.training.modules()] == ["b", "a", "c"]
