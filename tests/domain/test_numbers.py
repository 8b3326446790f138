"""Numbers as people write them: what is dialled, what is shown, what is masked."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from operator_app.domain.contacts import PhoneKind
from operator_app.domain.numbers import MASK, clean, display, kind_of, mask
from tests.domain import facts

PREFIX = st.sampled_from(["", "", "+216", "00216", "+2160", "00"])
LETTERS = "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲+*# .-/()\u200e\u200fabcابج؛$`'\";|&<>\n"
WRITTEN = st.builds(str.__add__, PREFIX, st.text(st.sampled_from(LETTERS), max_size=40))


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("70 000 012", "70000012"),
        ("+216 70 000 012", "70000012"),
        ("00216 70-000-012", "70000012"),
        ("٧٠ ٠٠٠ ٠١٢", "70000012"),
        ("۷۰۰۰۰۰۱۲", "70000012"),
        ("(70) 000/012", "70000012"),
        ("\u206670 000 012\u2069", "70000012"),
        ("+216 00 000 012", "+21600000012"),
        ("00216 01 000 012", "+21601000012"),
        ("+33 0 00 00 00 12", "+33000000012"),
        ("00 33 000", "+33000"),
        ("190", "190"),
        ("*123#", "*123#"),
        ("poste 214", "214"),
        ("+2167000001", "+2167000001"),
        ("70+000", ""),
        ("++1", ""),
        ("+", ""),
        ("00", ""),
        ("", ""),
        ("allo", ""),
        ("1" * 20, "1" * 20),
        ("1" * 21, ""),
        ("+" + "1" * 19, "+" + "1" * 19),
        ("1" * 1_000_000, ""),
        ("--help;$(x)", ""),
        ("--help;$(rm 1)", "1"),
    ],
)
def test_what_is_dialled(written: str, dialled: str) -> None:
    assert clean(written) == dialled


@given(WRITTEN | st.text(max_size=60))
def test_only_what_a_telephone_has_comes_through(written: str) -> None:
    dialled = clean(written)
    assert re.fullmatch(r"(\+?[0-9*#]+)?", dialled)
    assert len(dialled) <= 20
    assert clean(dialled) == dialled


@given(WRITTEN | st.text(max_size=60))
def test_what_is_shown_dials_the_same(written: str) -> None:
    dialled = clean(written)
    if dialled:
        assert clean(display(written)) == dialled


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("70000012", "70 000 012"),
        ("+21670000012", "70 000 012"),
        ("80100012", "80 10 00 12"),
        ("190", "190"),
        ("1800", "1800"),
        ("+33000000012", "+33000000012"),
        ("guichet", "guichet"),
    ],
)
def test_numbers_are_grouped_as_tunisians_write_them(number: str, shown: str) -> None:
    assert display(number) == shown


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("190", PhoneKind.SHORT),
        ("1899", PhoneKind.SHORT),
        ("80100000", PhoneKind.GREEN),
        ("80110000", None),
        ("81100000", PhoneKind.SHARED_COST),
        ("82100000", PhoneKind.SHARED_COST),
        ("88000000", PhoneKind.PREMIUM),
        ("70000000", PhoneKind.FIXED),
        ("32000000", PhoneKind.FIXED),
        ("33000000", None),
        ("20000000", PhoneKind.MOBILE),
        ("48000000", PhoneKind.MOBILE),
        ("49000000", None),
        ("00000012", None),
        ("7000001", None),
        ("214", PhoneKind.EXTENSION),
        ("1234567", None),
        ("+33000000012", None),
        ("*123#", None),
        ("", None),
    ],
)
def test_the_kind_of_a_number(number: str, kind: PhoneKind | None) -> None:
    assert kind_of(number) is kind


def test_the_plan_is_the_sourced_one() -> None:
    """Each range of the facts, its first and last number."""
    kinds = {
        "fixed": PhoneKind.FIXED,
        "fixed (non-geographic/VoIP)": PhoneKind.FIXED,
        "toll-free (numéro vert)": PhoneKind.GREEN,
        "shared cost": PhoneKind.SHARED_COST,
        "premium rate": PhoneKind.PREMIUM,
    }
    seen = 0
    for row in facts.rows("numbering_plan.csv"):
        for prefix in re.findall(r"\b(\d{2,4})x{4,6}", row["range"]):
            if row["type"] in kinds:
                for filler in "09":
                    assert kind_of(prefix.ljust(8, filler)) is kinds[row["type"]], row
                    seen += 1
    assert seen >= 20


@pytest.mark.parametrize(
    "number",
    [
        "70000012",
        "70 000 012",
        "+216 70 000 012",
        "70.00.00.12",
        "70-000-012",
        "70 - 000 - 012",
        "70  000  012",
        "(70) 000 012",
        "70 – 000 – 012",
        "70\u00a0000\u202f012",
        "70\u200e000\u200e012",
        "\u206670 000 012\u2069",
        "٧٠ ٠٠٠ ٠١٢",
        "000000",
    ],
)
def test_numbers_of_people_are_masked(number: str) -> None:
    masked = mask(f"اتصل بي على {number} شكرا")
    assert not re.search(r"\d", masked)
    assert masked.startswith("اتصل بي على ")
    assert masked.endswith(" شكرا")
    assert MASK in masked


@pytest.mark.parametrize("text", ["منشور عدد 8 لسنة 2020", "3 copies", "12345", "", "R2D2", "5 dinars 500"])
def test_what_is_no_number_of_anybody_stays(text: str) -> None:
    assert mask(text) == text


@given(WRITTEN | st.text(max_size=60))
def test_a_masked_text_holds_no_long_number(text: str) -> None:
    masked = mask(text)
    assert not re.search(r"\d{6}", masked)
    assert mask(masked) == masked
