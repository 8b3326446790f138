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
from operator_app.i18n import Dates, Texts, msgid
from operator_app.settings import Sounded, Spoken, TelephoneSource, Theme

# Each language in its own name, in every language of the screen.
OWN_NAMES: Mapping[Language, str] = MappingProxyType(
    {Language.AR: "العربية", Language.FR: "Français", Language.EN: "English"}
)

_OUTCOMES: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.ANSWERED: msgid("Answered"),
        Outcome.REFERRED: msgid("Referred"),
        Outcome.NO_ANSWER: msgid("No answer found"),
        Outcome.CALL_BACK: msgid("Call-back promised"),
        Outcome.DROPPED: msgid("Caller hung up"),
        Outcome.OTHER: msgid("Another outcome"),
    }
)
_NEEDS: Mapping[Need, str] = MappingProxyType(
    {
        Need.DEAF: msgid("Deaf or hard of hearing"),
        Need.RELAY: msgid("Call through a relay or interpreter"),
        Need.SPEECH: msgid("Speech difficulty"),
        Need.BLIND: msgid("Blind or partially sighted"),
        Need.INTELLECTUAL: msgid("Intellectual disability"),
        Need.AUTISM: msgid("Autism"),
        Need.OLDER: msgid("Older person"),
        Need.LITERACY: msgid("Does not read or write"),
        Need.LANGUAGE: msgid("Another language"),
        Need.DISTRESS: msgid("Distress"),
        Need.SUICIDE: msgid("Thoughts of suicide"),
        Need.AGGRESSION: msgid("Angry or aggressive caller"),
        Need.CHILD: msgid("A child is calling"),
        Need.VIOLENCE: msgid("Violence"),
        Need.ABUSE_REPORT: msgid("Report of abuse"),
        Need.SILENT_CALL: msgid("Silent call"),
        Need.EMERGENCY: msgid("Emergency"),
    }
)
_PURPOSES: Mapping[Purpose, str] = MappingProxyType(
    {
        Purpose.GREETING: msgid("Greeting"),
        Purpose.HOLD: msgid("Put on hold"),
        Purpose.BACK: msgid("Back to the caller"),
        Purpose.TRANSFER: msgid("Transfer"),
        Purpose.CALL_BACK: msgid("Offer a call-back"),
        Purpose.UNKNOWN: msgid("The answer is not known"),
        Purpose.REPHRASE: msgid("Ask to say it again"),
        Purpose.WRONG_SERVICE: msgid("Not the right service"),
        Purpose.CLOSED: msgid("The service is closed"),
        Purpose.CLOSING: msgid("End of the call"),
    }
)
_SPOKEN: Mapping[Spoken, str] = MappingProxyType(
    {
        Spoken.FULL: msgid("Everything"),
        Spoken.SHORT: msgid("Counts and what was kept"),
        Spoken.URGENT: msgid("Rings and problems only"),
    }
)
_SOUNDED: Mapping[Sounded, str] = MappingProxyType(
    {
        Sounded.OFF: msgid("None"),
        Sounded.RINGS: msgid("Rings"),
        Sounded.ALL: msgid("Rings and results"),
    }
)
_THEMES: Mapping[Theme, str] = MappingProxyType(
    {
        Theme.SYSTEM: msgid("As the system"),
        Theme.LIGHT: msgid("Light"),
        Theme.DARK: msgid("Dark"),
        Theme.CONTRAST_LIGHT: msgid("High contrast, light"),
        Theme.CONTRAST_DARK: msgid("High contrast, dark"),
    }
)
_TELEPHONES: Mapping[TelephoneSource, str] = MappingProxyType(
    {
        TelephoneSource.COMMAND: msgid("By command"),
        TelephoneSource.BARESIP: msgid("By baresip"),
        TelephoneSource.ASTERISK: msgid("By Asterisk"),
        TelephoneSource.NONE: msgid("No telephone"),
    }
)
_BODY_TYPES: Mapping[BodyType, str] = MappingProxyType(
    {
        BodyType.ANY: msgid("Another public body"),
        BodyType.MINISTRY: msgid("Ministry"),
        BodyType.GOVERNORATE: msgid("Governorate"),
        BodyType.MUNICIPALITY: msgid("Municipality"),
        BodyType.HOSPITAL: msgid("Hospital"),
        BodyType.ENTERPRISE: msgid("Public enterprise"),
    }
)
_KINDS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.PROCEDURE: msgid("Procedure"),
        Kind.TIP: msgid("Special-needs tip"),
        Kind.CONTACT: msgid("Contact"),
        Kind.GREETING: msgid("Greeting or phrase"),
        Kind.REGIME: msgid("Opening hours"),
        Kind.HOLIDAYS: msgid("Public holidays"),
        Kind.SYNONYMS: msgid("Synonyms"),
        Kind.LINE: msgid("Line"),
        Kind.NEWS: msgid("News item"),
        Kind.MODULE: msgid("Training module"),
        Kind.LAYER: msgid("What is particular here"),
    }
)
_STATUSES: Mapping[Status, str] = MappingProxyType(
    {
        Status.DRAFT: msgid("Draft"),
        Status.IN_REVIEW: msgid("In review"),
        Status.PUBLISHED: msgid("Published"),
        Status.WITHDRAWN: msgid("Withdrawn"),
    }
)
_CONFIDENCES: Mapping[Confidence, str] = MappingProxyType(
    {
        Confidence.HIGH: msgid("Reliable source"),
        Confidence.MEDIUM: msgid("Fairly reliable source"),
        Confidence.LOW: msgid("Weak source"),
        Confidence.UNVERIFIED: msgid("Unverified source"),
    }
)
_PHONE_KINDS: Mapping[PhoneKind, str] = MappingProxyType(
    {
        PhoneKind.SHORT: msgid("Short number"),
        PhoneKind.GREEN: msgid("Green number, free"),
        PhoneKind.FIXED: msgid("Fixed line"),
        PhoneKind.MOBILE: msgid("Mobile"),
        PhoneKind.SHARED_COST: msgid("Shared-cost number"),
        PhoneKind.PREMIUM: msgid("Premium-rate number"),
        PhoneKind.EXTENSION: msgid("Internal extension"),
        PhoneKind.FAX: msgid("Fax"),
    }
)
_LINE_STATES: Mapping[LineState, str] = MappingProxyType(
    {
        LineState.IN_SERVICE: msgid("In service"),
        LineState.OUT_OF_ORDER: msgid("Out of order"),
        LineState.UNKNOWN: msgid("State not known"),
    }
)
_MOMENTS: Mapping[Moment, str] = MappingProxyType(
    {
        Moment.ANY: msgid("At any time"),
        Moment.MORNING: msgid("In the morning"),
        Moment.AFTERNOON: msgid("In the afternoon"),
        Moment.RAMADAN: msgid("In Ramadan"),
        Moment.HOLIDAY: msgid("On a public holiday"),
        Moment.CLOSED: msgid("When closed"),
    }
)
_ROLES: Mapping[Role, str] = MappingProxyType(
    {
        Role.OPERATOR: msgid("Operator"),
        Role.SUPERVISOR: msgid("Supervisor"),
        Role.ADMINISTRATOR: msgid("Administrator"),
    }
)

# Every table, for the test that no member was forgotten.
TABLES: tuple[tuple[type[StrEnum], tuple[tuple[StrEnum, str], ...]], ...] = (
    (Outcome, tuple(_OUTCOMES.items())),
    (Need, tuple(_NEEDS.items())),
    (Purpose, tuple(_PURPOSES.items())),
    (Theme, tuple(_THEMES.items())),
    (Spoken, tuple(_SPOKEN.items())),
    (TelephoneSource, tuple(_TELEPHONES.items())),
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


def spoken(t: Texts, value: Spoken) -> str:
    return t(_SPOKEN[value])


def sounded(t: Texts, value: Sounded) -> str:
    return t(_SOUNDED[value])


def telephone(t: Texts, value: TelephoneSource) -> str:
    return t(_TELEPHONES[value])


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
