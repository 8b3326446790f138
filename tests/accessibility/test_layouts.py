"""The keys of the call path with real key codes on four keyboard layouts, on the real window."""

from collections.abc import Callable

import pytest

from operator_app.app.language import texts
from operator_app.app.opening import open_desk
from operator_app.domain.calls import Outcome
from operator_app.domain.languages import Language
from operator_app.i18n import Texts
from operator_app.local import CallFilter
from operator_app.ui.actions import Do
from tests.accessibility.conftest import Starter
from tests.accessibility.eyes import Eyes, Node
from tests.accessibility.stage import Actor, Stage, wait
from tests.accessibility.walking import Walker

LAYOUTS = [("us", ""), ("fr", ""), ("ara", ""), ("ara", "azerty")]
# Key codes of a PC keyboard under X11: the place of the key, whatever is printed on it.
F = {n: str(66 + n) for n in range(1, 11)} | {11: "95", 12: "96"}
RETURN, DOWN, UP, ALT, CONTROL, SHIFT = "36", "116", "111", "64", "37", "50"
# Its code, 9, would be taken for the digit; every layout has it in the same place.
ESCAPE = "Escape"
SECOND_DIGIT = "11"


class Keyboard:
    """Presses keys by their place and waits for what they bring."""

    def __init__(self, stage: Stage, actor: Actor) -> None:
        self._stage = stage
        self._actor = actor
        self.eyes: Eyes = actor.eyes
        self._seen: dict[str, Node] = {}

    def press(self, what: str, condition: Callable[[], bool], *keys: str) -> None:
        self._stage.key(*keys)
        wait(what, condition)

    def shows(self, identifier: str) -> Callable[[], bool]:
        return lambda: self._look(identifier) is not None

    def focused(self, identifier: str) -> Callable[[], bool]:
        return lambda: (self._look(identifier) or _NOWHERE).has("FOCUSED")

    def chosen(self, row: int) -> Callable[[], bool]:
        def is_chosen() -> bool:
            results = self._look("results")
            rows = self.eyes.children(results) if results is not None else []
            return len(rows) > row and rows[row].has("SELECTED")

        return is_chosen

    def _look(self, identifier: str) -> Node | None:
        """What was seen once is looked at again where it is; for what is new, everything."""
        if identifier not in self._seen:
            self._seen |= {node.identifier: node for node in self.eyes.tree() if node.identifier}
            return self._seen.get(identifier)
        return self.eyes.look(self._seen[identifier])

    def heard(self, words: str) -> Callable[[], bool]:
        return lambda: any(words in one for one in self.eyes.announced())


_NOWHERE = Node("", "", "", "", "", "", frozenset(), 0, (), (0, 0, 0, 0))


@pytest.mark.slow
def test_the_keys_of_a_call_fire_on_every_layout(stage: Stage, program: Starter) -> None:
    actor = program(Language.FR)
    board = Keyboard(stage, actor)
    for layout, variant in LAYOUTS:
        stage.layout(layout, variant)
        play(board, texts(Language.FR))
    stage.layout(*LAYOUTS[0])
    Walker(actor, Language.FR).open(Do.QUIT)
    assert actor.process.wait(timeout=15) == 0
    desk = open_desk(actor.home)
    calls = desk.calls.log(CallFilter())
    desk.close()
    assert [call.outcome for call in calls] == [Outcome.NO_ANSWER] * len(LAYOUTS)


def play(board: Keyboard, t: Texts) -> None:
    """A call with every key of the card, and the key card."""
    logged = t("Logged: {outcome}, {length}.").partition("{")[0]
    board.press("a call", board.shows("strip-close"), F[2])
    board.eyes.write(board.eyes.tree().identified("search"), "passeport")
    wait("results", board.chosen(0))
    board.press("the next result", board.chosen(1), DOWN)
    board.press("the one before", board.chosen(0), UP)
    board.press("result 2 by its digit's place", board.chosen(1), f"{ALT}+{SECOND_DIGIT}")
    board.press("reading", board.focused("short-answer"), f"{SHIFT}+{F[4]}", F[3], RETURN)
    board.press("the contacts", board.focused("contacts"), F[5])
    board.press("a number to be dialled, or none", board.focused("contacts"), f"{CONTROL}+{RETURN}")
    board.press("a referral", board.heard(t("Referred to {name}").partition("{")[0].strip()), F[6])
    board.press("the promise", board.focused("call-back-number"), F[8])
    board.press("the search", board.focused("search"), ESCAPE)
    board.press("no answer", board.heard(t("Noted as without an answer. F8 promises a call-back, F9 closes.")), F[7])
    board.press("told", board.heard(t("Sent to the owner with what is on screen: {title}").partition("{")[0]), F[12])
    board.press("the log", board.heard(logged), F[9])
    board.press("the tips", board.chosen(0), F[4])
    board.press("the key card", board.shows("keys.list"), F[1])
    board.press("the desk", board.shows("search"), ESCAPE)
    board.press("home", board.focused("search"), ESCAPE, ESCAPE)
