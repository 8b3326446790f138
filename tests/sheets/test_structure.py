"""Tags, links, bookmarks, title and language: what PDF/UA-1 asks of a file, as far as a program can check it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from operator_app.domain.flow import Cell, Flow, Paragraph, Span, Table, spans
from operator_app.domain.languages import Language
from operator_app.sheets import BookPlan, Chapter, Options, Press
from tests.sheets.material import flows


@pytest.fixture
def printed(press: Press, options: Options, tmp_path: Path) -> Iterator[pikepdf.Pdf]:
    """A sheet in Arabic and one in French."""
    out = tmp_path / "tagged.pdf"
    press.sheet([*flows(1), *flows(1, Language.FR)], options, out)
    with pikepdf.open(out) as pdf:
        yield pdf


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Every structure element below one."""
    kids = node.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else (kids,):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def tags(pdf: pikepdf.Pdf) -> list[str]:
    return [str(element.S) for element in elements(pdf.Root.StructTreeRoot)]


def test_the_document_says_its_title_and_language(printed: pikepdf.Pdf) -> None:
    assert str(printed.Root.Lang) == "ar"
    assert bool(printed.Root.ViewerPreferences.DisplayDocTitle)
    assert bool(printed.Root.MarkInfo.Marked)
    assert str(printed.docinfo["/Title"]) == "مضمون ولادة عدد 1"
    xmp = printed.Root.Metadata.read_bytes().decode("utf-8")
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "مضمون ولادة عدد 1" in xmp


def test_languages_of_the_parts_are_said(printed: pikepdf.Pdf) -> None:
    languages = [str(one.Lang) for one in elements(printed.Root.StructTreeRoot) if "/Lang" in one]
    assert languages == ["ar", "fr"]


def test_headings_lists_tables_and_links_are_there(printed: pikepdf.Pdf) -> None:
    found = Counter(tags(printed))
    assert found["/H1"] == 2
    assert found["/H2"] > 6
    assert found["/L"] >= 6
    assert found["/LI"] == found["/LBody"]
    assert found["/Lbl"] == 4
    assert found["/TH"] == 6
    assert found["/Link"] >= 2
    assert found["/Figure"] == 2


def test_no_heading_level_is_skipped(printed: pikepdf.Pdf) -> None:
    levels = [int(tag[2]) for tag in tags(printed) if re.fullmatch(r"/H\d", tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_everything_drawn_is_content_or_artifact(printed: pikepdf.Pdf) -> None:
    painting = {"Tj", "TJ", "f", "S", "B", "Do", "f*"}
    for page in printed.pages:
        depth = 0
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(operator, 0)
            assert 0 <= depth <= 3  # a turned bracket stands in two marks more
            assert depth or operator not in painting, operator
        assert depth == 0


def test_every_mark_leads_to_its_element(printed: pikepdf.Pdf) -> None:
    numbers = printed.Root.StructTreeRoot.ParentTree.Nums
    tree = {int(numbers[index]): numbers[index + 1] for index in range(0, len(numbers), 2)}
    for page in printed.pages:
        assert page.obj.Tabs == pikepdf.Name.S
        parents = tree[int(page.obj.StructParents)]
        marks = [
            int(instruction.operands[1].MCID)
            for instruction in pikepdf.parse_content_stream(page)
            if str(instruction.operator) == "BDC" and "/MCID" in instruction.operands[1]
        ]
        assert sorted(marks) == list(range(len(parents)))
        assert all("/S" in parent for parent in parents)


def test_links_are_annotations_with_words_and_an_element(printed: pikepdf.Pdf) -> None:
    annotations = [one for page in printed.pages for one in page.obj.get("/Annots", [])]
    assert {str(one.A.URI) for one in annotations} == {"https://example.tn/ar", "https://example.tn/fr"}
    assert all(str(one.Contents) for one in annotations)
    held = [
        kid.Obj.objgen
        for element in elements(printed.Root.StructTreeRoot)
        if str(element.S) == "/Link"
        for kid in element.K
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == pikepdf.Name.OBJR
    ]
    assert sorted(held) == sorted(one.objgen for one in annotations)


def test_arabic_elements_carry_their_logical_text(printed: pikepdf.Pdf) -> None:
    texts = [str(one.ActualText) for one in elements(printed.Root.StructTreeRoot) if "/ActualText" in one]
    assert "اتصلوا بالرقم +216 71 000 010 قبل الساعة 12:30." in texts
    assert not re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "".join(texts))


def test_pictures_are_described(printed: pikepdf.Pdf) -> None:
    figures = [one for one in elements(printed.Root.StructTreeRoot) if str(one.S) == "/Figure"]
    assert figures
    assert all("https://example.tn/jort" in str(one.Alt) for one in figures)


def test_cells_over_several_columns_say_so(press: Press, options: Options) -> None:
    wide = Cell(spans("على عمودين"), columns=2)
    table = Table((Cell(spans("ا")), Cell(spans("ب"))), ((wide,), (Cell(spans("ج")), Cell(spans("د")))), (1, 1))
    out = BytesIO()
    press.sheet([Flow("table", "جدول", Language.AR, (table,))], options, out)
    with pikepdf.open(out) as pdf:
        every = list(elements(pdf.Root.StructTreeRoot))
        assert [int(one.A.ColSpan) for one in every if "/A" in one and "/ColSpan" in one.A] == [2]
        scopes = [str(one.A.Scope) for one in every if str(one.S) == "/TH"]
        assert scopes == ["/Column", "/Column"]


def test_a_link_inside_the_document_leads_to_its_page(press: Press, options: Options) -> None:
    there = Flow("there", "هناك", Language.AR, (Paragraph(spans("نص")),))
    here = Flow("here", "هنا", Language.AR, (Paragraph((Span("انظر "), Span("هناك", link="#there.ar"))),))
    out = BytesIO()
    press.sheet([here, there], options, out)
    with pikepdf.open(out) as pdf:
        (annotation,) = pdf.pages[0].obj.Annots
        assert annotation.Dest[0].objgen == pdf.pages[1].obj.objgen


def test_bookmarks_lead_to_each_sheet(press: Press, options: Options) -> None:
    out = BytesIO()
    press.sheet(flows(3), options, out)
    with pikepdf.open(out) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == [f"مضمون ولادة عدد {number}" for number in (1, 2, 3)]


def test_a_book_is_read_from_the_cover_to_the_index(press: Press, options: Options) -> None:
    plan = BookPlan("دليل", Language.AR, [Chapter("فصل", Language.AR, flows(2))])
    out = BytesIO()
    press.book(plan, replace(options, justify=True), out)
    with pikepdf.open(out) as pdf:
        order = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        first = [order[one.Pg.objgen] for one in elements(pdf.Root.StructTreeRoot) if "/Pg" in one]
        assert first == sorted(first)
