"""The sheet that a competent service gets: what we say now, and room for what is right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from operator_app.domain.checking import msgid
from operator_app.domain.fact_check import Fact
from operator_app.domain.flow import Block, Cell, Flow, Heading, Note, NoteKind, Paragraph, Role, Table, spans
from operator_app.domain.flow_of import Words
from operator_app.domain.languages import Language

_SIGNED = (msgid("Name"), msgid("Office held"), msgid("Date"), msgid("Signature"))
_BLANK = Cell(spans(" "))
_BOX = Cell(spans(" "), box=True)
_NOTE_LINES = 3
_SIGNATURE_LINES = 2


@dataclass(frozen=True, slots=True)
class Letter:
    """Who asks whom, about what, and by when."""

    key: str
    title: str
    body: str
    asker: str
    service: str
    question: str = ""
    due: date | None = None


def fact_check_flow(letter: Letter, facts: Sequence[Fact], language: Language, words: Words) -> Flow:
    """One sheet in one language."""
    t = words.t
    blocks: list[Block] = [Paragraph(spans(_asks(letter, words)), Role.BODY)]
    if letter.question:
        blocks.append(Note(NoteKind.INFO, t("Our question"), spans(letter.question)))
    blocks.append(_facts(facts, words))
    blocks += [Heading(t("What else should be said")), Table((), ((_BLANK,),) * _NOTE_LINES, (1,))]
    blocks.append(_signature(words))
    return Flow(f"{letter.key}.facts", letter.title, language, tuple(blocks), t("Fact-check"))


def _asks(letter: Letter, words: Words) -> str:
    t = words.t
    said = [
        t("To: {service}.").format(service=letter.service) if letter.service else "",
        t("This is what the operators of {body} tell callers.").format(body=letter.body),
        t("Please tick “Right” or “Wrong” in each row and write what is right."),
        t("Please answer by {day}.").format(day=words.day(letter.due)) if letter.due else "",
        t("Asked by {who}.").format(who=letter.asker) if letter.asker else "",
    ]
    return " ".join(part for part in said if part)


def _facts(facts: Sequence[Fact], words: Words) -> Table:
    t = words.t
    heads = ("", t("What we say now"), t("Right"), t("Wrong"), t("What is right"))
    rows = tuple(
        (Cell(spans(str(number)), number=True), _said(fact, words), _BOX, _BOX, _BLANK)
        for number, fact in enumerate(facts, start=1)
    )
    return Table(tuple(Cell(spans(head)) for head in heads), rows, (5, 44, 9, 8, 34))


def _said(fact: Fact, words: Words) -> Cell:
    label = words.t("{label}:").format(label=words.t(fact.label))
    return Cell((*spans(f"{label} ", bold=True), *spans(fact.said)))


def _signature(words: Words) -> Table:
    t = words.t
    head = tuple(Cell(spans(t(one))) for one in _SIGNED)
    return Table(head, ((_BLANK,) * len(head),) * _SIGNATURE_LINES, (28, 26, 18, 28), t("Who answers"))
