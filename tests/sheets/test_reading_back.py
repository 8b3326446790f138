"""What is printed is found again: words, numbers, sentences in their order, by two readers."""

import random
import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from operator_app.domain.flow import Flow, Paragraph, lines, spans
from operator_app.domain.languages import Language
from operator_app.sheets import Options, Press
from tests.exchange.municipal import sheets as municipal
from tests.sheets.material import flows, mixed_lines
from tests.sheets.reading import fonts, found_again, mapped_texts, pdfium_text, poppler_text, words_of

pytestmark = pytest.mark.slow


def municipal_flows(language: Language) -> list[Flow]:
    """The real sheets' texts as they are, one paragraph a line."""
    made: list[Flow] = []
    for number, sheet in enumerate(municipal()):
        text = sheet[f"text_{language}"]
        paragraphs = tuple(Paragraph(spans(line.strip("#- "))) for line in text.split("\n") if line.strip("#- "))
        if paragraphs:
            made.append(Flow(f"real-{number}", sheet[f"title_{language}"], language, paragraphs))
    return made


def all_text(printed: list[Flow]) -> str:
    return "\n".join(line for flow in printed for line in lines(flow))


@pytest.mark.parametrize("language", [Language.AR, Language.FR])
def test_words_of_municipal_sheets_are_found_again(
    language: Language, press: Press, options: Options, tmp_path: Path
) -> None:
    printed = municipal_flows(language)
    out = tmp_path / "real.pdf"
    press.sheet(printed, options, out)
    expected = all_text(printed)
    assert found_again(expected, poppler_text(out)) >= 0.99
    assert found_again(expected, pdfium_text(out)) >= 0.99


def test_every_telephone_number_is_contiguous(press: Press, options: Options, tmp_path: Path) -> None:
    sentences = mixed_lines(240)
    numbers = [match for line in sentences for match in re.findall(r"(?<!\()\+?\b\d{2,3}(?: \d{2,3}){2,3}", line)]
    flow = Flow("numbers", "أرقام", Language.AR, tuple(Paragraph(spans(line)) for line in sentences))
    out = tmp_path / "numbers.pdf"
    press.sheet([flow], options, out)
    assert len(numbers) > 30
    for text in (poppler_text(out), pdfium_text(out)):
        plain = text.replace("\u00a0", " ")
        assert [number for number in numbers if number not in plain] == []


def test_a_number_with_a_bracket_is_whole_for_poppler(press: Press, options: Options, tmp_path: Path) -> None:
    """Pdfium, which turns brackets around by itself, puts the bracketed part last."""
    out = tmp_path / "bracket.pdf"
    press.sheet([Flow("one", "رقم", Language.AR, (Paragraph(spans("هاتف (71) 000 010 ثم")),))], options, out)
    assert "(71) 000 010" in poppler_text(out).replace("\u00a0", " ")


@pytest.mark.parametrize(
    "text",
    [
        "كلمة (نص عربي) بعدها",
        "قال «نعم» ثم ذهب",
        "نص [أ] و{ب} هنا",
        "(كل السطر)",
        "أول (ثان (ثالث) رابع) خامس",
    ],
)
def test_brackets_around_arabic_are_right_for_both_readers(
    text: str, press: Press, options: Options, tmp_path: Path
) -> None:
    """Pdfium turns brackets round in such lines and poppler does not: `turning.py` serves both."""
    out = tmp_path / "brackets.pdf"
    press.sheet([Flow("one", "أقواس", Language.AR, (Paragraph(spans(text)),))], options, out)
    assert text in poppler_text(out)
    assert text in pdfium_text(out)


@pytest.mark.parametrize("text", ["العشرة (10) أيام", "voir la بلدية (Tunis) ici", "شبكة (SONEDE) والغاز"])
def test_brackets_around_numbers_and_latin_are_right_for_pdfium(
    text: str, press: Press, options: Options, tmp_path: Path
) -> None:
    """Poppler takes a bracket before a number for part of the Arabic, wherever it is drawn."""
    language = Language.AR if text[0] > "\u0600" else Language.FR
    out = tmp_path / "brackets.pdf"
    press.sheet([Flow("one", "X", language, (Paragraph(spans(text)),))], options, out)
    assert text.replace(" ", "") in re.sub(r"\s", "", pdfium_text(out))


def sentences(count: int) -> list[str]:
    """Different sentences of Arabic words and numbers; each can be told from every other by its number."""
    chance = random.Random(9)
    arabic = [word for line in mixed_lines(80) for word in re.findall(r"[\u0621-\u064a]{3,}", line)]
    return [f"الجملة {number} {' '.join(chance.choices(arabic, k=9))}." for number in range(1000, 1000 + count)]


def test_900_sentences_are_neither_lost_nor_doubled_nor_reordered(
    press: Press, options: Options, tmp_path: Path
) -> None:
    said = sentences(900)
    chunks = [" ".join(said[first : first + 30]) for first in range(0, 900, 30)]
    flow = Flow("long", "نص طويل", Language.AR, tuple(Paragraph(spans(chunk)) for chunk in chunks))
    out = tmp_path / "long.pdf"
    assert press.sheet([flow], options, out) >= 8
    expected = words_of(" ".join(said))
    for text in (poppler_text(out), pdfium_text(out)):
        assert _body(text) == expected


def _body(text: str) -> list[str]:
    """The words of the pages without their edges and title."""
    rows = [row.strip() for row in text.splitlines()]
    edges = ("بلدية", "صفحة", "نص طويل")
    return words_of(" ".join(row for row in rows if row and not row.startswith(edges)))


def test_no_private_use_character_and_no_direction_control(press: Press, options: Options) -> None:
    out = BytesIO()
    press.sheet([*flows(2), *flows(2, Language.FR)], options, out)
    texts = mapped_texts(out.getvalue())
    assert len(texts) > 200
    assert [text for text in texts if len(text) != 1 or 0xE000 <= ord(text) <= 0xF8FF] == []
    controls = {chr(code) for code in (*range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A))}
    assert controls.isdisjoint(texts)


def test_every_font_is_embedded(press: Press, options: Options) -> None:
    out = BytesIO()
    press.sheet(flows(1), options, out)
    used = fonts(out.getvalue())
    assert used
    assert min(font.embedded for font in used) > 1000


def test_the_file_is_sound(press: Press, options: Options, tmp_path: Path) -> None:
    out = tmp_path / "sheet.pdf"
    press.sheet([*flows(3), *flows(3, Language.FR)], options, out)
    with pikepdf.open(out) as pdf:
        assert pdf.check_pdf_syntax() == []
