"""A fact-check: what a competent service is asked to confirm, and what it answered."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from operator_app.domain.checking import msgid
from operator_app.domain.contacts import Contact
from operator_app.domain.documents import Document
from operator_app.domain.guide import Procedure, Tip
from operator_app.domain.languages import Language, Text
from operator_app.domain.lines import Line
from operator_app.domain.numbers import display

# How long a service has, unless another day is written.
USUAL = timedelta(days=10)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that we say. `place` is where it stands ("fee", "documents.2"), `label` the English source of what it
    is, `said` our words."""

    place: str
    label: str
    said: str


class Verdict(StrEnum):
    OPEN = "open"
    """The service said nothing about it."""
    RIGHT = "right"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: the facts as they stood, in the language of the sheet, and by when an answer is due."""

    question: str = ""
    due: date | None = None
    language: Language = Language.AR
    facts: tuple[Fact, ...] = ()

    def overdue(self, today: date) -> bool:
        return self.due is not None and today > self.due


@dataclass(frozen=True, slots=True)
class Answered:
    """What was said of one fact, called by its `label` (an English source); `text` is what is right, where it was
    wrong."""

    place: str
    verdict: Verdict
    text: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """Who answered on which day, fact by fact."""

    by: str = ""
    on: date | None = None
    facts: tuple[Answered, ...] = ()
    note: str = ""

    @property
    def right(self) -> int:
        return sum(fact.verdict is Verdict.RIGHT for fact in self.facts)

    @property
    def wrong(self) -> tuple[Answered, ...]:
        return tuple(fact for fact in self.facts if fact.verdict is Verdict.WRONG)


# The places of an article and of other bodies that can be right or wrong, with what they are called.
_WRITTEN = (
    ("title", msgid("Title")),
    ("short_answer", msgid("Short answer")),
    ("conditions", msgid("Conditions")),
    ("documents", msgid("Documents to bring")),
    ("steps", msgid("Steps")),
    ("say", msgid("What to say")),
    ("avoid", msgid("What to avoid")),
    ("signs", msgid("How to recognise it")),
    ("place", msgid("Where")),
    ("delay", msgid("How long it takes")),
    ("fee", msgid("Fee")),
    ("legal", msgid("Legal references")),
)
_OTHERS = (
    ("name", msgid("Name")),
    ("title", msgid("Title")),
    ("official", msgid("Official name")),
    ("role", msgid("What it does")),
    ("purpose", msgid("What it is for")),
    ("text", msgid("Text")),
    ("hours_note", msgid("More on the hours")),
    ("address", msgid("Address")),
    ("access", msgid("Access")),
    ("email", msgid("E-mail")),
    ("web", msgid("Web site")),
)
_NUMBER = msgid("Number")
_CONTACT = msgid("Contact")


def facts_of(
    document: Document, language: Language, contact: Callable[[str], Contact | None] = lambda _id: None
) -> tuple[Fact, ...]:
    """What a document says in a language, in the order of the form; an article's contacts with their numbers."""
    body = document.body
    if isinstance(body, Procedure | Tip):
        found = list(_facts(body.text(language), _WRITTEN, language))
        for id in body.contacts:
            if (one := contact(id)) is not None:
                said = " · ".join((one.title(language), *(display(phone.number) for phone in one.phones)))
                found.append(Fact(f"contacts.{id}", _CONTACT, said))
        return tuple(found)
    found = list(_facts(body, _OTHERS, language))
    phones = body.phones if isinstance(body, Contact) else (body.phone,) if isinstance(body, Line) else ()
    numbers = [Fact(f"phones.{place}", _NUMBER, display(phone.number)) for place, phone in enumerate(phones)]
    return (*found[:1], *numbers, *found[1:])


def _facts(record: object, places: tuple[tuple[str, str], ...], language: Language) -> Iterator[Fact]:
    for name, label in places:
        value = getattr(record, name, None)
        if isinstance(value, Text):
            value = value.get(language)
        if isinstance(value, tuple):
            for number, item in enumerate(value):
                yield Fact(f"{name}.{number}", label, str(item))
        elif isinstance(value, str) and value.strip():
            yield Fact(name, label, value.strip())
