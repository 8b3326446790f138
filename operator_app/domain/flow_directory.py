"""The directory of services and people as flows: by service, by name, and by number for who was rung by a number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from operator_app.domain.contacts import Contact
from operator_app.domain.flow import Cell, Flow, Span, Table, Tone, spans
from operator_app.domain.flow_of import Surroundings, contact_row, phone_kind
from operator_app.domain.languages import Language
from operator_app.domain.numbers import clean, display
from operator_app.domain.text import fold

_ARTICLE = "ال"


@dataclass(frozen=True, slots=True)
class Listed:
    """A contact with its document's id."""

    id: str
    contact: Contact


def by_service(listed: Sequence[Listed], language: Language, around: Surroundings) -> tuple[Flow, ...]:
    """One flow for each service that has people or services under it, and one for those that stand alone."""
    known = {one.id for one in listed}
    below: dict[str, list[Listed]] = {}
    for one in listed:
        below.setdefault(one.contact.parent if one.contact.parent in known else "", []).append(one)
    flows: list[Flow] = []
    alone: list[Listed] = []
    for top in _sorted(below.get("", []), language):
        if below.get(top.id):
            people = [top, *_under(top.id, below, language, {top.id})]
            flows.append(_service(top.id, top.contact.title(language), people, language, around))
        else:
            alone.append(top)
    if alone:
        flows.append(_service("alone", around.words[language].t("Other services"), alone, language, around))
    return tuple(flows)


def _under(parent: str, below: dict[str, list[Listed]], language: Language, seen: set[str]) -> Iterator[Listed]:
    """Everything below a service, each once even where the parents go round in a circle."""
    for one in _sorted(below.get(parent, []), language):
        if one.id not in seen:
            seen.add(one.id)
            yield one
            yield from _under(one.id, below, language, seen)


def _service(key: str, title: str, listed: Sequence[Listed], language: Language, around: Surroundings) -> Flow:
    rows = tuple(
        contact_row(one.contact, language, around, f"contact.{one.id}.{language}", brief=True) for one in listed
    )
    return Flow(f"service.{key}", title, language, rows)


def by_name(listed: Sequence[Listed], language: Language, around: Surroundings) -> tuple[Flow, ...]:
    """Names in the order of the alphabet, under their first letters, each with its first number: one table, in which a
    letter has a row of its own."""
    t = around.words[language].t
    head = tuple(Cell(spans(text)) for text in (t("Name"), t("Role"), t("Number")))
    rows: list[tuple[Cell, ...]] = []
    ordered = _sorted(listed, language)
    for letter, group in groupby(ordered, key=lambda one: name_key(one.contact.title(language))[:1]):
        rows.append((Cell(spans(letter.upper(), bold=True, tone=Tone.ACCENT), columns=3),))
        rows += [_name_row(one, language) for one in group]
    return (Flow("by-name", t("By name"), language, (Table(head, tuple(rows), (46, 32, 22)),)),) if rows else ()


def _name_row(one: Listed, language: Language) -> tuple[Cell, ...]:
    phone = one.contact.main_phone()
    return (
        Cell((Span(one.contact.title(language), bold=True),)),
        Cell(spans(one.contact.role.best(language)[0])),
        Cell(spans(display(phone.number) if phone else "—"), number=True),
    )


def by_number(listed: Sequence[Listed], language: Language, around: Surroundings) -> tuple[Flow, ...]:
    """Every number in rising order with whose it is."""
    t = around.words[language].t
    found = [(clean(phone.number) or phone.number, phone, one) for one in listed for phone in one.contact.phones]
    rows = tuple(
        (
            Cell((Span(display(number), bold=True),), number=True),
            Cell(spans(one.contact.title(language))),
            Cell(spans(phone.label.get(language) or phone_kind(phone.kind, t) or one.contact.role.best(language)[0])),
        )
        for number, phone, one in sorted(found, key=lambda item: (len(item[0]), item[0]))
    )
    head = tuple(Cell(spans(text)) for text in (t("Number"), t("Name"), t("Remark")))
    return (Flow("by-number", t("By number"), language, (Table(head, rows, (24, 44, 32)),)),) if rows else ()


def name_key(name: str) -> str:
    """A name as it is ordered: folded, without the Arabic article."""
    folded = fold(name).strip()
    return folded.removeprefix(_ARTICLE) if len(folded) > len(_ARTICLE) + 2 else folded


def _sorted(listed: Sequence[Listed], language: Language) -> list[Listed]:
    return sorted(listed, key=lambda one: name_key(one.contact.title(language)))
