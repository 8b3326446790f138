"""PDF/UA-1 by an independent checker with veraPDF's rules (`pip install page-validation`), and by what can be counted.

The checker is optional: where it is not installed its tests are skipped and say so.
"""

import importlib
import importlib.util
import struct
from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Protocol, cast

import pikepdf
import pytest

from operator_app.domain.flow import Block, Cell, Flow, Heading, Paragraph, Span, Table, spans
from operator_app.domain.flow_cards import blank_log, greeting_flow
from operator_app.domain.greetings import Greeting, Moment, Purpose
from operator_app.domain.languages import Language, Text
from operator_app.sheets import BookPlan, Chapter, Options, Paper, Press
from tests.sheets.material import flows, mixed_lines, procedure, surroundings, words
from tests.sheets.test_flow import LISTED
from tests.sheets.test_notices import NOTICE

GREETINGS = [
    Greeting(Purpose.GREETING, Text(ar="{body} مرحبا", fr="{body}, bonjour")),
    Greeting(Purpose.GREETING, Text(ar="رمضان مبارك", fr="Bon Ramadan"), moment=Moment.RAMADAN),
    Greeting(Purpose.HOLD, Text(ar="لحظة (من فضلكم)", fr="Un instant")),
]


class _Failure(Protocol):
    rule_id: str
    message: str


class _Report(Protocol):
    failures: Sequence[_Failure]


class _Checker(Protocol):
    """The part of page-validation that is used here."""

    validate_pdf_bytes: Callable[..., _Report]


@pytest.fixture(scope="module")
def check() -> Callable[[bytes], list[str]]:
    if importlib.util.find_spec("page") is None:
        pytest.skip("page-validation is not here: pip install page-validation")
    checker = cast(_Checker, importlib.import_module("page"))

    def found(data: bytes) -> list[str]:
        report = checker.validate_pdf_bytes(data, profile="ua1")
        return [f"{failure.rule_id} {failure.message}" for failure in report.failures]

    return found


def _sheets(press: Press, options: Options) -> bytes:
    out = BytesIO()
    press.sheet([*flows(2), *flows(2, Language.FR)], options, out)
    return out.getvalue()


def _mixed(press: Press, options: Options) -> bytes:
    """Brackets, links, headings that skip a level, tables with spans, all in both directions."""
    out = BytesIO()
    made: list[Flow] = []
    for language in (Language.AR, Language.FR):
        table = Table(
            (Cell(spans("ا")), Cell(spans("b"))), ((Cell(spans("«على» عمودين"), columns=2),),) * 60, (1, 1), "c"
        )
        link = Paragraph((Span("انظر "), Span("(الموقع)", link="https://example.tn/"), Span(" ثم")))
        blocks: list[Block] = [Heading("Niveau", 4), table, link]
        blocks += [Paragraph(spans(line)) for line in mixed_lines(60)]
        made.append(Flow(f"mixed-{language}", "عنوان (mixte)", language, tuple(blocks)))
    press.sheet(made, replace(options, justify=True, formal=True), out)
    return out.getvalue()


def _book(press: Press, options: Options) -> bytes:
    out = BytesIO()
    chapters = [
        Chapter("الإجراءات", Language.AR, flows(4), alphabetical=True),
        Chapter("Démarches", Language.FR, flows(4, Language.FR)),
    ]
    press.book(BookPlan("دليل", Language.AR, chapters), replace(options, paper=Paper.A5), out)
    return out.getvalue()


def _directory(press: Press, options: Options) -> bytes:
    out = BytesIO()
    press.directory(LISTED, Language.FR, surroundings(), options, out)
    return out.getvalue()


def _booklet(press: Press, options: Options) -> bytes:
    out = BytesIO()
    press.booklet(LISTED, [procedure()], GREETINGS, Language.AR, surroundings(), {"body": "بلدية"}, options, out)
    return out.getvalue()


def _cards(press: Press, options: Options) -> bytes:
    out = BytesIO()
    said = words()[Language.AR]
    greeting = greeting_flow(GREETINGS, Language.AR, said, {"body": "بلدية"})
    press.sheet([greeting, blank_log(Language.AR, said)], options, out)
    return out.getvalue()


def _keys(press: Press, options: Options) -> bytes:
    out = BytesIO()
    press.key_card("المفاتيح", [("F2", "بداية", "تبدأ المكالمة"), ("F9", "إنهاء", "")], Language.AR, options, out)
    return out.getvalue()


def _poster(press: Press, options: Options) -> bytes:
    out = BytesIO()
    press.poster(NOTICE, options, out)
    return out.getvalue()


def _letter(press: Press, options: Options) -> bytes:
    out = BytesIO()
    press.letter_block(NOTICE, options, out)
    return out.getvalue()


PRINTED = (_sheets, _mixed, _book, _directory, _booklet, _cards, _keys, _poster, _letter)


@pytest.mark.parametrize("printed", PRINTED, ids=lambda made: made.__name__.strip("_"))
def test_an_independent_checker_finds_nothing(
    printed: Callable[[Press, Options], bytes], check: Callable[[bytes], list[str]], press: Press, options: Options
) -> None:
    assert check(printed(press, options)) == []


@pytest.mark.parametrize("printed", [_mixed, _poster], ids=["mixed", "poster"])
def test_the_embedded_fonts_have_the_widths_that_the_document_says(
    printed: Callable[[Press, Options], bytes], press: Press, options: Options
) -> None:
    with pikepdf.open(BytesIO(printed(press, options))) as pdf:
        fonts = {font.objgen: font for page in pdf.pages for font in page.obj.Resources.Font.values()}
        for font in fonts.values():
            told = [float(width) for width in font.DescendantFonts[0].W[1]]
            glyphs = struct.unpack(f">{len(told) + 1}H", font.DescendantFonts[0].CIDToGIDMap.read_bytes())[1:]
            widths = _widths(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes())
            assert len(told) > 5
            assert all(abs(widths[glyph] - width) <= 1 for glyph, width in zip(glyphs, told, strict=True))


def _widths(data: bytes) -> list[float]:
    """The width of every glyph of a font file, in thousandths of an em."""
    tables = {
        data[place : place + 4].decode("ascii"): struct.unpack_from(">LL", data, place + 8)
        for place in range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16)
    }
    upem = struct.unpack_from(">H", data, tables["head"][0] + 18)[0]
    count = struct.unpack_from(">H", data, tables["hhea"][0] + 34)[0]
    return [struct.unpack_from(">H", data, tables["hmtx"][0] + 4 * glyph)[0] * 1000 / upem for glyph in range(count)]


@pytest.mark.parametrize("printed", PRINTED, ids=lambda made: made.__name__.strip("_"))
def test_the_file_is_sound(printed: Callable[[Press, Options], bytes], press: Press, options: Options) -> None:
    with pikepdf.open(BytesIO(printed(press, options))) as pdf:
        assert pdf.check_pdf_syntax() == []
