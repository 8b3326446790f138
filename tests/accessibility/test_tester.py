"""The outside test is tested: a fault that is planted in the real window is found from outside."""

import pytest

from operator_app.domain.languages import Language
from tests.accessibility import rules
from tests.accessibility.conftest import Starter
from tests.accessibility.eyes import Node, Tree
from tests.accessibility.walking import Walker

_PLANTED = "tests.accessibility.planted"


@pytest.mark.slow
def test_planted_faults_are_found(program: Starter) -> None:
    actor = program(Language.FR, _PLANTED, "unnamed", "mouse_only", "twice", "silent_label")
    walker = Walker(actor, Language.FR)
    walker.note("home", columns=2, rounds=1)
    found = [one.removeprefix("home: ") for one in walker.found]
    wanted = {
        "has no name: push button “”",
        "Tab does not reach it: push button “Only by mouse”",
        "says its name twice, as description too: text “Said twice”",
        "no label is tied to it: text “Said twice”",
        "Tab does not reach it: label “Marked by the mouse”",
    }
    assert {one for one in wanted if any(fault.startswith(one) for fault in found)} == wanted
    assert len(found) == len(wanted), found


@pytest.mark.slow
def test_a_planted_trap_is_found(program: Starter) -> None:
    walker = Walker(program(Language.AR, _PLANTED, "trap"), Language.AR)
    walker.note("home", columns=2, rounds=1)
    assert any("Tab does not leave it: text “Trap”" in one for one in walker.found), walker.found


def _control(name: str, x: int, y: int, role: str = "push button") -> Node:
    states = frozenset({"FOCUSABLE", "SENSITIVE", "SHOWING", "CHECKABLE"})
    return Node(name, "page", role, name, "", "", states, 1, (), (x, y, 100, 30))


@pytest.mark.parametrize("right_to_left", [False, True])
def test_an_order_against_reading_is_found(right_to_left: bool) -> None:
    first, second = (300, 0) if right_to_left else (0, 300)
    page = [_control("a", first, 0), _control("b", second, 0), _control("c", 0, 100), _control("d", 0, 200)]

    def backward(order: str) -> list[str]:
        return rules.disorder(Tree(page), list(order), right_to_left=right_to_left, columns=1)

    assert backward("abcd") == []
    assert backward("cdab") == []
    assert backward("bacd")
    assert backward("acbd")
    assert backward("dcba")


def test_useless_roles_twins_and_marks_are_found() -> None:
    tree = Tree(
        [
            _control("x", 0, 0, "combo box"),
            _control("y", 0, 40, "tree"),
            _control("same", 0, 80),
            _control("same", 0, 120),
            _control("\u2066number\u2069", 0, 160),
        ]
    )
    found = " ".join(rules.faults(tree))
    for word in ("combo box “x”", "tree “y”", "sounds like another one", "marks of direction"):
        assert word in found
