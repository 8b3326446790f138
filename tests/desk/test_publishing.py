"""Publishing and importing: planned first, all or nothing, the same file twice changes nothing."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from operator_app.desk import Desk
from operator_app.desk.context import id_of
from operator_app.domain.contacts import Contact
from operator_app.domain.documents import Document, Kind, Seal, Status
from operator_app.domain.guide import Procedure
from operator_app.domain.importing import Candidate, Reading, Refused
from operator_app.domain.problems import Problem
from tests.desk.conftest import Clock, Heard
from tests.desk.samples import contact, procedure, reading
from tests.exchange.samples import documents as every_kind

Load = Callable[..., dict[str, Document]]


def verdicts(desk: Desk, *documents: Document) -> tuple[int, int, int]:
    plan = desk.publishing.plan(reading(*documents))
    return len(plan.new), len(plan.changed), len(plan.same)


def state(desk: Desk) -> list[Document]:
    return desk.publishing.export()


def test_a_plan_changes_nothing(desk: Desk, heard: Heard) -> None:
    plan = desk.publishing.plan(reading(procedure("birth", "مضمون", "town"), contact("town", "البلدية")))
    assert [document.external_id for document in plan.new] == ["birth", "town"]
    assert (plan.changed, plan.same, plan.refused, plan.warnings) == ((), (), (), ())
    assert desk.guide.count() == 0
    assert heard.changes == []


def test_references_by_external_id_become_ids_in_whatever_order(load: Load) -> None:
    there = load(procedure("birth", "مضمون", "town"), contact("town", "البلدية", "deputy"), contact("deputy", "x"))
    birth, town = there["birth"].body, there["town"].body
    assert isinstance(birth, Procedure)
    assert isinstance(town, Contact)
    assert birth.contacts == (there["town"].id,)
    assert town.deputy == there["deputy"].id == id_of("deputy")
    later = load(procedure("death", "وفاة", "town"))["death"].body
    assert isinstance(later, Procedure)
    assert later.contacts == (there["town"].id,)


def test_a_reference_to_nothing_is_warned_of_and_kept(desk: Desk) -> None:
    plan = desk.publishing.plan(reading(procedure("birth", "مضمون", "nobody")))
    assert [(one.code, one.details) for one in plan.warnings] == [
        ("reference_unknown", {"where": "row 1", "reference": "nobody"})
    ]
    assert isinstance(plan.new[0].body, Procedure)
    assert plan.new[0].body.contacts == ("nobody",)


def test_the_same_file_twice_changes_nothing(desk: Desk, load: Load, heard: Heard) -> None:
    documents = every_kind()
    load(*documents)
    before = state(desk)
    heard.changes.clear()
    assert verdicts(desk, *documents) == (0, 0, len(documents))
    load(*documents)
    assert state(desk) == before
    assert heard.changes == []
    assert {document.edition for document in before} == {1}


@pytest.mark.parametrize("verified", [None, date(2026, 1, 1)])
def test_what_was_verified_here_since_does_not_make_a_file_newer(desk: Desk, load: Load, verified: date | None) -> None:
    seal = Seal(owner="X", verified_on=verified, verified_by="file", review_by=date(2026, 2, 1))
    written = replace(procedure("birth", "مضمون"), seal=seal)
    birth = load(written)["birth"]
    desk.publishing.still_right(birth)
    assert verdicts(desk, written) == (0, 0, 1)
    newer = replace(seal, verified_on=date(2026, 3, 3))
    assert verdicts(desk, replace(written, seal=newer)) == (0, 1, 0)
    assert verdicts(desk, replace(written, seal=replace(seal, owner="Y"))) == (0, 1, 0)


def test_a_changed_text_or_seal_is_a_new_edition(desk: Desk, load: Load) -> None:
    load(procedure("birth", "مضمون"))
    assert verdicts(desk, procedure("birth", "مضمون جديد")) == (0, 1, 0)
    sealed = replace(procedure("birth", "مضمون"), seal=Seal(owner="X"))
    assert verdicts(desk, sealed) == (0, 1, 0)
    there = load(sealed)["birth"]
    assert (there.edition, there.seal.owner) == (2, "X")


def test_a_withdrawn_document_comes_back_with_its_file(desk: Desk, load: Load) -> None:
    birth = load(procedure("birth", "مضمون"))["birth"]
    desk.publishing.withdraw(birth.id, "abrogé")
    assert verdicts(desk, procedure("birth", "مضمون")) == (0, 1, 0)
    again = load(procedure("birth", "مضمون"))["birth"]
    assert (again.status, again.edition, again.id) == (Status.PUBLISHED, 2, birth.id)


def test_the_same_name_twice_in_a_file_is_refused_the_second_time(desk: Desk) -> None:
    named = (procedure("birth", "1"), procedure("birth", "2"))
    plan = desk.publishing.plan(reading(*named, procedure("", "3"), procedure("", "4")))
    assert len(plan.new) == 3
    assert [(one.where, one.problem.code) for one in plan.refused] == [("row 2", "import_twice")]
    assert len({document.id for document in plan.new}) == 3


def test_what_was_refused_when_read_stays_refused(desk: Desk) -> None:
    bad = Refused("row 9", Problem("row_bad"))
    plan = desk.publishing.plan(Reading((Candidate(procedure("a", "x"), "row 1"),), (bad,), (Problem("warned"),)))
    assert plan.refused == (bad,)
    assert [problem.code for problem in plan.warnings] == ["warned"]


def test_carrying_out_is_announced_once_with_everything(desk: Desk, heard: Heard) -> None:
    plan = desk.publishing.plan(reading(procedure("a", "1"), procedure("b", "2"), contact("c", "3")))
    seen: list[int] = []
    changes = desk.publishing.carry_out(plan, progress=seen.append)
    assert heard.changes == [changes]
    assert (len(changes.of("procedure")), len(changes.of("contact"))) == (2, 1)
    assert seen == [0, 1, 2]


def test_cancelling_leaves_nothing(desk: Desk, heard: Heard) -> None:
    plan = desk.publishing.plan(reading(*(procedure(f"p{number}", "x") for number in range(10))))
    seen: list[int] = []
    with pytest.raises(Problem, match="import_cancelled"):
        desk.publishing.carry_out(plan, progress=seen.append, cancelled=lambda: len(seen) == 5)
    assert desk.guide.count() == 0
    assert heard.changes == []


def test_a_failure_half_way_leaves_nothing(desk: Desk, load: Load, heard: Heard) -> None:
    """Somebody publishes one of the documents between the plan and its carrying out."""
    birth = load(procedure("birth", "مضمون"))["birth"]
    plan = desk.publishing.plan(reading(procedure("new", "x"), procedure("birth", "mine")))
    desk.publishing.publish(replace(birth, body=procedure("birth", "theirs").body), 1)
    heard.changes.clear()
    before = state(desk)
    with pytest.raises(Problem) as caught:
        desk.publishing.carry_out(plan)
    assert (caught.value.code, caught.value.details) == ("edition_conflict", {"edition": 2, "base": 1})
    assert state(desk) == before
    assert desk.guide.find("new") is None
    assert heard.changes == []


def test_a_bug_half_way_leaves_nothing(desk: Desk) -> None:
    plan = desk.publishing.plan(reading(procedure("a", "1"), procedure("b", "2")))

    def progress(done: int) -> None:
        if done:
            raise RuntimeError("x")

    with pytest.raises(RuntimeError):
        desk.publishing.carry_out(plan, progress=progress)
    assert desk.guide.count() == 0


def test_the_starter_guide_is_loaded_once(desk: Desk) -> None:
    read: list[int] = []

    def starter() -> Reading:
        read.append(1)
        return reading(procedure("birth", "مضمون"))

    assert desk.publishing.load_starter_guide(starter).touches("procedure")
    assert not desk.publishing.load_starter_guide(starter)
    birth = desk.guide.find("birth")
    assert birth is not None
    desk.publishing.withdraw(birth.id, "not ours")
    assert not desk.publishing.load_starter_guide(starter)
    assert len(read) == 1
    assert desk.guide.count() == 1


def test_a_guide_of_ones_own_is_never_mixed_with_the_starter_guide(desk: Desk, load: Load) -> None:
    load(procedure("mine", "x"))
    assert not desk.publishing.load_starter_guide(lambda: reading(procedure("birth", "مضمون")))
    assert desk.guide.find("birth") is None


def test_a_guide_that_was_emptied_stays_empty(desk: Desk, home: Path) -> None:
    """Erased by the shared database, say: the starter guide does not come back."""
    desk.publishing.load_starter_guide(lambda: reading(procedure("birth", "مضمون")))
    with closing(sqlite3.connect(home / "operator.sqlite3", timeout=20)) as raw:
        for table in ("editions", "revisions", "documents"):
            raw.execute(f"delete from {table}")
        raw.commit()
    assert desk.guide.count() == 0
    assert not desk.publishing.load_starter_guide(lambda: reading(procedure("birth", "مضمون")))
    assert desk.guide.count() == 0


def test_a_starter_guide_that_fails_is_tried_again(desk: Desk) -> None:
    def broken() -> Reading:
        raise Problem("file_not_read", file="x")

    with pytest.raises(Problem):
        desk.publishing.load_starter_guide(broken)
    assert desk.publishing.load_starter_guide(lambda: reading(procedure("birth", "x")))


def test_still_right_renews_the_seal_and_keeps_the_edition(desk: Desk, load: Load, clock: Clock) -> None:
    birth = load(procedure("birth", "مضمون"))["birth"]
    clock.forward(days=3)
    assert desk.publishing.still_right(birth).of("procedure") == {birth.id}
    again = desk.guide.read(birth.id)
    assert again is not None
    assert (again.seal.verified_on, again.seal.verified_by, again.edition) == (date(2026, 3, 5), "Salma", 1)


def test_export_names_references_and_keeps_one_order(desk: Desk, load: Load) -> None:
    load(contact("z-town", "البلدية"), procedure("birth", "مضمون", "z-town"), procedure("a-first", "x"))
    exported = state(desk)
    assert [document.external_id for document in exported] == ["z-town", "a-first", "birth"]
    assert isinstance(exported[2].body, Procedure)
    assert exported[2].body.contacts == ("z-town",)
    assert [document.kind for document in desk.publishing.export([Kind.CONTACT])] == [Kind.CONTACT]
    desk.publishing.withdraw(exported[1].id, "x")
    assert len(state(desk)) == 2


def test_what_is_exported_is_let_go_of(desk: Desk, load: Load) -> None:
    load(contact("town", "البلدية"), procedure("birth", "مضمون", "town"))
    held: list[list[Document]] = []

    def write(documents: list[Document]) -> list[str]:
        held.append(documents)
        return [document.external_id for document in documents]

    assert desk.publishing.exported(write) == ["town", "birth"]
    assert desk.publishing.exported(write, [Kind.PROCEDURE]) == ["birth"]
    assert held == [[], []]
    with pytest.raises(Problem, match="export_cancelled"):
        desk.publishing.exported(cancelled)


def cancelled(_: list[Document]) -> None:
    raise Problem("export_cancelled")


def test_a_document_without_an_external_id_is_exported_by_its_id(desk: Desk) -> None:
    written = replace(procedure("", "x"), id="0193f2a1-7c00-7000-8000-00000000000a")
    desk.publishing.publish(written, 0)
    assert [document.external_id for document in state(desk)] == [written.id]
    # And the file that this makes finds its document again.
    assert verdicts(desk, *state(desk)) == (0, 0, 1)


def test_the_guide_is_checked_as_it_is_published(desk: Desk, load: Load) -> None:
    there = load(procedure("birth", "مضمون", "town"), contact("town", "x"))
    assert [finding.external_id for finding in desk.publishing.check()] == ["town"]
    desk.publishing.withdraw(there["town"].id, "moved")
    assert [finding.message for finding in desk.publishing.check()] == [
        "Refers to something that is not in the guide: {reference}"
    ]
