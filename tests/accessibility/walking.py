"""Going through the pages as somebody does who has a keyboard and a screen reader."""

from dataclasses import dataclass

from operator_app.domain.languages import Language
from operator_app.ui.actions import Do
from tests.accessibility import rules
from tests.accessibility.eyes import SHIFT, Tree
from tests.accessibility.stage import Actor, still

# Where Tab has to come round again, and how long a key may take to move the focus.
MOST_STOPS = 160
PATIENCE_MS = 3000
# So long nothing happens on a page that rests; twice as long is waited before a fault is believed.
QUIET_MS = 60
ROUNDS = 3


@dataclass(frozen=True)
class Walk:
    """One page: what showed, and the paths where Tab went, in its order; `back` where Shift+Tab went."""

    tree: Tree
    stops: tuple[str, ...]
    back: tuple[str, ...]
    trapped: str = ""

    def faults(self, language: Language, columns: int = 1) -> list[str]:
        """Everything that is wrong with the page."""
        found = [self.trapped] if self.trapped else []
        found += rules.faults(self.tree) + rules.unreached(self.tree, self.stops)
        if not self.trapped and self._places(self.stops) != self._places(self.back):
            there, back = self._places(self.stops), self._places(self.back)
            nodes = [str(self.tree.get(path) or path) for path in there ^ back]
            found.append(f"Shift+Tab does not go where Tab goes: {nodes}")
        return found + rules.disorder(self.tree, self.stops, right_to_left=language.right_to_left, columns=columns)

    def _places(self, stops: tuple[str, ...]) -> set[str]:
        """Where the focus went, a row counted as its list, a radio button as its group."""
        nodes = [node for path in stops if (node := self.tree.get(path)) is not None]
        grouped = rules.ROWS | {"radio button"}
        return {node.parent if node.role in grouped else node.path for node in nodes}


class Walker:
    """Goes through the pages of a program in a language and notes what is wrong with each."""

    def __init__(self, actor: Actor, language: Language) -> None:
        self._actor = actor
        self._language = language
        self._menu: Tree | None = None
        self.found: list[str] = []
        self.stops = 0

    def note(self, page: str, columns: int = 1, rounds: int = ROUNDS) -> Walk:
        """Go round the page that shows. Found wrong, it is gone round again once it rests: pages load behind, and only
        a fault that stays is one."""
        still(self._actor.eyes, QUIET_MS)
        walked = walk(self._actor)
        for _ in range(rounds - 1):
            if not walked.faults(self._language, columns):
                break
            still(self._actor.eyes, 2 * QUIET_MS)
            walked = walk(self._actor)
        self.found += [f"{page}: {one}" for one in walked.faults(self._language, columns)]
        self.stops += len(walked.stops)
        return walked

    def open(self, do: Do) -> None:
        """A page by its item in the menu, pressed through the interface."""
        if self._menu is None:
            menu_bar = next(node for node in self._actor.eyes.tree() if node.role == "menu bar")
            self._menu = self._actor.eyes.inside(menu_bar)
        self._actor.eyes.act(self._menu.identified(f"action-{do.value}"), "Press")


def walk(actor: Actor) -> Walk:
    """Go round with Tab from where the focus is, then with Shift+Tab, then look at what shows."""
    stops, trapped = _round(actor, 0)
    back: tuple[str, ...] = ()
    if not trapped:
        back, trapped = _round(actor, SHIFT)
    return Walk(actor.eyes.tree(), stops, back, trapped)


def _round(actor: Actor, modifier: int) -> tuple[tuple[str, ...], str]:
    """Where the focus went until it came round, and what is wrong when it did not."""
    stops = actor.eyes.tour("Tab", modifier, MOST_STOPS, PATIENCE_MS)
    once = tuple(dict.fromkeys(stops))
    if len(once) < len(stops):
        return once, ""
    if len(stops) >= MOST_STOPS:
        return once, f"Tab does not come round in {MOST_STOPS} steps"
    return once, f"Tab does not leave it: {actor.eyes.focused()}"
