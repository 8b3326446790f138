"""Going through the pages as somebody does who has a keyboard and a screen reader."""

from dataclasses import dataclass

from operator_app.domain.languages import Language
from operator_app.ui.actions import Do
from tests.accessibility import rules
from tests.accessibility.eyes import Tree
from tests.accessibility.stage import Actor, wait

# Where Tab has to come round again, and how long a key may take to move the focus.
MOST_STOPS = 90
PATIENCE_MS = 2000


@dataclass(frozen=True)
class Walk:
    """One page: what showed, and the paths where Tab went, in its order."""

    tree: Tree
    stops: tuple[str, ...]
    trapped: str = ""

    def faults(self, language: Language, columns: int = 1) -> list[str]:
        """Everything that is wrong with the page."""
        found = [self.trapped] if self.trapped else []
        found += rules.faults(self.tree) + rules.unreached(self.tree, self.stops)
        return found + rules.disorder(self.tree, self.stops, right_to_left=language.right_to_left, columns=columns)

    def places(self) -> set[str]:
        """Where Tab went, a row counted as its list."""
        nodes = [node for path in self.stops if (node := self.tree.get(path)) is not None]
        return {node.parent if node.role in rules.ROWS else node.path for node in nodes}


class Walker:
    """Goes through the pages of a program in a language and notes what is wrong with each."""

    def __init__(self, actor: Actor, language: Language) -> None:
        self._actor = actor
        self._language = language
        self._menu: Tree | None = None
        self.found: list[str] = []

    def note(self, page: str, columns: int = 1) -> Walk:
        """Go round the page that shows. Found wrong, it is gone round again once it rests: pages load behind."""
        walked = walk(self._actor)
        if walked.faults(self._language, columns):
            settled(self._actor)
            walked = walk(self._actor)
        self.found += [f"{page}: {one}" for one in walked.faults(self._language, columns)]
        return walked

    def open(self, do: Do) -> None:
        """A page by its item in the menu, pressed through the interface."""
        if self._menu is None:
            menu_bar = next(node for node in self._actor.eyes.tree() if node.role == "menu bar")
            self._menu = self._actor.eyes.inside(menu_bar)
        self._actor.eyes.act(self._menu.identified(f"action-{do.value}"), "Press")


def settled(actor: Actor) -> Tree:
    """What shows once it no longer changes."""
    trees = [actor.eyes.tree()]

    def same() -> bool:
        trees.append(actor.eyes.tree())
        return _shape(trees[-1]) == _shape(trees[-2])

    wait("a window that rests", same)
    return trees[-1]


def _shape(tree: Tree) -> list[tuple[str, str, str]]:
    # The timer of a call runs on.
    return [(node.path, node.role, node.name) for node in tree if not node.identifier.endswith("timer")]


def walk(actor: Actor, modifier: int = 0) -> Walk:
    """Go round with Tab from where the focus is, or with Shift+Tab, then look at what shows."""
    stops: list[str] = []
    trapped = f"Tab does not come round in {MOST_STOPS} steps"
    for _ in range(MOST_STOPS):
        gained = actor.eyes.press("Tab", modifier, PATIENCE_MS)
        if gained is None:
            trapped = f"Tab does not leave it: {actor.eyes.focused()}"
            break
        if gained.path in stops:
            trapped = ""
            break
        stops.append(gained.path)
    return Walk(actor.eyes.tree(), tuple(stops), trapped)
