"""Documents as flows: what a reader of a procedure, tip, contact or greeting sees, in one language.

A text that is missing in the language asked for is given in the one it has, and the flow says so.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date

from operator_app.domain import flow_markdown
from operator_app.domain.contacts import Contact, PhoneKind
from operator_app.domain.documents import Document, Seal
from operator_app.domain.flow import (
    Block,
    Bullets,
    CheckList,
    Code,
    ContactRow,
    Facts,
    Flow,
    Heading,
    Note,
    NoteKind,
    PhoneLine,
    SealBlock,
    Span,
    Spans,
    Steps,
    spans,
)
from operator_app.domain.flow_hours import weekly_lines
from operator_app.domain.greetings import Greeting, fill
from operator_app.domain.guide import Procedure, ProcedureText, Tip, TipText
from operator_app.domain.hours import Regime, WeeklyHours
from operator_app.domain.languages import Language
from operator_app.domain.layers import Layer
from operator_app.domain.numbers import display


@dataclass(frozen=True, slots=True)
class Words:
    """One language: `t` translates an English source, `day` writes a date."""

    t: Callable[[str], str]
    day: Callable[[date], str]


def no_layer(_article: str) -> Layer | None:
    """Nothing is particular anywhere."""
    return None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a document needs of others. `contact` and `regime` answer None for an id that is not there, `layer` what
    is particular to this body about an article."""

    words: Mapping[Language, Words]
    contact: Callable[[str], Contact | None]
    regime: Callable[[str], Regime | None]
    today: date
    layer: Callable[[str], Layer | None] = no_layer


def article_flow(document: Document, language: Language, around: Surroundings) -> Flow:
    """The flow of a procedure or tip. Raises ValueError for another kind of document."""
    body = document.body
    if not isinstance(body, Procedure | Tip):
        raise ValueError(document.kind)
    used = next(
        (one for one in (language, *Language) if _says_something(body.text(one))),
        next((one for one in (language, *Language) if body.text(one)), language),
    )
    text = body.text(used)
    words = around.words[used]
    blocks: list[Block] = []
    if used is not language:
        blocks.append(Note(NoteKind.WARNING, "", spans(_missing(language, words.t))))
    if document.withdrawn_reason:
        blocks.append(Note(NoteKind.WARNING, words.t("Withdrawn"), spans(document.withdrawn_reason)))
    if text is not None and text.short_answer:
        say = words.t("To say") if isinstance(text, ProcedureText) else words.t("In short")
        blocks.append(Note(NoteKind.SAY, say, spans(text.short_answer)))
    layer = around.layer(document.id)
    blocks += layer_blocks(layer, used, words.t)
    if text is not None:
        blocks += text_blocks(text, words.t)
    if not _says_something(text):
        blocks.append(Note(NoteKind.INFO, "", spans(words.t("Only the title is recorded so far: ask the service."))))
    named = (*(layer.contacts if layer else ()), *body.contacts)
    contacts = [found for found in map(around.contact, dict.fromkeys(named)) if found]
    if contacts:
        blocks.append(Heading(words.t("Contacts")))
        blocks += [contact_row(contact, used, around) for contact in contacts]
    if isinstance(text, ProcedureText) and text.legal:
        blocks += [Heading(words.t("Legal references")), Bullets(_items(text.legal))]
    blocks.append(seal_block(document.seal, document.edition, words, around.today))
    if link := _address(document.seal):
        blocks.append(Code(link, words.t("The source, to check it with a telephone's camera")))
    titles = (found.title for one in Language if one is not used and (found := body.text(one)))
    kind = words.t("Procedure sheet") if isinstance(body, Procedure) else words.t("Special-needs tip")
    title = text.title if text else ""
    return Flow(document.id, title, used, tuple(blocks), kind, (*body.keywords, *titles))


def _missing(language: Language, t: Callable[[str], str]) -> str:
    return {
        Language.AR: t("This text is not yet there in Arabic."),
        Language.FR: t("This text is not yet there in French."),
        Language.EN: t("This text is not yet there in English."),
    }[language]


def _says_something(text: ProcedureText | TipText | None) -> bool:
    """Whether there is more than a title: a text of which only the title was translated is not there yet."""
    return text is not None and any(astuple(text)[1:])


def _items(lines: tuple[str, ...]) -> tuple[Spans, ...]:
    return tuple(flow_markdown.sentence(line) for line in lines)


def text_blocks(text: ProcedureText | TipText, t: Callable[[str], str]) -> Iterator[Block]:
    """What follows the short answer, in the order of INTERACTION.md; legal references, contacts and seal are apart."""
    return _procedure(text, t) if isinstance(text, ProcedureText) else _tip(text, t)


def layer_blocks(layer: Layer | None, language: Language, t: Callable[[str], str]) -> Iterator[Block]:
    """What is particular to this body, before the common text; in the language that it has."""
    if layer is None:
        return
    facts = (
        (t("Office here"), layer.office.best(language)[0]),
        (t("Hours here"), layer.hours.best(language)[0]),
        (t("Extension"), layer.extension),
    )
    note = layer.note.best(language)[0]
    if note or any(value for _, value in facts):
        yield Heading(t("What is particular here"))
    if any(value for _, value in facts):
        yield Facts(tuple((label, flow_markdown.sentence(value)) for label, value in facts if value))
    if note:
        yield from flow_markdown.blocks(note)


def _procedure(text: ProcedureText, t: Callable[[str], str]) -> Iterator[Block]:
    if text.documents:
        yield Heading(t("Documents to bring"))
        yield CheckList(_items(text.documents))
    if text.conditions:
        yield Heading(t("Conditions"))
        yield Bullets(_items(text.conditions))
    if text.steps:
        yield Heading(t("Steps"))
        yield Steps(_items(text.steps))
    facts = ((t("Place"), text.place), (t("Delay"), text.delay), (t("Fee"), text.fee))
    if any(value for _, value in facts):
        yield Facts(tuple((label, flow_markdown.sentence(value)) for label, value in facts if value))
    yield from flow_markdown.blocks(text.body)
    if text.notes:
        yield Heading(t("Good to know"))
        yield from flow_markdown.blocks(text.notes)


def _tip(text: TipText, t: Callable[[str], str]) -> Iterator[Block]:
    for title, items in ((t("Say"), text.say), (t("Avoid"), text.avoid), (t("How to recognise"), text.signs)):
        if items:
            yield Heading(title)
            yield Bullets(_items(items))
    yield from flow_markdown.blocks(text.body)
    if text.notes:
        yield Heading(t("Good to know"))
        yield from flow_markdown.blocks(text.notes)


def phone_kind(kind: PhoneKind, t: Callable[[str], str]) -> str:
    """What kind of number it is, in words; nothing for the ordinary one."""
    return {
        PhoneKind.SHORT: t("Short number"),
        PhoneKind.GREEN: t("Free of charge"),
        PhoneKind.FIXED: "",
        PhoneKind.MOBILE: t("Mobile"),
        PhoneKind.SHARED_COST: t("Shared cost"),
        PhoneKind.PREMIUM: t("Premium rate"),
        PhoneKind.EXTENSION: t("Extension"),
        PhoneKind.FAX: t("Fax"),
    }[kind]


def contact_row(
    contact: Contact, language: Language, around: Surroundings, key: str = "", brief: bool = False
) -> ContactRow:
    """A contact with its numbers, hours, address and access; its name in the language it has.

    A `brief` row leaves out the hours that the contact shares with others.
    """
    name, used = contact.name.best(language)
    t = around.words[language].t
    phones = tuple(
        PhoneLine(display(phone.number), phone.label.get(language) or phone_kind(phone.kind, t))
        for phone in contact.phones
    )
    rest = [
        *_hours(contact, language, around, brief),
        (t("Address"), contact.address.best(language)[0]),
        (t("Access"), contact.access.best(language)[0]),
        (t("E-mail"), contact.email),
        (t("Web"), contact.web),
        ("", contact.note.best(language)[0]),
    ]
    if deputy := around.contact(contact.deputy) if contact.deputy else None:
        phone = deputy.main_phone()
        number = f" {display(phone.number)}" if phone else ""
        rest.append((t("If there is no answer"), deputy.title(language) + number))
    lines = tuple((label, value) for label, value in rest if value)
    other = used if used is not language else None
    return ContactRow(name, contact.role.best(language)[0], phones, lines, other, key)


def contact_facts(contact: Contact, language: Language, hours: Sequence[WeeklyHours], t: Callable[[str], str]) -> Facts:
    """What there is to tell of a contact beside its numbers, for the screen, which shows those in rows of their own."""
    weekly = " · ".join(f"{season} {text}".strip() for season, text in weekly_lines(tuple(hours), t))
    rows = (
        (t("What it does"), contact.role.best(language)[0]),
        (t("Hours"), weekly),
        (t("Opening hours"), contact.hours_note.best(language)[0]),
        (t("Address"), contact.address.best(language)[0]),
        (t("Access"), contact.access.best(language)[0]),
        (t("Languages"), ", ".join(contact.languages)),
        (t("E-mail"), contact.email),
        (t("Web site"), contact.web),
        (t("Notes for the operator"), contact.note.best(language)[0]),
    )
    return Facts(tuple((label, spans(text)) for label, text in rows if text))


def _hours(contact: Contact, language: Language, around: Surroundings, brief: bool) -> Iterator[tuple[str, str]]:
    """All seasons in one line."""
    t = around.words[language].t
    regime = around.regime(contact.regime) if contact.regime and not brief else None
    rules = contact.hours or (regime.hours if regime else ())
    seasons = [f"{season} {text}".strip() for season, text in weekly_lines(rules, t)]
    yield t("Hours"), " · ".join(seasons)
    yield "", contact.hours_note.best(language)[0]


def seal_block(seal: Seal, edition: int, words: Words, today: date) -> SealBlock:
    """Edition, who verified it, when and until when it holds, with a warning where it must be doubted."""
    rows: list[tuple[str, str]] = []
    if edition:
        rows.append((words.t("Edition"), str(edition)))
    if seal.verified_on:
        by = words.t(", ") + seal.verified_by if seal.verified_by else ""
        rows.append((words.t("Verified on"), words.day(seal.verified_on) + by))
    rows += [
        (label, words.day(day))
        for label, day in (
            (words.t("Valid from"), seal.valid_from),
            (words.t("Valid until"), seal.valid_until),
            (words.t("To be reviewed by"), seal.review_by),
        )
        if day
    ]
    if seal.owner:
        rows.append((words.t("Answers for this text"), seal.owner))
    sources = (
        (words.t("Source"), f"{source.title} ({source.date})" if source.date else source.title)
        for source in seal.sources
    )
    return SealBlock(tuple(rows), tuple(sources), _warning(seal, words, today))


def _warning(seal: Seal, words: Words, today: date) -> str:
    if seal.expired(today):
        return words.t("No longer valid: ask the service before answering.")
    if seal.not_yet_valid(today):
        return words.t("Not valid yet.")
    if seal.unverified:
        return words.t("Not yet verified by this body: ask the service when in doubt.")
    return words.t("Due for review: ask the service when in doubt.") if seal.overdue(today) else ""


def _address(seal: Seal) -> str:
    return next((source.url for source in seal.sources if source.url), "")


def greeting_spans(greeting: Greeting, language: Language, values: Mapping[str, str]) -> Spans:
    """The script with its placeholders filled."""
    return (Span(fill(greeting.text.get(language), values)),)
