"""Which script is said at this moment, and how it is filled."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from operator_app.domain.greetings import BodyType, Greeting, Moment, Purpose, choose, fill, languages_of
from operator_app.domain.languages import Language, Text

ANY = Greeting(Purpose.GREETING, Text("أهلا"))
MORNING = replace(ANY, moment=Moment.MORNING)
RAMADAN = replace(ANY, moment=Moment.RAMADAN)
TOWN = replace(ANY, body_type=BodyType.MUNICIPALITY)
LINE = replace(ANY, line="vert")
NOW = (Moment.RAMADAN, Moment.MORNING)


def test_the_most_particular_script_is_chosen_whatever_the_order() -> None:
    ranked = [LINE, RAMADAN, MORNING, TOWN, ANY]
    for count in range(len(ranked)):
        for order in permutations(ranked[count:]):
            assert choose(order, Purpose.GREETING, NOW, BodyType.MUNICIPALITY, "vert") == ranked[count]


@pytest.mark.parametrize(
    "other",
    [
        replace(ANY, purpose=Purpose.HOLD),
        replace(ANY, moment=Moment.CLOSED),
        replace(ANY, body_type=BodyType.HOSPITAL),
        replace(ANY, line="autre"),
    ],
)
def test_what_does_not_fit_is_never_chosen(other: Greeting) -> None:
    assert choose([other], Purpose.GREETING, NOW, BodyType.MUNICIPALITY, "vert") is None


def test_rank_decides_between_equals() -> None:
    first, second = replace(ANY, rank=1, text=Text("1")), replace(ANY, rank=2, text=Text("2"))
    assert choose([second, first], Purpose.GREETING, ()) == first


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("{body}، أهلا. {operator} معكم", "البلدية، أهلا. Salma معكم"),
        ("Ligne {line} : bonjour", "Ligne : bonjour"),
        ("معكم {line}، تفضّلوا", "معكم، تفضّلوا"),
        ("أهلا، {line}، تفضّلوا", "أهلا، تفضّلوا"),
        ("{line}، أهلا", "أهلا"),
        ("Bonjour, {line}", "Bonjour"),
        ("Bonjour {line}. Je vous écoute", "Bonjour. Je vous écoute"),
        ("Que puis-je faire pour vous ?", "Que puis-je faire pour vous ?"),
        ("1,5 dinar... oui, bien sûr.", "1,5 dinar... oui, bien sûr."),
        ("{unknown}أهلا", "أهلا"),
        ("  deux\n lignes ", "deux lignes"),
        ("une { accolade", "une { accolade"),
        ("une } {0!r:>10} {body.x}", "une } {0!r:>10} {body.x}"),
        ("", ""),
    ],
)
def test_scripts_are_filled_and_read_well(script: str, said: str) -> None:
    assert fill(script, {"body": "البلدية", "operator": "Salma", "line": ""}) == said


@given(st.text(st.sampled_from("{}abأ، ,.{body}!:"), max_size=30))
def test_no_script_breaks_a_call(script: str) -> None:
    said = fill(script, {"body": "X"})
    assert said == said.strip()
    assert "  " not in said


def test_a_value_is_said_as_it_is() -> None:
    assert fill("{body}", {"body": "{operator}"}) == "{operator}"


def test_languages_of_a_script() -> None:
    assert languages_of(replace(ANY, text=Text(fr="Bonjour"))) == (Language.FR,)
