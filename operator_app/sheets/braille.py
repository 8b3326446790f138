"""Braille: flows as lines of cells for a braille line, and as a BRF file for an embosser.

Words go through the table of their script; numbers and punctuation through that of the document's language, so that
one document has one notation of numbers.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from operator_app.domain.flow import Flow, lines
from operator_app.domain.languages import Language
from operator_app.sheets.display import clean
from operator_app.sheets.louis import Louis
from operator_app.sheets.volume import Job, Out, write_out

TABLES = {Language.AR: "ar-ar-g1.utb", Language.FR: "fr-bfu-comp6.utb", Language.EN: "fr-bfu-comp6.utb"}
BLANK = "\u2800"
_RUN_OVER = 2  # cells by which a line that goes on is indented
# North American braille ASCII, which embossers take, by the number of the cell.
_ASCII = " A1B'K2L@CIF/MSP\"E3H9O6R^DJG>NTQ,*5<-U8V.%[$+X!&;:4\\0Z7(_?W]#Y)="
_OTHER_LETTERS = str.maketrans(
    {
        "ڨ": "ق",
        "ڤ": "ف",
        "پ": "ب",
        "چ": "ج",
        "گ": "ك",
        "ک": "ك",
        "ی": "ي",
        "ہ": "ه",
        "ھ": "ه",
        "ـ": None,
        "ٰ": "ا",
        "ٱ": "ا",
        "–": "-",
        "—": "-",
        "‑": "-",
        "−": "-",
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "…": "...",
        "·": "-",
        "•": "-",
        "\u00a0": " ",
        "\u202f": " ",
        "№": "n°",
        "\u0653": None,
        "\u0654": None,
        "\u0655": None,
    }
)
_WORDS = re.compile(
    r"(?P<arabic>[\u0621-\u065f\u0670-\u06d3]+(?:[^\w\d]+[\u0621-\u065f\u0670-\u06d3]+)*)"
    r"|(?P<latin>[^\W\d_\u0600-\u06ff]+(?:[^\w\d\u0600-\u06ff]+[^\W\d_\u0600-\u06ff]+)*)"
)


@dataclass(frozen=True, slots=True)
class BrailleSize:
    """What an embosser's page holds; `numbered` puts the page's number at the end of its last line."""

    cells: int = 40
    lines: int = 25
    numbered: bool = True


@dataclass(slots=True, eq=False)
class Braille:
    """Needs liblouis: raises `Problem("braille_missing", package="liblouis-bin")` without it."""

    _louis: Louis = field(default_factory=Louis)

    def cells(self, text: str, language: Language) -> str:
        """One line of text as Unicode braille."""
        text = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", clean(text)).translate(_OTHER_LETTERS))
        parts: list[str] = []
        last = 0
        for match in _WORDS.finditer(text):
            parts.append(self._part(text[last : match.start()], TABLES[language]))
            script = Language.AR if match["arabic"] else Language.FR
            parts.append(self._part(match[0], TABLES[script]))
            last = match.end()
        parts.append(self._part(text[last:], TABLES[language]))
        return "".join(parts)

    def _part(self, text: str, table: str) -> str:
        return self._louis.cells(text, table) if text else ""

    def lines(self, flow: Flow) -> list[str]:
        """The flow as unbroken lines of Unicode braille, for a braille line beside the screen."""
        return [self.cells(text, flow.language) for text in lines(flow)]

    def brf(self, flows: Sequence[Flow], size: BrailleSize, job: Job, out: Out) -> int:
        """Writes a BRF file, each flow from the top of a page; the number of pages. `size` of at least 10 × 3."""
        pages: list[list[str]] = []
        for done, flow in enumerate(flows):
            job.pause()
            job.progress(done, len(flows))
            pages += self._pages(flow, size)
        numbered = [self._numbered(page, number, flows[0].language, size) for number, page in enumerate(pages, start=1)]
        text = "\f".join("\r\n".join(page) for page in numbered) + "\r\n"
        write_out(out, "".join(_ascii(char) for char in text).encode("ascii"))
        job.progress(len(flows), len(flows))
        return len(pages)

    def _pages(self, flow: Flow, size: BrailleSize) -> Iterator[list[str]]:
        tall = size.lines - int(size.numbered)
        page: list[str] = []
        for line in self.lines(flow):
            for row in wrap(line, size.cells):
                if len(page) == tall:
                    yield page
                    page = []
                if row or page:
                    page.append(row)
        if page:
            yield page

    def _numbered(self, page: Sequence[str], number: int, language: Language, size: BrailleSize) -> list[str]:
        if not size.numbered:
            return list(page)
        label = self.cells(str(number), language)
        return [*page, *[""] * (size.lines - 1 - len(page)), BLANK * (size.cells - len(label)) + label]


def wrap(line: str, width: int) -> Iterator[str]:
    """A line broken at blanks, going on two cells further in; a word longer than a line is cut, never lost."""
    indent = ""
    row = ""
    for word in line.split(BLANK):
        while len(row or indent) + bool(row) + len(word) > width:
            if row:
                yield row
                row, indent = "", BLANK * _RUN_OVER
            else:
                room = width - len(indent)
                if len(word) <= room:
                    break
                yield indent + word[:room]
                word, indent = word[room:], BLANK * _RUN_OVER
        if word:
            row = f"{row}{BLANK}{word}" if row else indent + word
    yield row


def _ascii(char: str) -> str:
    """A cell as braille ASCII; line and page ends stay."""
    cell = ord(char) - 0x2800
    return _ASCII[cell & 0x3F] if 0 <= cell < 256 else char
