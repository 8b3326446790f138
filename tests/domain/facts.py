"""The Tunisian facts of ../shared, as records; tests that need them skip where they are not there."""

import csv
import re
from datetime import time
from pathlib import Path

import pytest

from operator_app.domain.hours import HolidayRule, Holidays, Regime, Season, Span, WeeklyHours
from operator_app.domain.languages import Text
from tests.conftest import SHARED

FOLDER = SHARED / "data" / "tn-facts"
_LUNAR = {"1 Shawwal": (10, 1), "10 Dhu al-Hijja": (12, 10), "1 Muharram": (1, 1), "12 Rabi I": (3, 12)}
_SEASONS = {"winter": Season.ALWAYS, "summer 2023": Season.SUMMER, "Ramadan": Season.RAMADAN}


def rows(name: str) -> list[dict[str, str]]:
    file: Path = FOLDER / name
    if not file.is_file():
        pytest.skip("../shared/data/tn-facts is not here")
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def holidays() -> Holidays:
    """The public holidays; the number of days is the largest that is told."""
    found = []
    for row in rows("public_holidays_rules.csv"):
        name = Text(row["name_ar"], row["name_fr"])
        days = max(int(count) for count in re.findall(r"\d+", row["days"]))
        lunar = next((date for start, date in _LUNAR.items() if row["rule"].startswith(start)), None)
        if lunar is not None:
            found.append(HolidayRule(name, *lunar, lunar=True, days=days))
        elif fixed := re.fullmatch(r"(\d\d)-(\d\d)", row["rule"]):
            found.append(HolidayRule(name, int(fixed[1]), int(fixed[2]), days=days))
    return Holidays(tuple(found))


def regime() -> Regime:
    """The hours of administrations, winter, summer and Ramadan."""
    hours: list[WeeklyHours] = []
    for row in rows("office_hours_regimes.csv"):
        season = next((season for name, season in _SEASONS.items() if row["regime"].startswith(name)), None)
        if season is not None:
            hours.append(WeeklyHours((1, 2, 3, 4), _spans(row["mon_thu"]), season))
            hours.append(WeeklyHours((5,), _spans(row["fri"]), season))
    assert len(hours) == 6
    return Regime(Text("الإدارة", "Administration"), tuple(hours))


def _spans(text: str) -> tuple[Span, ...]:
    moments = [time.fromisoformat(found) for found in re.findall(r"\d\d:\d\d", text)]
    return tuple(Span(opens, closes) for opens, closes in zip(moments[::2], moments[1::2], strict=True))
