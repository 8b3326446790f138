"""The reading check of procedures and tips: complete, sourced, short enough to say, plain enough to hear."""

import re

import pytest

from operator_app.domain.guide import SHORT_ANSWER_SECONDS, Need, speaking_seconds
from tests.knowledge_base.reading import (
    ASK,
    FACT_FIELDS,
    LANGUAGES,
    PROCEDURE_LISTS,
    PROCEDURE_TEXTS,
    TIP_LISTS,
    TIP_TEXTS,
    Article,
    articles,
    items,
    supports,
)

PROCEDURES = articles("procedures")
TIPS = articles("tips")
EVERYTHING = PROCEDURES + TIPS
# A sentence that is heard: with more words than this, the caller has lost the beginning.
LONGEST_SENTENCE = 26


def _id(article: Article) -> str:
    return article.slug


procedures = pytest.mark.parametrize("article", PROCEDURES, ids=_id)
tips = pytest.mark.parametrize("article", TIPS, ids=_id)
every_article = pytest.mark.parametrize("article", EVERYTHING, ids=_id)


def test_there_is_enough_to_open_on_the_first_morning() -> None:
    assert len(PROCEDURES) >= 60
    assert {str(tip.shared["need"]) for tip in TIPS} == {need.value for need in Need}


@every_article
def test_both_languages_say_the_same_fields(article: Article) -> None:
    assert set(article.texts) == set(LANGUAGES)
    lists, texts = (PROCEDURE_LISTS, PROCEDURE_TEXTS) if article.folder == "procedures" else (TIP_LISTS, TIP_TEXTS)
    for name in (*lists, *texts, "body"):
        assert bool(article.field("ar", name)) == bool(article.field("fr", name)), name


@procedures
def test_a_procedure_has_what_a_caller_asks(article: Article) -> None:
    for language in LANGUAGES:
        for name in ("title", "short_answer", "place"):
            assert article.field(language, name), (language, name)
        if article.field(language, "steps") or article.field(language, "documents"):
            assert article.field(language, "delay"), language
            assert article.field(language, "fee"), language


@tips
def test_a_tip_says_how_to_know_what_to_say_and_what_to_avoid(article: Article) -> None:
    for language in LANGUAGES:
        for name in ("title", "short_answer"):
            assert article.field(language, name), (language, name)
        for name in TIP_LISTS:
            assert len(items(article.texts[language][name])) >= 3, (language, name)


@every_article
def test_the_short_answer_is_said_in_time(article: Article) -> None:
    for language in LANGUAGES:
        short = article.field(language, "short_answer")
        assert speaking_seconds(short) <= SHORT_ANSWER_SECONDS, language
        assert speaking_seconds(short) >= SHORT_ANSWER_SECONDS / 3, language
        assert short[-1] in ".؟?!", language
        assert "http" not in short, language


@procedures
def test_every_fact_has_a_source_or_says_whom_to_ask(article: Article) -> None:
    sourced = supports(article.seal, verified=True)
    for name in FACT_FIELDS:
        for language in LANGUAGES:
            text = article.field(language, name)
            asked = any(mark in text.casefold() for mark in ASK[language])
            assert not text or asked or name in sourced, (language, name)


@procedures
def test_every_fee_and_delay_with_a_figure_has_a_source(article: Article) -> None:
    sourced = supports(article.seal, verified=True)
    for name in ("fee", "delay"):
        figures = any(re.search(r"\d", article.field(language, name)) for language in LANGUAGES)
        assert not figures or name in sourced, name


@procedures
def test_both_languages_give_the_same_figures(article: Article) -> None:
    for name in ("fee", "delay", "short_answer"):
        arabic, french = (_figures(article.field(language, name)) for language in LANGUAGES)
        assert arabic == french or name == "short_answer", (name, arabic, french)


def _figures(text: str) -> set[str]:
    """Figures with one decimal sign, millimes told in dinars, thousands without space."""
    plain = re.sub(r"(?<=\d)[  ](?=\d{3}\b)", "", text).replace(",", ".")
    plain = re.sub(r"(\d+) ملّ?يم", lambda found: f"0.{found[1]}", plain)
    return {figure.rstrip(".") for figure in re.findall(r"\d[\d.]*", plain)}


@every_article
def test_the_supported_fields_exist(article: Article) -> None:
    known = {*PROCEDURE_LISTS, *PROCEDURE_TEXTS, *TIP_LISTS, "body", ""}
    supported = supports(article.seal, verified=False)
    assert supported <= known
    assert [name for name in supported if name and not article.field("ar", name)] == []


@every_article
def test_sentences_are_short_enough_to_hear(article: Article) -> None:
    for language in LANGUAGES:
        for name, text in article.prose(language):
            if name in ("legal", "body"):
                continue
            for sentence in re.split(r"[.!?؟:؛;]", text):
                assert len(sentence.split()) <= LONGEST_SENTENCE, (language, name, sentence)


@every_article
def test_the_keywords_are_what_callers_say(article: Article) -> None:
    keywords = items(article.shared["keywords"])
    assert len(keywords) >= 5
    assert len(set(keywords)) == len(keywords)
    assert any(re.search(r"[\u0621-\u064a]", word) for word in keywords)
    assert any(re.search(r"[a-z]", word) for word in keywords)


def test_no_two_procedures_answer_to_the_same_words() -> None:
    seen: dict[str, str] = {}
    for article in PROCEDURES:
        for word in items(article.shared["keywords"]):
            assert seen.setdefault(word.casefold(), article.slug) == article.slug, word


def test_no_two_articles_have_the_same_title() -> None:
    for language in LANGUAGES:
        titles = [article.field(language, "title") for article in EVERYTHING]
        assert len(set(titles)) == len(titles)
