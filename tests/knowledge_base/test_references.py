"""Every reference of the guide leads somewhere, every number is a contact's and in the numbering plan."""

import csv
import re
from collections.abc import Iterator
from datetime import date

import pytest

from operator_app.domain.calls import Outcome
from operator_app.domain.documents import Confidence
from operator_app.domain.guide import Need
from tests.knowledge_base.reading import (
    FACTS,
    ROOT,
    Plain,
    articles,
    contacts,
    greetings,
    items,
    modules,
    phone_numbers,
    regimes,
    synonyms,
    table,
    tables,
    texts_of,
    toml_file,
)

TODAY = date(2026, 11, 24)
PREFIXES = {"contact": "c-", "tip": "t-", "synonyms": "s-", "greeting": "g-", "regime": "r-", "module": "m-"}
# From tn-facts/numbering_plan.csv: fixed, alternative, mobile, toll-free, shared cost, then the short numbers.
PLAN = re.compile(r"(7[0-9]|3[0-2])\d{6}|(2\d|4[0-8]|5\d|9\d)\d{6}|8010\d{4}|8[12]10\d{4}|190|19[2-4]|19[78]|18\d\d")
# Eight digits, perhaps grouped, or a short number; not a year, a law ("n° 95-197", "عدد 1812") or an amount.
NUMBER = re.compile(r"(?<![\d.,°-])(?<!عدد )(?<!n° )(\d{2}[\s  ]?\d{3}[\s  ]?\d{3}|19[0-9]|18\d\d)(?![\d.,]*\d|-)")
REFUSED = {"1833", "80102222"}
# Folded, these two would catch the negation "ما" and the French "me": "ما يتنفسش" must not find the water company.
TOO_SHORT = {"الماء", "mé"}


def _ids() -> dict[str, list[str]]:
    return {
        "procedure": [article.slug for article in articles("procedures")],
        "tip": [article.slug for article in articles("tips")],
        "contact": [str(contact["external_id"]) for contact in contacts()],
        "greeting": [str(greeting["external_id"]) for greeting in greetings()],
        "synonyms": [str(group["external_id"]) for group in synonyms()],
        "regime": [str(regime["external_id"]) for regime in regimes()],
        "module": [str(module["external_id"]) for module in modules().values()],
        "holidays": [str(table(toml_file("calendar.toml")["holidays"])["external_id"])],
    }


IDS = _ids()


def _seals() -> Iterator[tuple[str, Plain]]:
    for folder in ("procedures", "tips"):
        for article in articles(folder):
            yield article.slug, article.seal
    for document in (*contacts(), *regimes(), table(toml_file("calendar.toml")["holidays"])):
        yield str(document["external_id"]), table(document["seal"])


def _spoken() -> Iterator[tuple[str, str]]:
    """Every text that may be said to a caller, with where it stands."""
    for folder in ("procedures", "tips"):
        for article in articles(folder):
            for language in article.texts:
                yield from ((article.slug, text) for _, text in article.prose(language))
    for document in (*contacts(), *greetings(), *modules().values()):
        where = str(document["external_id"])
        yield from ((where, text) for key, value in document.items() if key != "seal" for text in texts_of(value))


def test_external_ids_are_unique_and_tell_their_kind() -> None:
    everything = [identifier for identifiers in IDS.values() for identifier in identifiers]
    assert len(set(everything)) == len(everything)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", identifier) for identifier in everything)
    for kind, identifiers in IDS.items():
        prefix = PREFIXES.get(kind)
        if prefix:
            assert all(identifier.startswith(prefix) for identifier in identifiers)
        else:
            assert not any(re.match(r"[ctsgrm]-", identifier) for identifier in identifiers)


def test_articles_refer_to_contacts() -> None:
    for folder in ("procedures", "tips"):
        for article in articles(folder):
            referred = items(article.shared["contacts"])
            assert referred, article.slug
            assert set(referred) <= set(IDS["contact"]), article.slug


def test_contacts_refer_to_contacts_and_regimes() -> None:
    deputies = {str(contact["external_id"]): str(contact.get("deputy", "")) for contact in contacts()}
    for contact in contacts():
        assert contact.get("regime", "r-permanent") in IDS["regime"], contact["external_id"]
        assert contact.get("parent", "c-police") in IDS["contact"], contact["external_id"]
    for first in deputies:
        chain = [first]
        while deputies[chain[-1]] and deputies[chain[-1]] not in chain:
            chain.append(deputies[chain[-1]])
        # Two emergency services may stand in for each other; a longer chain would tire a caller.
        assert len(chain) <= 4, chain


def test_synonyms_lead_to_articles() -> None:
    for group in synonyms():
        documents = items(group["documents"])
        assert documents, group["external_id"]
        assert set(documents) <= set(IDS["procedure"]) | set(IDS["tip"]), group["external_id"]
        assert group["evidence"], group["external_id"]


def test_practice_callers_refer_to_what_exists() -> None:
    for module in modules().values():
        for caller in tables(module["caller"]):
            assert caller["outcome"] in {outcome.value for outcome in Outcome}
            assert caller.get("article", "") in {"", *IDS["procedure"], *IDS["tip"]}
            assert caller.get("refer_to", "") in {"", *IDS["contact"]}
            assert caller.get("need", "") in {"", *(need.value for need in Need)}
            assert (caller["outcome"] == "referred") <= bool(caller.get("refer_to"))
            assert (caller["outcome"] == "answered") <= bool(caller.get("article"))
            assert (caller["outcome"] == "call_back") <= str(caller.get("number", "")).startswith("00000")


def test_contact_numbers_are_in_the_plan_and_trusted() -> None:
    numbers = phone_numbers()
    assert numbers
    assert [number for number in numbers if not PLAN.fullmatch(number)] == []
    assert not numbers & REFUSED
    for contact in contacts():
        if contact["phones"]:
            sources = tables(table(contact["seal"])["sources"])
            trusted = [source for source in sources if source["confidence"] in ("high", "medium")]
            assert trusted, contact["external_id"]


def test_every_number_in_a_text_is_a_contacts() -> None:
    numbers = phone_numbers()
    for where, text in _spoken():
        for found in NUMBER.findall(text):
            plain = re.sub(r"\D", "", found)
            assert plain in numbers or plain.startswith("00000"), (where, found)


def test_the_number_check_sees_numbers() -> None:
    assert NUMBER.findall("appelez le 71 335 000 ou 197.") == ["71 335 000", "197"]
    assert NUMBER.findall("الشرطة 197، أو 1809") == ["197", "1809"]
    assert NUMBER.findall("décret n° 95-197, الأمر عدد 1812 لسنة 1998، 75 000 dinars") == []


@pytest.mark.parametrize(("where", "seal"), list(_seals()), ids=lambda value: value if isinstance(value, str) else "")
def test_the_seal_is_honest(where: str, seal: Plain) -> None:
    assert seal["owner"], where
    assert isinstance(seal["review_by"], date)
    assert seal["review_by"] > TODAY
    assert "verified_on" not in seal
    assert tables(seal["sources"])
    for source in tables(seal["sources"]):
        assert source["title"]
        assert source["confidence"] in {confidence.value for confidence in Confidence}
        assert re.fullmatch(r"(\d{4}(-\d{2}(-\d{2})?)?)?", str(source["date"])), source["date"]
        assert re.fullmatch(r"(https?://\S+)?", str(source["url"])), source["url"]


def test_governorates_and_ministries_are_there_without_invented_numbers() -> None:
    bare = [str(contact["external_id"]) for contact in contacts() if not contact["phones"]]
    assert len([identifier for identifier in bare if identifier.startswith("c-governorate-")]) == 24 + 1
    assert len([identifier for identifier in bare if identifier.startswith("c-ministry-")]) == 24


def test_every_lexicon_word_is_known() -> None:
    path = FACTS / "caller_terms_lexicon.csv"
    if not path.exists():
        pytest.skip("../shared/data/tn-facts is not here")
    official = {str(table(group["official"])["ar"]) for group in synonyms()}
    words = {word for group in synonyms() for word in items(group["words"])}
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            assert {row["official_ar"], *(part.strip() for part in row["official_ar"].split("/"))} & official
            said = [*row["variants_arabic_script"].split(";"), *row["variants_latin"].split(";")]
            missing = {word.strip() for word in said if "distinct act" not in word} - words - TOO_SHORT - {""}
            assert not missing, (row["official_ar"], missing)


def test_nothing_hidden_and_nothing_but_western_digits() -> None:
    unwanted = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u0640\u0660-\u0669\u06f0-\u06f9\ufeff]")
    for path in sorted(ROOT.rglob("*")):
        if path.is_file():
            assert not unwanted.search(path.read_text(encoding="utf-8")), path
            assert path.suffix in (".md", ".toml"), path
