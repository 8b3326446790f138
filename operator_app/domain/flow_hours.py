"""Opening hours in words: "Monday to Thursday 08:30–12:30, 13:30–17:30; Friday 08:00–13:00"."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from operator_app.domain.hours import Season, Span, WeeklyHours

Translate = Callable[[str], str]


def weekly_lines(hours: Sequence[WeeklyHours], t: Translate) -> Iterator[tuple[str, str]]:
    """For each season (its name, empty for the rest of the year) the days and times."""
    names = {Season.ALWAYS: "", Season.SUMMER: t("Summer"), Season.RAMADAN: t("Ramadan")}
    for season, name in names.items():
        rules = [rule for rule in hours if rule.season is season]
        if rules:
            yield name, t("; ").join(_days(rule.days, t) + " " + _spans(rule.spans, t) for rule in rules)


def _day_names(t: Translate) -> tuple[str, ...]:
    return (t("Monday"), t("Tuesday"), t("Wednesday"), t("Thursday"), t("Friday"), t("Saturday"), t("Sunday"))


def _days(days: Sequence[int], t: Translate) -> str:
    """Neighbouring days as "Monday to Thursday"."""
    if set(days) == set(range(1, 8)):
        return t("Every day")
    names = _day_names(t)
    parts: list[str] = []
    for _, group in groupby(enumerate(sorted(set(days))), key=lambda item: item[1] - item[0]):
        run = [day for _, day in group]
        first, last = names[run[0] - 1], names[run[-1] - 1]
        if len(run) < 3:
            parts += [names[day - 1] for day in run]
        else:
            parts.append(t("{first} to {last}").format(first=first, last=last))
    return t(", ").join(parts)


def _spans(spans: Sequence[Span], t: Translate) -> str:
    if not spans:
        return t("closed")
    if all(span.opens == span.closes for span in spans):
        return t("day and night")
    return t(", ").join(f"{span.opens:%H:%M} – {span.closes:%H:%M}" for span in spans)
