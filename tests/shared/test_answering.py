"""Answers to reports, planned test calls and words of the spell check reach the posts that they concern, over a real
PostgreSQL.
"""

from dataclasses import replace
from random import Random

import pytest

from operator_app.domain.calls import Feedback
from operator_app.domain.changes import Changes
from operator_app.domain.problems import Problem
from operator_app.domain.sharing import Parcel
from operator_app.domain.team import TeamEvent, TeamStep
from operator_app.local import Remarks, Team
from operator_app.settings import Settings
from operator_app.tables.records import to_json
from tests.desk.samples import office

from .conftest import Database
from .samples import NOON, document, new_id
from .site import Site, SiteMaker

DOCUMENT = "00000000-0000-7000-8000-0000000000d0"


def report(one: Site) -> Feedback:
    """ "This is wrong", kept and handed over."""
    one.desk.guide.report_wrong(document(id=DOCUMENT), "affiché")
    one.sync.once()
    return one.desk.guide.feedback()[0]


def replies(one: Site) -> list[tuple[str, str]]:
    return [(told.remark.author, told.remark.text) for told in one.desk.worklists.untold_answers()]


def test_an_answer_reaches_who_reported_it_and_no_other_operator(site: SiteMaker, colleague: str) -> None:
    """Under the name that they have at their own post; once, however often the posts exchange."""
    salma, hedi, amira, bilel = site("salma"), site(colleague), site("amira"), site("bilel")
    for one in (amira, bilel):
        report(one)
    salma.sync.once()
    for feedback in (one.feedback for one in salma.desk.worklists.reports()):
        salma.desk.worklists.answer_report(feedback, f"à {feedback.operator} : c'est juste")
    salma.sync.once()
    for one in (amira, bilel, hedi, amira, bilel, hedi):
        one.sync.once()
    assert replies(amira) == [("Salma", "à Amira : c'est juste")]
    assert replies(bilel) == [("Salma", "à Bilel : c'est juste")]
    assert hedi.desk.worklists.reports() == []
    assert replies(hedi) == []
    assert (amira.sync.state.waiting, amira.sync.state.refused) == (0, 0)
    amira.desk.worklists.answers_told([told.remark.id for told in amira.desk.worklists.untold_answers()])
    amira.sync.once()
    assert replies(amira) == []
    assert len(amira.desk.worklists.answers()) == 1


def test_the_answer_wakes_the_post_that_waits_for_it(site: SiteMaker, database: Database) -> None:
    salma, amira = site("salma"), site("amira")
    report(amira)
    salma.sync.once()
    line = database.connect("amira")
    assert not line.wait(0)
    salma.desk.worklists.answer_report(salma.desk.worklists.reports()[0].feedback, "c'est juste")
    salma.sync.once()
    assert line.wait(5)
    line.close()


def test_a_comment_on_the_article_is_not_the_senders_business(site: SiteMaker) -> None:
    salma, amira = site("salma"), site("amira")
    told = report(amira)
    salma.sync.once()
    salma.desk.worklists.take_report(told)
    salma.sync.once()
    amira.sync.once()
    assert Remarks(amira.desk.store).of_document(DOCUMENT) == []


def test_an_id_that_two_people_reported_under_is_answered_to_neither(site: SiteMaker, database: Database) -> None:
    """Whoever takes another's id keeps the answer from both, and reads nothing."""
    salma, amira, bilel = site("salma"), site("amira"), site("bilel")
    told = report(amira)
    line = database.connect("bilel")
    parcel = Parcel(1, "feedback", told.id, to_json(told))
    assert line.push([parcel])[0].confirms(parcel)
    line.close()
    salma.sync.once()
    salma.desk.worklists.answer_report(told, "c'est juste")
    salma.sync.once()
    for one in (amira, bilel):
        one.sync.once()
        assert Remarks(one.desk.store).of_document(DOCUMENT) == []


def test_planned_test_calls_are_seen_at_every_supervisors_post_and_at_no_other(site: SiteMaker, colleague: str) -> None:
    """The last drawn ones count, wherever they were drawn."""
    salma, hedi, amira = site("salma"), site(colleague), site("amira")
    for one in (salma, hedi, amira):
        one.desk.publishing.publish(replace(office()[0], id=new_id()), 0)
    drawn = salma.desk.team.plan_test_calls(14, 6, Random(1))
    assert len(drawn) == 6
    for one in (salma, hedi, amira, hedi):
        one.sync.once()
    assert hedi.desk.team.planned_test_calls() == salma.desk.team.planned_test_calls() == drawn
    amira.desk.preferences.change(replace(amira.desk.preferences.now, supervisor=True))
    assert amira.desk.team.planned_test_calls() == []
    again = hedi.desk.team.plan_test_calls(14, 6, Random(2))
    assert again != drawn
    amira.desk.team.plan_test_calls(14, 6, Random(3))
    for one in (hedi, amira, salma):
        one.sync.once()
    assert amira.sync.state.refused == 1
    assert hedi.desk.team.planned_test_calls() == salma.desk.team.planned_test_calls() == again


def test_a_plan_that_cannot_be_read_is_none(site: SiteMaker) -> None:
    salma = site("salma")
    for text in ('["2026-11-25T09:00:00"]', '["mardi"]', "", "{}"):
        Team(salma.desk.store).add(TeamEvent(new_id(), "plan", TeamStep.TEST_CALLS_PLANNED, NOON, "Hedi", text=text))
        assert salma.desk.team.planned_test_calls() == []


def words_of(*posts: Site) -> list[frozenset[str]]:
    """Every post exchanges and brings its words together, as an editor does that is opened."""
    for one in (*posts, *posts):
        one.sync.once()
        one.desk.spelling.share()
        one.sync.once()
    return [frozenset(one.desk.preferences.now.our_words) for one in posts]


def test_supervisors_of_every_site_share_the_words_of_the_spell_check(site: SiteMaker) -> None:
    """One list: what each wrote before they met, what is added, what is struck out in the settings."""
    salma, hedi = site("salma"), site("hedi")
    for one, words in ((salma, ("Zarzouna", "Ezzahra")), (hedi, ("Ezzahra", "الكرم"))):
        one.desk.preferences.change(replace(one.desk.preferences.now, our_words=words))
    everything = frozenset({"Zarzouna", "Ezzahra", "الكرم"})
    assert words_of(salma, hedi) == [everything] * 2
    hedi.desk.spelling.add("guichetière")
    kept = tuple(word for word in salma.desk.preferences.now.our_words if word != "Ezzahra")
    salma.desk.preferences.change(replace(salma.desk.preferences.now, our_words=kept))
    assert words_of(salma, hedi) == [everything - {"Ezzahra"} | {"guichetière"}] * 2
    assert "guichetière" in salma.desk.spelling.ours()
    assert "ezzahra" not in salma.desk.spelling.ours()
    said = Team(salma.desk.store).events(TeamStep.WORD_ADDED, TeamStep.WORD_DROPPED)
    assert words_of(salma, hedi) == words_of(hedi, salma)
    assert Team(salma.desk.store).events(TeamStep.WORD_ADDED, TeamStep.WORD_DROPPED) == said
    assert (salma.sync.state.waiting, hedi.sync.state.waiting) == (0, 0)


def test_words_saved_over_an_older_list_strike_out_nothing_that_came_meanwhile(site: SiteMaker) -> None:
    """Hedi adds a word and strikes one out while the settings are open at Salma's, who adds one and strikes one out."""
    salma, hedi = site("salma"), site("hedi")
    seen = salma.desk.preferences.now
    salma.desk.preferences.change(replace(seen, our_words=("Zarzouna", "Ezzahra", "الكرم")), seen)
    assert words_of(salma, hedi) == [frozenset({"Zarzouna", "Ezzahra", "الكرم"})] * 2
    seen, theirs = salma.desk.preferences.now, hedi.desk.preferences.now
    hedi.desk.preferences.change(replace(theirs, our_words=("Zarzouna", "Ezzahra", "guichetière")), theirs)
    assert words_of(hedi, salma) == [frozenset({"Zarzouna", "Ezzahra", "guichetière"})] * 2
    salma.desk.preferences.change(replace(seen, our_words=("Zarzouna", "الكرم", "Radès")), seen)
    assert words_of(salma, hedi) == [frozenset({"Zarzouna", "guichetière", "Radès"})] * 2
    assert words_of(hedi, salma) == [frozenset({"Zarzouna", "guichetière", "Radès"})] * 2


def test_words_saved_while_others_arrive_are_kept_and_told(site: SiteMaker) -> None:
    """The window keeps the settings in the middle of bringing the words together, which is done beside it."""
    salma, hedi = site("salma"), site("hedi")
    hedi.desk.spelling.add("guichetière")
    salma.desk.preferences.change(replace(salma.desk.preferences.now, our_words=("Zarzouna",)))
    hedi.sync.once()
    salma.sync.once()
    seen = salma.desk.preferences.now

    def save(changes: Changes) -> None:
        if changes.touches("team_events"):
            leave()
            salma.desk.preferences.change(replace(seen, our_words=("Zarzouna", "Radès"), text_percent=150), seen)

    leave = salma.desk.hub.subscribe(save)
    salma.desk.spelling.share()
    assert salma.desk.preferences.now.text_percent == 150
    assert frozenset(salma.desk.preferences.now.our_words) == {"Zarzouna", "Radès", "guichetière"}
    assert words_of(salma, hedi) == [frozenset({"Zarzouna", "Radès", "guichetière"})] * 2


def test_an_operators_words_stay_their_own(site: SiteMaker) -> None:
    salma, amira = site("salma"), site("amira")
    salma.desk.spelling.add("Zarzouna")
    amira.desk.preferences.change(replace(amira.desk.preferences.now, our_words=("faûte",)))
    assert words_of(salma, amira) == [frozenset({"Zarzouna"}), frozenset({"faûte"})]
    assert amira.sync.state.refused == 0
    amira.desk.preferences.change(replace(amira.desk.preferences.now, supervisor=True))
    assert words_of(salma, amira) == [frozenset({"Zarzouna"}), frozenset({"faûte"})]
    assert amira.sync.state.refused == 1


def test_words_that_could_not_be_written_down_are_told_once(site: SiteMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings' file is full at the worst moment: nobody's word is struck out for it."""
    salma, hedi = site("salma"), site("hedi")
    salma.desk.spelling.add("Zarzouna")
    salma.sync.once()
    hedi.sync.once()
    hedi.desk.preferences.change(replace(hedi.desk.preferences.now, our_words=("الكرم",)))
    with monkeypatch.context() as full:
        full.setattr(hedi.desk.preferences, "change", _refuse)
        with pytest.raises(Problem):
            hedi.desk.spelling.share()
    assert words_of(hedi, salma) == [frozenset({"Zarzouna", "الكرم"})] * 2
    assert len(Team(hedi.desk.store).events(TeamStep.WORD_ADDED)) == 2
    assert Team(hedi.desk.store).events(TeamStep.WORD_DROPPED) == []


def _refuse(_settings: Settings, _seen: Settings) -> Changes:
    raise Problem("settings_not_written")
