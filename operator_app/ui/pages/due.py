"""When a call-back is due, in words and a role for its colour."""

from datetime import datetime

from operator_app.i18n import Dates, Texts
from operator_app.ui import words

SOON_SECONDS = 30 * 60
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


def due_words(t: Texts, dates: Dates, due_at: datetime, now: datetime) -> tuple[str, str]:
    """What to say of a due time, and "bad" when it is past, "warn" when near, "muted" otherwise. Moments are aware."""
    left = int((due_at - now).total_seconds())
    if left < 0:
        return _late(t, -left), "bad"
    said = words.when(t, dates, due_at, now)
    if left <= SOON_SECONDS:
        return t("Due now, {when}", when=said), "warn"
    return t("Due {when}", when=said), "muted"


def _late(t: Texts, seconds: int) -> str:
    if seconds < _HOUR:
        return t.count("Overdue by {n} minute", "Overdue by {n} minutes", max(1, seconds // _MINUTE))
    if seconds < _DAY:
        return t.count("Overdue by {n} hour", "Overdue by {n} hours", seconds // _HOUR)
    return t.count("Overdue by {n} day", "Overdue by {n} days", seconds // _DAY)
