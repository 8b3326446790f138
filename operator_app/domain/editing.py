"""What to look at while a document is written: each check names the place that it speaks of."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from operator_app.domain.checking import msgid
from operator_app.domain.contacts import Contact, PhoneKind
from operator_app.domain.documents import Document
from operator_app.domain.greetings import Greeting
from operator_app.domain.guide import SHORT_ANSWER_SECONDS, Article, Procedure, Tip, speaking_seconds
from operator_app.domain.hours import Holidays, Regime
from operator_app.domain.languages import Language, Text
from operator_app.domain.lines import Line
from operator_app.domain.news import LINES as NEWS_LINES
from operator_app.domain.news import News
from operator_app.domain.numbers import clean, display, kind_of
from operator_app.domain.places import as_text, read
from operator_app.domain.references import renamed
from operator_app.domain.synonyms import Synonyms
from operator_app.domain.timetables import Slip, holiday_slips, hours_slips, module_slips, regime_slips
from operator_app.domain.training import Module

# Digits as people group them; three at least, not part of a longer run or of a word.
_NUMBER = re.compile(r"(?<![\w./-])\+?\d(?:[\s\u00a0.]?\d){2,14}(?![\w/-])")
_DAY = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](20\d\d)(?!\d)")
_ISO_DAY = re.compile(r"(?<!\d)(20\d\d)-(\d{2})-(\d{2})(?!\d)")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
# What a greeting may leave to be filled in.
PLACEHOLDERS = ("body", "operator", "line")
_IDENTITY_DIGITS = 8
# What callers are told: its dates are looked at. Sources and legal references have past dates by nature.
_SPOKEN = ("short_answer", "conditions", "documents", "steps", "place", "delay", "fee", "notes", "body")
_PAIRED = ("conditions", "documents", "steps", "place", "delay", "fee", "legal", "say", "avoid", "signs")


@dataclass(frozen=True, slots=True)
class Check:
    """`place` is the field that it speaks of; `message` an English source with its `values`, for `Texts`. `grave`:
    nobody should publish over it without having read it."""

    place: str
    message: str
    values: dict[str, str | int] = field(default_factory=dict)
    grave: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What the guide holds beside the document: ids of documents, numbers of contacts and lines."""

    ids: Collection[str] = ()
    numbers: Collection[str] = ()


def examine(document: Document, known: Known, today: date) -> tuple[Check, ...]:
    """Everything that is to be looked at, in the order of the form."""
    body = document.body
    found = [*_dead(document, known)]
    match body:
        case Procedure() | Tip():
            found += _article(body, known, today)
        case Contact():
            found += [*_contact(body), *_slips(hours_slips("hours", body.hours))]
        case Greeting():
            found += _greeting(body)
        case News():
            found += [*_text("title", body.title), *_news(body, document)]
        case Line():
            found += [*_text("name", body.name), *_dialled("phone", body.phone.number)]
        case Synonyms():
            found += _synonyms(body)
        case Regime():
            found += [*_text("name", body.name), *_slips(regime_slips(body))]
        case Holidays():
            found += _slips(holiday_slips(body))
        case Module():
            found += [*_text("title", body.title), *_slips(module_slips(body))]
        case _:
            pass
    return (*found, *_seal(document, today))


def _dead(document: Document, known: Known) -> Iterator[Check]:
    """References that lead nowhere, by the field that holds them."""
    here: list[str] = []

    def note(reference: str) -> str:
        here.append(reference)
        return reference

    renamed(document.body, note)
    for reference in here:
        if reference not in known.ids and reference != document.id:
            place = _place_of(document.body, reference)
            yield Check(place, msgid("This leads to something that is not in the guide."), grave=True)


def _place_of(body: object, reference: str) -> str:
    for place in ("contacts", "parent", "deputy", "regime", "documents", "articles", "article"):
        value = getattr(body, place, None)
        if value == reference or (isinstance(value, tuple) and reference in value):
            return place
    return "callers"


def _article(article: Article, known: Known, today: date) -> Iterator[Check]:
    for language, missing, unanswered in _MISSING:
        text = article.text(language)
        if text is None:
            yield Check(f"{language}.title", missing, grave=True)
        elif not text.short_answer.strip():
            yield Check(f"{language}.short_answer", unanswered, grave=True)
        elif (seconds := speaking_seconds(text.short_answer)) > SHORT_ANSWER_SECONDS:
            message = msgid("Too long to say: {seconds} seconds, {most} at most.")
            yield Check(f"{language}.short_answer", message, {"seconds": round(seconds), "most": SHORT_ANSWER_SECONDS})
    yield from _one_sided(article)
    if not article.contacts:
        yield Check("contacts", msgid("No contact: F6 will have nobody to refer to."))
    for language in Language:
        text = article.text(language)
        for name in _SPOKEN if text is not None else ():
            written = as_text(getattr(text, name, ""))
            yield from _numbers(f"{language}.{name}", written, known)
            yield from _past_days(f"{language}.{name}", written, today)


def _one_sided(article: Article) -> Iterator[Check]:
    """A field that only one of the two languages fills."""
    if article.text(Language.AR) is None or article.text(Language.FR) is None:
        return
    for name in _PAIRED:
        if not hasattr(article.ar, name):
            continue
        ar, fr = as_text(read(article, f"ar.{name}")).strip(), as_text(read(article, f"fr.{name}")).strip()
        if bool(ar) != bool(fr):
            place, message = (f"fr.{name}", _ONLY_ARABIC) if ar else (f"ar.{name}", _ONLY_FRENCH)
            yield Check(place, message)


def _numbers(place: str, text: str, known: Known) -> Iterator[Check]:
    """Numbers in a text: personal ones, and those that no contact keeps up to date."""
    for found in _NUMBER.finditer(text):
        number = clean(found.group())
        kind = kind_of(number)
        shown: dict[str, str | int] = {"number": display(number)}
        if number in known.numbers:
            continue
        if len(number) == _IDENTITY_DIGITS and kind is None:
            yield Check(place, msgid("{number} looks like an identity card: take it out."), shown, grave=True)
        elif kind is PhoneKind.MOBILE:
            yield Check(place, msgid("{number} looks like a person's mobile number: take it out."), shown, grave=True)
        elif kind is not None and kind is not PhoneKind.EXTENSION and _is_called(text, found.start(), kind):
            yield Check(place, msgid("No contact has the number {number}: a contact can be corrected once."), shown)


def _is_called(text: str, start: int, kind: PhoneKind) -> bool:
    """A short number is one only where something says so: 193 may also count pages or dinars."""
    if kind is not PhoneKind.SHORT:
        return True
    return any(word in text[max(0, start - 24) : start].casefold() for word in _CALLING)


def _past_days(place: str, text: str, today: date) -> Iterator[Check]:
    days = [(found.group(), found.group(3), found.group(2), found.group(1)) for found in _DAY.finditer(text)]
    days += [(found.group(), found.group(1), found.group(2), found.group(3)) for found in _ISO_DAY.finditer(text)]
    for written, year, month, day in days:
        if "01" <= month.zfill(2) <= "12" and (int(year), int(month), int(day)) < (today.year, today.month, today.day):
            yield Check(place, msgid("The date {day} is past."), {"day": written})


def _contact(contact: Contact) -> Iterator[Check]:
    yield from _text("name", contact.name)
    if not contact.phones:
        yield Check("phones", msgid("No number: this contact cannot be called."))
    for phone in contact.phones:
        yield from _dialled("phones", phone.number)
    if not contact.regime and not contact.hours:
        yield Check("regime", msgid("Opening hours are not known: operators cannot tell whether it is open."))


def _dialled(place: str, number: str) -> Iterator[Check]:
    if not number:
        yield Check(place, msgid("The number is missing."), grave=True)
    elif kind_of(number) is None and not number.startswith("+"):
        message = msgid("This number is not in the numbering plan: {number}")
        yield Check(place, message, {"number": number}, grave=True)


def _slips(slips: Iterable[Slip]) -> Iterator[Check]:
    for slip in slips:
        yield Check(slip.place, slip.message, slip.values, slip.grave)


def _greeting(greeting: Greeting) -> Iterator[Check]:
    yield from _text("text", greeting.text)
    for language in Language:
        for name in _PLACEHOLDER.findall(greeting.text.get(language)):
            if name not in PLACEHOLDERS:
                message = msgid("{name} is not filled in: only {known} are.")
                known = ", ".join(f"{{{one}}}" for one in PLACEHOLDERS)
                yield Check(f"text.{language}", message, {"name": f"{{{name}}}", "known": known}, grave=True)


def _news(news: News, document: Document) -> Iterator[Check]:
    if document.seal.valid_until is None:
        yield Check("seal.valid_until", msgid("News needs a last day."))
    for language in Language:
        if len(news.text.get(language).splitlines()) > NEWS_LINES:
            yield Check(f"text.{language}", msgid("News has three lines at most."))


def _synonyms(synonyms: Synonyms) -> Iterator[Check]:
    if not synonyms.official:
        yield Check("official.ar", msgid("The official name is missing."), grave=True)
    if not synonyms.words:
        yield Check("words", msgid("No other word: the group does nothing yet."))


def _text(place: str, text: Text) -> Iterator[Check]:
    for language, message, _ in _MISSING:
        if not text.get(language).strip():
            yield Check(f"{place}.{language}", message, grave=not text)


def _seal(document: Document, today: date) -> Iterator[Check]:
    seal = document.seal
    if seal.valid_from and seal.valid_until and seal.valid_from > seal.valid_until:
        yield Check("seal.valid_until", msgid("It ends before it begins."), grave=True)
    elif seal.expired(today):
        yield Check("seal.valid_until", msgid("This day is past: the text would be published as expired."), grave=True)
    if seal.overdue(today):
        yield Check("seal.review_by", msgid("This day is past: the review would be overdue at once."))
    if isinstance(document.body, Procedure | Tip):
        if not seal.owner:
            yield Check("seal.owner", msgid("Nobody answers for this text yet."))
        if not seal.sources:
            yield Check("seal.sources", msgid("No source: nobody can verify this text."))


_ONLY_ARABIC = msgid("Written in Arabic only.")
_ONLY_FRENCH = msgid("Written in French only.")
_CALLING = ("رقم", "هاتف", "اتصل", "الرقم", "numéro", "tél", "tel", "appel", "compos", "call", "number", "dial", "n°")
_MISSING = (
    (Language.AR, msgid("The Arabic text is missing."), msgid("The short answer in Arabic is missing.")),
    (Language.FR, msgid("The French text is missing."), msgid("The short answer in French is missing.")),
)
