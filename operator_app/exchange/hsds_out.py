"""Documents as HSDS rows: a contact becomes an organization with its place, a procedure a service."""

import re
from collections.abc import Iterator, Mapping, Sequence

from operator_app.domain.contacts import Contact, Phone, PhoneKind
from operator_app.domain.documents import Document, Kind
from operator_app.domain.guide import Procedure
from operator_app.domain.hours import Regime
from operator_app.domain.languages import Language, Text
from operator_app.domain.problems import Problem
from operator_app.exchange.hsds_hours import schedules_of
from operator_app.exchange.hsds_own import GUIDE, GUIDE_ID, TAXONOMY, TERM, own_attribute
from operator_app.exchange.hsds_tables import Record, Tables, digest, hsds_id
from operator_app.exchange.watching import Watch

Rows = Iterator[tuple[str, Record]]

_PHONE_TYPES = {PhoneKind.FAX: "fax", PhoneKind.MOBILE: "cell"}
_POSTAL_CODE = re.compile(r"(?<!\d)\d{4}(?!\d)")
# HSDS requires parts of an address that a line of text does not tell.
UNKNOWN = "-"
_COUNTRY = "TN"
WRITTEN_KINDS = (Kind.CONTACT, Kind.PROCEDURE)


def hsds_tables(documents: Sequence[Document], watch: Watch) -> tuple[Tables, tuple[Problem, ...]]:
    """The tables of a package, and the kinds that HSDS has nothing for."""
    regimes = {name_of(d): d.body for d in documents if isinstance(d.body, Regime)}
    contacts = {name_of(d) for d in documents if isinstance(d.body, Contact)}
    tables = Tables()
    tables.add("taxonomies", TAXONOMY)
    tables.add("taxonomy_terms", TERM)
    left_out: dict[Kind, int] = {}
    homeless = False
    for done, document in enumerate(sorted(documents, key=name_of)):
        watch.step(done)
        match document.body:
            case Contact():
                rows = list(_contact_rows(name_of(document), document.body, regimes))
            case Procedure():
                rows = list(_service_rows(document, contacts))
                homeless = homeless or rows[0][1]["organization_id"] == GUIDE_ID
            case _:
                left_out[document.kind] = left_out.get(document.kind, 0) + 1
                continue
        for table, row in rows:
            tables.add(table, row)
        tables.add("attributes", own_attribute(document, rows[0][0], digest(rows)))
    if homeless:
        tables.add("organizations", GUIDE)
    return tables, tuple(Problem("kind_not_in_hsds", kind=k.value, count=count) for k, count in left_out.items())


def name_of(document: Document) -> str:
    """The external id that a document is known by outside."""
    return document.external_id or document.id


def _contact_rows(name: str, contact: Contact, regimes: Mapping[str, Regime]) -> Rows:
    id = hsds_id(name)
    about = next((text for text in (contact.role, contact.note, contact.name) if text), contact.name)
    yield (
        "organizations",
        {
            **_names(id, contact.name),
            "description": _said(about),
            "email": contact.email,
            "website": contact.web,
            "parent_organization_id": hsds_id(contact.parent) if contact.parent else "",
        },
    )
    for number, phone in enumerate(contact.phones):
        yield "phones", _phone(hsds_id(name, f"phone {number}"), id, phone)
    yield from _place_rows(name, id, contact, regimes)


def _place_rows(name: str, organization: str, contact: Contact, regimes: Mapping[str, Regime]) -> Rows:
    regime = regimes.get(contact.regime)
    schedules = schedules_of(contact.hours or (regime.hours if regime else ()))
    if not (contact.address or contact.access or contact.languages or schedules or contact.hours_note):
        return
    id = hsds_id(name, "location")
    yield (
        "locations",
        {
            **_names(id, contact.name),
            "location_type": "physical" if contact.address else "virtual",
            "organization_id": organization,
        },
    )
    if contact.address:
        yield "addresses", _address(hsds_id(name, "address"), id, _said(contact.address))
    if contact.access:
        access = {"id": hsds_id(name, "access"), "location_id": id, "description": _said(contact.access)}
        yield "accessibility", access
    for language in contact.languages:
        row = {"id": hsds_id(name, f"language {language}"), "location_id": id, "name": language}
        yield "languages", row | ({"code": language} if re.fullmatch("[a-z]{2,3}", language) else {})
    for number, schedule in enumerate(schedules):
        yield "schedules", {"id": hsds_id(name, f"schedule {number}"), "location_id": id, **schedule}
    if contact.hours_note:
        note = {"id": hsds_id(name, "hours note"), "location_id": id, "description": _said(contact.hours_note)}
        yield "schedules", note


def _service_rows(document: Document, contacts: set[str]) -> Rows:
    """The service comes first."""
    procedure = document.body
    if not isinstance(procedure, Procedure):
        return
    name = name_of(document)
    id = hsds_id(name)
    texts = [text for text in map(procedure.text, Language) if text is not None]
    main = texts[0]
    organization = next((contact for contact in procedure.contacts if contact in contacts), "")
    verified = document.seal.verified_on
    yield (
        "services",
        {
            **_names(id, Text(*(text.title if (text := procedure.text(language)) else "" for language in Language))),
            "organization_id": hsds_id(organization) if organization else GUIDE_ID,
            "description": main.short_answer or main.body,
            "status": "active",
            "application_process": "\n".join(main.steps),
            "fees_description": main.fee,
            "wait_time": main.delay,
            "eligibility_description": "\n".join(main.conditions),
            "assured_date": verified.isoformat() if verified else "",
        },
    )
    for number, item in enumerate(main.documents):
        yield "required_documents", {"id": hsds_id(name, f"document {number}"), "service_id": id, "document": item}


def _names(id: str, name: Text) -> Record:
    """The name in the first language that has one, and in the next as the alternate one."""
    written = [text for language in Language if (text := name.get(language))]
    return {"id": id, "name": written[0], "alternate_name": written[1] if len(written) > 1 else ""}


def _phone(id: str, organization: str, phone: Phone) -> Record:
    return {
        "id": id,
        "organization_id": organization,
        "number": phone.number,
        "type": _PHONE_TYPES.get(phone.kind, "voice"),
        "description": _said(phone.label),
    }


def _address(id: str, location: str, text: str) -> Record:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    code = _POSTAL_CODE.search(text)
    city = _POSTAL_CODE.sub("", lines[-1]).strip(" ,،-") if len(lines) > 1 else ""
    return {
        "id": id,
        "location_id": location,
        "address_1": ", ".join(lines[:-1] if city else lines),
        "city": city or UNKNOWN,
        "state_province": UNKNOWN,
        "postal_code": code[0] if code else UNKNOWN,
        "country": _COUNTRY,
        "address_type": "physical",
    }


def _said(text: Text) -> str:
    return text.best(Language.AR)[0]
