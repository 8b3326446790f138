"""One flow of blocks: the same content for screen, paper, braille and speech.

A flow is in one language and has its direction; a span in another language says so. Texts are logical and hold no
direction controls.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from operator_app.domain.languages import Language


class Tone(StrEnum):
    """How a stretch of text stands out; never the only carrier of a meaning (black and white, braille)."""

    NORMAL = "normal"
    MUTED = "muted"
    ACCENT = "accent"
    WARNING = "warning"


class Role(StrEnum):
    """What a paragraph is for."""

    BODY = "body"
    LEAD = "lead"
    SMALL = "small"


class NoteKind(StrEnum):
    """SAY is what is read out to the caller."""

    SAY = "say"
    INFO = "info"
    WARNING = "warning"
    EMERGENCY = "emergency"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a sentence. `link` is an address, or `#key` of a flow or heading."""

    text: str
    bold: bool = False
    tone: Tone = Tone.NORMAL
    link: str = ""
    language: Language | None = None


Spans = tuple[Span, ...]


def spans(text: str, bold: bool = False, tone: Tone = Tone.NORMAL, link: str = "") -> Spans:
    """A sentence of one look."""
    return (Span(text, bold, tone, link),)


def plain(sentence: Spans) -> str:
    return "".join(span.text for span in sentence)


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 is the flow's own title, which is not among its blocks; these are 2 to 4."""

    text: str
    level: int = 2
    key: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    spans: Spans
    role: Role = Role.BODY


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[Spans, ...]


@dataclass(frozen=True, slots=True)
class CheckList:
    """Things to bring: a box to tick on paper."""

    items: tuple[Spans, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """Things to do in this order."""

    items: tuple[Spans, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Short facts, (label, value): fee, delay, place."""

    rows: tuple[tuple[str, Spans], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell over `columns` columns and `rows` rows. `number`: digits, always left to right; `box`: one to tick
    on paper."""

    spans: Spans
    columns: int = 1
    rows: int = 1
    number: bool = False
    box: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`shares` are the columns' parts of the width, first the one where the language begins to read."""

    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shares: tuple[float, ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    kind: NoteKind
    title: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class PhoneLine:
    """A number as it is shown (grouped), and what it is ("Mobile", "Fax")."""

    number: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A service or person. Empty strings are not shown; `lines` are (label, text): hours, address, access, note."""

    name: str
    role: str = ""
    phones: tuple[PhoneLine, ...] = ()
    lines: tuple[tuple[str, str], ...] = ()
    language: Language | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class SealBlock:
    """Who answers for the text and until when, and where it comes from: (label, value).

    `warning` is said when the text must not be believed blindly.
    """

    rows: tuple[tuple[str, str], ...]
    sources: tuple[tuple[str, str], ...] = ()
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code of `data` with a sentence beside it; left out of speech and braille."""

    data: str
    caption: str


Block = Heading | Paragraph | Bullets | CheckList | Steps | Facts | Table | Note | ContactRow | SealBlock | Code


@dataclass(frozen=True, slots=True)
class Flow:
    """A document in one language. `kind` is what it is ("Procedure"), `subjects` are the words of the index."""

    key: str
    title: str
    language: Language
    blocks: tuple[Block, ...]
    kind: str = ""
    subjects: tuple[str, ...] = ()


def lines(flow: Flow) -> Iterator[str]:
    """The flow as plain lines of logical text, an empty line before each heading: for braille, speech and mail."""
    yield flow.title
    for block in flow.blocks:
        yield from block_lines(block)


def block_lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(text):
            yield ""
            yield text
        case Paragraph(sentence):
            yield plain(sentence)
        case Bullets(items) | CheckList(items):
            yield from (f"- {plain(item)}" for item in items)
        case Steps(items):
            yield from (f"{number}. {plain(item)}" for number, item in enumerate(items, start=1))
        case Facts(rows):
            yield from (f"{label}: {plain(value)}" for label, value in rows)
        case Code():
            return
        case _:
            yield from _other_lines(block)


def _other_lines(block: Table | Note | ContactRow | SealBlock) -> Iterator[str]:
    match block:
        case Table(head, rows):
            heads = [plain(cell.spans) for cell in head]
            for row in rows:
                texts = [plain(cell.spans) for cell in row]
                named = len(texts) == len(heads)
                yield "; ".join(f"{heads[i]}: {text}" if named and heads[i] else text for i, text in enumerate(texts))
        case Note(_, title, sentence):
            yield f"{title}: {plain(sentence)}" if title else plain(sentence)
        case ContactRow(name, role, phones, facts):
            yield ", ".join(part for part in (name, role) if part)
            yield from (f"{phone.label}: {phone.number}" if phone.label else phone.number for phone in phones)
            yield from (f"{label}: {text}" if label else text for label, text in facts)
        case SealBlock(rows, sources, warning):
            yield from ([warning] if warning else [])
            yield from (f"{label}: {value}" for label, value in (*rows, *sources))
