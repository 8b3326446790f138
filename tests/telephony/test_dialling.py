"""From the site's setting and a number to what dials it."""

import shlex
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from operator_app.domain.problems import Problem
from operator_app.telephony import Dialling, dialling, start_program

NUMBER = "00 000 012"


@pytest.mark.parametrize(
    ("template", "number", "address"),
    [
        ("tel:{number}", "70 000 012", "tel:70000012"),
        ("sip:{number}@10.0.0.1", "٧٠ ٠٠٠ ٠١٢", "sip:70000012@10.0.0.1"),
        ("sips:{number}@pbx", "214", "sips:214@pbx"),
        ("callto:{number}", "+33 000", "callto:+33000"),
        ("tel:{number}", "*21#", "tel:*21%23"),
    ],
)
def test_an_address_to_open(template: str, number: str, address: str) -> None:
    assert dialling(template, number) == Dialling(address=address)


@pytest.mark.parametrize(
    ("template", "arguments"),
    [
        ("dial {number}", ("dial", "70000012")),
        ("'/opt/my phone/dial' --to=sip:{number}@pbx -q", ("/opt/my phone/dial", "--to=sip:70000012@pbx", "-q")),
        (r'"C:\Program Files\MicroSIP\microsip.exe" {number}', (r"C:\Program Files\MicroSIP\microsip.exe", "70000012")),
        (r"C:\dial.exe tel:{number} # not a comment", (r"C:\dial.exe", "tel:70000012", "#", "not", "a", "comment")),
        ("dial {number} {number}", ("dial", "70000012", "70000012")),
    ],
)
def test_a_program_to_start(template: str, arguments: tuple[str, ...]) -> None:
    assert dialling(template, "70 000 012") == Dialling(arguments=arguments)


@pytest.mark.parametrize(
    "template", ["", "   ", "tel:", "tel:{number}{number}", "dial", "{number}", "dial 'unclosed {number}", "{number} x"]
)
def test_a_setting_that_cannot_work_is_told(template: str) -> None:
    with pytest.raises(Problem) as caught:
        dialling(template, "190")
    assert (caught.value.code, caught.value.details) == ("dial_setting_wrong", {"setting": template})


@pytest.mark.parametrize("number", ["", "allo", "++1", "--help", "$(x)", "1" * 21])
def test_what_no_telephone_can_dial_is_told(number: str) -> None:
    with pytest.raises(Problem) as caught:
        dialling("tel:{number}", number)
    assert caught.value.code == "number_not_dialled"
    assert len(str(caught.value.details["number"])) <= 24


@given(st.text(max_size=40), st.sampled_from(["tel:{number}", "dial {number}", "sip:{number}@x"]))
def test_nothing_but_a_number_ever_gets_through(number: str, template: str) -> None:
    try:
        way = dialling(template, number)
    except Problem:
        return
    assert bool(way.address) != bool(way.arguments)
    plain = (way.address or way.arguments[1]).removeprefix(template.split(":")[0] + ":").removesuffix("@x")
    assert set(plain) <= set("+0123456789*#%")
    assert not plain.startswith("-")


def test_a_program_is_started_with_its_arguments_and_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "dialled"
    script = "import sys; from pathlib import Path; Path(sys.argv[1]).write_text(' '.join(sys.argv[2:]))"
    way = dialling(shlex.join([sys.executable, "-c", script, str(out), "{number};$(x)"]), NUMBER)
    start_program(way.arguments)
    for thread in [one for one in threading.enumerate() if one.name == "dialling"]:
        thread.join(timeout=20)
        assert not thread.is_alive()
    assert out.read_text(encoding="utf-8") == "+000012;$(x)"


def test_a_program_that_is_not_there_is_told() -> None:
    with pytest.raises(Problem) as caught:
        start_program(("no-such-program-here", "1"))
    assert (caught.value.code, caught.value.details) == ("dial_program_failed", {"program": "no-such-program-here"})
