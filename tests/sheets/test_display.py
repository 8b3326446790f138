"""Text made ready for display: what is isolated, where lines may break, what never gets through."""

import pytest

from operator_app.sheets.bidi import reorder
from operator_app.sheets.display import analyse, clean, tokens
from operator_app.sheets.fonts import MIRROR


def visual(text: str, right_to_left: bool = True) -> str:
    """What is seen from left to right."""
    levels = analyse(text, right_to_left).levels
    return "".join(
        text[position].translate(MIRROR) if levels[position] & 1 else text[position] for position in reorder(levels)
    )


@pytest.mark.parametrize(
    "stretch",
    [
        "+216 71 000 010",
        "(71) 000 010",
        "71-000-010",
        "1.250,500",
        "50 %",
        "08:30 - 12:30",
        "n° 2025/118",
        "24/11/2026",
        "12, rue de Rome (Tunis), 1000 Tunis",
        "*181#",
        "71 000 010 poste 12",
        "« Les actes »",
        "(10)",
        "(SONEDE, STEG)",
        "((71) 000 010)",
        "https://example.tn/a?b=1",
    ],
)
def test_a_stretch_read_from_left_to_right_stays_whole_in_arabic(stretch: str) -> None:
    shown = visual(f"اتصلوا بـ {stretch} غدا")
    assert stretch in shown
    assert shown.startswith("ادغ")


def test_a_list_of_numbers_reads_from_right_to_left() -> None:
    assert visual("الفصول 15، 16 و17") == "17و 16 ،15 لوصفلا"


def test_a_full_stop_after_latin_words_ends_the_arabic_line() -> None:
    assert visual("شبكة ONAS.").startswith(".ONAS")


def test_arabic_inside_french_keeps_its_quotation_marks() -> None:
    assert "«نفدلاب نذإ» ةقاطب" in visual("Source : بطاقة «إذن بالدفن» (2019)", right_to_left=False)


def test_numbers_after_arabic_inside_french_keep_their_groups() -> None:
    assert "71 000 010" in visual("voir بلدية تونس 71 000 010 ici", right_to_left=False)


def test_lines_break_at_words_and_never_inside_numbers() -> None:
    text = "هاتف +216 71 000 010 ثم 50 % و rue de Rome"
    parts = [text[start:stop] for start, stop, space in tokens(text, analyse(text, True)) if not space]
    assert parts == ["هاتف", "+216 71 000 010", "ثم", "50 %", "و", "rue", "de", "Rome"]


def test_french_punctuation_stays_with_its_word() -> None:
    text = "Est-ce vrai ? « Oui » : 1 250 DT"
    parts = [text[start:stop] for start, stop, space in tokens(text, analyse(text, False)) if not space]
    assert parts == ["Est-", "ce", "vrai ?", "« Oui » :", "1 250", "DT"]


def test_direction_controls_never_get_through() -> None:
    dirty = "\u2067مضمون\u2069 \u200f71\u200e \u061c\u202bab\u202c\ufeff\tc\r\nd\x07"
    assert clean(dirty) == "مضمون 71 ab c\nd"


def test_private_use_characters_are_dropped() -> None:
    assert clean("a\ue000b\U000f0000c") == "abc"
