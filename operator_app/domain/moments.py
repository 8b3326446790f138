"""Moments are UTC; the wall clock of a post is Tunisia's."""

from datetime import datetime, timedelta, timezone

# Tunisia has kept UTC+1 all year since 2009 (IANA tz database, Africa/Tunis). A fixed zone needs no tz data on Windows.
TUNIS = timezone(timedelta(hours=1), "Africa/Tunis")


def local(moment: datetime) -> datetime:
    """The wall-clock time in Tunisia of an aware moment."""
    return moment.astimezone(TUNIS)
