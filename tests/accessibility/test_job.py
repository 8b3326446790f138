"""A whole morning through the accessibility interface alone: no mouse, no look at the screen, nothing of the program.

What was heard and read on the bus is checked as it goes; what was stored, after the program has ended.
"""

from collections.abc import Callable

import pytest

from operator_app.app.opening import open_desk
from operator_app.domain.calls import Outcome
from operator_app.domain.languages import Language
from operator_app.domain.problems import Problem
from operator_app.local import CallFilter
from operator_app.ui.actions import Do
from tests.accessibility.conftest import Starter
from tests.accessibility.eyes import Node
from tests.accessibility.person import Person
from tests.accessibility.stage import Actor

# Nobody's number: no Tunisian range begins with 0.
NUMBER = "01000000"
QUERIES = {Language.AR: "جواز", Language.FR: "passeport", Language.EN: "passeport"}


class Operator(Person):
    """Answers calls."""

    def ask(self, query: str) -> None:
        """Take a call and search. Nothing is said over the caller until a letter is typed."""
        self.eyes.announced()
        self.press("strip-call")
        self.node("strip-close")
        assert self.eyes.announced() == [], "spoken over the caller"
        self.eyes.write(self.node("search"), query)


class Morning:
    """Six calls, each up to the moment when it is closed."""

    def __init__(self, operator: Operator) -> None:
        self._one = operator
        self._query = QUERIES[operator.language]
        self.calls: tuple[Callable[[], None], ...] = (
            self.answered, self.referred, self.without_answer, self.called_back, self.special_need, self.wrong,
        )  # fmt: skip

    def answered(self) -> None:
        one = self._one
        one.ask(self._query)
        # The guide has no English titles: a row is then told in Arabic.
        told = "جواز" if one.language is Language.EN else self._query[:4]
        assert told.casefold() in one.rows("results")[0].name.casefold()
        assert len(one.eyes.text(one.node("short-answer"))) > 20

    def referred(self) -> None:
        one = self._one
        one.ask(self._query)
        assert one.rows("contacts")
        one.press("strip-refer")
        one.hear(one.first_words("Referred to {name}. It has no number in the guide yet."))

    def without_answer(self) -> None:
        one = self._one
        one.ask("zzzzqqq")
        one.hear(one.t("Nothing found for these words. F7 notes what was asked, F5 searches the contacts."))
        one.press("strip-no_answer")
        one.hear(one.t("Noted as without an answer. F8 promises a call-back, F9 closes."))

    def called_back(self) -> None:
        one = self._one
        one.ask(self._query)
        one.rows("results")
        one.press("strip-call_back")
        field = one.node("call-back-number")
        one.eyes.write(field, "abc")
        one.press("call-back-keep")
        one.hear(one.t.problem(Problem("number_not_dialled", number="abc")))
        one.eyes.write(field, NUMBER)
        one.press("call-back-keep")
        one.node("search")

    def special_need(self) -> None:
        one = self._one
        one.ask("")
        one.press("strip-tips")
        rows = one.rows("results")
        holder = one.node("results")
        one.eyes.select(holder, 1)
        one.eyes.focus(holder)
        one.eyes.press("Return")
        one.actor.wait("the tip that was chosen", lambda: one.node("article-title").name in rows[1].name)

    def wrong(self) -> None:
        one = self._one
        one.ask(self._query)
        one.rows("results")
        one.node("short-answer")
        one.walker.open(Do.WRONG)
        one.hear(one.first_words("Sent to the owner with what is on screen: {title}"))


@pytest.mark.slow
@pytest.mark.parametrize("language", list(Language))
def test_the_whole_job_is_done_through_the_interface(program: Starter, language: Language) -> None:
    actor = program(language)
    operator = Operator(actor, language)
    calls = Morning(operator).calls
    for call in calls:
        call()
        operator.press("strip-close")
        operator.hear(operator.first_words("Logged: {outcome}, {length}."))
    operator.walker.open(Do.CALL_BACKS)
    (promised,) = operator.rows("call_backs.list")
    assert "01" in promised.name
    operator.press("call_backs.reached")
    operator.hear(operator.t("Done. The number is erased."))
    operator.walker.open(Do.LOG)
    actor.wait("a row for each call", lambda: len({cell.box[1] for cell in _cells(operator)}) == len(calls))
    assert all(cell.name for cell in _cells(operator))
    operator.walker.open(Do.QUIT)
    assert actor.process.wait(timeout=15) == 0, "no clean exit after assistive use"
    _stored(actor)


def _cells(operator: Operator) -> list[Node]:
    return [one for one in operator.rows("log.table") if one.role == "table cell"]


def _stored(actor: Actor) -> None:
    """What the calls left behind."""
    desk = open_desk(actor.home)
    calls = list(reversed(desk.calls.log(CallFilter())))
    outcomes = [call.outcome for call in calls]
    feedback, needs, waiting = desk.guide.feedback(), desk.guide.unmet_needs(), desk.calls.call_backs()
    desk.close()
    assert outcomes == [
        Outcome.ANSWERED, Outcome.REFERRED, Outcome.NO_ANSWER, Outcome.CALL_BACK, Outcome.ANSWERED, Outcome.ANSWERED,
    ]  # fmt: skip
    assert calls[1].referred_to
    assert [need.query for need in needs if need.call_id] == ["zzzzqqq"]
    assert calls[4].need is not None
    assert [one.document_id for one in feedback] == [calls[5].article_id]
    assert waiting == []
