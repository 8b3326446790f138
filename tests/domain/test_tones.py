"""Tones are short, told apart, and neither click nor clip."""

from __future__ import annotations

from array import array
from itertools import combinations, pairwise

import pytest

from operator_app.domain.tones import RATE, Tone, samples, tone_of


@pytest.mark.parametrize(
    ("count", "tone"),
    [(0, Tone.NOTHING), (1, Tone.ONE), (2, Tone.FEW), (5, Tone.FEW), (6, Tone.MANY), (20, Tone.MANY)],
)
def test_the_number_of_results_has_its_tone(count: int, tone: Tone) -> None:
    assert tone_of(count) is tone


def heard(tone: Tone, percent: int = 100) -> array[int]:
    return array("h", samples(tone, percent))


@pytest.mark.parametrize("tone", list(Tone))
def test_a_tone_is_short_and_begins_and_ends_in_silence(tone: Tone) -> None:
    sound = heard(tone)
    assert 0.1 <= len(sound) / RATE <= 0.7
    assert sound[0] == sound[-1] == 0
    assert max(abs(one - other) for one, other in pairwise(sound)) < 6_000, "no click"
    assert 30_000 < max(sound) <= 32_767


def test_no_two_tones_are_alike() -> None:
    for one, other in combinations(Tone, 2):
        assert notes(one) != notes(other)
    assert [len(notes(tone)) for tone in (Tone.ONE, Tone.FEW, Tone.MANY, Tone.NOTHING)] == [1, 2, 3, 2]
    few, nothing = notes(Tone.FEW), notes(Tone.NOTHING)
    assert few[0] < few[1], "few rises"
    assert nothing[0] > nothing[1], "nothing falls"


def test_loudness_follows_the_setting() -> None:
    loud, soft = max(heard(Tone.MANY)), max(heard(Tone.MANY, 10))
    assert soft == pytest.approx(loud / 10, rel=0.02)
    assert max(heard(Tone.ONE, 0)) == 0
    assert heard(Tone.ONE, 400) == heard(Tone.ONE, 100)


def notes(tone: Tone) -> list[int]:
    """The pitches heard, in Hz, rounded: sign changes between silences."""
    found, changes, length, silent = [], 0, 0, 0
    sound = heard(tone)
    for before, now in pairwise(sound):
        silent = silent + 1 if now == 0 else 0
        length += 1
        changes += (before < 0) != (now < 0)
        if silent == RATE // 50 and changes:
            found.append(round(changes / 2 / ((length - silent) / RATE), -1))
            changes = length = 0
        elif silent > RATE // 50:
            length = 0
    return [int(one) for one in found]
