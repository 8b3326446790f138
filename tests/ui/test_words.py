"""Every member of every enumeration that is shown has its words, in all three languages."""

from datetime import datetime
from enum import StrEnum

import pytest

from operator_app import paths
from operator_app.domain.calls import Call, Outcome
from operator_app.domain.documents import Kind
from operator_app.domain.hours import Opening
from operator_app.domain.languages import Language, Text
from operator_app.domain.moments import TUNIS
from operator_app.i18n import Dates, Texts
from operator_app.ui import words

TRANSLATIONS = paths.shipped("resources") / "translations"


def at(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=TUNIS)


def texts(language: Language) -> Texts:
    return Texts(language, TRANSLATIONS)


@pytest.mark.parametrize("enumeration", [table[0] for table in words.TABLES])
def test_every_member_has_words(enumeration: type[StrEnum]) -> None:
    msgids = dict(dict(words.TABLES)[enumeration])
    assert set(msgids) == set(enumeration)
    assert len(set(msgids.values())) == len(msgids), "two members read the same"


@pytest.mark.parametrize("language", [Language.AR, Language.FR])
def test_words_are_translated(language: Language) -> None:
    t = texts(language)
    same = {"Transfer", "Violence", "Contact", "Fax", "Mobile"}
    untranslated = [
        msgid
        for _, msgids in words.TABLES
        for _, msgid in msgids
        if t(msgid) == msgid and not (language is Language.FR and msgid in same)
    ]
    assert untranslated == []


def test_skipped_outcome_says_auto() -> None:
    call = Call("1", "Mouna", at(11, 24, 9), outcome=Outcome.ANSWERED, outcome_auto=True)
    assert words.outcome_of(texts(Language.EN), call) == "Answered (auto)"
    assert words.outcome_of(texts(Language.FR), call) == "Répondu (auto)"


@pytest.mark.parametrize(
    ("opening", "said"),
    [
        (Opening(False, known=False), "Hours not known"),
        (Opening(True, until=at(11, 24, 17, 30)), "Open now, until 17:30"),
        (Opening(True, until=at(11, 25)), "Open now"),
        (Opening(False, opens=at(11, 24, 14)), "Closed. Opens today at 14:00"),
        (Opening(False, opens=at(11, 25, 8, 30)), "Closed. Opens tomorrow at 08:30"),
        (Opening(False, opens=at(11, 26, 8, 30)), "Closed. Opens Thursday at 08:30"),
        (Opening(False, opens=at(12, 7, 8, 30)), "Closed. Opens on 7 December 2026 at 08:30"),
        (Opening(False, holiday=Text(en="Republic Day")), "Closed today: Republic Day."),
    ],
)
def test_opening_is_one_sentence(opening: Opening, said: str) -> None:
    assert words.opening(texts(Language.EN), Dates(Language.EN), opening, at(11, 24, 10)) == said


def test_opening_without_now_names_the_day() -> None:
    opening = Opening(False, opens=at(11, 26, 8, 30))
    said = words.opening(texts(Language.AR), Dates(Language.AR), opening)
    assert said == "مغلق. يفتح يوم الخميس على الساعة 08:30"


def test_languages_have_their_own_names() -> None:
    assert [words.language(language) for language in Language] == ["العربية", "Français", "English"]


def test_tables_do_not_mix() -> None:
    """Members of two enumerations can be equal strings: each table is asked for its own."""
    t = texts(Language.EN)
    assert words.outcome(t, Outcome.CALL_BACK) == "Call-back promised"
    assert words.kind(t, Kind.GREETING) == "Greeting or phrase"
