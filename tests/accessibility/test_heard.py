"""What is announced to a listener on the accessibility bus, kind by kind, and what is not said over a caller."""

import subprocess
import sys

import pytest

from operator_app.domain.languages import Language
from operator_app.domain.problems import Problem
from operator_app.settings import Spoken
from operator_app.ui.actions import Do
from tests.accessibility.conftest import Starter
from tests.accessibility.person import Person


@pytest.mark.slow
def test_each_kind_is_heard(program: Starter) -> None:
    """Results, the timer's mark, a ring, what was kept, what is wrong. The timer marks a call at one second here."""
    person = Person(program(Language.FR, call_target_seconds=1), Language.FR)
    t = person.t
    person.press("strip-call")
    person.node("strip-close")
    person.hear(t("Long call"))
    person.write("search", "passeport")
    person.hear(t.count("{n} result", "{n} results", 2).partition(" ")[2])
    _ring(person)
    person.hear(t("A call is ringing. F2 takes it."))
    person.walker.open(Do.CALL_BACK)
    person.write("call-back-number", "abc")
    person.press("call-back-keep")
    person.hear(t.problem(Problem("number_not_dialled", number="abc")))
    person.escape()
    person.walker.open(Do.CLOSE)
    person.hear(person.first_words("Logged: {outcome}, {length}."))


@pytest.mark.slow
def test_a_post_that_loses_the_shared_database_says_so(program: Starter) -> None:
    person = Person(program(Language.FR, shared_address="postgresql://nobody@127.0.0.1:9/none"), Language.FR)
    person.hear(person.first_words("Without the shared database since {moment}: work goes on"))


@pytest.mark.slow
def test_little_is_said_to_who_wants_little(program: Starter) -> None:
    """Rings and problems only: between a search and a ring after it nothing is announced."""
    person = Person(program(Language.FR, spoken=Spoken.URGENT.value), Language.FR)
    person.eyes.announced()
    person.press("strip-call")
    person.node("strip-close")
    person.write("search", "passeport")
    person.rows("results")
    _ring(person)
    ring = person.t("A call is ringing. F2 takes it.")
    heard: list[str] = []

    def rung() -> bool:
        heard.extend(person.eyes.announced())
        return ring in heard

    person.actor.wait("the ring", rung)
    assert heard == [ring]


def _ring(person: Person) -> None:
    """The telephone rings, as another program tells it."""
    actor = person.actor
    command = [sys.executable, "-m", "operator_app", "ring", "--from", "01000000"]
    env = {**actor.stage.env, "OPERATOR_APP_HOME": str(actor.home), "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(command, env=env, check=True, capture_output=True)
