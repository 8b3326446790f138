"""Greeting scripts and phrases, chosen by purpose, moment, body and line."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from operator_app.domain.languages import Language, Text

_PLACEHOLDER = re.compile(r"\{(\w*)\}")
# A comma with nothing before it, as an empty placeholder leaves it: what follows it stays.
_LOST = "\0"  # stands for a placeholder without a value
_LOST_BEGINNING = re.compile(r"(^|[.!?] )\0[,\s]*(\w)")
_LOST_COMMA = re.compile(r"(?:\s*[،,])*\s*([،,.])")


class Purpose(StrEnum):
    """What is said: the greeting itself, or a phrase of the bank."""

    GREETING = "greeting"
    HOLD = "hold"
    BACK = "back"
    TRANSFER = "transfer"
    CALL_BACK = "call_back"
    UNKNOWN = "unknown"
    REPHRASE = "rephrase"
    WRONG_SERVICE = "wrong_service"
    CLOSED = "closed"
    CLOSING = "closing"


class Moment(StrEnum):
    """When a script is said; the most particular one that fits is chosen."""

    ANY = "any"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    RAMADAN = "ramadan"
    HOLIDAY = "holiday"
    CLOSED = "closed"


class BodyType(StrEnum):
    ANY = "any"
    MINISTRY = "ministry"
    GOVERNORATE = "governorate"
    MUNICIPALITY = "municipality"
    HOSPITAL = "hospital"
    ENTERPRISE = "enterprise"


@dataclass(frozen=True, slots=True)
class Greeting:
    """A script with the placeholders {body}, {operator}, {line}; unknown ones are left empty. `rank` orders equals."""

    purpose: Purpose
    text: Text
    name: Text = field(default_factory=Text)
    moment: Moment = Moment.ANY
    body_type: BodyType = BodyType.ANY
    line: str = ""
    rank: int = 0


def choose(
    greetings: Iterable[Greeting],
    purpose: Purpose,
    moments: tuple[Moment, ...],
    body_type: BodyType = BodyType.ANY,
    line: str = "",
) -> Greeting | None:
    """The most particular script for this purpose: line first, then the earliest of `moments`, then the body type."""
    fitting = [
        greeting
        for greeting in greetings
        if greeting.purpose is purpose
        and greeting.line in ("", line)
        and (greeting.moment is Moment.ANY or greeting.moment in moments)
        and greeting.body_type in (BodyType.ANY, body_type)
    ]

    def rank(greeting: Greeting) -> tuple[int, int, int, int]:
        moment = moments.index(greeting.moment) if greeting.moment in moments else len(moments)
        return (greeting.line == "", moment, greeting.body_type is BodyType.ANY, greeting.rank)

    return min(fitting, key=rank, default=None)


def fill(script: str, values: Mapping[str, str]) -> str:
    """The script with its placeholders filled; a placeholder without a value leaves no double space or lost comma, and
    a sentence that it began still begins with a capital letter."""
    said = " ".join(_PLACEHOLDER.sub(lambda match: values.get(match[1], "") or _LOST, script).split())
    said = _LOST_BEGINNING.sub(lambda match: match[1] + match[2].upper(), said).replace(_LOST, "")
    return _LOST_COMMA.sub(lambda match: match[1], " ".join(said.split())).strip("،, ")


def languages_of(greeting: Greeting) -> tuple[Language, ...]:
    return tuple(language for language in Language if greeting.text.get(language))
