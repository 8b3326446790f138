"""The words on screen for what the records enumerate: one msgid for each member, said the same everywhere."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from operator_app.domain.calls import Call, Outcome
from operator_app.domain.contacts import PhoneKind
from operator_app.domain.documents import Confidence, Kind, Status
from operator_app.domain.greetings import BodyType, Moment, Purpose
from operator_app.domain.guide import Need
from operator_app.domain.hours import Opening
from operator_app.domain.languages import Language
from operator_app.domain.lines import LineState
from operator_app.domain.moments import local
from operator_app.domain.people import Role
from operator_app.i18n import Dates, Texts
from operator_app.settings import Theme

# Each language in its own name, in every language of the screen.
OWN_NAMES: Mapping[Language, str] = MappingProxyType(
    {Language.AR: "العربية", Language.FR: "Français", Language.EN: "English"}
)

_OUTCOMES: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.ANSWERED: "Answered",
        Outcome.REFERRED: "Referred",
        Outcome.NO_ANSWER: "No answer found",
        Outcome.CALL_BACK: "Call-back promised",
        Outcome.DROPPED: "Caller hung up",
        Outcome.OTHER: "Another outcome",
    }
)
_NEEDS: Mapping[Need, str] = MappingProxyType(
    {
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
)
_PURPOSES: Mapping[Purpose, str] = MappingProxyType(
    {
        Purpose.GREETING: "Greeting",
        Purpose.HOLD: "Put on hold",
        Purpose.BACK: "Back to the caller",
        Purpose.TRANSFER: "Transfer",
        Purpose.CALL_BACK: "Offer a call-back",
        Purpose.UNKNOWN: "The answer is not known",
        Purpose.REPHRASE: "Ask to say it again",
        Purpose.WRONG_SERVICE: "Not the right service",
        Purpose.CLOSED: "The service is closed",
        Purpose.CLOSING: "End of the call",
    }
)
_THEMES: Mapping[Theme, str] = MappingProxyType(
    {
        Theme.SYSTEM: "As the system",
        Theme.LIGHT: "Light",
        Theme.DARK: "Dark",
        Theme.CONTRAST_LIGHT: "High contrast, light",
        Theme.CONTRAST_DARK: "High contrast, dark",
    }
)
_BODY_TYPES: Mapping[BodyType, str] = MappingProxyType(
    {
        BodyType.ANY: "Another public body",
        BodyType.MINISTRY: "Ministry",
        BodyType.GOVERNORATE: "Governorate",
        BodyType.MUNICIPALITY: "Municipality",
        BodyType.HOSPITAL: "Hospital",
        BodyType.ENTERPRISE: "Public enterprise",
    }
)
_KINDS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.PROCEDURE: "Procedure",
        Kind.TIP: "Special-needs tip",
        Kind.CONTACT: "Contact",
        Kind.GREETING: "Greeting or phrase",
        Kind.REGIME: "Opening hours",
        Kind.HOLIDAYS: "Public holidays",
        Kind.SYNONYMS: "Synonyms",
        Kind.LINE: "Line",
        Kind.NEWS: "News item",
        Kind.MODULE: "Training module",
    }
)
_STATUSES: Mapping[Status, str] = MappingProxyType(
    {
        Status.DRAFT: "Draft",
        Status.IN_REVIEW: "In review",
        Status.PUBLISHED: "Published",
        Status.WITHDRAWN: "Withdrawn",
    }
)
_CONFIDENCES: Mapping[Confidence, str] = MappingProxyType(
    {
        Confidence.HIGH: "Reliable source",
        Confidence.MEDIUM: "Fairly reliable source",
        Confidence.LOW: "Weak source",
        Confidence.UNVERIFIED: "Unverified source",
    }
)
_PHONE_KINDS: Mapping[PhoneKind, str] = MappingProxyType(
    {
        PhoneKind.SHORT: "Short number",
        PhoneKind.GREEN: "Green number, free",
        PhoneKind.FIXED: "Fixed line",
        PhoneKind.MOBILE: "Mobile",
        PhoneKind.SHARED_COST: "Shared-cost number",
        PhoneKind.PREMIUM: "Premium-rate number",
        PhoneKind.EXTENSION: "Internal extension",
        PhoneKind.FAX: "Fax",
    }
)
_LINE_STATES: Mapping[LineState, str] = MappingProxyType(
    {
        LineState.IN_SERVICE: "In service",
        LineState.OUT_OF_ORDER: "Out of order",
        LineState.UNKNOWN: "State not known",
    }
)
_MOMENTS: Mapping[Moment, str] = MappingProxyType(
    {
        Moment.ANY: "At any time",
        Moment.MORNING: "In the morning",
        Moment.AFTERNOON: "In the afternoon",
        Moment.RAMADAN: "In Ramadan",
        Moment.HOLIDAY: "On a public holiday",
        Moment.CLOSED: "When closed",
    }
)
_ROLES: Mapping[Role, str] = MappingProxyType(
    {
        Role.OPERATOR: "Operator",
        Role.SUPERVISOR: "Supervisor",
        Role.ADMINISTRATOR: "Administrator",
    }
)

# Every table, for the test that no member was forgotten.
TABLES: tuple[tuple[type[StrEnum], tuple[tuple[StrEnum, str], ...]], ...] = (
    (Outcome, tuple(_OUTCOMES.items())),
    (Need, tuple(_NEEDS.items())),
    (Purpose, tuple(_PURPOSES.items())),
    (Theme, tuple(_THEMES.items())),
    (BodyType, tuple(_BODY_TYPES.items())),
    (Kind, tuple(_KINDS.items())),
    (Status, tuple(_STATUSES.items())),
    (Confidence, tuple(_CONFIDENCES.items())),
    (PhoneKind, tuple(_PHONE_KINDS.items())),
    (LineState, tuple(_LINE_STATES.items())),
    (Moment, tuple(_MOMENTS.items())),
    (Role, tuple(_ROLES.items())),
)


def outcome(t: Texts, value: Outcome) -> str:
    return t(_OUTCOMES[value])


def outcome_of(t: Texts, call: Call) -> str:
    """The outcome of a call; "Answered (auto)" when the operator skipped it; empty while there is none."""
    if call.outcome is None:
        return ""
    said = outcome(t, call.outcome)
    return t("{outcome} (auto)", outcome=said) if call.outcome_auto else said


def need(t: Texts, value: Need) -> str:
    return t(_NEEDS[value])


def purpose(t: Texts, value: Purpose) -> str:
    return t(_PURPOSES[value])


def theme(t: Texts, value: Theme) -> str:
    return t(_THEMES[value])


def body_type(t: Texts, value: BodyType) -> str:
    return t(_BODY_TYPES[value])


def kind(t: Texts, value: Kind) -> str:
    return t(_KINDS[value])


def status(t: Texts, value: Status) -> str:
    return t(_STATUSES[value])


def confidence(t: Texts, value: Confidence) -> str:
    return t(_CONFIDENCES[value])


def phone_kind(t: Texts, value: PhoneKind) -> str:
    return t(_PHONE_KINDS[value])


def line_state(t: Texts, value: LineState) -> str:
    return t(_LINE_STATES[value])


def moment(t: Texts, value: Moment) -> str:
    return t(_MOMENTS[value])


def role(t: Texts, value: Role) -> str:
    return t(_ROLES[value])


def language(value: Language) -> str:
    """The language in its own name, whatever the language of the screen."""
    return OWN_NAMES[value]


def opening(t: Texts, dates: Dates, value: Opening, now: datetime | None = None) -> str:
    """One sentence: open until when, or closed, why, and when it opens next.

    `now` (aware, or local wall clock) lets it say "today at" and "tomorrow at"; without it the weekday is said.
    """
    if not value.known:
        return t("Hours not known")
    if value.open:
        # Midnight is the end of the day's span, not of the service: a place open day and night is just "open".
        ends = value.until is not None and (value.until.hour, value.until.minute) != (0, 0)
        return t("Open now, until {time}", time=dates.clock(value.until)) if ends and value.until else t("Open now")
    closed = t("Closed today: {holiday}", holiday=value.holiday.best(t.language)[0]) if value.holiday else t("Closed")
    if value.opens is None:
        return t("{closed}.", closed=closed)
    return t("{closed}. Opens {when}", closed=closed, when=when(t, dates, value.opens, now))


def when(t: Texts, dates: Dates, at: datetime, now: datetime | None = None) -> str:
    """A moment near to now, as it is said: "today at 14:00", "tomorrow at", "Thursday at", "on 3 March 2027 at"."""
    wall = local(at) if at.tzinfo else at
    time = dates.clock(at)
    if now is None:
        return t("{weekday} at {time}", weekday=dates.weekday(wall.date()), time=time)
    today = (local(now) if now.tzinfo else now).date()
    ahead = (wall.date() - today).days
    if ahead == 0:
        return t("today at {time}", time=time)
    if ahead == 1:
        return t("tomorrow at {time}", time=time)
    if 1 < ahead < 7:
        return t("{weekday} at {time}", weekday=dates.weekday(wall.date()), time=time)
    return t("on {day} at {time}", day=dates.day(wall.date()), time=time)
