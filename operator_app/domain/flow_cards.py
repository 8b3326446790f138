"""Short papers for the desk as flows: greeting card, emergency booklet, sheets to fill in by hand."""

from collections.abc import Iterator, Mapping, Sequence

from operator_app.domain.documents import Document
from operator_app.domain.flow import Block, Cell, Flow, Heading, Note, NoteKind, Paragraph, Role, Table, spans
from operator_app.domain.flow_directory import Listed
from operator_app.domain.flow_of import Surroundings, Words, article_flow, contact_row, greeting_spans
from operator_app.domain.greetings import BodyType, Greeting, Moment, Purpose
from operator_app.domain.guide import Need, Tip
from operator_app.domain.languages import Language

URGENT_NEEDS = (
    Need.EMERGENCY,
    Need.SUICIDE,
    Need.VIOLENCE,
    Need.SILENT_CALL,
    Need.ABUSE_REPORT,
    Need.AGGRESSION,
    Need.DISTRESS,
    Need.CHILD,
)
_BLANK_LINES = 22
_BLANK = "\u00a0"


def _purposes(words: Words) -> dict[Purpose, str]:
    t = words.t
    return {
        Purpose.GREETING: t("Greeting"),
        Purpose.HOLD: t("Please hold"),
        Purpose.BACK: t("Back on the line"),
        Purpose.TRANSFER: t("Transfer"),
        Purpose.CALL_BACK: t("Call-back"),
        Purpose.UNKNOWN: t("I will find out"),
        Purpose.REPHRASE: t("Please say it again"),
        Purpose.WRONG_SERVICE: t("Wrong service"),
        Purpose.CLOSED: t("Outside opening hours"),
        Purpose.CLOSING: t("Closing"),
    }


def _moments(words: Words) -> dict[Moment, str]:
    t = words.t
    return {
        Moment.ANY: "",
        Moment.MORNING: t("Morning"),
        Moment.AFTERNOON: t("Afternoon"),
        Moment.RAMADAN: t("Ramadan"),
        Moment.HOLIDAY: t("Holiday"),
        Moment.CLOSED: t("Outside opening hours"),
    }


def greeting_flow(
    greetings: Sequence[Greeting],
    language: Language,
    words: Words,
    values: Mapping[str, str],
    body_type: BodyType = BodyType.ANY,
) -> Flow:
    """The greeting scripts first, then the bank of phrases, in the order in which a call needs them."""
    blocks = tuple(_phrases(_fitting(greetings, body_type), language, words, values))
    return Flow("greetings", words.t("Greeting card"), language, blocks, words.t("Greeting card"))


def _fitting(greetings: Sequence[Greeting], body_type: BodyType) -> list[Greeting]:
    """For each purpose, moment and line the scripts of this type of body, else those of any."""
    own = {(one.purpose, one.moment, one.line) for one in greetings if one.body_type is body_type}
    return [
        one
        for one in greetings
        if one.body_type is body_type
        or (one.body_type is BodyType.ANY and (one.purpose, one.moment, one.line) not in own)
    ]


def _phrases(
    greetings: Sequence[Greeting], language: Language, words: Words, values: Mapping[str, str]
) -> Iterator[Block]:
    moments = _moments(words)
    for purpose, title in _purposes(words).items():
        said = sorted(
            (one for one in greetings if one.purpose is purpose and one.text.get(language)),
            key=lambda one: (list(Moment).index(one.moment), one.rank),
        )
        rows: list[tuple[Cell, ...]] = []
        for greeting in said:
            sentence = greeting_spans(greeting, language, values)
            if purpose is Purpose.GREETING and greeting.moment is Moment.ANY and not greeting.line:
                yield Note(NoteKind.SAY, title, sentence)
                continue
            rows.append((Cell(spans(moments[greeting.moment], bold=True)), Cell(sentence)))
        if rows:
            yield Table((), tuple(rows), (20, 80), "" if purpose is Purpose.GREETING else title)


def booklet_flows(
    listed: Sequence[Listed],
    articles: Sequence[Document],
    greetings: Sequence[Greeting],
    language: Language,
    around: Surroundings,
    values: Mapping[str, str],
    body_type: BodyType = BodyType.ANY,
) -> tuple[Flow, ...]:
    """All that is needed when the network and the computer are down: help first, then words, tips, numbers, paper."""
    words = around.words[language]
    flows = [_numbers([one for one in listed if one.contact.emergency], "Emergency numbers", language, around)]
    said = tuple(_phrases(_fitting(greetings, body_type), language, words, values))
    flows.append(Flow("booklet.say", words.t("What to say"), language, said))
    tips = [document for document in articles if isinstance(document.body, Tip) and document.body.need in URGENT_NEEDS]
    tips.sort(key=_urgency)
    flows += [article_flow(document, language, around) for document in tips]
    rest = [one for one in listed if not one.contact.emergency and one.contact.phones]
    flows.append(_numbers(rest, "Numbers most asked for", language, around))
    flows.append(blank_log(language, words))
    return tuple(flow for flow in flows if flow.blocks)


def _urgency(document: Document) -> int:
    return URGENT_NEEDS.index(document.body.need) if isinstance(document.body, Tip) else len(URGENT_NEEDS)


def _numbers(listed: Sequence[Listed], title: str, language: Language, around: Surroundings) -> Flow:
    t = around.words[language].t
    titles = {"Emergency numbers": t("Emergency numbers"), "Numbers most asked for": t("Numbers most asked for")}
    rows = tuple(contact_row(one.contact, language, around, brief=True) for one in listed)
    return Flow(f"booklet.{title}", titles[title], language, rows)


def blank_log(language: Language, words: Words) -> Flow:
    """A table to note calls by hand."""
    t = words.t
    head = tuple(Cell(spans(text)) for text in (t("Time"), t("Asked for"), t("Referred to"), t("To call back")))
    row = tuple(Cell(spans(_BLANK)) for _ in head)
    note = Paragraph(spans(t("Enter them in the program when it runs again.")), Role.SMALL)
    table = Table(head, (row,) * _BLANK_LINES, (12, 40, 24, 24))
    return Flow("booklet.log", t("Calls noted by hand"), language, (note, table))


def report_flow(
    key: str, title: str, language: Language, parts: Sequence[tuple[str, Sequence[Block]]], kind: str = ""
) -> Flow:
    """The frame of a report or log: parts with their headings around blocks that others made."""
    blocks: list[Block] = []
    for heading, inside in parts:
        if heading:
            blocks.append(Heading(heading))
        blocks += inside
    return Flow(key, title, language, tuple(blocks), kind or title)
