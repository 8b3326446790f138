"""A supervisor's morning through the accessibility interface alone: what was not found becomes an article, what was
wrong is corrected, and an operator finds both."""

import pytest

from operator_app.domain.languages import Language
from operator_app.ui.actions import Do
from tests.accessibility.conftest import Post
from tests.accessibility.person import Person

# Words that nothing in the guide is like, one for each language.
GAPS = {Language.AR: "zpzpzp", Language.FR: "wxwxwx", Language.EN: "kvkvkv"}
TITLES = {Language.AR: "بطاقة zpzpzp", Language.FR: "Carte wxwxwx", Language.EN: "Carte kvkvkv"}
QUERIES = {Language.AR: "جواز", Language.FR: "passeport", Language.EN: "passeport"}


@pytest.mark.slow
@pytest.mark.parametrize("language", list(Language))
def test_a_gap_becomes_an_article_that_a_second_person_approves(post: Post, language: Language) -> None:
    person = post.speaking(language)
    _without_answer(person, GAPS[language])
    person.walker.open(Do.WORK_LIST)
    person.press("work.lists.gaps")
    person.choose("work.list", GAPS[language])
    person.eyes.press("Return")
    _write(person, TITLES[language])
    person.press("edit.publish")
    person.write("publish.note", "asked for by a caller")
    person.press("publish.how.review")
    person.press("publish.go")
    person.hear(person.t("Handed over. It waits under “Review”."))
    person.walker.open(Do.REVIEW)
    person.choose("review.list", TITLES[language])
    person.press("review.approve")
    person.hear(person.t("Published. Operators see it now."))
    _finds(person, GAPS[language], TITLES[language])


@pytest.mark.slow
@pytest.mark.parametrize("language", list(Language))
def test_what_an_operator_calls_wrong_is_corrected_and_told(post: Post, language: Language) -> None:
    person = post.speaking(language)
    person.walker.open(Do.SEARCH)
    person.write("search", QUERIES[language])
    # Not the article that was read before.
    person.actor.wait("its results", lambda: QUERIES[language] in person.rows("results")[0].name.casefold())
    first = person.rows("results")[0].name
    person.actor.wait("its article", lambda: person.node("article-title").name in first)
    title = person.node("article-title").name
    person.walker.open(Do.WRONG)
    person.hear(person.first_words("Sent to the owner with what is on screen: {title}"))
    person.walker.open(Do.WORK_LIST)
    person.press("work.lists.reports")
    person.choose("work.list", title)
    person.press("work.open")
    written = f"Corrigé {language.value}"
    for spoken in ("ar", "fr"):
        person.write(f"edit.procedure.{spoken}.fee", written)
    person.press("edit.publish")
    person.write("publish.note", written)
    person.press("publish.go")
    person.hear(person.first_words("Published: edition {n}. Operators see it now."))
    person.walker.open(Do.SEARCH)
    person.write("search", "")
    person.write("search", QUERIES[language])
    person.actor.wait("the corrected text", lambda: written in person.text("article-text"))
    person.walker.open(Do.HISTORY)
    assert written in " ".join(row.name for row in person.rows("history.list"))


def _without_answer(person: Person, query: str) -> None:
    """A call in which nothing is found: the words become an unmet need."""
    person.press("strip-call")
    person.node("strip-close")
    person.write("search", query)
    person.hear(person.t("Nothing found for these words. F7 notes what was asked, F5 searches the contacts."))
    person.press("strip-no_answer")
    person.press("strip-close")
    person.hear(person.first_words("Logged: {outcome}, {length}."))


def _write(person: Person, title: str) -> None:
    """Both languages of an article that begins with nothing but the caller's words."""
    for spoken in ("ar", "fr"):
        person.write(f"edit.procedure.{spoken}.title", title)
        person.write(f"edit.procedure.{spoken}.short_answer", f"{title}: le matin, au guichet 1.")
        person.write(f"edit.procedure.{spoken}.documents", "La carte d'identité\nUne photo")
    person.write("edit.procedure.review_by", "31/12/2027")


def _finds(person: Person, query: str, title: str) -> None:
    """An operator searches for the words that found nothing before."""
    person.walker.open(Do.SEARCH)
    person.write("search", query)
    person.actor.wait("the new article among the results", lambda: title in person.rows("results")[0].name)
    person.actor.wait("the new article", lambda: person.sees("article-title", title))
