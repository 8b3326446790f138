"""HSDS rows as documents: services become procedures, organizations, places and people contacts.

What is kept and where: name, alternate name, description, eligibility, required documents, application process, fees,
waiting time, alert; telephone numbers, addresses, accessibility, languages and hours of a service at a place. Whatever
else holds a value is named in a warning.
"""

from collections.abc import Iterator, Mapping

from operator_app.domain.documents import Kind
from operator_app.domain.letting_go import let_go
from operator_app.domain.problems import Problem
from operator_app.exchange.headings import language_of
from operator_app.exchange.hsds_contacts import Points
from operator_app.exchange.hsds_own import GUIDE_ID, TAXONOMY_ID, TERM_ID, own_of
from operator_app.exchange.hsds_tables import LINKS, Record, Tables, digest
from operator_app.exchange.own import Own, laid_over
from operator_app.exchange.plain import Plain, document_from
from operator_app.exchange.watching import Gathering

# A longer description is a text to read, not one to say.
_SHORT_ANSWER = 300
# What our own documents are written as.
_OWN_TABLES = ("organizations", "services")
# Table → columns that find a place, beside ids and links. Tables that are not here find none.
_PLACED: Mapping[str, tuple[str, ...]] = {
    "organizations": ("name", "alternate_name", "description", "email", "website"),
    "services": (
        *("name", "alternate_name", "description", "url", "email", "status", "interpretation_services"),
        *("application_process", "fees_description", "wait_time", "fees", "accreditations"),
        *("eligibility_description", "alert", "minimum_age", "maximum_age"),
        *("assured_date", "assurer_email"),
    ),
    "service_at_location": ("description",),
    "locations": ("name", "alternate_name", "description", "transportation", "location_type"),
    "phones": ("number", "extension", "type", "description"),
    "contacts": ("name", "title", "department", "email"),
    "addresses": (
        *("attention", "address_1", "address_2", "city", "region", "state_province", "postal_code", "country"),
        "address_type",
    ),
    "schedules": (
        *("valid_from", "valid_to", "until", "wkst", "freq", "interval", "byday", "byweekno", "bymonthday"),
        *("byyearday", "description", "opens_at", "closes_at", "notes", "timezone"),
    ),
    "required_documents": ("document", "uri"),
    "languages": ("name", "code"),
    "accessibility": ("description", "details"),
    "cost_options": ("option", "amount", "currency", "amount_description"),
    "eligibility": ("eligibility",),
    "attributes": ("link_type", "link_entity"),
    "taxonomy_terms": ("name",),
    # Of 1.x, where services link to these.
    "taxonomies": ("name",),
}


def offer_documents(tables: Tables, gathering: Gathering) -> None:
    """Offer a document for each service, organization, place and person, and tell what had no place."""
    importer = _Importer(tables, gathering)
    try:
        importer.run()
    finally:
        importer.forget()
    _tell_unplaced(tables, gathering)


class _Importer:
    def __init__(self, tables: Tables, gathering: Gathering) -> None:
        self._tables = tables
        self._gathering = gathering
        self._points = Points(tables, gathering)
        told = [(row.get("link_id", ""), own_of(row)) for row in tables.of("attributes")]
        self._own = {id: own for id, own in told if own is not None}
        self._by_service = {
            table: tables.linked(table, "service_id") for table in ("required_documents", "cost_options", "eligibility")
        }
        self._keywords = _keywords(tables)
        self._names = {id: own.external_id for id, own in self._own.items()}

    def run(self) -> None:
        """Organizations first: what follows refers to them."""
        for point in self._points.organizations():
            if point.id != GUIDE_ID:
                self._offer(Kind.CONTACT, "organizations", point.id, point.plain)
        for point in self._points.others():
            self._offer(Kind.CONTACT, point.table, point.id, point.plain)
        for service in self._points.offered:
            self._offer(Kind.PROCEDURE, "services", service["id"], self._procedure(service))
        if not_offered := len(self._tables.of("services")) - len(self._points.offered):
            self._gathering.warn(Problem("hsds_not_offered", count=not_offered))
        for table, count in self._points.unused():
            if count:
                self._gathering.warn(Problem("hsds_no_place", table=table, column="*", count=count))

    def forget(self) -> None:
        """All is offered."""
        let_go(self._own)

    def _offer(self, kind: Kind, table: str, id: str, plain: Plain) -> None:
        self._gathering.step()
        own = self._own.get(id) if table in _OWN_TABLES else None
        where = f"{table} › {own.external_id if own else id}"
        try:
            if own is not None and own.kind is kind:
                document = document_from(kind, own.external_id, self._merged(own, table, id, plain), own.seal)
            else:
                document = document_from(kind, id, self._renamed(plain), self._seal(table, id))
            self._gathering.offer(document, where)
        except Problem as problem:
            self._gathering.refuse(where, problem)

    def _merged(self, own: Own, table: str, id: str, plain: Plain) -> Plain:
        if digest(_rows_of(self._points.rows_of(table, id), self._by_service, table, id)) == own.digest:
            return own.body
        self._gathering.warn(Problem("changed_elsewhere", external_id=own.external_id))
        return laid_over(own, self._renamed(plain))

    def _renamed(self, plain: Plain) -> Plain:
        """References as the external ids that our own documents have."""
        renamed = dict(plain)
        for key in ("parent", "deputy"):
            if isinstance(name := renamed.get(key), str):
                renamed[key] = "" if name == GUIDE_ID else self._names.get(name, name)
        if isinstance(contacts := renamed.get("contacts"), list):
            renamed["contacts"] = [self._names.get(name, name) for name in contacts if name != GUIDE_ID]
        return renamed

    def _seal(self, table: str, id: str) -> Plain:
        """Who told it and when. An assurance of others is a source: nobody of this body has verified it yet."""
        row = self._points.row(table, id)
        organization = self._points.row("organizations", row.get("organization_id", id))
        told = (organization.get("name") or row.get("name", ""), row.get("assurer_email", ""))
        source = {"title": ", ".join(filter(None, told)), "date": row.get("assured_date", "")}
        return {"sources": [source]} if table == "services" else {}

    def _procedure(self, service: Record) -> Plain:
        id = service["id"]
        about = service.get("description", "")
        text: Plain = {
            "title": service.get("name", ""),
            ("short_answer" if len(about) <= _SHORT_ANSWER else "body"): about,
            "conditions": _lines(service.get("eligibility_description", ""))
            + [row["eligibility"] for row in self._by_service["eligibility"].get(id, ()) if "eligibility" in row]
            + _ages(service),
            "documents": [_document(row) for row in self._by_service["required_documents"].get(id, ())],
            "steps": _lines(service.get("application_process", "")),
            "place": "\n".join(self._points.places(id)),
            "delay": service.get("wait_time", ""),
            "fee": "\n".join(_fees(service, self._by_service["cost_options"].get(id, []))),
            "notes": "\n".join(
                service[key] for key in ("alert", "interpretation_services", "accreditations") if key in service
            ),
        }
        language = language_of(service.get("name", "") + about).value
        plain: Plain = {language: {key: value for key, value in text.items() if value}}
        keywords = list(self._keywords.get(id, ()))
        other = service.get("alternate_name", "")
        if other and language_of(other).value != language:
            plain[language_of(other).value] = {"title": other}
        elif other:
            keywords.insert(0, other)
        return plain | {"keywords": keywords, "contacts": self._points.of_service(service)}


def _rows_of(
    rows: Iterator[tuple[str, Record]], by_service: Mapping[str, Mapping[str, list[Record]]], table: str, id: str
) -> Iterator[tuple[str, Record]]:
    yield from rows
    if table == "services":
        yield from (("required_documents", row) for row in by_service["required_documents"].get(id, ()))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _ages(service: Record) -> list[str]:
    ages = [service.get(key, "") for key in ("minimum_age", "maximum_age")]
    return [f"العمر / âge : {' – '.join(age or '…' for age in ages)}"] if any(ages) else []


def _document(row: Record) -> str:
    return " ".join(row[key] for key in ("document", "uri") if key in row)


def _fees(service: Record, options: list[Record]) -> Iterator[str]:
    yield from dict.fromkeys(service[key] for key in ("fees_description", "fees") if key in service)
    for row in options:
        keys = ("option", "amount", "currency", "amount_description")
        yield " ".join(row[key].upper() if key == "currency" else row[key] for key in keys if key in row)


def _keywords(tables: Tables) -> dict[str, list[str]]:
    """The names of the taxonomy terms of each service: what it is found by."""
    terms = {row["id"]: row.get("name", "") for row in (*tables.of("taxonomy_terms"), *tables.of("taxonomies"))}
    found: dict[str, list[str]] = {}
    for row in tables.of("attributes"):
        name = terms.get(row.get("taxonomy_term_id", ""), "")
        if name and row.get("taxonomy_term_id") != TERM_ID and "link_id" in row:
            found.setdefault(row["link_id"], []).append(name)
    return found


def _tell_unplaced(tables: Tables, gathering: Gathering) -> None:
    """Name every column that held something and found no place, with how often."""
    for table, rows in tables.rows.items():
        if table not in _PLACED:
            gathering.warn(Problem("hsds_no_place", table=table, column="*", count=len(rows)))
            continue
        counts: dict[str, int] = {}
        for row in rows:
            if row.get("taxonomy_term_id") == TERM_ID or row["id"] in (TERM_ID, TAXONOMY_ID):
                continue
            for column in row.keys() - {*_PLACED[table], "id", *LINKS[table]}:
                counts[column] = counts.get(column, 0) + 1
        for column, count in sorted(counts.items()):
            gathering.warn(Problem("hsds_no_place", table=table, column=column, count=count))
