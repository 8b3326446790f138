"""What is said now: by hour, Ramadan, holiday, closing time, line."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from operator_app.desk import Desk
from operator_app.domain.documents import Document
from operator_app.domain.greetings import BodyType, Greeting, Moment, Purpose
from operator_app.domain.languages import Language, Text
from tests.desk.conftest import Clock
from tests.desk.samples import greeting, office

Load = Callable[..., dict[str, Document]]
SCRIPTS = [greeting(f"g-{moment}", str(moment), moment) for moment in Moment]


def tunis(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+01:00").astimezone(UTC)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-04-06 09:00", "morning"),
        ("2026-04-06 11:59", "morning"),
        ("2026-04-06 12:00", "afternoon"),
        ("2026-04-06 12:45", "closed"),
        ("2026-04-06 16:00", "afternoon"),
        ("2026-04-06 20:00", "closed"),
        ("2026-04-05 10:00", "closed"),
        ("2026-03-02 10:00", "ramadan"),
        ("2026-03-02 20:00", "closed"),
        ("2026-05-01 10:00", "holiday"),
    ],
)
def test_the_greeting_of_the_moment(desk: Desk, load: Load, clock: Clock, moment: str, said: str) -> None:
    load(*SCRIPTS, *office())
    clock.now = tunis(moment)
    assert desk.greetings.greeting(Language.AR) == said


def test_without_hours_nothing_is_closed(desk: Desk, load: Load, clock: Clock) -> None:
    load(*SCRIPTS)
    clock.now = tunis("2026-04-06 23:00")
    assert desk.greetings.moments() == (Moment.AFTERNOON,)
    assert desk.greetings.office() is None


def test_the_office_is_the_bodys_own_regime(desk: Desk, load: Load) -> None:
    load(*office())
    found = desk.greetings.office()
    assert found is not None
    assert found[0].external_id == "r-administration"


def test_a_script_is_filled_with_body_operator_and_line(desk: Desk, load: Load) -> None:
    load(greeting("g", "{body}، {line}، {operator}"))
    assert desk.greetings.greeting(Language.AR, "الخط الأخضر") == "البلدية، الخط الأخضر، Salma"
    desk.preferences.change(replace(desk.preferences.now, operator_name=""))
    assert desk.greetings.greeting(Language.AR) == "البلدية"


def test_a_language_without_a_script_says_nothing(desk: Desk, load: Load) -> None:
    load(greeting("g", "أهلا"))
    assert desk.greetings.greeting(Language.FR) == ""
    assert desk.greetings.phrases(Language.FR) == []


def test_a_general_script_in_the_language_comes_before_a_fitting_one_in_another(desk: Desk, load: Load) -> None:
    french = replace(greeting("fr", "x"), body=Greeting(Purpose.GREETING, Text(fr="Bonjour")))
    load(greeting("ar", "رمضان", Moment.RAMADAN), french)
    assert desk.greetings.greeting(Language.FR) == "Bonjour"
    assert desk.greetings.greeting(Language.AR) == "رمضان"


def test_the_scripts_of_another_kind_of_body_are_not_said(desk: Desk, load: Load) -> None:
    hospital = Greeting(Purpose.GREETING, Text("المستشفى"), body_type=BodyType.HOSPITAL)
    load(replace(greeting("h", "x"), body=hospital))
    assert desk.greetings.greeting(Language.AR) == ""
    desk.preferences.change(replace(desk.preferences.now, body_type=BodyType.HOSPITAL))
    assert desk.greetings.greeting(Language.AR) == "المستشفى"


def test_phrases_come_in_their_order_without_the_greeting(desk: Desk, load: Load) -> None:
    load(*(greeting(f"p-{purpose}", f"{purpose}", purpose=purpose) for purpose in reversed(Purpose)))
    wanted = [(purpose, str(purpose)) for purpose in Purpose if purpose is not Purpose.GREETING]
    assert desk.greetings.phrases(Language.AR) == wanted


def test_a_withdrawn_script_is_not_said(desk: Desk, load: Load) -> None:
    there = load(greeting("g", "أهلا"))
    desk.publishing.withdraw(there["g"].id, "old")
    assert desk.greetings.greeting(Language.AR) == ""
