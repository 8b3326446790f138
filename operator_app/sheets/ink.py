"""What draws on the pages: ReportLab's canvas, with text through our own fonts and with marks for the tags."""

import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import cast

from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFPage, PDFStream
from reportlab.pdfgen.canvas import Canvas

from operator_app.sheets.codes import CodeBook
from operator_app.sheets.fonts import FontFile, Shaped
from operator_app.sheets.tags import Link, Node, Structure


@dataclass(frozen=True, slots=True)
class Stroke:
    """A stretch of a line in one font and colour; `width` and the `stretch` after it are in points."""

    file: FontFile
    shaped: Shaped
    colour: str
    width: float
    stretch: float
    turned: frozenset[int] = frozenset()


class _Canvas(Canvas):
    """ReportLab's canvas without its standard font, which could not be embedded."""

    _code: list[str]
    _formsinuse: list[str]
    _doc: PDFDocument
    _preamble: str

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"


class Ink:
    """One document being drawn. Measures are points from the bottom left; pages are counted from 0."""

    def __init__(self, size: tuple[float, float]) -> None:
        self._buffer = BytesIO()
        self._canvas = _Canvas(self._buffer, pagesize=size, pageCompression=0, pdfVersion=(1, 7))
        self._books: dict[str, CodeBook] = {}
        self._colours: dict[str, str] = {}
        self._streams: list[list[PDFStream]] = []
        self._pages: list[PDFPage] = []
        self._pictures: list[list[str]] = []
        self._marks = 0
        self._unmarked = False
        self.structure = Structure()
        self.size = size
        self.page = 0

    # text

    def book(self, file: FontFile) -> CodeBook:
        """The codes of a font file in this document."""
        book = self._books.get(file.name)
        if book is None:
            book = self._books[file.name] = CodeBook(file, f"P{len(self._books) + 1}")
        return book

    def colour(self, colour: str) -> str:
        """The operator that fills with a colour written as #RRGGBB."""
        operator = self._colours.get(colour)
        if operator is None:
            red, green, blue = (int(colour[first : first + 2], 16) / 255 for first in (1, 3, 5))
            operator = self._colours[colour] = f"{red:.3f} {green:.3f} {blue:.3f} rg"
        return operator

    def text(self, x: float, y: float, size: float, strokes: Sequence[Stroke]) -> None:
        """A line of text from (x, y) to the right, as one text object; glyphs apart from the text follow it."""
        code = ["BT", f"1 0 0 1 {x:.2f} {y:.2f} Tm"]
        looks = ("", "")
        shown: list[str] = []
        apart: list[str] = []
        for stroke in strokes:
            book = self.book(stroke.file)
            wanted = (f"/{book.name} {size:g} Tf", self.colour(stroke.colour))
            if wanted != looks:
                code += [f"[{' '.join(shown)}]TJ" if shown else "", *wanted]
                shown = []
                looks = wanted
            shown.append(book.encode(stroke.shaped, stroke.turned))
            if stroke.stretch:
                shown.append(f"{-stroke.stretch * 1000 / size:.1f}")
            apart.extend(self._apart(stroke, x, y, size / 1000))
            x += stroke.width + stroke.stretch
        code.append(f"[{' '.join(shown)}]TJ ET" if shown else "ET")
        self._write("\n".join(code + apart))

    def _apart(self, stroke: Stroke, x: float, y: float, scale: float) -> Iterator[str]:
        for glyph in stroke.shaped.detached:
            path = stroke.file.outline(glyph.glyph)
            yield self._shape(path, (x + glyph.x * scale, y + glyph.y * scale), scale, stroke.colour)

    def path(self, operators: str, place: tuple[float, float], scale: float, colour: str) -> None:
        """Fills a path (PDF operators m, l, c, re, h) moved to `place` and scaled."""
        self._write(self._shape(operators, place, scale, colour))

    def _shape(self, operators: str, place: tuple[float, float], scale: float, colour: str) -> str:
        where = f"{scale:.5f} 0 0 {scale:.5f} {place[0]:.2f} {place[1]:.2f} cm"
        return f"q {self.colour(colour)} {where} {operators} f Q"

    def _write(self, operators: str) -> None:
        self._canvas._code.append(operators)

    # shapes

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str = "",
        line: str = "",
        thickness: float = 0.6,
        radius: float = 0.0,
    ) -> None:
        """A rectangle with its bottom left corner at (x, y), filled, outlined or both."""
        if not radius:
            paint = "B" if fill and line else "f" if fill else "S"
            rectangle = f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re {paint}"
            self._write(f"q {self._pens(fill, line, thickness)} {rectangle} Q")
            return
        self._canvas.saveState()
        if fill:
            self._canvas.setFillColor(HexColor(fill))
        if line:
            self._canvas.setStrokeColor(HexColor(line))
            self._canvas.setLineWidth(thickness)
        self._canvas.roundRect(x, y, width, height, radius, stroke=int(bool(line)), fill=int(bool(fill)))
        self._canvas.restoreState()

    def _pens(self, fill: str, line: str, thickness: float) -> str:
        """Operators that choose colours and the width of lines."""
        ground = self.colour(fill) if fill else ""
        return f"{ground} {self.colour(line)[:-2]}RG {thickness:.2f} w" if line else ground

    def line(self, x: float, y: float, to_x: float, to_y: float, colour: str, thickness: float = 0.6) -> None:
        self._write(f"q {self._pens('', colour, thickness)} {x:.2f} {y:.2f} m {to_x:.2f} {to_y:.2f} l S Q")

    def disc(self, x: float, y: float, radius: float, fill: str = "", line: str = "", thickness: float = 0.8) -> None:
        """A circle around (x, y)."""
        self._canvas.saveState()
        if fill:
            self._canvas.setFillColor(HexColor(fill))
        if line:
            self._canvas.setStrokeColor(HexColor(line))
            self._canvas.setLineWidth(thickness)
        self._canvas.circle(x, y, radius, stroke=int(bool(line)), fill=int(bool(fill)))
        self._canvas.restoreState()

    def image(self, path: Path, x: float, y: float, width: float, height: float) -> None:
        """A picture fitted into a rectangle, its proportions kept."""
        self._canvas.drawImage(ImageReader(str(path)), x, y, width, height, mask="auto", preserveAspectRatio=True)

    # structure

    @contextmanager
    def marked(self, node: Node | None) -> Iterator[None]:
        """What is drawn meanwhile is content of `node`; without one it is an artifact."""
        if node is None or self._unmarked:
            self._write("/Artifact BMC")
        else:
            node.kids.append((self.page, self._marks))
            self._write(f"/{node.tag} <</MCID {self._marks}>> BDC")
            self._marks += 1
        yield
        self._write("EMC")

    @contextmanager
    def repeated(self) -> Iterator[None]:
        """What is drawn meanwhile was already content on an earlier page: it is an artifact here."""
        self._unmarked = True
        yield
        self._unmarked = False

    def anchor(self, key: str, y: float) -> None:
        """A place that links and bookmarks can lead to."""
        self.structure.anchors.setdefault(key, (self.page, y))

    def link(self, rectangle: tuple[float, float, float, float], target: str, text: str, node: Node) -> None:
        self.structure.links.append(Link(self.page, rectangle, target, text, node))

    # pages

    def end_page(self) -> None:
        """The page is done, except for what `add_to_page` adds. It is compressed at once."""
        code = self._canvas._code
        self._streams.append([_compressed(code)])
        code[:] = [" "]
        self._pictures.append(list(self._canvas._formsinuse))
        self._canvas.showPage()
        self._pages.append(cast(PDFPage, self._document().idToObject[f"Page{self.page + 1}"]))
        self.page += 1
        self._marks = 0

    @contextmanager
    def added_to_page(self, page: int) -> Iterator[None]:
        """What is drawn meanwhile, artifacts only, goes on top of a page that is done."""
        code = self._canvas._code
        kept = len(code)
        yield
        self._streams[page].append(_compressed(code[kept:]))
        del code[kept:]
        self._pictures[page] += self._canvas._formsinuse
        self._canvas._formsinuse = []

    def finish(self) -> bytes:
        """The file, still without tags; what was drawn is let go, and nothing more can be drawn."""
        document = self._document()
        for book in self._books.values():
            book.add_to(document)
        refer = cast(Callable[[PDFStream], object], document.Reference)
        pictures = cast(Callable[[list[str]], object], document.xobjDict)
        for page, streams, names in zip(self._pages, self._streams, self._pictures, strict=True):
            page.XObjects = pictures(sorted(set(names))) if names else None
            page.Contents = PDFArray([refer(stream) for stream in streams])
            page.stream = None
        written = cast(Callable[[Canvas], bytes], document.GetPDFData)
        data = written(self._canvas)
        for held in (self._streams, self._pages, self._pictures, self._books):
            held.clear()
        self._canvas = _Canvas(BytesIO())
        return data

    def _document(self) -> PDFDocument:
        return self._canvas._doc


def _compressed(code: list[str]) -> PDFStream:
    data = zlib.compress("\n".join(["q", *code, "Q\n"]).encode("latin-1"), 6)
    return PDFStream(dictionary=PDFDictionary({"Filter": PDFArray([PDFName("FlateDecode")])}), content=data)
