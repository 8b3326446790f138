"""Two people wrote over the same edition: what each changed, together, and where they meet."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace

from operator_app.domain.documents import BODY_TYPES, Document, Seal
from operator_app.domain.places import SEAL, read, write


@dataclass(frozen=True, slots=True)
class Merged:
    """`document` has what only one side changed, and mine where both did; `both` are those places."""

    document: Document
    both: tuple[str, ...] = ()


def merge(base: Document, mine: Document, theirs: Document) -> Merged:
    """My text over theirs. Nothing is decided where both changed one field: it is told, and mine stands first."""
    body: object = theirs.body
    both: list[str] = []
    for place in _places(mine.body, theirs.body):
        body, met = _merged(base.body, mine.body, theirs.body, body, place)
        both += [place] if met else []
    seal: object = theirs.seal
    for item in fields(Seal):
        seal, met = _merged(base.seal, mine.seal, theirs.seal, seal, item.name)
        both += [f"{SEAL}.{item.name}"] if met else []
    if not isinstance(body, BODY_TYPES[mine.kind]) or not isinstance(seal, Seal):
        raise TypeError(mine.kind)
    return Merged(replace(mine, body=body, seal=seal, edition=theirs.edition), tuple(both))


def _merged(base: object, mine: object, theirs: object, into: object, place: str) -> tuple[object, bool]:
    old, my, their = (_read(record, place) for record in (base, mine, theirs))
    if my in (old, their):
        return into, False
    return write(into, place, my), their != old


def _read(record: object, place: str) -> object:
    """What stands there; an English text that was never begun is as good as an empty one."""
    found = read(record, place)
    return "" if found is None and place.startswith("en.") else found


def _places(mine: object, theirs: object) -> Iterator[str]:
    """The smallest parts of which one side can be taken."""
    if not is_dataclass(mine):
        return
    for item in fields(mine):
        my, their = getattr(mine, item.name), getattr(theirs, item.name)
        inner = my if is_dataclass(my) else their
        if is_dataclass(inner) and not isinstance(inner, type):
            yield from (f"{item.name}.{part.name}" for part in fields(inner))
        else:
            yield item.name
