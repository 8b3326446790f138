"""References between documents: a body names others by id; files name them by their external ids."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from operator_app.domain.contacts import Contact
from operator_app.domain.documents import Body
from operator_app.domain.guide import Procedure, Tip
from operator_app.domain.layers import Layer
from operator_app.domain.lines import Line
from operator_app.domain.news import News
from operator_app.domain.synonyms import Synonyms
from operator_app.domain.training import Module


def renamed(body: Body, name: Callable[[str], str]) -> Body:
    """The body with every reference passed through `name` (empty references stay empty)."""

    def one(reference: str) -> str:
        return name(reference) if reference else ""

    def many(references: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one(reference) for reference in references)

    match body:
        case Procedure() | Tip():
            return replace(body, contacts=many(body.contacts))
        case Contact():
            return replace(body, parent=one(body.parent), deputy=one(body.deputy), regime=one(body.regime))
        case Synonyms():
            return replace(body, documents=many(body.documents))
        case Line():
            return replace(body, regime=one(body.regime))
        case Layer():
            return replace(body, article=one(body.article), contacts=many(body.contacts))
        case News():
            return replace(body, articles=many(body.articles))
        case Module():
            callers = (replace(c, article=one(c.article), refer_to=one(c.refer_to)) for c in body.callers)
            return replace(body, callers=tuple(callers))
        case _:
            return body


def references(body: Body) -> Iterator[str]:
    """Every reference of a body, in order, without the empty ones."""
    seen: list[str] = []

    def note(reference: str) -> str:
        seen.append(reference)
        return reference

    renamed(body, note)
    return iter(seen)
