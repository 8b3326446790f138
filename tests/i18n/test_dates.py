"""Dates as Tunisia writes them, in its own time."""

from datetime import UTC, date, datetime

import pytest

from operator_app.domain.languages import Language
from operator_app.i18n import Dates

AR, FR, EN = Dates(Language.AR), Dates(Language.FR), Dates(Language.EN)
LATE = datetime(2026, 11, 23, 23, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("dates", "text"),
    [(AR, "24 نوفمبر 2026"), (FR, "24 novembre 2026"), (EN, "24 November 2026")],
)
def test_a_day(dates: Dates, text: str) -> None:
    assert dates.day(date(2026, 11, 24)) == text


def test_the_first_of_a_month_is_premier_in_french_only() -> None:
    first = date(2026, 3, 1)
    assert (AR.day(first), FR.day(first), EN.day(first)) == ("1 مارس 2026", "1er mars 2026", "1 March 2026")
    assert FR.day(date(2026, 3, 11)) == "11 mars 2026"


def test_tunisian_months_in_arabic() -> None:
    months = [AR.month(date(2026, month, 1)).split()[0] for month in range(1, 13)]
    assert months == [
        "جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
    ]  # fmt: skip


@pytest.mark.parametrize(("dates", "days"), [(AR, "الاثنين الأحد"), (FR, "lundi dimanche"), (EN, "Monday Sunday")])
def test_days_of_the_week(dates: Dates, days: str) -> None:
    assert f"{dates.weekday(date(2026, 3, 2))} {dates.weekday(date(2026, 3, 8))}" == days


def test_a_moment_is_told_by_the_wall_clock_of_tunisia() -> None:
    assert FR.clock(LATE) == "00:05"
    assert FR.moment(LATE) == "24 novembre 2026, 00:05"
    assert AR.moment(LATE) == "24 نوفمبر 2026، 00:05"
    assert FR.moment(LATE.replace(tzinfo=None)) == "23 novembre 2026, 23:05"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0:00"), (65, "1:05"), (3599, "59:59"), (3600, "1:00:00"), (36_061, "10:01:01"), (-5, "0:00")],
)
def test_a_duration(seconds: int, text: str) -> None:
    assert AR.duration(seconds) == text


@pytest.mark.parametrize("dates", [AR, FR, EN])
def test_only_western_digits_and_no_direction_marks(dates: Dates) -> None:
    text = dates.moment(LATE) + dates.duration(4000)
    assert all(not ch.isdigit() or ch.isascii() for ch in text)
    assert not set(text) & set("\u200e\u200f\u2066\u2067\u2068\u2069\u202a\u202b\u202c")
