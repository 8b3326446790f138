"""A PDF font of our own: one code for each glyph, width and text, so that what is drawn can be read back.

A Type 0 font with Identity-H; CIDs are our codes, a CIDToGIDMap leads to the glyphs of the embedded subset, and
ToUnicode gives each code its logical character (ISO 32000-1, 9.7 and 9.10).
"""

import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import cast

from reportlab.pdfbase.pdfdoc import BasicFonts, PDFArray, PDFDictionary, PDFDocument, PDFName, PDFStream, PDFString

from operator_app.sheets import harfbuzz
from operator_app.sheets.fonts import MIRROR, FontFile, Shaped
from operator_app.sheets.truetype import with_widths
from operator_app.sheets.update import text_string

MAX_CODES = 0xFFFF
_PER_BLOCK = 100  # entries of one bfchar block
_MEANT = "/Span<</ActualText{meant}>>BDC /Looks<</ActualText()>>BDC"
"""Around a bracket that stands in the font as it looks: what it means; see `turning.py`."""
_FLAGS = 4  # symbolic: the font has an encoding of its own


@dataclass(slots=True, eq=False)
class CodeBook:
    """The codes of one font file in one document."""

    file: FontFile
    name: str
    codes: dict[tuple[int, float, str], int] = field(default_factory=dict)
    _encoded: dict[tuple[Shaped, frozenset[int]], str] = field(default_factory=dict)

    def code(self, glyph: int, advance: float, text: str) -> int:
        key = (glyph, advance, text)
        code = self.codes.get(key)
        if code is None:
            code = self.codes[key] = len(self.codes) + 1
        return code

    def encode(self, shaped: Shaped, turned: frozenset[int] = frozenset()) -> str:
        """The inside of a TJ array. The glyphs at the places `turned` stand in the font as they look and not as they
        are meant; what they mean is then said beside them (`turning.py`)."""
        inner = self._encoded.get((shaped, turned))
        if inner is None:
            inner = self._encoded[shaped, turned] = self._encode(shaped, turned)
        return inner

    def _encode(self, shaped: Shaped, turned: frozenset[int]) -> str:
        parts: list[str] = []
        for place, (glyph, advance, dx, text) in enumerate(shaped.glyphs):
            looks = text.translate(MIRROR) if place in turned else text
            code = f"{self.code(glyph, advance, looks):04X}"
            part = f"> {-dx:.1f} <{code}> {dx:.1f} <" if dx else code
            if looks != text:
                part = f">]TJ {_MEANT.format(meant=text_string(text))} [<{part}>]TJ EMC EMC [<"
            parts.append(part)
        return ("<" + "".join(parts) + ">").replace("<>", "")

    def add_to(self, document: PDFDocument) -> None:
        """The font's objects, under the name that the pages' resources know."""
        refer = cast(Callable[[object], object], document.Reference)
        gids = sorted({glyph for glyph, _, _ in self.codes} | {self.file.blank})
        data, renumbered = harfbuzz.subset(self.file.face, gids)
        upem = self.file.face.upem
        data, numbers = with_widths(
            data, [(renumbered[glyph], max(0, round(advance * upem / 1000))) for glyph, advance, _ in self.codes]
        )
        tag = _subset_tag(gids)
        base = PDFName(f"{tag}+{self.file.name}")
        cid_font = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("CIDFontType2"),
                "BaseFont": base,
                "CIDSystemInfo": PDFDictionary(
                    {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
                ),
                "FontDescriptor": refer(self._descriptor(refer, base, data)),
                "DW": 0,
                "W": PDFArray([1, PDFArray([_number(advance) for _, advance, _ in self.codes])]),
                "CIDToGIDMap": refer(_stream(b"".join(number.to_bytes(2, "big") for number in (0, *numbers)))),
            }
        )
        font = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("Type0"),
                "BaseFont": base,
                "Encoding": PDFName("Identity-H"),
                "DescendantFonts": PDFArray([refer(cid_font)]),
                "ToUnicode": refer(_stream(to_unicode(text for _, _, text in self.codes))),
            }
        )
        fonts = cast(PDFDictionary, document.idToObject[BasicFonts])
        fonts.dict[self.name] = refer(font)

    def _descriptor(self, refer: Callable[[object], object], base: object, data: bytes) -> PDFDictionary:
        file = self.file
        return PDFDictionary(
            {
                "Type": PDFName("FontDescriptor"),
                "FontName": base,
                "Flags": _FLAGS,
                "ItalicAngle": 0,
                "FontBBox": PDFArray([-1000, _number(file.descent), 3000, _number(file.ascent)]),
                "Ascent": _number(file.ascent),
                "Descent": _number(file.descent),
                "CapHeight": 700,
                "StemV": 80,
                "FontFile2": refer(_stream(data, Length1=len(data))),
            }
        )


def to_unicode(texts: Iterable[str]) -> bytes:
    """The CMap that gives the codes 1, 2, … their texts; a code without text gets none."""
    entries = [
        f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in enumerate(texts, start=1) if text
    ]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    for first in range(0, len(entries), _PER_BLOCK):
        block = entries[first : first + _PER_BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode("ascii")


def _stream(data: bytes, **entries: int) -> PDFStream:
    """A compressed stream."""
    dictionary = PDFDictionary({**entries, "Filter": PDFArray([PDFName("FlateDecode")])})
    return PDFStream(dictionary=dictionary, content=zlib.compress(data, 6))


def _subset_tag(gids: Iterable[int]) -> str:
    """Six capital letters that depend on the glyphs (ISO 32000-1, 9.6.4)."""
    digest = blake2b(repr(list(gids)).encode("ascii"), digest_size=6).digest()
    return "".join(chr(65 + byte % 26) for byte in digest)


def _number(value: float) -> float:
    return round(value, 2)
