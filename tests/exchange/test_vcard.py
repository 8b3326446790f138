"""vCard 4 out and in again; what telephones and mail programs write, in."""

from pathlib import Path

import pytest

from operator_app import exchange
from operator_app.domain.contacts import Contact, Phone, PhoneKind
from operator_app.domain.documents import Document, Kind
from operator_app.domain.importing import Reading
from operator_app.domain.languages import Text
from operator_app.domain.problems import Problem

from .samples import documents, write_text


def _cards(tmp_path: Path, *cards: str, encoding: str = "utf-8") -> Reading:
    text = "".join(f"BEGIN:VCARD\r\n{card}\r\nEND:VCARD\r\n" for card in cards)
    return exchange.read([write_text(tmp_path / "a.vcf", text, encoding)])


def _contact(reading: Reading) -> Contact:
    assert reading.refused == ()
    (candidate,) = reading.candidates
    assert isinstance(candidate.document.body, Contact)
    return candidate.document.body


def _ours() -> list[Document]:
    return [document for document in documents() if document.kind is Kind.CONTACT]


def test_export_import_export_gives_the_same_file(tmp_path: Path) -> None:
    written = exchange.write(documents(), tmp_path / "a.vcf")
    assert written.documents == len(_ours())
    reading = exchange.read([tmp_path / "a.vcf"])
    assert [candidate.document for candidate in reading.candidates] == _ours()
    assert reading.warnings == ()
    exchange.write(_ours(), tmp_path / "b.vcf")
    assert (tmp_path / "a.vcf").read_bytes() == (tmp_path / "b.vcf").read_bytes()
    lines = (tmp_path / "a.vcf").read_bytes().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() is not None for line in lines)


def test_without_our_field_the_standard_ones_still_tell_most(tmp_path: Path) -> None:
    exchange.write(_ours(), tmp_path / "a.vcf")
    text = (tmp_path / "a.vcf").read_text(encoding="utf-8").replace("X-OPERATOR-APP", "X-OTHER")
    reading = exchange.read([write_text(tmp_path / "b.vcf", text)])
    found = {candidate.document.external_id: candidate.document.body for candidate in reading.candidates}
    contact, before = found["c-town-hall"], _ours()[1].body
    assert isinstance(contact, Contact)
    assert isinstance(before, Contact)
    for field in ("name", "role", "hours", "address", "access", "languages", "email", "web", "note"):
        assert getattr(contact, field) == getattr(before, field), field
    assert [phone.number for phone in contact.phones] == [phone.number for phone in before.phones]
    assert {p.code for p in reading.warnings} == {"vcard_no_place"}


def test_what_another_program_changed_is_laid_over_ours(tmp_path: Path) -> None:
    exchange.write(_ours(), tmp_path / "a.vcf")
    text = (tmp_path / "a.vcf").read_text(encoding="utf-8").replace("EMAIL:a@", "EMAIL:b@")
    reading = exchange.read([write_text(tmp_path / "a.vcf", text)])
    contact = reading.candidates[1].document.body
    assert isinstance(contact, Contact)
    assert (contact.email, contact.regime, contact.emergency) == ("b@example.org", "r-office", True)
    assert [p.code for p in reading.warnings] == ["changed_elsewhere"]


def test_a_card_of_a_telephone(tmp_path: Path) -> None:
    reading = _cards(
        tmp_path,
        "VERSION:3.0\r\nN:Ben Salah;Manel;;;\r\nFN:Manel Ben\r\n  Salah\r\nORG:Mairie;Accueil\r\nTITLE:Chef\r\n"
        "item1.TEL;type=CELL;type=VOICE;type=pref:+216 20 000 000\r\nitem1.X-ABLabel:_$!<Mobile>!$_\r\n"
        'TEL;TYPE="work,fax";VALUE=uri:tel:+216-71-000-000;ext=3\r\nTEL:voir note\r\n'
        "ADR;TYPE=WORK:;;1\\, rue X;Tunis;;1000;\r\nNOTE:Ligne\\nautre\\, fin\r\nEMAIL:a@example.org\r\n"
        "EMAIL:b@example.org\r\nPHOTO;ENCODING=b:AAAA\r\nCATEGORIES:un,deux\r\nUID:urn:uuid:x-1",
    )
    contact = _contact(reading)
    assert contact.name == Text(fr="Manel Ben Salah")
    assert contact.role == Text(fr="Chef")
    assert contact.phones == (
        Phone("20000000", PhoneKind.MOBILE, Text(fr="Mobile")),
        Phone("71000000", PhoneKind.FAX),
    )
    assert contact.address == Text(fr="1, rue X\n1000 Tunis")
    assert contact.note == Text(fr="Ligne\nautre, fin")
    assert contact.keywords == ("un", "deux", "Mairie, Accueil")
    assert reading.candidates[0].document.external_id == "x-1"
    assert {str(p) for p in reading.warnings} == {
        str(Problem("vcard_no_place", where="a.vcf:1", property="PHOTO")),
        str(Problem("vcard_no_place", where="a.vcf:1", property="EMAIL b@example.org")),
        str(Problem("phone_left_out", where="a.vcf:1", number="voir note")),
    }


def test_an_old_card_in_quoted_printable(tmp_path: Path) -> None:
    name = "مصلحة".encode()
    quoted = "".join(f"={byte:02X}" for byte in name)
    card = f"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;{quoted[:15]}=\r\n{quoted[15:]}\r\nTEL;WORK;FAX:190"
    contact = _contact(_cards(tmp_path, card))
    assert contact.name == Text(ar="مصلحة")
    assert contact.phones[0].kind is PhoneKind.FAX


def test_a_card_without_an_id_is_known_again(tmp_path: Path) -> None:
    first = _cards(tmp_path, "FN:A\r\nTEL:00 000 001").candidates[0].document.external_id
    second = _cards(tmp_path, "TEL:\u200e00 000 001\r\nFN:A\r\nNOTE:x").candidates[0].document.external_id
    assert first == second != ""


def test_bad_cards_are_refused_and_the_others_offered(tmp_path: Path) -> None:
    reading = _cards(tmp_path, "NOTE:x", "BEGIN:VCARD\r\nFN:B", f"FN:C\r\nNOTE:{'x' * 1_000_001}", "FN:D")
    assert [(r.where, r.problem.code) for r in reading.refused] == [
        ("a.vcf:1", "title_missing"),
        ("a.vcf:4", "vcard_unclosed"),
        ("a.vcf:8", "field_too_long"),
    ]
    assert len(reading.candidates) == 2


@pytest.mark.parametrize(("text", "code"), [("", "format_unknown"), ("BEGIN:VCARD\nFN:x", "vcard_unclosed")])
def test_files_that_are_no_cards(tmp_path: Path, text: str, code: str) -> None:
    reading = exchange.read([write_text(tmp_path / "a.vcf", text)])
    assert [refused.problem.code for refused in reading.refused] == [code]
