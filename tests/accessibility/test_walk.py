"""Every page in three languages, from outside: named, sane, reached by Tab in the order of reading."""

import pytest

from operator_app.domain.languages import Language
from operator_app.ui.actions import Do
from tests.accessibility.conftest import Starter
from tests.accessibility.walking import PATIENCE_MS, Walker, settled, walk_back

PAGES = (Do.LOG, Do.CALL_BACKS, Do.NEWS, Do.PRACTICE, Do.PHRASES, Do.IMPORT, Do.SETTINGS, Do.HELP)


@pytest.mark.slow
@pytest.mark.parametrize("language", list(Language))
def test_every_page_is_named_and_reached(program: Starter, language: Language) -> None:
    actor = program(language)
    walker = Walker(actor, language)
    walker.note("home", columns=2)
    for do in PAGES:
        walker.open(do)
        # The settings scroll above a foot that stays: two columns to read, one after the other.
        walker.note(do, columns=2 if do is Do.SETTINGS else 1)
        # The next page is asked for through the bus, this key comes through the display: in their order.
        assert actor.eyes.press("Escape", patience=PATIENCE_MS), f"{do}: Esc does not leave it"
    actor.eyes.press("F2")
    walker.note("call", columns=2)
    actor.eyes.write(settled(actor).identified("search"), "pas")
    settled(actor)
    walked = walker.note("article", columns=2)
    # Once round the other way; an event of the way there may still arrive in the first round.
    backs = (walk_back(actor, len(walked.stops)) for _ in range(2))
    if not any(sorted(back) == sorted(walked.stops) for back in backs):
        walker.found.append("article: Shift+Tab does not go where Tab goes")
    actor.eyes.press("F8")
    walker.note("call back", columns=2)
    assert not walker.found, "\n".join(walker.found)


@pytest.mark.slow
@pytest.mark.parametrize("language", list(Language))
def test_the_first_questions_are_named_and_reached(program: Starter, language: Language) -> None:
    actor = program(None)
    walker = Walker(actor, language)
    settled(actor)
    for step in ("language", "body", "operator", "next"):
        walked = walker.note(step, columns=2)
        if step == "language":
            actor.eyes.act(walked.tree.identified(f"first_run.language.{language.value}"), "Press")
        elif step == "body":
            actor.eyes.write(walked.tree.identified("first_run.body_name.ar"), "بلدية المثال")
        if step not in ("language", "next"):
            actor.eyes.act(settled(actor).identified("first_run.next"), "Press")
        settled(actor)
    assert not walker.found, "\n".join(walker.found)
