"""A report as a flow of blocks and as rows: paper, CSV and XLSX say the same as the screen."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from operator_app.domain import indicator_words as words
from operator_app.domain.flow import (
    Block,
    Bullets,
    Cell,
    Facts,
    Flow,
    Heading,
    Note,
    NoteKind,
    Paragraph,
    Role,
    Table,
    spans,
)
from operator_app.domain.indicators import Targets
from operator_app.domain.languages import Language
from operator_app.domain.reports import Divide, Part, Report


@dataclass(frozen=True, slots=True)
class Speech:
    """How a report speaks: `t` translates, `day`, `weekday` and `month` write dates."""

    language: Language
    t: Callable[..., str]
    day: Callable[[date], str]
    weekday: Callable[[date], str]
    month: Callable[[date], str]


def report_flow(report: Report, targets: Targets, speech: Speech, body: str = "") -> Flow:
    """The printed evaluation of a period."""
    t = speech.t
    blocks: list[Block] = [Facts(tuple((label, spans(text)) for label, text in _facts(report, speech, body)))]
    if not report.recorded:
        unmeasured = t(
            "No record of the exchange was imported for this period: waiting and lost calls are not measured."
        )
        blocks.append(Note(NoteKind.INFO, "", spans(unmeasured)))
    blocks += [Heading(t("Indicators")), _indicators(report, targets, speech)]
    if report.parts:
        blocks += [Heading(divided(t, report.divide)), _parts(report, speech)]
    if report.unmet:
        asked = tuple(spans(t("{query}: {n} times", query=query, n=n)) for query, n in report.unmet)
        blocks += [Heading(t("Asked without an answer")), Bullets(asked)]
    nobody = t("These figures name no caller. Handling time and numbers of calls are no measure of an operator.")
    blocks.append(Paragraph(spans(nobody), Role.SMALL))
    return Flow("report", title(report, speech), speech.language, tuple(blocks), kind=t("Evaluation"))


def report_rows(report: Report, targets: Targets, speech: Speech) -> tuple[list[list[str]], list[list[str]]]:
    """Two tables with their headings: the indicators, and the parts of the period."""
    t = speech.t
    names, defined = words.names(t), words.definitions(t, targets)
    head = [t("Indicator"), t("Value"), t("Over"), t("Definition"), t("Source")]
    figures = [
        [names[f.indicator], words.said(t, f), words.over(t, f), defined[f.indicator], words.source_of(t, f)]
        for f in report.figures
    ]
    return [head, *figures], [part_head(report, speech), *(part_row(report, part, speech) for part in report.parts)]


def title(report: Report, speech: Speech) -> str:
    """ "Monthly evaluation, November 2026", "Yearly evaluation, 2026", or of a time."""
    t, since, until = speech.t, report.period.since, report.period.until
    if since.day == 1 and (until.year, until.month) == (since.year, since.month) and _last_of_month(until):
        return t("Monthly evaluation, {month}", month=speech.month(since))
    if (since.month, since.day, until.month, until.day, since.year) == (1, 1, 12, 31, until.year):
        return t("Yearly evaluation, {year}", year=since.year)
    if since == until:
        return t("Evaluation of {day}", day=speech.day(since))
    return t("Evaluation from {since} to {until}", since=speech.day(since), until=speech.day(until))


def divided(t: Callable[..., str], divide: Divide) -> str:
    return {
        Divide.DAY: t("By day"),
        Divide.WEEK: t("By week"),
        Divide.MONTH: t("By month"),
        Divide.WEEKDAY: t("By weekday"),
        Divide.HOUR: t("By hour"),
        Divide.LINE: t("By line"),
        Divide.OPERATOR: t("By operator"),
    }[divide]


def key_said(divide: Divide, key: str, speech: Speech) -> str:
    """What a part of a report is called."""
    t = speech.t
    match divide:
        case Divide.DAY:
            day = date.fromisoformat(key)
            return f"{speech.weekday(day)} {speech.day(day)}"
        case Divide.WEEK:
            return t("Week {n}, {year}", n=int(key[-2:]), year=key[:4])
        case Divide.MONTH:
            return speech.month(date.fromisoformat(f"{key}-01"))
        case Divide.WEEKDAY:
            return speech.weekday(date(2024, 1, int(key)))  # 1 January 2024 was a Monday.
        case Divide.HOUR:
            return t("{hour}:00 to {hour}:59", hour=int(key))
        case _:
            return key or t("Not named")


def part_head(report: Report, speech: Speech) -> list[str]:
    t = speech.t
    known = {Divide.LINE: t("Line"), Divide.OPERATOR: t("Operator"), Divide.HOUR: t("Hour")}
    first = known.get(report.divide, t("Period"))
    return [
        first, t("Wanted an operator"), t("Calls answered"), t("In the circular's time"), t("Waiting, mean"),
        t("Given up"), t("Logged"), t("Referred calls"), t("Without an answer"),
    ]  # fmt: skip


def part_row(report: Report, part: Part, speech: Speech) -> list[str]:
    """What was not measured is said so; what was counted is a number."""
    t, e, log = speech.t, part.exchange, part.log
    nothing = t("not measured")
    measured = bool(e.offered)
    timed = e.wanted - (e.answered - e.waits_known)
    return [
        key_said(report.divide, part.key, speech),
        str(e.wanted) if measured else nothing,
        str(e.answered) if measured else nothing,
        words.share_said(t, e.in_target / timed) if e.waits_known and timed else nothing,
        words.length_said(t, e.wait_seconds / e.waits_known) if e.waits_known else nothing,
        str(e.abandoned) if measured else nothing,
        str(log.calls), str(log.referred), str(log.no_answer),
    ]  # fmt: skip


def _facts(report: Report, speech: Speech, body: str) -> list[tuple[str, str]]:
    t, period = speech.t, report.period
    span = t("{since} to {until}", since=speech.day(period.since), until=speech.day(period.until))
    facts = [(t("Body"), body), (t("Period"), span), (t("Line"), period.line), (t("Operator"), period.operator)]
    calls = t("{wanted} wanted an operator, {logged} logged", wanted=report.exchange.wanted, logged=report.log.calls)
    facts.append((t("Calls"), calls if report.recorded else t("{n} logged", n=report.log.calls)))
    return [(label, text) for label, text in facts if text]


def _indicators(report: Report, targets: Targets, speech: Speech) -> Table:
    t = speech.t
    names, defined = words.names(t), words.definitions(t, targets)
    rows = tuple(
        (
            Cell(spans(names[f.indicator], bold=True)),
            Cell(spans(" · ".join(p for p in (words.said(t, f), words.over(t, f)) if p))),
            Cell(spans(f"{defined[f.indicator]} ({words.source_of(t, f)})")),
        )
        for f in report.figures
    )
    head = (Cell(spans(t("Indicator"))), Cell(spans(t("Value"))), Cell(spans(t("Definition and source"))))
    return Table(head, rows, (26, 22, 52))


def _parts(report: Report, speech: Speech) -> Table:
    head = tuple(Cell(spans(text)) for text in part_head(report, speech))
    rows = tuple(
        tuple(Cell(spans(text), number=place > 0) for place, text in enumerate(part_row(report, part, speech)))
        for part in report.parts
    )
    return Table(head, rows, (19, 12, 10, 12, 11, 13, 8, 10, 10))


def _last_of_month(day: date) -> bool:
    return date.fromordinal(day.toordinal() + 1).day == 1
