"""Greetings, calendar and training of the starter guide, and how its Arabic and French are written."""

import re
from string import Formatter

from operator_app.domain.greetings import BodyType, Moment, Purpose, fill
from tests.knowledge_base.reading import articles, greetings, modules, table, tables, texts_of, toml_file

LANGUAGES = ("ar", "fr", "en")
KNOWN_FIELDS = {"body", "operator", "line"}


def test_every_purpose_and_moment_has_its_words() -> None:
    said = {(greeting["purpose"], greeting["moment"], greeting["body_type"]) for greeting in greetings()}
    for purpose in Purpose:
        assert (purpose.value, "any", "any") in said
    for moment in Moment:
        for body_type in BodyType:
            assert ("greeting", moment.value, body_type.value) in said
    assert {moment for _, moment, _ in said} == {moment.value for moment in Moment}


def test_greetings_are_whole_in_three_languages() -> None:
    seen = set()
    for greeting in greetings():
        place = (greeting["purpose"], greeting["moment"], greeting["body_type"], greeting["line"], greeting["rank"])
        assert place not in seen
        seen.add(place)
        for language in LANGUAGES:
            text = str(table(greeting["text"])[language])
            assert table(greeting["name"])[language]
            assert {name for _, name, _, _ in Formatter().parse(text) if name} <= KNOWN_FIELDS


def test_greetings_read_well_without_the_operators_name() -> None:
    for greeting in greetings():
        for language in LANGUAGES:
            said = fill(str(table(greeting["text"])[language]), {"body": "X"})
            assert not re.search(r" [،,.]|[،,][،,.]|^[،,.]", said), (greeting["external_id"], said)


def test_the_revolution_is_in_december() -> None:
    rules = tables(table(toml_file("calendar.toml")["holidays"])["rules"])
    fixed = {(rule["month"], rule["day"]) for rule in rules if not rule["lunar"]}
    assert (12, 17) in fixed
    assert (1, 14) not in fixed
    assert len(fixed) == 8
    assert len([rule for rule in rules if rule["lunar"]]) == 4


def test_six_modules_teach_in_both_languages() -> None:
    read = modules()
    assert {module["rank"] for module in read.values()} == set(range(1, 7))
    for name, module in read.items():
        assert module["external_id"] == name
        assert len(tables(module["page"])) >= 3
        assert len(tables(module["caller"])) >= 3
        for page in tables(module["page"]):
            assert all(table(page["text"])[language] for language in ("ar", "fr"))
        for caller in tables(module["caller"]):
            for text in (caller["name"], caller["hint"], *tables(caller["says"])):
                assert all(table(text)[language] for language in ("ar", "fr"))


def test_arabic_is_written_with_arabic_marks() -> None:
    for folder in ("procedures", "tips"):
        for article in articles(folder):
            for name, text in article.prose("ar"):
                without_latin = re.sub(r"[A-Za-zÀ-ÿ][^\u0600-\u06ff]*", "", text)
                assert not re.search(r"[,;?](?!\d)", without_latin), (article.slug, name, text)


def test_nothing_is_doubled_or_left_over() -> None:
    documents = [*greetings(), *modules().values()]
    texts = [text for document in documents for text in texts_of(document)]
    for folder in ("procedures", "tips"):
        for article in articles(folder):
            texts += [text for language in ("ar", "fr") for _, text in article.prose(language)]
    for text in texts:
        assert "  " not in text, text
        assert not re.search(r"\bTODO\b|\bXXX\b|\?\?", text), text
        # In Arabic a doubled word is a way of speaking ("خطوة خطوة"); in French it is a slip.
        assert not re.search(r"\b(?!vous |nous )([a-zà-ÿ]{3,}) \1\b", text), text
