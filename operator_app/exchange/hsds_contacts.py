"""Whom a package lets one call: organizations, services at their places, people."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from operator_app.domain.contacts import PhoneKind
from operator_app.domain.problems import Problem
from operator_app.exchange.cleaning import dialled, likely_kind
from operator_app.exchange.headings import language_of
from operator_app.exchange.hsds_hours import nearest_hours
from operator_app.exchange.hsds_out import UNKNOWN
from operator_app.exchange.hsds_tables import Record, Tables
from operator_app.exchange.plain import Plain
from operator_app.exchange.watching import Gathering

_ADDRESS = ("attention", "address_1", "address_2", "city", "region", "state_province", "postal_code", "country")
_PLACE_TABLES = ("addresses", "accessibility", "languages", "schedules", "phones")
_USED_LINKS = (
    *((table, "location_id") for table in (*_PLACE_TABLES, "service_at_location")),
    *((table, "service_id") for table in ("schedules", "languages", "phones", "contacts", "service_at_location")),
    *((table, "organization_id") for table in ("phones", "locations")),
    *((table, "service_at_location_id") for table in ("schedules", "phones")),
    ("phones", "contact_id"),
    ("languages", "phone_id"),
)
_REFERRED_TO = ("organizations", "services", "service_at_location")
_TYPES = {"fax": PhoneKind.FAX, "cell": PhoneKind.MOBILE, "mobile": PhoneKind.MOBILE}
_OFFERED = ("active", "temporarily closed", "")
_HOME_COUNTRY = ("TN", "tn")
_OWN_POINT = ":contact"


@dataclass(frozen=True, slots=True)
class Point:
    """A contact to be: the table and id of the row that it comes from, and its plain body."""

    table: str
    id: str
    plain: Plain


class Points:
    """The contacts of a package. Numbers that cannot be dialled are named in a warning and left out."""

    def __init__(self, tables: Tables, gathering: Gathering) -> None:
        self._tables = tables
        self._gathering = gathering
        self._by = {(table, column): tables.linked(table, column) for table, column in _USED_LINKS}
        self._locations = {row["id"]: row for row in tables.of("locations")}
        self.offered = [row for row in tables.of("services") if row.get("status", "").casefold() in _OFFERED]
        self._used: set[tuple[str, str]] = set()
        self._ids = {table: tables.linked(table, "id") for table in _REFERRED_TO}

    def organizations(self) -> Iterator[Point]:
        for row in self._tables.of("organizations"):
            own = self._own_places(row["id"])
            places = own if len(own) == 1 else []
            nearer = ("service_id", "contact_id", "location_id")
            phones = self._rows("phones", "organization_id", row["id"], but=nearer)
            plain = _named(row) | self._reached(phones, places)
            about = row.get("description", "")
            if about and about != row.get("name"):
                told = [about, *(place["description"] for place in places if "description" in place)]
                plain["note"] = _text("\n".join(told))
            plain |= _filled(email=row.get("email"), web=row.get("website"), parent=row.get("parent_organization_id"))
            yield Point("organizations", row["id"], plain)

    def others(self) -> Iterator[Point]:
        """Places, services at places, services that are called directly, people."""
        for place in self._tables.of("locations"):
            organization = place.get("organization_id", "")
            alone = self.row("organizations", organization) and len(self._own_places(organization)) == 1
            if not alone and not self._rows("service_at_location", "location_id", place["id"]):
                name = self.row("organizations", organization).get("name", "")
                yield Point("locations", place["id"], self._of_place(place, name) | _filled(parent=organization))
        for service in self.offered:
            yield from self._service_points(service)
        for person in self._tables.of("contacts"):
            yield self._person(person)

    def unused(self) -> Iterator[tuple[str, int]]:
        """Tables of numbers, hours and the like, with how many of their rows belong to nothing that was offered."""
        gone = {row["id"] for row in self._tables.of("services")} - {row["id"] for row in self.offered}
        for table in _PLACE_TABLES:
            rows = [row for row in self._tables.of(table) if row.get("service_id") not in gone]
            yield table, sum((table, row["id"]) not in self._used for row in rows)

    def of_service(self, service: Record) -> list[str]:
        """External ids of the contacts of a service, first the one to refer to."""
        found = [point.id for point in self._service_points(service)]
        found += [row["id"] for row in self._rows("contacts", "service_id", service["id"])]
        return found + ([service["organization_id"]] if service.get("organization_id") else [])

    def row(self, table: str, id: str) -> Record:
        """The row of an id, empty when there is none."""
        return self._ids[table].get(id, [{}])[0] if table in self._ids else {}

    def places(self, service: str) -> list[str]:
        """Name and address of each place of a service."""
        found = []
        for row in self._rows("service_at_location", "service_id", service):
            place = self._locations.get(row.get("location_id", ""), {})
            names = [place[key] for key in ("name", "alternate_name") if key in place]
            found.append(": ".join(filter(None, (" / ".join(names), ", ".join(self._addresses(place))))))
        return [text for text in dict.fromkeys(found) if text]

    def rows_of(self, table: str, id: str) -> Iterator[tuple[str, Record]]:
        """The rows that one of our own documents was written as, or that stand in their place now."""
        yield from ((table, row) for row in self._ids[table].get(id, ()))
        if table == "organizations":
            yield from (("phones", row) for row in self._rows("phones", "organization_id", id))
            for place in self._rows("locations", "organization_id", id):
                yield "locations", place
                for inner in _PLACE_TABLES:
                    yield from ((inner, row) for row in self._rows(inner, "location_id", place["id"]))

    def _own_places(self, organization: str) -> list[Record]:
        """The places of an organization where no service is told to be."""
        places = self._rows("locations", "organization_id", organization)
        return [place for place in places if not self._rows("service_at_location", "location_id", place["id"])]

    def _of_place(self, place: Record, otherwise: str) -> Plain:
        return _named(place, otherwise) | self._reached([], [place])

    def _service_points(self, service: Record) -> Iterator[Point]:
        id = service["id"]
        phones = self._rows("phones", "service_id", id, but=("contact_id", "service_at_location_id", "location_id"))
        schedules = self._rows("schedules", "service_id", id, but=("service_at_location_id", "location_id"))
        links = self._rows("service_at_location", "service_id", id)
        about = _filled(email=service.get("email"), web=service.get("url"), parent=service.get("organization_id"))
        languages = self._rows("languages", "service_id", id)
        for link in links:
            place = self._locations.get(link.get("location_id", ""), {})
            own = self._rows("schedules", "service_at_location_id", link["id"])
            numbers = self._rows("phones", "service_at_location_id", link["id"], but=("contact_id",))
            plain = _named(service, service.get("name", ""), place.get("name", "") if len(links) > 1 else "")
            plain |= self._reached([*numbers, *phones], [place] if place else [], (own, schedules), languages) | about
            told = "\n".join(row["description"] for row in (link, place) if "description" in row)
            yield Point("service_at_location", link["id"], plain | _filled(note=_text(told)))
        if not links and (phones or schedules or "email" in about or "web" in about):
            plain = _named(service) | self._reached(phones, [], (schedules,), languages) | about
            yield Point("services", id + _OWN_POINT, plain)

    def _person(self, person: Record) -> Point:
        role = ", ".join(person[key] for key in ("title", "department") if key in person)
        plain = _named(person, role) | self._reached(self._rows("phones", "contact_id", person["id"]), [])
        if role and "name" in person:
            plain["role"] = _text(role)
        at = person.get("service_at_location_id", "")
        parent = at if self.row("service_at_location", at) else person.get("organization_id", "")
        parent = parent or self.row("services", person.get("service_id", "")).get("organization_id", "")
        return Point("contacts", person["id"], plain | _filled(email=person.get("email"), parent=parent))

    def _reached(
        self,
        phones: Sequence[Record],
        places: Sequence[Record],
        schedules: Sequence[Sequence[Record]] = (),
        languages: Sequence[Record] = (),
    ) -> Plain:
        """Numbers, hours, address, access and languages. The nearest `schedules` are the hours, those of the place the
        farthest; what the farther ones say is a note."""
        at = [place["id"] for place in places]
        numbers = [*phones, *self._at(at, "phones")]
        hours, notes = nearest_hours([*schedules, self._at(at, "schedules")])
        spoken = [*languages, *self._at(at, "languages")]
        spoken += [row for phone in numbers for row in self._rows("languages", "phone_id", phone["id"])]
        access = [_joined(row, "description", "details") for row in self._at(at, "accessibility")]
        access += [place["transportation"] for place in places if "transportation" in place]
        return _filled(
            address=_text("\n".join(self._addresses(places[0]))) if places else None,
            access=_text("\n".join(access)),
            hours_note=_text("\n".join(notes)),
            hours=hours,
            languages=list(dict.fromkeys(row.get("code") or row.get("name", "") for row in spoken)),
            phones=list(self._phones(numbers)),
            note=_text("\n".join(place["description"] for place in places if "description" in place)),
        )

    def _phones(self, rows: Iterable[Record]) -> Iterator[Plain]:
        seen: set[str] = set()
        for row in rows:
            try:
                number = dialled(row.get("number", "").strip("\"'“”«» "))
            except Problem:
                told = row.get("number", "")[:60]
                self._gathering.warn(Problem("phone_left_out", where=f"phones › {row['id']}", number=told))
                continue
            if number in seen:
                continue
            seen.add(number)
            kind = _TYPES.get(row.get("type", "").casefold(), likely_kind(number))
            label = " ".join(part for part in (row.get("description", ""), _extension(row)) if part)
            yield {"number": number, "kind": kind.value, **_filled(label=_text(label))}

    def _addresses(self, place: Record) -> list[str]:
        """The lines of the first address below the name of the place; a further address is one line."""
        first, *others = [_address(row) for row in self._rows("addresses", "location_id", place.get("id", ""))] or [[]]
        return list(dict.fromkeys((*first, *(", ".join(lines) for lines in others))))

    def _at(self, places: Iterable[str], table: str) -> list[Record]:
        return [row for place in places for row in self._rows(table, "location_id", place)]

    def _rows(self, table: str, column: str, id: str, but: tuple[str, ...] = ()) -> list[Record]:
        """The rows linked to an id, without those that say more exactly what they belong to."""
        found = self._by[table, column].get(id, [])
        found = [row for row in found if not any(row.get(other) for other in but)] if but else found
        if table in _PLACE_TABLES:
            self._used |= {(table, row["id"]) for row in found}
        return found


def _address(row: Record) -> list[str]:
    parts = {key: row[key] for key in _ADDRESS if row.get(key, UNKNOWN) != UNKNOWN}
    if parts.get("country") in _HOME_COUNTRY:
        del parts["country"]
    town = " ".join(parts.pop(key) for key in ("postal_code", "city") if key in parts)
    return [*parts.values(), *([town] if town else [])]


def _named(row: Record, otherwise: str = "", place: str = "") -> Plain:
    """The names of a row; the alternate one is a translation when it is in other letters, else what it is found by."""
    name = row.get("name") or otherwise
    name = f"{name} – {place}" if place and place != name else name
    plain: Plain = {"name": _text(name)}
    other = row.get("alternate_name", "")
    if other and language_of(other) is not language_of(name):
        plain["name"] = {**_text(name), **_text(other)}
    elif other:
        plain["keywords"] = [other]
    return plain


def _text(text: str) -> dict[str, str]:
    return {language_of(text).value: text} if text else {}


def _filled(**values: object) -> Plain:
    return {key: value for key, value in values.items() if value not in (None, "", [], {})}


def _joined(row: Record, *keys: str) -> str:
    return "\n".join(row[key] for key in keys if key in row)


def _extension(row: Record) -> str:
    return f"({row['extension']})" if row.get("extension") else ""
