"""The fields of each kind of document, as data: the form is made from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from types import MappingProxyType

from operator_app.domain.documents import Kind
from operator_app.domain.languages import Language
from operator_app.i18n import msgid


class Shape(Enum):
    """Which control a field has."""

    LINE = auto()
    TEXT = auto()
    ITEMS = auto()
    REFERENCES = auto()
    REFERENCE = auto()
    PHONES = auto()
    PHONE = auto()
    SOURCES = auto()
    DAY = auto()
    CHOICE = auto()
    SWITCH = auto()
    LANGUAGES = auto()
    HOURS = auto()
    DAY_OF_YEAR = auto()
    DAYS = auto()
    COUNT = auto()
    LINES = auto()
    HOLIDAYS = auto()
    PAGES = auto()
    CALLERS = auto()


class Spoken(Enum):
    """Whether a field is written once, or in each language: "ar.title" (FIRST) or "name.ar" (LAST)."""

    ONCE = auto()
    FIRST = auto()
    LAST = auto()


@dataclass(frozen=True, slots=True)
class Spec:
    """`label` and `help` are msgids. `kinds` may be referred to; `said` marks what is read to a caller (its time is
    shown); `left_to_right` is for what has no language."""

    name: str
    label: str
    shape: Shape = Shape.LINE
    spoken: Spoken = Spoken.ONCE
    help: str = ""
    kinds: tuple[Kind, ...] = ()
    said: bool = False
    left_to_right: bool = False
    choices: str = ""
    """Which choices a CHOICE has; empty: those of its name."""

    def place(self, language: Language | None) -> str:
        """The place in a body, in a language where the field has one."""
        if self.spoken is Spoken.ONCE or language is None:
            return self.name
        return f"{language}.{self.name}" if self.spoken is Spoken.FIRST else f"{self.name}.{language}"


@dataclass(frozen=True, slots=True)
class Group:
    """A headed part of a form. `title` is a msgid."""

    title: str
    specs: tuple[Spec, ...]


def _written(name: str, label: str, shape: Shape = Shape.LINE, help: str = "", said: bool = False) -> Spec:
    return Spec(name, label, shape, Spoken.FIRST, help, said=said)


def _text(name: str, label: str, shape: Shape = Shape.LINE, help: str = "", said: bool = False) -> Spec:
    return Spec(name, label, shape, Spoken.LAST, help, said=said)


_ITEMS_HELP = msgid("One a row. Shift+Enter: a new line in the same row.")
_TITLE = _written("title", msgid("Title"))
_ANSWER = _written(
    "short_answer", msgid("Short answer"), Shape.TEXT, msgid("What the operator says, word for word."), said=True
)
_NOTES = _written("notes", msgid("Notes for the operator"), Shape.TEXT, msgid("Not read to the caller."))
_MORE = _written("body", msgid("More text"), Shape.TEXT, msgid("Markdown, for what fits no field."))
_WORDS_HELP = msgid("Other words for it, in any language, one a row.")
_KEYWORDS = Spec("keywords", msgid("What callers say"), Shape.ITEMS, help=_WORDS_HELP)
_CONTACTS = Spec(
    "contacts", msgid("Contacts"), Shape.REFERENCES, help=msgid("The first is the one that F6 refers to."),
    kinds=(Kind.CONTACT,),
)  # fmt: skip

_PROCEDURE = (
    Group(msgid("What is said"), (_TITLE, _ANSWER)),
    Group(
        msgid("What is needed"),
        (
            _written("conditions", msgid("Conditions"), Shape.ITEMS, _ITEMS_HELP),
            _written("documents", msgid("Documents to bring"), Shape.ITEMS, _ITEMS_HELP),
            _written("steps", msgid("Steps"), Shape.ITEMS, _ITEMS_HELP),
        ),
    ),
    Group(
        msgid("Where, when, how much"),
        (
            _written("place", msgid("Where"), Shape.TEXT),
            _written("delay", msgid("How long it takes"), Shape.TEXT),
            _written("fee", msgid("Fee"), Shape.TEXT),
            _written("legal", msgid("Legal references"), Shape.ITEMS, _ITEMS_HELP),
        ),
    ),
    Group(msgid("Behind it"), (_CONTACTS, _KEYWORDS, _NOTES, _MORE)),
)
_TIP = (
    Group(
        msgid("What is said"),
        (
            Spec("need", msgid("Special need"), Shape.CHOICE), _TITLE, _ANSWER,
            _written("say", msgid("What to say"), Shape.ITEMS, _ITEMS_HELP),
        ),
    ),
    Group(
        msgid("Behind it"),
        (
            _written("avoid", msgid("What to avoid"), Shape.ITEMS, _ITEMS_HELP),
            _written("signs", msgid("How to recognise it"), Shape.ITEMS, _ITEMS_HELP),
            _CONTACTS, _KEYWORDS, _NOTES, _MORE,
        ),
    ),
)  # fmt: skip
_CONTACT = (
    Group(
        msgid("Who it is"),
        (
            _text("name", msgid("Name")),
            _text("role", msgid("What it does"), Shape.TEXT),
            Spec("phones", msgid("Numbers"), Shape.PHONES, help=msgid("The first is the one that is dialled.")),
            Spec("deputy", msgid("Deputy"), Shape.REFERENCE, help=msgid("Who is tried next."), kinds=(Kind.CONTACT,)),
            Spec("parent", msgid("Belongs to"), Shape.REFERENCE, kinds=(Kind.CONTACT,)),
            Spec("emergency", msgid("An emergency number"), Shape.SWITCH),
        ),
    ),
    Group(
        msgid("When and where"),
        (
            Spec("regime", msgid("Opening hours"), Shape.REFERENCE, kinds=(Kind.REGIME,)),
            Spec(
                "hours", msgid("Hours of its own"), Shape.HOURS, help=msgid("They come before the opening hours above.")
            ),
            _text("hours_note", msgid("More on the hours"), Shape.TEXT),
            _text("address", msgid("Address"), Shape.TEXT),
            _text("access", msgid("Access"), Shape.TEXT, msgid("Steps, lift, parking, sign language.")),
            Spec("languages", msgid("Languages"), Shape.LANGUAGES),
            Spec("email", msgid("E-mail"), left_to_right=True),
            Spec("web", msgid("Web site"), left_to_right=True),
        ),
    ),
    Group(msgid("Behind it"), (_KEYWORDS, _text("note", msgid("Notes for the operator"), Shape.TEXT))),
)
_GREETING = (
    Group(
        msgid("What is said"),
        (
            Spec("purpose", msgid("What it is for"), Shape.CHOICE),
            _text(
                "text", msgid("Text"), Shape.TEXT,
                msgid("{body}, {operator} and {line} are filled in."), True,
            ),
            _text("name", msgid("Name"), help=msgid("For supervisors only.")),
        ),
    ),
    Group(
        msgid("When it is said"),
        (
            Spec("moment", msgid("Moment"), Shape.CHOICE),
            Spec("body_type", msgid("Kind of body"), Shape.CHOICE),
            Spec("line", msgid("On this line only"), help=msgid("Empty: on every line.")),
        ),
    ),
)  # fmt: skip
_NEWS = (
    Group(
        msgid("What is said"),
        (
            _text("title", msgid("Title")),
            _text("text", msgid("Text"), Shape.TEXT, msgid("Three lines at most.")),
            Spec("must_acknowledge", msgid("Each operator must say that they have read it"), Shape.SWITCH),
        ),
    ),
    Group(
        msgid("Behind it"),
        (
            Spec(
                "articles", msgid("What it changes"), Shape.REFERENCES,
                kinds=(Kind.PROCEDURE, Kind.TIP, Kind.CONTACT),
            ),
        ),
    ),
)  # fmt: skip
_LINE = (
    Group(
        msgid("The number"),
        (
            Spec("phone", msgid("Number"), Shape.PHONE),
            _text("name", msgid("Name")),
            _text("purpose", msgid("What it is for"), Shape.TEXT),
            Spec("state", msgid("State"), Shape.CHOICE),
            Spec("regime", msgid("Opening hours"), Shape.REFERENCE, kinds=(Kind.REGIME,)),
        ),
    ),
)
_SYNONYMS = (
    Group(
        msgid("The words"),
        (
            _text("official", msgid("Official name")),
            Spec("words", msgid("What callers say"), Shape.ITEMS, help=_WORDS_HELP),
            Spec(
                "documents", msgid("Articles meant"), Shape.REFERENCES, kinds=(Kind.PROCEDURE, Kind.TIP, Kind.CONTACT)
            ),
            Spec("evidence", msgid("Where these words were met"), Shape.TEXT),
        ),
    ),
)

_LAYER = (
    Group(
        msgid("What is particular here"),
        (
            _text("office", msgid("Office here"), Shape.TEXT),
            _text("hours", msgid("Hours here"), Shape.TEXT),
            Spec("extension", msgid("Extension"), left_to_right=True),
            _text("note", msgid("Note of this body"), Shape.TEXT, msgid("It stays when the common text is updated.")),
            Spec(
                "contacts", msgid("Whom to refer to here"), Shape.REFERENCES,
                help=msgid("Before the contacts of the common text."), kinds=(Kind.CONTACT,),
            ),
        ),
    ),
)  # fmt: skip

_REGIME = (
    Group(
        msgid("When it is open"),
        (
            _text("name", msgid("Name")),
            Spec("hours", msgid("Weekly hours"), Shape.HOURS, help=msgid("Both times empty: closed on these days.")),
            Spec("summer_from", msgid("Summer begins"), Shape.DAY_OF_YEAR),
            Spec("summer_to", msgid("Summer ends"), Shape.DAY_OF_YEAR),
            Spec("closed_on_holidays", msgid("Closed on public holidays"), Shape.SWITCH),
        ),
    ),
)
_HOLIDAYS = (
    Group(
        msgid("The days"),
        (
            Spec(
                "ramadan_announced", msgid("First days of Ramadan as announced"), Shape.DAYS,
                help=msgid("In place of the computed day of their year: 20/03/2026, 10/03/2027."),
            ),
            Spec("rules", msgid("Public holidays"), Shape.HOLIDAYS),
        ),
    ),
)  # fmt: skip
_MODULE = (
    Group(
        msgid("What is learnt"),
        (
            _text("title", msgid("Title")),
            Spec("rank", msgid("Place in the order"), Shape.COUNT),
            Spec("pages", msgid("Pages"), Shape.PAGES, help=msgid("Markdown: # heading, - item, **bold**.")),
        ),
    ),
    Group(msgid("Who calls for practice"), (Spec("callers", msgid("Practice callers"), Shape.CALLERS),)),
)

# Written in every language; English only where the author wants it.
LANGUAGES = (Language.AR, Language.FR)

FORMS: Mapping[Kind, tuple[Group, ...]] = MappingProxyType(
    {
        Kind.PROCEDURE: _PROCEDURE,
        Kind.TIP: _TIP,
        Kind.CONTACT: _CONTACT,
        Kind.GREETING: _GREETING,
        Kind.NEWS: _NEWS,
        Kind.LINE: _LINE,
        Kind.SYNONYMS: _SYNONYMS,
        Kind.LAYER: _LAYER,
        Kind.REGIME: _REGIME,
        Kind.HOLIDAYS: _HOLIDAYS,
        Kind.MODULE: _MODULE,
    }
)

_LAST_DAY = Spec("valid_until", msgid("Valid until"), Shape.DAY)
_FIRST_DAY = Spec("valid_from", msgid("Valid from"), Shape.DAY)
SEAL = Group(
    msgid("Who answers for it"),
    (
        Spec("owner", msgid("Owner"), help=msgid("The service or person who answers for this text.")),
        Spec("review_by", msgid("Review by"), Shape.DAY, help=msgid("31/12/2026, or empty.")),
        _FIRST_DAY,
        _LAST_DAY,
        Spec("sources", msgid("Sources"), Shape.SOURCES),
    ),
)
SHORT_SEAL = Group(msgid("How long"), (_FIRST_DAY, _LAST_DAY))
_SHORT = (Kind.NEWS,)


def seal_of(kind: Kind) -> Group:
    """The fields of the seal: news only need to know how long they hold."""
    return SHORT_SEAL if kind in _SHORT else SEAL


def labels(kind: Kind) -> dict[str, str]:
    """Place without its language, to the msgid of its label."""
    return {spec.name: spec.label for group in (*FORMS.get(kind, ()), SEAL) for spec in group.specs}
