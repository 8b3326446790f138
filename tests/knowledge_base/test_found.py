"""What callers say finds its article first, with the real index; before it only its contacts or a sister article."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from operator_app import exchange
from operator_app.domain.documents import Status
from operator_app.domain.languages import Language
from operator_app.domain.search import SearchQuery
from operator_app.index import Index
from tests.knowledge_base.reading import LANGUAGES, ROOT, Article, articles, items, synonyms, table

TODAY = date(2026, 11, 24)
EVERYTHING = [*articles("procedures"), *articles("tips")]
# An operator is as well served by the one as by the other.
SISTERS = {
    "violence-protection": {"t-violence"},
    "t-violence": {"violence-protection"},
    "t-child": {"child-danger-report"},
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """The index of the starter guide, whose ids are its external ids."""
    reading = exchange.read([ROOT])
    assert reading.refused == ()
    documents = [
        replace(candidate.document, id=candidate.document.external_id, status=Status.PUBLISHED, edition=1)
        for candidate in reading.candidates
    ]
    opened = Index.open(tmp_path_factory.mktemp("home") / "index")
    assert opened.rebuild(documents, pace=0)
    yield opened
    opened.close()


def _found(index: Index, text: str) -> list[str]:
    return [hit.id for hit in index.search(SearchQuery(text, Language.AR, TODAY, limit=6)).hits]


def _late(index: Index, texts: list[str], wanted: set[str], allowed: set[str]) -> list[tuple[str, list[str]]]:
    """The texts that find something not allowed before what is wanted."""
    late = []
    for text in texts:
        found = _found(index, text)
        first = next((id_ for id_ in found if id_ not in allowed - wanted), "")
        if first not in wanted:
            late.append((text, found))
    return late


@pytest.mark.parametrize("article", EVERYTHING, ids=lambda article: article.slug)
def test_keywords_and_titles_find_their_article_first(index: Index, article: Article) -> None:
    said = [*items(article.shared["keywords"]), *(article.field(language, "title") for language in LANGUAGES)]
    allowed = set(items(article.shared["contacts"])) | SISTERS.get(article.slug, set())
    assert _late(index, said, {article.slug}, allowed) == []


def test_synonyms_find_an_article_of_their_group_first(index: Index) -> None:
    contacts = {article.slug: set(items(article.shared["contacts"])) for article in EVERYTHING}
    for group in synonyms():
        official = table(group["official"])
        wanted = set(items(group["documents"]))
        allowed = set().union(*(contacts[slug] for slug in wanted))
        said = [*items(group["words"]), *(str(official[language]) for language in LANGUAGES)]
        assert _late(index, said, wanted, allowed) == [], group["external_id"]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("steg", "c-steg"),
        ("صوناد", "c-sonede"),
        ("الكنام", "c-cnam"),
        ("gouvernorat", "c-governorate-relations"),
        ("قباضة", "c-finance-collection"),
        ("ديوانة", "c-customs"),
        ("البلدية", "c-municipality"),
        ("معتمدية", "c-delegation"),
        ("je veux mourir", "t-suicide"),
        ("saigne", "t-emergency"),
        ("ضيعت ورقة الكرهبة", "vehicle-registration-lost"),
    ],
)
def test_a_service_or_a_danger_is_among_the_first_two(index: Index, typed: str, first: str) -> None:
    assert first in _found(index, typed)[:2]
