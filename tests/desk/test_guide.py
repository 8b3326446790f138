"""Searching, reading, "this is wrong", and searches without result."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from operator_app.desk import Desk
from operator_app.domain.changes import Changes, changed
from operator_app.domain.documents import Document, Kind
from operator_app.domain.guide import Need
from operator_app.domain.languages import Language
from tests.desk.conftest import Clock, Heard
from tests.desk.samples import contact, procedure, tip

Load = Callable[..., dict[str, Document]]


def found(desk: Desk, text: str, *kinds: Kind) -> list[str]:
    query = desk.guide.query(text, Language.AR, kinds=kinds) if kinds else desk.guide.query(text, Language.AR)
    return [hit.external_id for hit in desk.guide.search(query).hits]


def queries(desk: Desk) -> list[str]:
    return [need.query for need in desk.guide.unmet_needs()]


def test_the_index_follows_what_is_published_withdrawn_and_changed(desk: Desk, load: Load, heard: Heard) -> None:
    leave = desk.keep_index()
    desk.guide.rebuild_index()
    there = load(procedure("birth", "مضمون ولادة"), contact("town", "البلدية"))
    assert found(desk, "مضمون") == ["birth"]
    assert found(desk, "البلدية", Kind.PROCEDURE) == []
    assert found(desk, "البلدية") == ["town"]
    assert any(changes.touches("index") for changes in heard.changes)
    desk.publishing.publish(replace(there["birth"], body=procedure("birth", "شهادة إقامة").body), 1)
    assert found(desk, "مضمون") == []
    assert found(desk, "إقامة") == ["birth"]
    desk.publishing.withdraw(there["birth"].id, "abrogé")
    assert found(desk, "إقامة") == []
    assert desk.guide.index_is_current()
    leave()
    load(procedure("later", "جواز سفر"))
    assert not desk.guide.index_is_current()
    assert found(desk, "جواز") == []


def test_titles_are_searched_while_the_index_is_not_there(desk: Desk, load: Load) -> None:
    load(procedure("birth", "مضمون ولادة"))
    desk.guide.offer_titles()
    answer = desk.guide.search(desk.guide.query("مضمون", Language.AR))
    assert answer.titles_only
    assert [hit.external_id for hit in answer.hits] == ["birth"]


def test_after_many_changes_titles_are_searched_until_the_index_has_them(desk: Desk, load: Load) -> None:
    desk.guide.rebuild_index()
    load(procedure("birth", "مضمون ولادة"))
    seen: list[tuple[bool, list[str]]] = []

    def look(changes: Changes) -> None:
        if changes.touches("index"):
            answer = desk.guide.search(desk.guide.query("مضمون", Language.AR))
            seen.append((answer.titles_only, [hit.external_id for hit in answer.hits]))

    leave, keep = desk.hub.subscribe(look), desk.keep_index()
    desk.hub.announce(changed("procedure"))
    leave()
    keep()
    assert seen == [(True, ["birth"]), (False, ["birth"])]
    assert desk.guide.index_is_current()


def test_a_cancelled_rebuild_says_so(desk: Desk, load: Load) -> None:
    load(procedure("birth", "مضمون ولادة"))
    assert not desk.guide.rebuild_index(cancelled=lambda: True)
    assert not desk.guide.index_is_current()
    assert desk.guide.rebuild_index()
    assert desk.guide.index_is_current()


def test_a_document_is_found_by_either_of_its_names(desk: Desk, load: Load) -> None:
    birth = load(procedure("birth", "مضمون"))["birth"]
    assert desk.guide.find("birth") == desk.guide.find(birth.id) == desk.guide.read(birth.id) == birth
    assert desk.guide.find("nobody") is None
    assert desk.guide.find("") is None
    assert desk.guide.count() == 1
    assert [edition.number for edition in desk.guide.history(birth.id)] == [1]


def test_the_emergency_card_comes_first(desk: Desk, load: Load) -> None:
    load(*(tip(f"t-{need}", need) for need in reversed(Need)))
    needs = [document.external_id for document in desk.guide.tips()]
    assert needs[:5] == ["t-emergency", "t-suicide", "t-violence", "t-child", "t-abuse_report"]
    rest = [need for need in Need if f"t-{need}" not in needs[:5]]
    assert needs[5:] == [f"t-{need}" for need in rest]


def test_what_is_wrong_is_told_with_what_was_on_screen(desk: Desk, load: Load, heard: Heard, clock: Clock) -> None:
    birth = load(procedure("birth", "مضمون"))["birth"]
    heard.changes.clear()
    desk.guide.report_wrong(birth, "المعلوم 500 مليم", "le 00 000 012 ne répond pas")
    (feedback,) = desk.guide.feedback()
    assert (feedback.document_id, feedback.edition, feedback.operator) == (birth.id, 1, "Salma")
    assert (feedback.shown, feedback.comment, feedback.at) == ("المعلوم 500 مليم", "le ••• ne répond pas", clock.now)
    assert heard.changes == [changed("feedback")]


def test_keystrokes_of_one_search_are_one_unmet_need(desk: Desk, clock: Clock, heard: Heard) -> None:
    for typed in ("زعف", "زعفر", "زعفرا", "زعفران", "زعفرا"):
        desk.guide.note_empty_search(typed)
        clock.forward(seconds=29)
    assert queries(desk) == ["زعفران"]
    (need,) = desk.guide.unmet_needs()
    assert need.operator == "Salma"
    assert [changes.of("unmet_needs") for changes in heard.changes] == [{need.id}] * 5
    assert desk.outbox.waiting() == 1


@pytest.mark.parametrize(("seconds", "count"), [(29.9, 1), (30, 1), (30.1, 2), (3600, 2)])
def test_after_thirty_seconds_it_is_another_search(desk: Desk, clock: Clock, seconds: float, count: int) -> None:
    desk.guide.note_empty_search("zafran")
    clock.forward(seconds=seconds)
    desk.guide.note_empty_search("zafran rouge")
    assert len(queries(desk)) == count


def test_other_words_are_another_search_at_once(desk: Desk, clock: Clock) -> None:
    desk.guide.note_empty_search("zafran")
    clock.forward(seconds=1)
    desk.guide.note_empty_search("trottinette")
    assert queries(desk) == ["trottinette", "zafran"]


def test_hamza_and_accents_do_not_make_another_search(desk: Desk) -> None:
    desk.guide.note_empty_search("électri")
    desk.guide.note_empty_search("electricite   rapide")
    assert queries(desk) == ["electricite rapide"]


@pytest.mark.parametrize("typed", ["", "  ", "ab", "زع", "\u064e\u064f\u0650ab"])
def test_a_letter_or_two_are_no_need(desk: Desk, typed: str) -> None:
    assert not desk.guide.note_empty_search(typed)
    assert queries(desk) == []


def test_a_number_typed_into_the_search_is_not_kept(desk: Desk) -> None:
    desk.guide.note_empty_search("سيدي 00 000 012")
    assert queries(desk) == ["سيدي •••"]
    assert "000012" not in "".join(row.payload for row in desk.outbox.next())
