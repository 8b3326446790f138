"""Reading member by member gives what the standard library gives, for good and for bad text."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from operator_app.exchange.json_pieces import loads

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=20,
)


@given(_VALUES, st.sampled_from([None, 0, 1, "\t", " \r\n"]), st.booleans())
def test_what_was_written_is_read(value: object, indent: int | str | None, ascii: bool) -> None:
    assert loads(json.dumps(value, indent=indent, ensure_ascii=ascii)) == value


def outcome(read: Callable[[str], object], text: str) -> tuple[bool, object]:
    """Whether it was read, and what."""
    try:
        return True, read(text)
    except ValueError:
        return False, None


@given(st.text('[]{}:,"\\ \n1-.etru\u00a0\ufeff', max_size=12))
def test_any_text_is_read_or_refused_as_by_the_standard_library(text: str) -> None:
    assert outcome(loads, text) == outcome(json.loads, text)


@given(_VALUES, st.data())
def test_a_text_that_was_cut_or_added_to_is_read_or_refused_alike(value: object, data: st.DataObject) -> None:
    text = json.dumps([value, {"a": value}])
    at = data.draw(st.integers(0, len(text) - 1))
    for broken in (text[:at], text[:at] + text[at + 1 :], text[:at] + "," + text[at:]):
        assert outcome(loads, broken) == outcome(json.loads, broken)


def test_what_is_nested_too_deep_is_refused_alike() -> None:
    with pytest.raises(RecursionError):
        loads("[" * 100_000)
