"""What somebody wrote over the settings that they saw, kept over those that there are by then."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from operator_app.domain.languages import Text
from operator_app.settings import Settings, Theme, kept

LISTS = st.lists(st.sampled_from(["Zarzouna", "Ezzahra", "بلدية", "الكرم"]), unique=True).map(tuple)


def words(written: tuple[str, ...], seen: tuple[str, ...], now: tuple[str, ...]) -> tuple[str, ...]:
    of = Settings()
    return kept(replace(of, our_words=written), replace(of, our_words=seen), replace(of, our_words=now)).our_words


@pytest.mark.parametrize(
    ("written", "seen", "now", "then"),
    [
        ("abc", "ab", "abd", "abcd"),
        ("b", "ab", "abd", "bd"),
        ("abc", "ab", "a", "ac"),
        ("abc", "ab", "abc", "abc"),
        ("abc", "ab", "", "c"),
        ("ba", "ab", "abc", "bac"),
        ("ab", "ab", "c", "c"),
        ("a", "ab", "cba", "ac"),
    ],
)
def test_a_change_of_words_is_made_to_the_words_of_now(written: str, seen: str, now: str, then: str) -> None:
    assert words(tuple(written), tuple(seen), tuple(now)) == tuple(then)


@given(LISTS, LISTS, LISTS)
def test_every_word_goes_the_way_of_whoever_moved_it(
    written: tuple[str, ...], seen: tuple[str, ...], now: tuple[str, ...]
) -> None:
    then = words(written, seen, now)
    added, struck = set(written) - set(seen), set(seen) - set(written)
    assert set(then) == set(now) - struck | added
    assert len(then) == len(set(then))
    assert words(written, seen, seen) == written
    assert words(seen, seen, now) == now
    assert words(written, seen, then) == then, "kept once more it is the same"


def test_another_setting_is_as_it_was_written_last() -> None:
    seen = Settings(operator_name="Salma", lines=("1",), body_name=Text(fr="Mairie"))
    now = replace(seen, theme=Theme.DARK, lines=("1", "2"), operator_name="Hedi", keys={"call": "F4"})
    written = replace(seen, operator_name="Sami", text_percent=150)
    assert kept(written, seen, now) == replace(now, operator_name="Sami", text_percent=150)
    assert kept(seen, seen, now) == now
