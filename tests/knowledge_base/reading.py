"""Reads the starter guide straight from its files (tomllib only), for the reading check."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2] / "knowledge_base"
FACTS = ROOT.parents[1] / "shared" / "data" / "tn-facts"
LANGUAGES = ("ar", "fr")
PROCEDURE_LISTS = ("conditions", "documents", "steps", "legal")
PROCEDURE_TEXTS = ("title", "short_answer", "place", "delay", "fee", "notes")
TIP_LISTS = ("signs", "say", "avoid")
TIP_TEXTS = ("title", "short_answer", "notes")
# What a caller acts on: each of these fields has a source or says whom to ask.
FACT_FIELDS = ("conditions", "documents", "place", "delay", "fee", "legal")
ASK = {"ar": ("تُسأل", "يُسأل", "يُتثبَّت"), "fr": ("à demander", "à vérifier")}

Plain = dict[str, object]


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its slug, `procedures` or `tips`, and in each language the front matter (with `body`)."""

    slug: str
    folder: str
    texts: dict[str, Plain]

    @property
    def shared(self) -> Plain:
        return self.texts["ar"]

    @property
    def seal(self) -> Plain:
        return table(self.shared["seal"])

    def field(self, language: str, name: str) -> str:
        """A field as one text; list items are parted by line ends."""
        return "\n".join(items(self.texts[language].get(name, "")))

    def prose(self, language: str) -> Iterator[tuple[str, str]]:
        """Every (field, item) of the language."""
        for name in (*PROCEDURE_TEXTS, *PROCEDURE_LISTS, *TIP_LISTS, "body"):
            for item in items(self.texts[language].get(name, "")):
                yield name, item


def table(value: object) -> Plain:
    assert isinstance(value, dict)
    return value


def tables(value: object) -> list[Plain]:
    assert isinstance(value, list)
    return [table(item) for item in value]


def items(value: object) -> list[str]:
    """The items of a list of texts, or the one text."""
    if isinstance(value, list):
        return [str(item) for item in value]
    return [str(value)] if value else []


def read_article(path: Path) -> Plain:
    _, front, body = re.split(r"^\+\+\+\n", path.read_text(encoding="utf-8"), maxsplit=2, flags=re.MULTILINE)
    return {**tomllib.loads(front), "body": body.strip()}


def articles(folder: str) -> list[Article]:
    """The articles of a folder, by slug. A file of an unknown language fails the reading."""
    found: dict[str, dict[str, Plain]] = {}
    for path in sorted((ROOT / folder).iterdir()):
        slug, language, suffix = path.name.split(".")
        assert language in LANGUAGES, path
        assert suffix == "md", path
        found.setdefault(slug, {})[language] = read_article(path)
    return [Article(slug, folder, texts) for slug, texts in found.items()]


def toml_file(name: str) -> Plain:
    return tomllib.loads((ROOT / name).read_text(encoding="utf-8"))


def modules() -> dict[str, Plain]:
    return {path.stem: toml_file(f"training/{path.name}") for path in sorted((ROOT / "training").iterdir())}


def contacts() -> list[Plain]:
    return tables(toml_file("contacts.toml")["contact"])


def greetings() -> list[Plain]:
    return tables(toml_file("greetings.toml")["greeting"])


def regimes() -> list[Plain]:
    return tables(toml_file("calendar.toml")["regime"])


def synonyms() -> list[Plain]:
    return tables(toml_file("synonyms.toml")["synonyms"])


def phone_numbers() -> set[str]:
    return {str(phone["number"]) for contact in contacts() for phone in tables(contact["phones"])}


def supports(seal: Plain, *, verified: bool) -> set[str]:
    """The fields that the sources of a seal support; with `verified`, not those of unverified sources."""
    return {
        name.strip()
        for source in tables(seal["sources"])
        if not verified or source["confidence"] != "unverified"
        for name in str(source["supports"]).split(",")
    }


def texts_of(value: object) -> Iterator[str]:
    """Every text anywhere inside a TOML value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_of(inner)
