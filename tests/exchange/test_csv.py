"""CSV as people have it: any encoding, any delimiter, headings in their own words."""

import csv
from datetime import date
from pathlib import Path

import pytest

from operator_app import exchange
from operator_app.domain.contacts import Contact, PhoneKind
from operator_app.domain.documents import Document, Kind
from operator_app.domain.guide import Procedure
from operator_app.domain.importing import Reading
from operator_app.domain.languages import Text
from operator_app.domain.problems import Problem
from operator_app.exchange.columns import COLUMNS

from .samples import documents, write_sheet, write_text

HEADER = "external_id,kind,title_ar,title_fr,documents_ar,keywords"


def _import(tmp_path: Path, text: str, encoding: str = "utf-8") -> Reading:
    return exchange.read([write_text(tmp_path / "guide.csv", text, encoding)])


def _only(reading: Reading) -> Document:
    assert reading.refused == ()
    (candidate,) = reading.candidates
    return candidate.document


def _procedure(reading: Reading) -> Procedure:
    body = _only(reading).body
    assert isinstance(body, Procedure)
    return body


@pytest.mark.parametrize("name", ["guide.csv", "guide.xlsx"])
def test_what_fits_into_rows_comes_back_the_same(tmp_path: Path, name: str) -> None:
    written = exchange.write(documents(), tmp_path / name)
    reading = exchange.read([tmp_path / name])
    fitting = [document for document in documents() if document.kind in COLUMNS]
    assert [candidate.document for candidate in reading.candidates] == fitting
    assert (reading.refused, reading.warnings) == ((), ())
    assert written.documents == len(fitting)
    assert {str(problem.details["kind"]) for problem in written.warnings} == {"regime", "holidays", "module", "layer"}
    exchange.write(fitting, tmp_path / f"again-{name}")
    assert (tmp_path / name).read_bytes() == (tmp_path / f"again-{name}").read_bytes()


def test_no_exported_cell_is_a_formula(tmp_path: Path) -> None:
    exchange.write(documents(), tmp_path / "guide.csv")
    content = (tmp_path / "guide.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    with (tmp_path / "guide.csv").open(encoding="utf-8-sig", newline="") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "-", "@", "\t", "\r"))]
    assert any(cell.startswith("'") for cell in cells)


@pytest.mark.parametrize(
    ("encoding", "guessed"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1256", "windows-1256"),
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters(tmp_path: Path, encoding: str, guessed: str, delimiter: str) -> None:
    lines = [["external_id", "title_ar", "title_fr"], ["a", "مضمون ولادة", "Déclaration à la mairie, été"]]
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in lines)
    reading = _import(tmp_path, text, encoding)
    body = _procedure(reading)
    assert (body.ar.title, body.fr.title) == ("مضمون ولادة", "Déclaration à la mairie, été")
    assert [problem.details.get("encoding") for problem in reading.warnings] == ([guessed] if guessed else [])


def test_western_french_is_told_from_arabic(tmp_path: Path) -> None:
    reading = _import(tmp_path, "title_fr;place_fr\nDÉCLARATION À L'ÉTAT CIVIL;Mairie (côté Est)", "cp1252")
    assert _procedure(reading).fr.title == "DÉCLARATION À L'ÉTAT CIVIL"
    assert [problem.details.get("encoding") for problem in reading.warnings] == ["windows-1252"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("title_ar\nعنوان أول\nعنوان ثان\n".encode() + b"\xff\xfe\n", Problem("not_utf8", file="x.csv", line=4)),
        ("title_ar\nعنوان\n".encode("utf-16") + b"\x00", Problem("not_utf8", file="x.csv", line=3)),
        (b"title_ar\n\x00\x00\x01\x02", Problem("not_text", file="x.csv")),
        (b"", Problem("file_empty", file="x.csv")),
        (b"\xef\xbb\xbf \n\n", Problem("file_empty", file="x.csv")),
        (b"colour,size\nred,3\n", Problem("no_title_column", file="x.csv", columns="colour, size")),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(tmp_path: Path, content: bytes, problem: Problem) -> None:
    (tmp_path / "x.csv").write_bytes(content)
    (refused,) = exchange.read([tmp_path / "x.csv"]).refused
    assert (refused.where, str(refused.problem)) == ("x.csv", str(problem))


@pytest.mark.parametrize("piece", [1, 2, 3, 7])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1256"])
def test_pieces_end_within_letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int, encoding: str) -> None:
    monkeypatch.setattr("operator_app.exchange.encodings._PIECE", piece)
    body = _procedure(_import(tmp_path, "title_ar,title_fr\r\nمضمون ولادة,Déclaration à la mairie", encoding))
    assert (body.ar.title, body.fr.title) == ("مضمون ولادة", "Déclaration à la mairie")


@pytest.mark.parametrize("piece", [1, 2, 3, 7])
def test_broken_bytes_are_found_in_their_line_however_it_is_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int
) -> None:
    monkeypatch.setattr("operator_app.exchange.encodings._PIECE", piece)
    for content in (
        "title_ar\nعنوان أول\n\ufffd\n".encode() + b"\xff\n",
        "title_ar\nأ\nب\n".encode("utf-16") + b"\x00",
    ):
        (tmp_path / "x.csv").write_bytes(content)
        (refused,) = exchange.read([tmp_path / "x.csv"]).refused
        assert str(refused.problem) == str(Problem("not_utf8", file="x.csv", line=4))


def test_a_bad_row_is_refused_with_its_line_and_the_others_offered(tmp_path: Path) -> None:
    text = "\n".join(
        (
            HEADER + ",verified_on",
            'a,,عنوان,,"وثيقة\nأخرى",كلمة; mot ;',
            "b,,,,,",
            "c,parcel,عنوان,,,",
            "d,,عنوان,,,,31/02/2026",
            "e,,عنوان,,,,24/11/2026",
            'f,,"a"b",,,',
            "g,,عنوان,,,,,,,,x",
            "h,,عنوان,,,",
        )
    )
    reading = _import(tmp_path, text)
    assert [(r.where, r.problem.code) for r in reading.refused] == [
        ("guide.csv:4", "title_missing"),
        ("guide.csv:5", "kind_unknown"),
        ("guide.csv:6", "cell_date"),
        ("guide.csv:8", "row_quotes"),
        ("guide.csv:9", "row_too_long"),
    ]
    assert [(c.document.external_id, c.where) for c in reading.candidates] == [
        ("a", "guide.csv:2"),
        ("e", "guide.csv:7"),
        ("h", "guide.csv:10"),
    ]
    first = reading.candidates[0].document.body
    assert isinstance(first, Procedure)
    assert (first.ar.documents, first.keywords) == (("وثيقة", "أخرى"), ("كلمة", "mot"))


def test_after_an_open_quote_nobody_guesses(tmp_path: Path) -> None:
    reading = _import(tmp_path, HEADER + '\na,,عنوان,,,\nb,,"عنوان,,,\nc,,عنوان,,,\nd,,عنوان,,,\n')
    assert [candidate.document.external_id for candidate in reading.candidates] == ["a"]
    assert [(r.where, r.problem.code) for r in reading.refused] == [
        ("guide.csv:3", "row_quotes"),
        ("guide.csv:3", "rest_not_read"),
    ]


def test_unknown_columns_are_named(tmp_path: Path) -> None:
    reading = _import(tmp_path, "title_ar,couleur,\nعنوان,rouge,\n")
    assert [str(p) for p in reading.warnings] == [str(Problem("column_unknown", file="guide.csv", column="couleur"))]


def test_columns_of_another_kind_are_told(tmp_path: Path) -> None:
    reading = _import(tmp_path, "kind,title_ar,phones\nprocedure,عنوان,00000001")
    assert [p.code for p in reading.warnings] == ["column_not_for_kind"]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Titre (FR)", "title"),
        ("العنوان بالفرنسية", "title"),
        ("TITLE-fr", "title"),
        ("Titre en français", "title"),
        ("\u200ftitle_fr\u200f", "title"),
    ],
)
def test_headings_in_peoples_own_words(tmp_path: Path, heading: str, field: str) -> None:
    text = f"id;العنوان (عربي);{heading};Pièces à fournir;الأجل\n7;عنوان;Titre;copie;يومان"
    body = _procedure(_import(tmp_path, text))
    assert getattr(body.fr, field) == "Titre"
    # Without a language, the letters of each cell decide.
    assert (body.fr.documents, body.ar.delay) == (("copie",), "يومان")


def test_a_telephone_list(tmp_path: Path) -> None:
    text = (
        "النوع;الاسم;Nom;هاتف;Horaires;العنوان;urgence\n"
        "مصلحة;القباضة;Recette;\u200e٠٠ 000 001 / 00 000 002;lun-ven 8h30-12h30;نهج 1;نعم\n"
        "contact;أخرى;Autre;00 000 003 | fax | الفاكس;de 8h à midi;;non\n"
        "contact;ثالثة;Troisième;00 000 004 p. 12;;;\n"
    )
    reading = _import(tmp_path, text)
    first, second = (candidate.document.body for candidate in reading.candidates)
    assert isinstance(first, Contact)
    assert isinstance(second, Contact)
    # Beside a name, "العنوان" is the address.
    assert first.name == Text("القباضة", "Recette")
    assert (first.address.ar, first.emergency) == ("نهج 1", True)
    assert [phone.number for phone in first.phones] == ["+000001", "+000002"]
    assert first.hours[0].days == (1, 2, 3, 4, 5)
    assert (second.phones[0].kind, second.phones[0].label.ar) == (PhoneKind.FAX, "الفاكس")
    assert second.hours_note.fr == "de 8h à midi"
    assert [p.code for p in reading.warnings] == ["hours_as_note"]
    assert [(r.where, r.problem.code) for r in reading.refused] == [("guide.csv:4", "phone_unusable")]


def test_a_row_without_id_keeps_its_id_on_a_second_import(tmp_path: Path) -> None:
    first = _only(_import(tmp_path, "title_ar,place_ar\nعنوان,هنا"))
    second = _only(_import(tmp_path, "place_ar,title_ar\nهناك,العنوان  \u200f".replace("العنوان", "عنوان")))
    assert first.external_id == second.external_id != ""


def test_dates_and_digits_of_any_script(tmp_path: Path) -> None:
    document = _only(_import(tmp_path, "title_ar,verified_on,review_by\nعنوان,٢٤/١١/٢٠٢٦,2027-01-31"))
    assert (document.seal.verified_on, document.seal.review_by) == (date(2026, 11, 24), date(2027, 1, 31))


def test_huge_fields_and_files_are_refused(tmp_path: Path) -> None:
    reading = _import(tmp_path, f"title_ar,body_ar\nأ,{'x' * 1_000_001}\nب,y\n")
    assert [(r.where, r.problem.code) for r in reading.refused] == [("guide.csv:2", "field_too_long")]
    assert len(reading.candidates) == 1
    with (tmp_path / "huge.csv").open("wb") as stream:
        stream.truncate(50_000_001)
    (refused,) = exchange.read([tmp_path / "huge.csv"]).refused
    assert str(refused.problem) == str(Problem("file_too_large", file="huge.csv", megabytes=50))


def test_missing_and_unknown_files_are_told(tmp_path: Path) -> None:
    write_text(tmp_path / "photo.png", "x")
    reading = exchange.read([tmp_path / "none.csv", tmp_path / "photo.png", tmp_path])
    assert [r.problem.code for r in reading.refused] == ["file_missing", "format_unknown", "format_unknown"]


def test_a_sheet_of_another_program(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["external_id", "kind", "title_ar", "phones", "verified_on", "emergency", "note_fr"],
        ["a", "contact", "مصلحة", 71000000, date(2026, 11, 24), True, "=1+1"],
        ["b", "contact", "أخرى", "٧١ 000 001", "24/11/2026", None, None],
        [None, None, None, None, None, None, None],
        ["c", None, "إجراء", None, None, None, 2.5],
    ]
    reading = exchange.read([write_sheet(tmp_path / "a.xlsx", rows)])
    first, second = (candidate.document for candidate in reading.candidates[:2])
    assert isinstance(first.body, Contact)
    assert isinstance(second.body, Contact)
    assert (first.body.phones[0].number, first.body.emergency) == ("71000000", True)
    assert first.seal.verified_on == second.seal.verified_on == date(2026, 11, 24)
    assert second.body.phones[0].number == "71000001"
    assert reading.candidates[2].where == "a.xlsx:5"
    assert [(p.code, p.details.get("cells")) for p in reading.warnings] == [("cells_formulas_empty", "G2")]


def test_merged_cells_are_filled_and_told(tmp_path: Path) -> None:
    rows: list[list[object]] = [["kind", "title_ar", "place_ar"], ["contact", "أ"], [None, "ب"], [None, "ج"]]
    reading = exchange.read([write_sheet(tmp_path / "a.xlsx", rows, ["A2:A4"])])
    assert [candidate.document.kind for candidate in reading.candidates] == [Kind.CONTACT] * 3
    assert [p.code for p in reading.warnings] == ["cells_merged"]


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_people_can_match_columns_themselves(tmp_path: Path, name: str) -> None:
    rows: list[list[object]] = [["Objet", "Détail", "Délai"], ["Titre", "Texte", "2 jours"], ["Autre", None, None]]
    path = write_sheet(tmp_path / name, rows) if name.endswith("xlsx") else tmp_path / name
    if name.endswith("csv"):
        write_text(path, "\n".join(";".join(str(cell or "") for cell in row) for row in rows))
    told = exchange.matched_columns(path)
    assert [(m.heading, m.column) for m in told] == [("Objet", "purpose"), ("Détail", ""), ("Délai", "delay")]
    assert told[0].samples == ("Titre", "Autre")
    assert exchange.read([path]).refused[0].problem.code == "no_title_column"
    reading = exchange.read([path], columns={"Objet": "title_fr", "Détail": "", "Délai": "fee_fr"})
    body = reading.candidates[0].document.body
    assert isinstance(body, Procedure)
    assert (body.fr.title, body.fr.fee, reading.warnings) == ("Titre", "2 jours", ())
