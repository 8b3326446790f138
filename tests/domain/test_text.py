"""Folding: the same word however it is written, and never a surprise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from operator_app.domain.text import fold, fold_with_map


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_map_points_into_the_text(text: str) -> None:
    folded, offsets = fold_with_map(text)
    assert folded == fold(text)
    assert len(offsets) == len(folded)
    assert offsets == sorted(offsets)
    assert all(0 <= offset < len(text) for offset in offsets)


@pytest.mark.parametrize("plane", range(17))
def test_every_character_folds_once(plane: int) -> None:
    for code in range(plane << 16, (plane + 1) << 16):
        once = fold(chr(code))
        assert fold(once) == once


@pytest.mark.parametrize(
    ("written", "same_as"),
    [
        ("مَضْمُون", "مضمون"),
        ("مضمـــون", "مضمون"),
        ("الإمضاء", "الامضا"),
        ("البلديّة", "البلديه"),
        ("على", "علي"),
        ("٧١ ٣٤١ ١٤٠", "71 341 140"),
        ("۱۲", "12"),
        ("L’Extrait d'état civil", "extrait etat civil"),
        ("Œuvre", "oeuvre"),
        ("ﻻ", "لا"),
        ("ڨابس", "قابس"),
        ("aujourd'hui", "aujourd'hui"),
        ("\u2067مضمون\u2069", "مضمون"),
        ("STRASSE", "straße"),
    ],
)
def test_written_differently(written: str, same_as: str) -> None:
    assert fold(written) == fold(same_as)


def test_map_skips_what_is_dropped() -> None:
    folded, offsets = fold_with_map("l'été مَرّ")
    assert folded == "ete مر"
    assert offsets == [2, 3, 4, 5, 6, 8]
