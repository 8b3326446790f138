"""Comparison in whole words; merging of what two people wrote over one edition."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from operator_app.domain.comparing import Change, Piece, compare, compare_documents
from operator_app.domain.documents import Document, Kind, Seal
from operator_app.domain.guide import Procedure, ProcedureText
from operator_app.domain.merging import merge
from operator_app.domain.places import flat, read, write

WORDS = st.text(alphabet="ابتة َ،. abé'12\n", max_size=60)


def sides(pieces: tuple[Piece, ...]) -> tuple[str, str]:
    before = "".join(piece.text for piece in pieces if piece.change is not Change.ADDED)
    return before, "".join(piece.text for piece in pieces if piece.change is not Change.REMOVED)


@given(WORDS, WORDS)
def test_both_texts_can_be_read_from_a_comparison(before: str, after: str) -> None:
    pieces = compare(before, after)
    assert sides(pieces) == (before, after)
    assert all(piece.text for piece in pieces)
    assert (before == after) == all(piece.change is Change.SAME for piece in pieces)


def test_arabic_words_are_whole_with_their_marks() -> None:
    pieces = compare("مضمونُ ولادةٍ", "مضمونُ ولادةً")
    assert [(piece.change, piece.text) for piece in pieces] == [
        (Change.SAME, "مضمونُ "),
        (Change.REMOVED, "ولادةٍ"),
        (Change.ADDED, "ولادةً"),
    ]


def test_changed_words_side_by_side_are_one_stretch() -> None:
    pieces = compare("le timbre est de 30 dinars", "le timbre coûte 35 dinars")
    assert [piece.text for piece in pieces] == ["le timbre ", "est de 30", "coûte 35", " dinars"]


def test_a_long_text_is_compared_by_lines() -> None:
    before = "\n".join(f"line {n} of many words" for n in range(2000))
    after = before.replace("line 7 of", "line seven of")
    changed = [piece.text for piece in compare(before, after) if piece.change is not Change.SAME]
    assert changed == ["line 7 of many words\n", "line seven of many words\n"]


def document(**fields: str) -> Document:
    body = Procedure(ar=ProcedureText(title="ع", fee="5", place="هنا"), fr=ProcedureText(title="t", fee="5"))
    for place, value in fields.items():
        written = write(body, place.replace("__", "."), value)
        assert isinstance(written, Procedure)
        body = written
    return Document(id="d", kind=Kind.PROCEDURE, body=body)


def test_documents_are_compared_by_field_in_their_order() -> None:
    after = replace(document(ar__fee="6", ar__place="", fr__title="T"), seal=Seal(owner="moi"))
    changes = compare_documents(document(), after)
    assert [(change.place, change.before, change.after) for change in changes] == [
        ("ar.place", "هنا", ""),
        ("ar.fee", "5", "6"),
        ("fr.title", "t", "T"),
        ("seal.owner", "", "moi"),
    ]


def test_everything_is_new_without_a_before() -> None:
    assert [change.before for change in compare_documents(None, document())] == [""] * 5


def test_what_only_one_side_changed_is_taken_from_it() -> None:
    merged = merge(document(), document(ar__fee="6"), replace(document(fr__fee="7"), edition=2))
    assert merged.both == ()
    assert (read(merged.document.body, "ar.fee"), read(merged.document.body, "fr.fee")) == ("6", "7")
    assert merged.document.edition == 2


def test_where_both_changed_mine_stands_and_the_place_is_told() -> None:
    merged = merge(document(), document(ar__fee="6"), document(ar__fee="7", ar__place="هناك"))
    assert merged.both == ("ar.fee",)
    assert (read(merged.document.body, "ar.fee"), read(merged.document.body, "ar.place")) == ("6", "هناك")


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    merged = merge(document(), document(ar__fee="6"), document(ar__fee="6"))
    assert merged.both == ()


def test_an_english_text_is_begun_and_left_again() -> None:
    begun = write(document().body, "en.title", "Birth")
    assert read(begun, "en.title") == "Birth"
    left = write(begun, "en.title", "")
    assert flat(left) == flat(document().body)
    mine = document(en__title="Birth")
    merged = merge(document(), mine, document(ar__fee="9"))
    assert (read(merged.document.body, "en.title"), read(merged.document.body, "ar.fee")) == ("Birth", "9")


def test_a_place_that_leads_through_no_record_is_refused() -> None:
    with pytest.raises(TypeError):
        write(document().body, "ar.title.x", "")
