"""What is let go of is let go of whole."""

from operator_app.domain.letting_go import let_go


def test_what_is_let_go_of_is_empty() -> None:
    things, named = [[number] for number in range(500)], {str(number): [number] for number in range(500)}
    let_go(things)
    let_go(named)
    assert (things, named) == ([], {})
