"""Regimes, holidays and modules as they will be read."""

from collections.abc import Iterator
from datetime import date

from operator_app.domain.direction import left_to_right
from operator_app.domain.flow import Block, Bullets, Heading, Paragraph, spans
from operator_app.domain.flow_markdown import blocks as markdown_blocks
from operator_app.domain.hours import Calendar, HolidayRule, Holidays, Regime, Season, WeeklyHours
from operator_app.domain.languages import Language
from operator_app.domain.timetables import written_span
from operator_app.domain.training import Module
from operator_app.i18n import Dates, Texts
from operator_app.ui.editing.hours import SEASONS

_MONDAY = date(2024, 1, 1)


def calendar_blocks(
    t: Texts, dates: Dates, body: Regime | Holidays | Module, language: Language, today: date
) -> tuple[str, list[Block]]:
    """Heading and parts. `t` and `dates` are of the language in which it is read."""
    match body:
        case Regime():
            return body.name.best(language)[0], list(_regime(t, dates, body))
        case Holidays():
            return t("Public holidays"), list(_holidays(t, dates, body, language, today))
        case Module():
            return body.title.best(language)[0], list(_module(t, body, language))


def _regime(t: Texts, dates: Dates, regime: Regime) -> Iterator[Block]:
    for season in Season:
        rules = [rule for rule in regime.hours if rule.season is season]
        if rules:
            yield Heading(t(SEASONS[season][0]))
            yield Bullets(tuple(spans(line) for line in week_lines(t, dates, rules)))
    first, last = (dates.day(date(2024, *one)).rsplit(" ", 1)[0] for one in (regime.summer_from, regime.summer_to))
    yield Paragraph(spans(t("Summer: from {first} to {last}.", first=first, last=last)))
    closed = t("Closed on public holidays") if regime.closed_on_holidays else t("Open on public holidays too")
    yield Paragraph(spans(closed))


def week_lines(t: Texts, dates: Dates, rules: list[WeeklyHours]) -> list[str]:
    """A line for each day of the week."""
    lines: list[str] = []
    for place in range(7):
        found = [span for rule in rules if place + 1 in rule.days for span in rule.spans]
        hours = ", ".join(left_to_right(written_span(span)) for span in sorted(found, key=lambda span: span.opens))
        name = dates.weekday(_MONDAY.replace(day=1 + place))
        lines.append(t("{day}: {hours}", day=name, hours=hours or t("closed")))
    return lines


def _holidays(t: Texts, dates: Dates, holidays: Holidays, language: Language, today: date) -> Iterator[Block]:
    """When each is next: what was computed and what was announced are seen together."""
    lines = []
    for rule in holidays.rules:
        day = next_day(rule, today)
        when = dates.day(day) if day is not None else t("no such day")
        lines.append(t("{name}: {day}", name=rule.name.best(language)[0], day=when))
    yield Heading(t("When they are next"))
    yield Bullets(tuple(spans(line) for line in lines))
    for day in holidays.ramadan_announced:
        yield Paragraph(spans(t("Ramadan begins on {day}.", day=dates.day(day))))


def next_day(rule: HolidayRule, today: date) -> date | None:
    """The next first day of a holiday, within a year and a bit."""
    calendar = Calendar(Holidays((rule,)))
    ahead = (date.fromordinal(today.toordinal() + days) for days in range(400))
    return next((day for day in ahead if calendar.holiday(day) is not None), None)


def _module(t: Texts, module: Module, language: Language) -> Iterator[Block]:
    for page in module.pages:
        yield from markdown_blocks(page.best(language)[0])
    if module.callers:
        yield Heading(t("Who calls for practice"))
        yield Bullets(tuple(spans(caller.name.best(language)[0]) for caller in module.callers))
