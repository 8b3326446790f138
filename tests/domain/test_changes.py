"""Changes are added up in any order."""

from hypothesis import given
from hypothesis import strategies as st

from operator_app.domain.changes import Changes, changed

SOME = st.dictionaries(st.sampled_from("abc"), st.frozensets(st.sampled_from("123"), max_size=2)).map(Changes)


@given(SOME, SOME, SOME)
def test_adding_up_is_associative_and_commutative(one: Changes, two: Changes, three: Changes) -> None:
    assert (one | two) | three == one | (two | three)
    assert one | two == two | one
    assert one | one == one
    assert one | Changes() == one


@given(SOME, SOME)
def test_nothing_is_forgotten(one: Changes, two: Changes) -> None:
    both = one | two
    for kind in "abc":
        assert both.touches(kind) == (one.touches(kind) or two.touches(kind))
        if both.of(kind):
            assert both.of(kind) == one.of(kind) | two.of(kind)


def test_many_swallows_single_ids() -> None:
    assert changed("calls") | changed("calls", "1") == changed("calls")
    assert (changed("calls", "1") | changed("calls", "2")).of("calls") == {"1", "2"}


def test_nothing_changed_is_false() -> None:
    assert not Changes()
    assert changed("calls")
    assert not Changes().touches("calls")
    assert changed("calls", "1").touches("news", "calls")
    assert changed("calls").of("news") == frozenset()
