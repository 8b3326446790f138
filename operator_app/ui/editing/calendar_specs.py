"""The fields of regimes of opening hours, public holidays and training modules."""

from operator_app.domain.calls import Outcome
from operator_app.domain.documents import Kind
from operator_app.domain.hours import HolidayRule
from operator_app.domain.languages import Text
from operator_app.domain.training import PracticeCaller
from operator_app.i18n import msgid
from operator_app.ui.editing.nested import Nested
from operator_app.ui.editing.specs import Shape, Spec, Spoken

HOLIDAY = Nested(
    (
        Spec("name", msgid("Name"), spoken=Spoken.LAST),
        Spec("day", msgid("Day"), Shape.COUNT, help=msgid("Of the month.")),
        Spec("month", msgid("Month"), Shape.COUNT, help=msgid("A number: 1 is January, or Muharram.")),
        Spec("lunar", msgid("In the Hijri calendar"), Shape.SWITCH),
        Spec("days", msgid("How many days"), Shape.COUNT),
        Spec(
            "announced", msgid("First days as announced"), Shape.DAYS,
            help=msgid("In place of the computed day of their year: 20/03/2026, 10/03/2027."),
        ),
    ),
    msgid("Add a holiday"), msgid("Holiday {n}"), lambda: HolidayRule(Text(), 1, 1),
)  # fmt: skip
PAGE = Nested(
    (Spec("", msgid("Text"), Shape.TEXT, Spoken.LAST),), msgid("Add a page"), msgid("Page {n}"), Text,
)  # fmt: skip
CALLER = Nested(
    (
        Spec("name", msgid("Name"), spoken=Spoken.LAST),
        Spec("number", msgid("Number that is shown"), left_to_right=True),
        Spec("says", msgid("What the caller says"), Shape.LINES, help=msgid("One sentence a row, in both languages.")),
        Spec("article", msgid("Article that answers"), Shape.REFERENCE, kinds=(Kind.PROCEDURE, Kind.TIP)),
        Spec("refer_to", msgid("Whom to refer to"), Shape.REFERENCE, kinds=(Kind.CONTACT,)),
        Spec("outcome", msgid("Outcome expected"), Shape.CHOICE),
        Spec("need", msgid("Special need"), Shape.CHOICE, choices="need_code"),
        Spec("hint", msgid("Hint"), Shape.TEXT, Spoken.LAST, msgid("Shown when the operator asks for help.")),
    ),
    msgid("Add a caller"), msgid("Caller {n}"), lambda: PracticeCaller(Text(), (), Outcome.ANSWERED.value),
)  # fmt: skip
# Least and most of a number, by the name of its field.
COUNTS: dict[str, tuple[int, int]] = {"day": (1, 31), "month": (1, 12), "days": (1, 15), "rank": (0, 99)}
