"""Every page in three languages, from outside: named, sane, reached by Tab in the order of reading, both ways."""

import pytest

from operator_app.domain.languages import Language
from operator_app.ui.actions import ACTIONS, Do
from tests.accessibility.conftest import Post, Starter
from tests.accessibility.person import Person
from tests.accessibility.walking import PATIENCE_MS

# Actions of the call itself and of the window, and those that need something: an article on screen, a call, a file.
NO_PAGE = {
    Do.CALL, Do.REFER, Do.NO_ANSWER, Do.CALL_BACK, Do.CLOSE, Do.DROP_CALL, Do.SEARCH, Do.TIPS, Do.CONTACTS, Do.WRONG,
    Do.OTHER_LANGUAGE, Do.READ, Do.READ_ON, Do.HUSH, Do.EXPORT, Do.EDIT, Do.HISTORY, Do.BACK, Do.FULL_SCREEN, Do.QUIT,
    Do.NOTE,
}  # fmt: skip
PAGES = tuple(action.do for action in ACTIONS if action.do not in NO_PAGE)
# What has to stand on a page before it is walked: an empty list would hide what its rows do wrong.
FILLED = {Do.REVIEW: "review.list", Do.WORK_LIST: "work.list", Do.LOG: "log.table", Do.CALL_BACKS: "call_backs.list"}
# What has to be usable before a page is walked: while a sheet is drawn, Esc stops that and does not lead back.
READY = {Do.PRINT: "print.save"}
# A page whose foot or head stays while its middle scrolls: two columns to read, one after the other.
TWO_COLUMNS = 2
# Esc first stops what a page is busy with: a sheet that is being drawn.
MOST_STEPS_BACK = 3


@pytest.mark.slow
@pytest.mark.parametrize("language", list(Language))
def test_every_page_is_named_and_reached(post: Post, language: Language) -> None:
    person = post.speaking(language)
    note = person.walker.note
    note("home", TWO_COLUMNS)
    for do in PAGES:
        person.walker.open(do)
        if do in FILLED:
            person.rows(FILLED[do])
        if do in READY:
            person.node(READY[do])
        note(do, TWO_COLUMNS)
        _leave(person, do)
    person.eyes.press("F2")
    person.node("strip-close")
    note("call", TWO_COLUMNS)
    person.write("search", "pas")
    person.node("short-answer")
    note("article", TWO_COLUMNS)
    person.walker.open(Do.NOTE)
    person.node("call-note")
    note("note", TWO_COLUMNS)
    person.eyes.press("F8")
    person.node("call-back-number")
    note("call back", TWO_COLUMNS)
    assert not person.walker.found, "\n".join(person.walker.found)


@pytest.mark.slow
@pytest.mark.parametrize("language", list(Language))
def test_what_supervisors_write_in_is_named_and_reached(post: Post, language: Language) -> None:
    """An article in the editor with both languages, how it is published, its history, and each list of the morning."""
    person = post.speaking(language)
    note = person.walker.note
    person.walker.open(Do.SEARCH)
    person.write("search", "passeport")
    person.node("short-answer")
    person.walker.open(Do.HISTORY)
    person.rows("history.list")
    note("history", TWO_COLUMNS)
    person.walker.open(Do.SEARCH)
    person.walker.open(Do.EDIT)
    person.node("edit.procedure.ar.title")
    person.rows("edit.checks")
    note("edit", 3)
    person.press("edit.publish")
    person.press("publish.how.later")
    person.node("publish.day")
    note("publish on a day", 3)
    person.escape()
    for choice in ("reports", "due", "untranslated", "drafts", "gaps"):
        person.walker.open(Do.WORK_LIST)
        person.press(f"work.lists.{choice}")
        note(f"work list, {choice}", TWO_COLUMNS)
    assert not person.walker.found, "\n".join(person.walker.found)


@pytest.mark.slow
def test_the_first_questions_are_named_and_reached(program: Starter) -> None:
    actor = program(None)
    for language in Language:
        person = Person(actor, language)
        person.press(f"first_run.language.{language.value}")
        progress = person.node("first_run.body_name.ar")
        assert progress.name
        person.walker.note("body", TWO_COLUMNS)
        person.write("first_run.body_name.ar", "بلدية المثال")
        person.press("first_run.next")
        person.node("first_run.operator_name")
        person.walker.note("operator", TWO_COLUMNS)
        person.press("first_run.next")
        person.node("first_run.offer.practice")
        person.walker.note("next", TWO_COLUMNS)
        for seen in ("first_run.operator_name", "first_run.body_name.ar", f"first_run.language.{language.value}"):
            person.press("first_run.back")
            person.node(seen)
        person.walker.note("language", TWO_COLUMNS)
        assert not person.walker.found, "\n".join(person.walker.found)


def _leave(person: Person, do: Do) -> None:
    """Esc leads back. The next page is asked for through the bus, the key comes through the display: in their order."""
    steps = (person.eyes.press("Escape", patience=PATIENCE_MS) for _ in range(MOST_STEPS_BACK))
    assert any(steps), f"{do}: Esc does not leave it"
