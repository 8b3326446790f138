"""Open Referral HSDS: the standard's own examples in, valid packages out, nothing dropped in silence."""

import csv
import json
import zipfile
from pathlib import Path

import pytest

from operator_app import exchange
from operator_app.domain.contacts import Contact, PhoneKind
from operator_app.domain.documents import Document, Kind
from operator_app.domain.guide import Procedure
from operator_app.domain.importing import Reading
from operator_app.domain.languages import Text
from operator_app.exchange import Format, Written
from operator_app.exchange.hsds_tables import table_named
from operator_app.paths import shipped

from .hsds_schema import errors, package_errors, shared
from .samples import documents, write_text

EVERYTHING = ("service_full.json", "organization_full.json", "service_at_location_full.json", "tabular.json", "csv")
SERVICE = "ac148810-d857-441c-9679-408f346de14b"


def _read(path: Path) -> Reading:
    return exchange.read([path], Format.HSDS)


def _by_id(reading: Reading) -> dict[str, Document]:
    assert reading.refused == ()
    return {candidate.document.external_id: candidate.document for candidate in reading.candidates}


def _ours() -> dict[str, Document]:
    return {d.external_id: d for d in documents() if d.kind in (Kind.CONTACT, Kind.PROCEDURE)}


def _package(folder: Path, **tables: str) -> Path:
    for name, text in tables.items():
        write_text(folder / f"{name}.csv", text)
    return folder


@pytest.mark.parametrize("example", EVERYTHING)
def test_the_standards_examples_become_documents(example: str) -> None:
    reading = _read(shared(f"examples/{example}"))
    found = _by_id(reading)
    service = found[SERVICE].body
    assert isinstance(service, Procedure)
    assert service.fr.title == "Community Counselling"
    assert service.fr.documents[0].startswith("Any official identification")
    assert "Under 18s and Over 60s 35 GBP per 1 hour session" in service.fr.fee
    contact = found[service.contacts[0]].body
    assert isinstance(contact, Contact)
    assert contact.phones[0].number == "+441234234567"
    assert contact.phones[0].label.fr.endswith("(100)")
    assert contact.languages == ("ur",)
    assert "Wheelchair access" in contact.access.fr
    assert "10:00-18:00" in contact.hours_note.fr
    assert "1-30 Main Street" in contact.address.fr
    person = found["1e7efce3-639b-4880-940c-b95cd30cdb50"].body
    assert isinstance(person, Contact)
    assert (person.name.fr, person.role.fr) == ("Ann Persona", "Reception Manager, Reception")


# What is kept in another form, or says how the rest is meant.
BY_MEANING = {
    *("status", "location_type", "address_type", "type", "freq", "wkst", "interval", "timezone", "currency"),
    *("link_type", "link_entity", "opens_at", "closes_at"),
}


@pytest.mark.parametrize("example", [*EVERYTHING[:-1], "location.json"])
def test_every_value_of_the_examples_is_kept_or_named(example: str) -> None:
    path = shared(f"examples/{example}")
    reading = _read(path)
    kept = _plain("".join(repr(candidate.document) for candidate in reading.candidates))
    told = {(p.details["table"], p.details["column"]) for p in reading.warnings if p.code == "hsds_no_place"}
    seen = 0
    top = table_named(example.partition("_full")[0].partition(".")[0])
    for table, key, value in _values(json.loads(path.read_text(encoding="utf-8")), top):
        seen += 1
        # A language is known by its code.
        named = (table, key) in {*told, ("languages", "name")} or (table, "*") in told
        assert named or key in BY_MEANING or _plain(value) in kept, (table, key, value)
    assert seen > 20


def _plain(text: str) -> str:
    return "".join(ch for ch in text.casefold().replace("\\n", "") if ch.isalnum())


def _table(key: str, table: str) -> str:
    return "taxonomies" if key == "taxonomy_detail" else table_named(key) or table


def _values(content: object, table: str, key: str = "") -> list[tuple[str, str, str]]:
    """Table, column and text of everything that is told, without the ids."""
    if isinstance(content, dict):
        return [
            found
            for name, inner in content.items()
            for found in _values(inner, _table(name, table) if isinstance(inner, dict | list) else table, name)
        ]
    if isinstance(content, list):
        return [found for inner in content for found in _values(inner, table, key)]
    return [(table, key, content)] if isinstance(content, str) and not key.endswith("id") else []


@pytest.mark.parametrize("name", ["package", "package.zip", "package.json"])
def test_export_import_export_gives_the_same_files(tmp_path: Path, name: str) -> None:
    first, second = tmp_path / "first" / name, tmp_path / "second" / name
    written = exchange.write(list(_ours().values()), first, Format.HSDS)
    assert written == Written(len(_ours()))
    reading = exchange.read([first])
    assert _by_id(reading) == _ours()
    assert reading.warnings == ()
    exchange.write([candidate.document for candidate in reading.candidates], second, Format.HSDS)
    assert _contents(first) == _contents(second)


def _contents(path: Path) -> list[bytes]:
    return [file.read_bytes() for file in sorted(path.rglob("*"))] if path.is_dir() else [path.read_bytes()]


def test_kinds_without_a_place_are_told(tmp_path: Path) -> None:
    written = exchange.write(documents(), tmp_path / "a.json", Format.HSDS)
    left = {"regime", "holidays", "module", "greeting", "line", "news", "synonyms", "tip", "layer"}
    assert {str(problem.details["kind"]) for problem in written.warnings} == left
    assert written.documents == len(_ours())


def test_the_hours_of_a_regime_are_written_for_others(tmp_path: Path) -> None:
    contact = Document("", Kind.CONTACT, Contact(Text("مصلحة"), regime="r-office"), external_id="c")
    exchange.write([contact, *documents()], tmp_path / "a", Format.HSDS)
    lines = (tmp_path / "a/schedules.csv").read_text(encoding="utf-8").split("\n")
    assert sum("MO,TU,WE,TH" in line for line in lines) == 4
    assert _by_id(exchange.read([tmp_path / "a"]))["c"] == contact


@pytest.mark.parametrize("guide", ["samples", "starter guide"])
def test_exported_json_follows_the_schemas(tmp_path: Path, guide: str) -> None:
    reading = exchange.read([shipped("knowledge_base")])
    found = documents() if guide == "samples" else [candidate.document for candidate in reading.candidates]
    exchange.write(found, tmp_path / "a.json", Format.HSDS)
    content = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert [error for item in content["services"] for error in errors(item, "service.json")] == []
    assert [error for item in content["organizations"] for error in errors(item, "organization.json")] == []
    assert len(content["services"]) == sum(document.kind is Kind.PROCEDURE for document in found)


def test_exported_tables_follow_the_data_package(tmp_path: Path) -> None:
    exchange.write(documents(), tmp_path / "a", Format.HSDS)
    rows = {}
    for file in (tmp_path / "a").glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as stream:
            rows[file.name] = list(csv.DictReader(stream))
    assert package_errors(rows) == []
    descriptor = json.loads((tmp_path / "a/datapackage.json").read_text(encoding="utf-8"))
    assert {resource["path"] for resource in descriptor["resources"]} == set(rows)


def test_what_another_program_changed_is_laid_over_ours(tmp_path: Path) -> None:
    exchange.write(documents(), tmp_path / "a", Format.HSDS)
    phones = tmp_path / "a/phones.csv"
    phones.write_text(phones.read_text(encoding="utf-8").replace("+000001", "+000009"), encoding="utf-8")
    reading = _read(tmp_path / "a")
    changed = _by_id(reading)["c-town-hall"]
    assert isinstance(changed.body, Contact)
    assert changed.body.phones[0].number == "+000009"
    # What HSDS does not hold is still there.
    before = _ours()["c-town-hall"]
    assert isinstance(before.body, Contact)
    assert (changed.body.deputy, changed.body.regime, changed.body.hours) == ("c-deputy", "r-office", before.body.hours)
    assert (changed.body.name, changed.seal) == (before.body.name, before.seal)
    assert [(p.code, p.details["external_id"]) for p in reading.warnings] == [("changed_elsewhere", "c-town-hall")]


def test_hours_of_a_real_directory(tmp_path: Path) -> None:
    path = _package(
        tmp_path,
        organizations="id,name,description\no,البلدية,وصف\n",
        locations="id,organization_id,name\nl,o,المقر\n",
        schedules="id,location_id,freq,byday,opens_at,closes_at,valid_from,valid_to,description\n"
        '1,l,WEEKLY,"MO,TU",08:30Z,12:30,,,\n2,l,WEEKLY,"MO,TU",13:30:00+01:00,17:30,2026-01-01,2026-12-31,\n'
        "3,l,WEEKLY,SU,00:00,23:59,,,\n4,l,MONTHLY,2SA,09:00,10:00,,,\n5,l,WEEKLY,WE,09:00,10:00,2026-08-01,2026-08-09,صيفًا\n",
    )
    contact = _by_id(_read(path))["o"].body
    assert isinstance(contact, Contact)
    told = {entry.days: [(f"{s.opens:%H:%M}", f"{s.closes:%H:%M}") for s in entry.spans] for entry in contact.hours}
    assert told == {(1, 2): [("08:30", "12:30"), ("13:30", "17:30")], (7,): [("00:00", "00:00")]}
    told_so = ("09:00-10:00 2SA MONTHLY", "09:00-10:00 WE WEEKLY (2026-08-01 – 2026-08-09)", "صيفًا")
    assert contact.hours_note == Text(fr="\n".join(told_so))


def test_an_older_package_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = _package(
        tmp_path / "hsds-1.0",
        organization="id,name,url\no,Mairie,https://example.org\n",
        services="id,organization_id,name,status\ns,o,Extrait de naissance,active\nx,o,Ancien,defunct\n",
        services_at_location="id,service_id,location_id\nsl,s,l\n",
        locations="id,name\nl,Siège\n",
        physical_addresses="id,location_id,address_1,city,postal_code,country\na,l,Rue 1,Tunis,1000,TN\n",
        postal_addresses="id,location_id,address_1\np,l,BP 1\n",
        regular_schedules="id,location_id,weekday,opens_at,closes_at\nh,l,Monday,08:00,12:00\n",
        accessibility_for_disabilities="id,location_id,accessibility\nf,l,Rampe\n",
        languages="id,service_id,language\ng,s,Arabe\n",
        phones="id,location_id,number,type\nn,l,00 000 001,fax\nm,l,appeler,voice\n",
        eligibility="id,service_id,eligibility\ne,s,Majeur\n",
        holiday_schedules="id,location_id,closed\nz,l,true\n",
    )
    reading = exchange.read([path])
    found = _by_id(reading)
    contact, service = found["sl"].body, found["s"].body
    assert isinstance(contact, Contact)
    assert isinstance(service, Procedure)
    assert contact.address.fr == "Rue 1\n1000 Tunis\nBP 1"
    assert (contact.access.fr, contact.languages) == ("Rampe", ("Arabe",))
    assert contact.hours[0].days == (1,)
    assert contact.phones[0].kind is PhoneKind.FAX
    assert (service.fr.conditions, service.contacts) == (("Majeur",), ("sl", "o"))
    assert "x" not in found
    assert {p.code for p in reading.warnings} == {"phone_left_out", "hsds_not_offered", "hsds_no_place"}


def test_a_zip_in_a_folder_with_its_descriptor(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        resources = [{"name": "service", "path": "data/one.csv"}]
        archive.writestr("package/datapackage.json", json.dumps({"resources": resources}))
        archive.writestr("package/data/one.csv", "id,name,status\ns,Service,active\n")
        archive.writestr("package/readme.txt", "x")
    reading = exchange.read([tmp_path / "a.zip"])
    assert list(_by_id(reading)) == ["s"]
    assert [p.code for p in reading.warnings] == ["file_ignored"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "json_invalid"),
        ("{", "json_invalid"),
        ("[" * 100_000, "json_invalid"),
        ('{"id": ' + "9" * 5_000 + "}", "json_invalid"),
        ("3", "format_unknown"),
        ("{}", "format_unknown"),
        ('{"id": "a", "name": "x", "locations": ' * 20 + "[]" + "}" * 20, "json_deep"),
        ('{"id": "a", "description": "x"}', "title_missing"),
        ('{"id": "a", "name": "\\ud800"}', "title_missing"),
        ('{"id": "' + "a" * 300 + '", "name": "x"}', "external_id_wrong"),
    ],
)
def test_bad_json_is_refused(tmp_path: Path, text: str, code: str) -> None:
    reading = _read(write_text(tmp_path / "a.json", text))
    assert [refused.problem.code for refused in reading.refused] == [code]
