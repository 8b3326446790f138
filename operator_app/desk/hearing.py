"""Listening to what other people's posts told the shared database: a supervisor's reports are of the whole site."""

from collections.abc import Callable

from operator_app.domain.changes import Changes
from operator_app.domain.hearing import HEARD_PAGE, OVERLAP, Teller
from operator_app.local import Heard, HeardPlace


def listen(
    shared: Teller, heard: Heard, incarnation: str, announce: Callable[[Changes], object], stopped: Callable[[], bool]
) -> None:
    """Take in everything that is new, page by page; can be cut anywhere and done again. Raises Problem as `Shared`."""
    place = heard.place()
    if place.incarnation != incarnation:
        place = HeardPlace(incarnation)
    since = max(place.since - OVERLAP, HeardPlace().since)
    news = Changes()
    while not stopped():
        told = shared.hear(since, tuple(place.known), HEARD_PAGE)
        if told or place.incarnation != heard.place().incarnation:
            place, changes = heard.take(told, place)
            news |= Changes({kind: frozenset() for kind in changes.ids}) if len(told) == HEARD_PAGE else changes
        if len(told) < HEARD_PAGE:
            break
        since = max(since, told[-1].at)
    announce(news)
