"""The tables of Open Referral HSDS: names, links and the older spellings of both.

Everything is read into one shape, whether it came as CSV files or as JSON: table → rows, each column → text.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import NAMESPACE_URL, UUID, uuid5

from operator_app.domain.letting_go import let_go
from operator_app.exchange.own import digest_of

Record = dict[str, str]

# Table → the columns that link its rows to what they belong to (HSDS 3.0, tabular).
LINKS: dict[str, tuple[str, ...]] = {
    "organizations": ("parent_organization_id",),
    "programs": ("organization_id",),
    "services": ("organization_id", "program_id"),
    "service_at_location": ("service_id", "location_id"),
    "locations": ("organization_id",),
    "phones": ("location_id", "service_id", "organization_id", "contact_id", "service_at_location_id"),
    "contacts": ("organization_id", "service_id", "service_at_location_id", "location_id"),
    "addresses": ("location_id",),
    "schedules": ("service_id", "location_id", "service_at_location_id"),
    "funding": ("organization_id", "service_id"),
    "service_areas": ("service_id",),
    "required_documents": ("service_id",),
    "languages": ("service_id", "location_id", "phone_id"),
    "accessibility": ("location_id",),
    "cost_options": ("service_id",),
    "organization_identifiers": ("organization_id",),
    "attributes": ("link_id", "taxonomy_term_id"),
    "taxonomies": (),
    "taxonomy_terms": ("taxonomy_id", "parent_id"),
    "metadata": ("resource_id",),
    "meta_table_descriptions": (),
    # Of HSDS 1.x only.
    "eligibility": ("service_id",),
    "holiday_schedules": ("service_id", "location_id", "service_at_location_id"),
    "payments_accepted": ("service_id",),
}
# Names of files and resources in 3.0 and in 1.x → table.
_NAMES = {
    "organization": "organizations",
    "program": "programs",
    "service": "services",
    "service_at_locations": "service_at_location",
    "services_at_location": "service_at_location",
    "services_at_locations": "service_at_location",
    "location": "locations",
    "phone": "phones",
    "contact": "contacts",
    "address": "addresses",
    "physical_address": "addresses",
    "physical_addresses": "addresses",
    "postal_address": "addresses",
    "postal_addresses": "addresses",
    "schedule": "schedules",
    "regular_schedule": "schedules",
    "regular_schedules": "schedules",
    "holiday_schedule": "holiday_schedules",
    "service_area": "service_areas",
    "required_document": "required_documents",
    "language": "languages",
    "accessibility_for_disabilities": "accessibility",
    "cost_option": "cost_options",
    "organization_identifier": "organization_identifiers",
    "attribute": "attributes",
    "service_attributes": "attributes",
    "service_taxonomy": "attributes",
    "services_taxonomy": "attributes",
    "taxonomy": "taxonomies",
    "taxonomy_term": "taxonomy_terms",
    "eligibilitys": "eligibility",
    "eligibilities": "eligibility",
    "payment_accepted": "payments_accepted",
}
# Columns of 1.x → of 3.0.
_COLUMNS = {
    ("organizations", "url"): "website",
    ("languages", "language"): "name",
    ("accessibility", "accessibility"): "description",
    ("schedules", "weekday"): "byday",
    ("contacts", "dept"): "department",
    ("attributes", "service_id"): "link_id",
    ("attributes", "taxonomy_id"): "taxonomy_term_id",
    ("service_at_location", "services_at_location_id"): "id",
}
_NAMESPACE = uuid5(NAMESPACE_URL, "urn:operator-app:hsds")
_UUID_LENGTH = 36


@dataclass(slots=True)
class Tables:
    """A package: table → its rows in the order of the file."""

    rows: dict[str, list[Record]] = field(default_factory=dict)

    def of(self, table: str) -> list[Record]:
        return self.rows.get(table, [])

    def add(self, table: str, row: Record) -> None:
        self.rows.setdefault(table, []).append(row)

    def forget(self) -> None:
        """Nobody wants the rows any more."""
        for rows in self.rows.values():
            let_go(rows)

    def linked(self, table: str, column: str) -> Mapping[str, list[Record]]:
        """The rows of a table by what they link to."""
        found: dict[str, list[Record]] = {}
        for row in self.of(table):
            if target := row.get(column):
                found.setdefault(target, []).append(row)
        return found


def table_named(name: str) -> str:
    """The table of a file or resource name; empty when HSDS has none."""
    plain = name.casefold().rpartition("/")[2].removesuffix(".csv").replace("-", "_").replace(" ", "_")
    table = _NAMES.get(plain, plain)
    return table if table in LINKS else ""


def renamed(table: str, row: Mapping[str, str], written: str = "") -> Record:
    """A row with the columns of 3.0, without its empty cells; `written` is the name that its table had."""
    found: Record = {}
    for column, value in row.items():
        plain = column.casefold().strip()
        if value:
            found.setdefault(_COLUMNS.get((table, plain), plain), value)
    if table == "addresses" and "address_type" not in found:
        found["address_type"] = "postal" if "postal" in written.casefold() else "physical"
    return found


def is_hsds(names: tuple[str, ...]) -> bool:
    """Whether files of these names are a package: a descriptor, one of the two tables that all have,
    or nothing but JSON."""
    plain = {name.casefold().rpartition("/")[2] for name in names}
    if all(name.endswith(".json") for name in plain):
        return bool(plain)
    return bool(plain & {"datapackage.json", "services.csv", "organizations.csv", "service.csv", "organization.csv"})


def hsds_id(external_id: str, part: str = "") -> str:
    """The UUID that HSDS wants: the external id itself where it is one, else made of it; `part` names what belongs to
    it."""
    if not part and len(external_id) == _UUID_LENGTH:
        try:
            UUID(external_id)
        except ValueError:
            pass
        else:
            return external_id
    return str(uuid5(_NAMESPACE, f"{external_id}\n{part}" if part else external_id))


def digest(rows: Iterable[tuple[str, Record]]) -> str:
    """A fingerprint of rows that does not mind their order, their empty cells or the columns that JSON leaves out."""
    return digest_of(
        json.dumps([table, sorted((key, value) for key, value in row.items() if value)], ensure_ascii=False)
        for table, row in rows
    )
