"""The call log as CSV."""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from operator_app.domain.calls import Call, Outcome
from operator_app.domain.guide import Need
from operator_app.domain.moments import local
from operator_app.exchange.csvfile import write_rows

# Excel with Tunisian settings (Arabic or French) splits columns at semicolons only.
_DELIMITER = ";"
_HEADINGS = (
    "Start (Tunisia time)",
    "End (Tunisia time)",
    "Seconds",
    "Minutes",
    "Outcome",
    "Closed by itself",
    "Query",
    "Article",
    "Edition",
    "Referred to",
    "Special need",
    "Caller's language",
    "Line",
    "Waiting (seconds)",
    "Rings",
    "Operator",
    "Note",
    "Practice",
)
# The same words as on screen (ui/words.py, which this layer cannot see), so that they are translated once.
OUTCOMES = {
    Outcome.ANSWERED: "Answered",
    Outcome.REFERRED: "Referred",
    Outcome.NO_ANSWER: "No answer found",
    Outcome.CALL_BACK: "Call-back promised",
    Outcome.DROPPED: "Caller hung up",
    Outcome.OTHER: "Another outcome",
}
NEEDS = {
    Need.DEAF: "Deaf or hard of hearing",
    Need.RELAY: "Call through a relay or interpreter",
    Need.SPEECH: "Speech difficulty",
    Need.BLIND: "Blind or partially sighted",
    Need.INTELLECTUAL: "Intellectual disability",
    Need.AUTISM: "Autism",
    Need.OLDER: "Older person",
    Need.LITERACY: "Does not read or write",
    Need.LANGUAGE: "Another language",
    Need.DISTRESS: "Distress",
    Need.SUICIDE: "Thoughts of suicide",
    Need.AGGRESSION: "Angry or aggressive caller",
    Need.CHILD: "A child is calling",
    Need.VIOLENCE: "Violence",
    Need.ABUSE_REPORT: "Report of abuse",
    Need.SILENT_CALL: "Silent call",
    Need.EMERGENCY: "Emergency",
}
_SECONDS_A_MINUTE = 60


def write_calls(calls: Iterable[Call], path: Path, t: Callable[[str], str]) -> None:
    """Write a call a row, headings and words through `t`; times are ISO 8601 on Tunisia's clock, minutes begun count
    whole, and what was not measured is empty. Raises Problem("file_not_written")."""
    rows = [[t(heading) for heading in _HEADINGS], *(_row(call, t) for call in calls)]
    write_rows(path, rows, _DELIMITER)


def _row(call: Call, t: Callable[[str], str]) -> list[str]:
    minutes = None if call.seconds is None else -(-call.seconds // _SECONDS_A_MINUTE)
    return [
        _moment(call.started_at),
        _moment(call.ended_at),
        _number(call.seconds),
        _number(minutes),
        t(OUTCOMES[call.outcome]) if call.outcome else "",
        t("yes") if call.outcome_auto else "",
        call.query,
        call.article_title,
        _number(call.article_edition or None),
        call.referred_name,
        t(NEEDS[call.need]) if call.need else "",
        call.language,
        call.line,
        _number(call.waiting_seconds),
        _number(call.rings),
        call.operator,
        call.note,
        t("yes") if call.practice else "",
    ]


def _moment(moment: datetime | None) -> str:
    """A space, not a T: Excel then takes it for a date."""
    return local(moment).isoformat(" ", "seconds")[:19] if moment else ""


def _number(number: int | None) -> str:
    return "" if number is None else str(number)
