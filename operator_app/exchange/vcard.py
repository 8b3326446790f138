"""Contacts as vCard 4 (RFC 6350)."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from operator_app.domain.contacts import Contact, PhoneKind
from operator_app.domain.documents import Document, Kind
from operator_app.domain.languages import Language, Text
from operator_app.domain.problems import Problem
from operator_app.exchange.cells import parsed, shown
from operator_app.exchange.cleaning import cleaned, dialled, likely_kind, short_enough
from operator_app.exchange.columns import Shape
from operator_app.exchange.encodings import decoded
from operator_app.exchange.files import read_bytes, write_bytes
from operator_app.exchange.headings import language_of
from operator_app.exchange.own import Own, digest_of, laid_over, own_from, own_text
from operator_app.exchange.plain import Plain, document_from, plain_body
from operator_app.exchange.vcard_lines import Line, escaped, line, lines_in
from operator_app.exchange.watching import Gathering, Watch

_OWN = "X-OPERATOR-APP"
_HOURS = "X-HOURS"
_ACCESS = "X-ACCESS"
# Properties that say nothing about the contact.
_SILENT = frozenset(("VERSION", "PRODID", "REV", "KIND", "N", "UID", "CLIENTPIDMAP", "X-ABLABEL", "SORT-STRING", _OWN))
_PLACED = frozenset(
    ("FN", "ORG", "TITLE", "ROLE", "TEL", "EMAIL", "URL", "ADR", "LABEL", "NOTE", "CATEGORIES", "LANG", _HOURS, _ACCESS)
)
_TYPES = {"fax": PhoneKind.FAX, "cell": PhoneKind.MOBILE}


def read_vcard(path: Path, gathering: Gathering) -> None:
    """Offer a contact for each card. Raises Problem for what concerns the whole file."""
    found = decoded(read_bytes(path, path.name), path.name)
    if found.guessed:
        gathering.warn(Problem("encoding_guessed", file=path.name, encoding=found.guessed))
    card: list[Line] | None = None
    start = 0
    cards = 0
    for item in lines_in(told.removesuffix("\n") for told in found.opened("\n")):
        match item.name, item.value.strip().upper():
            case "BEGIN", "VCARD":
                if card is not None:
                    gathering.refuse(f"{path.name}:{start}", Problem("vcard_unclosed"))
                card, start, cards = [], item.number, cards + 1
            case "END", "VCARD" if card is not None:
                _offer(card, f"{path.name}:{start}", gathering)
                card = None
            case _ if card is not None:
                card.append(item)
    if card is not None:
        gathering.refuse(f"{path.name}:{start}", Problem("vcard_unclosed"))
    if not cards:
        raise Problem("format_unknown", file=path.name)


def write_vcard(documents: Sequence[Document], path: Path, watch: Watch) -> tuple[Problem, ...]:
    """Write the contacts; returns the kinds that are none. Raises Problem("file_not_written"),
    Problem("export_cancelled")."""
    cards: list[str] = []
    left_out: dict[Kind, int] = {}
    names = {d.external_id or d.id: d.body.name for d in documents if isinstance(d.body, Contact)}
    for done, document in enumerate(sorted(documents, key=lambda document: document.external_id or document.id)):
        watch.step(done)
        if isinstance(document.body, Contact):
            lines = list(_lines(document.external_id or document.id, document.body, names))
            own = line(_OWN, escaped(own_text(document, _digest(lines_in("".join(lines).split("\n"))))))
            cards += ["BEGIN:VCARD\r\n", "VERSION:4.0\r\n", *lines, own, "END:VCARD\r\n"]
        else:
            left_out[document.kind] = left_out.get(document.kind, 0) + 1
    write_bytes(path, "".join(cards).encode("utf-8", "replace"))
    return tuple(Problem("kind_not_in_vcard", kind=kind.value, count=count) for kind, count in left_out.items())


def _lines(name: str, contact: Contact, names: dict[str, Text]) -> Iterator[str]:
    """The properties of a card; translations of one share an ALTID."""
    yield line("UID", escaped(name), VALUE="text")
    yield line("KIND", "org")
    yield from _translated("FN", contact.name)
    yield from _translated("ROLE", contact.role)
    if contact.parent in names:
        yield line("ORG", escaped(names[contact.parent].best(Language.AR)[0]))
    for number, phone in enumerate(contact.phones, start=1):
        kind = next((word for word, kind in _TYPES.items() if kind is phone.kind), "voice")
        label = phone.label.best(Language.AR)[0]
        yield line(f"item{number}.TEL", escaped(phone.number), VALUE="text", TYPE=f"work,{kind}")
        if label:
            yield line(f"item{number}.X-ABLabel", escaped(label))
    for text, language in _written(contact.address):
        yield line("ADR", f";;{escaped(text)};;;;", ALTID="1", LANGUAGE=language.value)
    if contact.email:
        yield line("EMAIL", escaped(contact.email))
    if contact.web:
        yield line("URL", contact.web.replace("\n", ""))
    for language_spoken in contact.languages:
        yield line("LANG", escaped(language_spoken))
    yield from _translated("NOTE", contact.note)
    yield from _translated(_ACCESS, contact.access)
    if contact.hours:
        yield line(_HOURS, escaped(shown(Shape.HOURS, plain_body(contact)["hours"])))
    if contact.keywords:
        yield line("CATEGORIES", ",".join(escaped(word) for word in contact.keywords))


def _written(text: Text) -> Iterator[tuple[str, Language]]:
    return ((text.get(language), language) for language in Language if text.get(language))


def _translated(name: str, text: Text) -> Iterator[str]:
    return (line(name, escaped(said), ALTID="1", LANGUAGE=language.value) for said, language in _written(text))


def _digest(lines: Iterator[Line]) -> str:
    about_the_file = (_OWN, "REV", "PRODID", "VERSION")
    return digest_of(f"{item.name}:{item.value}" for item in lines if item.name not in about_the_file)


def _offer(card: list[Line], where: str, gathering: Gathering) -> None:
    gathering.step()
    try:
        for item in card:
            if item.name in _PLACED or item.name == _OWN:
                short_enough(item.value, item.name)
        plain = _plain(card, where, gathering)
        own = next((own for item in card if item.name == _OWN and (own := own_from(item.text()))), None)
        if own is not None and own.kind is Kind.CONTACT:
            body = _ours(own, card, plain, gathering)
            gathering.offer(document_from(Kind.CONTACT, own.external_id, body, own.seal), where)
        else:
            gathering.offer(document_from(Kind.CONTACT, _id(card, plain), plain, {}), where)
    except Problem as problem:
        gathering.refuse(where, problem)


def _ours(own: Own, card: list[Line], plain: Plain, gathering: Gathering) -> Plain:
    if _digest(iter(card)) == own.digest:
        return own.body
    gathering.warn(Problem("changed_elsewhere", external_id=own.external_id))
    return laid_over(own, plain)


def _id(card: list[Line], plain: Plain) -> str:
    """The card's own id; one without is recognised by its name and first number."""
    told = next((cleaned(item.text()) for item in card if item.name == "UID"), "")
    if told:
        return told.removeprefix("urn:uuid:")
    first = f"{plain.get('name')}\n{plain.get('phones')}"
    return f"contact-{sha256(first.encode('utf-8', 'replace')).hexdigest()[:16]}"


def _plain(card: list[Line], where: str, gathering: Gathering) -> Plain:
    """The plain body of a card; what has no place in a contact is named in a warning."""
    by_name: dict[str, list[Line]] = {}
    for item in card:
        by_name.setdefault(item.name, []).append(item)
    _tell_unplaced(by_name, where, gathering)
    organization = [", ".join(filter(None, map(cleaned, item.parts(";")))) for item in by_name.get("ORG", [])]
    title = _text(by_name.get("FN", [])) or _first(_joined_name(by_name.get("N", [])) or "".join(organization[:1]))
    role = [*by_name.get("TITLE", []), *by_name.get("ROLE", [])]
    keywords = [cleaned(word) for item in by_name.get("CATEGORIES", []) for word in item.parts(",")]
    plain: Plain = {
        "name": title,
        "role": _text(role) or {},
        "phones": list(_phones(by_name.get("TEL", []), by_name.get("X-ABLABEL", []), where, gathering)),
        "email": cleaned(by_name["EMAIL"][0].text()).removeprefix("mailto:") if "EMAIL" in by_name else "",
        "web": cleaned(by_name["URL"][0].text()) if "URL" in by_name else "",
        "address": _address(by_name.get("ADR", [])) or _text(by_name.get("LABEL", [])),
        "note": _text(by_name.get("NOTE", [])),
        "access": _text(by_name.get(_ACCESS, [])),
        "languages": [cleaned(item.text()) for item in by_name.get("LANG", [])],
        "keywords": [word for word in (*keywords, *organization) if word and word not in title.values()],
    }
    if _HOURS in by_name:
        plain["hours"] = parsed(Shape.HOURS, cleaned(by_name[_HOURS][0].text()), _HOURS)
    return plain


def _tell_unplaced(by_name: dict[str, list[Line]], where: str, gathering: Gathering) -> None:
    for name in sorted(by_name.keys() - _PLACED - _SILENT):
        gathering.warn(Problem("vcard_no_place", where=where, property=name))
    for name in ("EMAIL", "URL"):
        for item in by_name.get(name, [])[1:]:
            gathering.warn(Problem("vcard_no_place", where=where, property=f"{name} {cleaned(item.text())[:60]}"))


def _phones(lines: list[Line], labels: list[Line], where: str, gathering: Gathering) -> Iterator[Plain]:
    told = {item.group: cleaned(item.text()) for item in labels if item.group}
    for item in lines:
        written = cleaned(item.text()).removeprefix("tel:").partition(";")[0]
        try:
            number = dialled(written)
        except Problem:
            gathering.warn(Problem("phone_left_out", where=where, number=written[:60]))
            continue
        types = item.params.get("TYPE", "").casefold().split(",")
        kind = next((kind for word, kind in _TYPES.items() if word in types), likely_kind(number))
        label = told.get(item.group, "").strip("_$!<>")
        yield {"number": number, "kind": kind.value, "label": _first(label)}


def _address(lines: list[Line]) -> dict[str, str]:
    """Post box, extension, street, town, region, code, country: street first, code before town."""
    found: dict[str, str] = {}
    for item in lines:
        box, extended, street, town, region, code, country, *_ = (*map(cleaned, item.parts(";")), *[""] * 7)
        parts = (street, extended, box, " ".join(filter(None, (code, town))), region, country)
        text = "\n".join(filter(None, parts))
        if text:
            found.setdefault(_language(item, text), text)
    return found


def _text(lines: list[Line]) -> dict[str, str]:
    """The text in each language; several in one language stand one below the other."""
    found: dict[str, str] = {}
    for item in lines:
        if text := cleaned(item.text()):
            language = _language(item, text)
            found[language] = f"{found[language]}\n{text}" if language in found else text
    return found


def _first(text: str) -> dict[str, str]:
    return {language_of(text).value: text} if text else {}


def _language(item: Line, text: str) -> str:
    told = item.params.get("LANGUAGE", "").casefold()[:2]
    return told if told in list(Language) else language_of(text).value


def _joined_name(lines: list[Line]) -> str:
    """Given names before the family name."""
    family, given, middle, *_ = (*map(cleaned, lines[0].parts(";") if lines else ()), "", "", "")
    return " ".join(filter(None, (given, middle, family)))
