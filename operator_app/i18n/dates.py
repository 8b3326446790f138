"""Dates and times as they are written in Tunisia."""

from datetime import date, datetime

from operator_app.domain.languages import Language
from operator_app.domain.moments import local

_MONTHS = {
    Language.AR: (
        "جانفي",
        "فيفري",
        "مارس",
        "أفريل",
        "ماي",
        "جوان",
        "جويلية",
        "أوت",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ),
    Language.FR: (
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
    Language.EN: (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
_DAYS = {
    Language.AR: (
        "الاثنين",
        "الثلاثاء",
        "الأربعاء",
        "الخميس",
        "الجمعة",
        "السبت",
        "الأحد",
    ),
    Language.FR: (
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
    ),
    Language.EN: (
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ),
}


class Dates:
    """Dates in one language, Western digits, Tunisian month names."""

    def __init__(self, language: Language) -> None:
        self._months = _MONTHS[language]
        self._days = _DAYS[language]
        self._language = language

    def day(self, day: date) -> str:
        """24 نوفمبر 2026, 1er mars 2026."""
        number = "1er" if self._language is Language.FR and day.day == 1 else str(day.day)
        return f"{number} {self._months[day.month - 1]} {day.year}"

    def weekday(self, day: date) -> str:
        return self._days[day.weekday()]

    def month(self, day: date) -> str:
        """نوفمبر 2026"""
        return f"{self._months[day.month - 1]} {day.year}"

    def clock(self, moment: datetime) -> str:
        """14:05, wall clock of Tunisia for an aware moment, as it is for a naive one."""
        return f"{(local(moment) if moment.tzinfo else moment):%H:%M}"

    def moment(self, moment: datetime) -> str:
        """24 نوفمبر 2026, 14:05"""
        comma = "،" if self._language is Language.AR else ","
        wall = local(moment) if moment.tzinfo else moment
        return f"{self.day(wall.date())}{comma} {self.clock(wall)}"

    def duration(self, seconds: int) -> str:
        """2:05 or 1:02:05, always drawn left to right."""
        minutes, rest = divmod(max(0, seconds), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
