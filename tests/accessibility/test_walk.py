"""Every page in three languages, from outside: named, sane, reached by Tab in the order of reading."""

import pytest

from operator_app.domain.languages import Language
from operator_app.ui.actions import ACTIONS, Do
from tests.accessibility.conftest import Starter
from tests.accessibility.eyes import SHIFT
from tests.accessibility.walking import PATIENCE_MS, Walker, settled, walk

# Actions of the call itself and of the window, and those that ask the system for a file or need an article on screen.
NO_PAGE = {
    Do.CALL, Do.REFER, Do.NO_ANSWER, Do.CALL_BACK, Do.CLOSE, Do.DROP_CALL, Do.SEARCH, Do.TIPS, Do.CONTACTS, Do.WRONG,
    Do.OTHER_LANGUAGE, Do.READ, Do.READ_ON, Do.HUSH, Do.EXPORT, Do.EDIT, Do.HISTORY, Do.BACK, Do.FULL_SCREEN, Do.QUIT,
}  # fmt: skip
PAGES = tuple(action.do for action in ACTIONS if action.do not in NO_PAGE)
# A page whose foot or head stays while its middle scrolls: two columns to read, one after the other.
TWO_COLUMNS = 2
# Esc first stops what a page is busy with: a sheet that is being drawn.
MOST_STEPS_BACK = 3


@pytest.mark.slow
@pytest.mark.parametrize("language", list(Language))
def test_every_page_is_named_and_reached(program: Starter, language: Language) -> None:
    actor = program(language)
    walker = Walker(actor, language)
    walker.note("home", TWO_COLUMNS)
    for do in PAGES:
        walker.open(do)
        walker.note(do, TWO_COLUMNS)
        # The next page is asked for through the bus, this key comes through the display: in their order.
        steps = (actor.eyes.press("Escape", patience=PATIENCE_MS) for _ in range(MOST_STEPS_BACK))
        assert any(steps), f"{do}: Esc does not leave it"
    actor.eyes.press("F2")
    walker.note("call", TWO_COLUMNS)
    actor.eyes.write(settled(actor).identified("search"), "pas")
    settled(actor)
    walked = walker.note("article", TWO_COLUMNS)
    # An event of the way there may still arrive in the first round the other way.
    if not any(walk(actor, SHIFT).places() == walked.places() for _ in range(2)):
        walker.found.append("article: Shift+Tab does not go where Tab goes")
    actor.eyes.press("F8")
    walker.note("call back", TWO_COLUMNS)
    assert not walker.found, "\n".join(walker.found)


@pytest.mark.slow
@pytest.mark.parametrize("language", list(Language))
def test_the_first_questions_are_named_and_reached(program: Starter, language: Language) -> None:
    actor = program(None)
    walker = Walker(actor, language)
    settled(actor)
    for step in ("language", "body", "operator", "next"):
        walked = walker.note(step, TWO_COLUMNS)
        if step == "language":
            actor.eyes.act(walked.tree.identified(f"first_run.language.{language.value}"), "Press")
        elif step == "body":
            actor.eyes.write(walked.tree.identified("first_run.body_name.ar"), "بلدية المثال")
        if step not in ("language", "next"):
            actor.eyes.act(settled(actor).identified("first_run.next"), "Press")
        settled(actor)
    assert not walker.found, "\n".join(walker.found)
