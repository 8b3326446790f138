"""A post in the middle of its work: something stands in every list that a page can show."""

from dataclasses import replace
from datetime import timedelta

from operator_app.desk import Desk
from operator_app.desk.lines import NewNumber
from operator_app.domain.calls import Outcome
from operator_app.domain.documents import Document, Kind
from operator_app.domain.fact_check import Asked
from operator_app.domain.guide import Procedure
from operator_app.domain.languages import Text
from operator_app.domain.news import News
from operator_app.domain.rounds import TestResult
from operator_app.domain.scoring import DEFAULT_CRITERIA, Heard
from operator_app.local import Draft

# Nobody's number: no Tunisian range begins with 0.
NUMBER = "01 000 000"


def fill(desk: Desk) -> None:
    """Gaps, reports, drafts, something to review of each kind, calls, call-backs, news, lines, scores, difficulties."""
    first, second, third, fourth = desk.guide.procedures()[:4]
    desk.guide.note_empty_search("zzzzqqq")
    desk.guide.report_wrong(first, "what was on screen", "the fee is another one")
    desk.drafts.begin(Kind.PROCEDURE, Procedure(keywords=("begun",)))
    desk.drafts.submit(_changed(desk, second), "please read it")
    desk.drafts.publish(_changed(desk, third), "in a hurry", urgent=True)
    desk.fact_checks.ask(fourth, "Service of the register", Asked("Is the fee still the same?"))
    today = desk.now().date()
    news = News(Text("خبر", "Une nouvelle", "A piece of news"), Text("سطر", "Une ligne"))
    desk.news.write(news, today + timedelta(7))
    for outcome in (Outcome.ANSWERED, Outcome.CALL_BACK):
        call = replace(desk.calls.start(line="1", language="fr"), outcome=outcome, query="passeport")
        desk.calls.close(call, desk.calls.promise(call, NUMBER) if outcome is Outcome.CALL_BACK else None)
    _work_of_the_team(desk)


def _work_of_the_team(desk: Desk) -> None:
    desk.lines.add_number(NewNumber("193", Text("الموزع", "Standard"), Text("", "Accueil"), "SG"))
    line = desk.lines.all()[-1]
    desk.lines.rung(line, TestResult.RINGS_OUT, 40)
    desk.lines.add_place(line, "Site web")
    desk.lines.plan_work(line.id, desk.now().date() + timedelta(3), "Maintenance")
    desk.team.raise_difficulty("The list of extensions is old")
    desk.team.nominate("Amine", "", "Twenty calls in an hour")
    desk.team.score("Salma", Heard.LISTENED, {one.id: 2 for one in DEFAULT_CRITERIA})


def _changed(desk: Desk, document: Document) -> Draft:
    """A draft over an edition in which one thing is written otherwise."""
    draft = desk.drafts.open(document.id)
    assert draft is not None
    assert isinstance(document.body, Procedure)
    assert document.body.fr is not None
    body = replace(document.body, fr=replace(document.body.fr, fee="Gratuit"))
    return desk.drafts.keep(replace(draft, document=replace(document, body=body)))
