"""UAX #9 on Unicode's own test data (Debian package `unicode-data`)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from operator_app.sheets.bidi import REMOVED, bidi_class, levels, paragraph_level, reorder

DATA = Path("/usr/share/unicode/BidiCharacterTest.txt")


def _lines() -> Iterator[tuple[str, int | None, int, list[int], list[int]]]:
    for line in DATA.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        codes, direction, base, resolved, order = line.split(";")
        yield (
            "".join(chr(int(code, 16)) for code in codes.split()),
            None if direction == "2" else int(direction),
            int(base),
            [REMOVED if level == "x" else int(level) for level in resolved.split()],
            [int(position) for position in order.split()],
        )


@pytest.mark.slow
def test_the_whole_of_bidi_character_test() -> None:
    if not DATA.exists():
        pytest.skip(f"{DATA} is not here: apt-get install unicode-data")
    wrong: list[str] = []
    count = 0
    for text, base, paragraph, expected, order in _lines():
        count += 1
        found = levels(text, base)
        own = paragraph_level([bidi_class(char) for char in text]) if base is None else base
        if (own, found, reorder(found)) != (paragraph, expected, order):
            wrong.append(f"{text!r} {base} {found} {expected}")
    assert count > 90_000
    assert wrong == [], f"{len(wrong)} of {count} lines differ, first {wrong[:3]}"


def test_brackets_go_together_and_numbers_rise() -> None:
    text = "هاتف (CIN) 71"
    visual = "".join(text[position] for position in reorder(levels(text, 1)))
    assert visual.index("7") < visual.index("1")
    assert visual.startswith("71")
    assert visual.endswith("فتاه")


def test_nothing_is_lost_or_doubled() -> None:
    text = "من 8:30 إلى 17:00 (service état civil) — 50 %"
    assert sorted(reorder(levels(text, 1))) == list(range(len(text)))


def test_an_empty_text_has_no_levels() -> None:
    assert levels("", None) == []
    assert reorder([]) == []
