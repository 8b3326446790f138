"""Where the body wants a second pair of eyes the database itself refuses what one person alone would publish."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from operator_app.app.command_line import run
from operator_app.domain.documents import Document, Seal
from operator_app.domain.problems import Problem
from operator_app.shared.connection import SharedConnection
from operator_app.shared.retention import erase_document
from operator_app.shared.reviews import require_second_pair

from .conftest import Database
from .samples import document, new_id, titled

Two = tuple[SharedConnection, SharedConnection]


@pytest.fixture
def strict(database: Database) -> Iterator[Two]:
    """Salma and Hedi, where procedures want two people."""
    require_second_pair(database.url("adel"), ("procedure", "tip", "contact"))
    salma, hedi = database.connect("salma"), database.connect("hedi")
    yield salma, hedi
    salma.close()
    hedi.close()


def _refused(shared: SharedConnection, birth: Document, base: int) -> bool:
    with pytest.raises(Problem) as refused:
        shared.publish(birth, base, new_id())
    return refused.value.code == "review_needed"


def test_one_person_alone_publishes_nothing(strict: Two) -> None:
    salma, hedi = strict
    birth = document()
    assert salma.second_pair() == ("procedure", "tip", "contact")
    assert _refused(salma, birth, 0)
    content = salma.submit(birth, 0, new_id())
    assert _refused(salma, birth, 0)
    hedi.approve(birth.id, content)
    # Not another text than the one that was read, not even by its owner.
    assert _refused(salma, titled(birth, "autre"), 0)
    assert _refused(salma, replace(birth, seal=Seal(owner="autre")), 0)
    assert _refused(salma, replace(birth, external_id="autre"), 0)
    verified = replace(birth, seal=replace(birth.seal, verified_on=date(2026, 11, 24), verified_by="Salma"))
    assert salma.publish(verified, 0, new_id()) == 1
    # The approval is used up: the same text over another edition was not approved.
    assert _refused(salma, verified, 1)


def test_an_approval_that_was_taken_back_counts_no_more(strict: Two) -> None:
    salma, hedi = strict
    birth = document()
    content = salma.submit(birth, 0, new_id())
    hedi.approve(birth.id, content)
    hedi.send_back(birth.id, content)
    assert _refused(salma, birth, 0)
    assert _refused(hedi, birth, 0)


def test_urgent_goes_at_once_and_is_told(strict: Two) -> None:
    salma, hedi = strict
    birth = document()
    assert salma.publish(birth, 0, new_id(), urgent=True) == 1
    assert hedi.urgent_editions() == [(birth.id, 1)]


def test_no_way_round(strict: Two) -> None:
    """Neither a guide that moves up, nor "still right", nor a withdrawal in between."""
    salma, _ = strict
    for edition in (1, 4):
        with pytest.raises(Problem) as refused:
            salma.move_up(replace(document(), edition=edition), ())
        assert refused.value.code == "review_needed"
    birth = document()
    salma.publish(birth, 0, new_id(), urgent=True)
    renewed = replace(birth.seal, verified_on=date(2026, 11, 24), review_by=date(2027, 5, 1))
    salma.renew_seal(replace(birth, edition=1, seal=renewed))
    with pytest.raises(Problem) as slipped:
        salma.renew_seal(replace(birth, edition=1, seal=replace(renewed, owner="un autre")))
    assert slipped.value.code == "review_needed"
    salma.withdraw(birth.id, 1, "plus vrai")
    assert _refused(salma, birth, 1)


def test_other_kinds_go_as_before_and_only_administrators_set_the_rule(strict: Two, database: Database) -> None:
    salma, _ = strict
    require_second_pair(database.url("adel"), ("contact",))
    assert salma.publish(document(), 0, new_id()) == 1
    with pytest.raises(Problem) as refused:
        require_second_pair(database.url("salma"), ())
    assert refused.value.code == "shared_no_right"


def test_what_is_erased_leaves_no_submission(strict: Two, database: Database) -> None:
    salma, hedi = strict
    birth = document()
    hedi.approve(birth.id, salma.submit(birth, 0, new_id()))
    erase_document(database.url("adel"), birth.id)
    assert hedi.submissions(0) == []
    with pytest.raises(Problem) as refused:
        salma.submit(birth, 0, new_id())
    assert refused.value.code == "shared_erased"


def test_the_command_sets_and_lifts_the_rule(database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    salma = database.connect("salma")
    for kinds in (("procedure", "tip"), ()):
        assert run(["server", "second-pair", database.url("adel"), *kinds]) == 0
        assert salma.second_pair() == kinds
    assert run(["server", "second-pair", database.url("adel"), "roman"]) != 0
    assert "roman" in capsys.readouterr().err
    salma.close()
