"""Somebody with a screen reader and a keyboard: finds by identifier, presses, writes, chooses, hears."""

from dataclasses import dataclass

from operator_app.app.language import texts
from operator_app.domain.languages import Language
from operator_app.ui.actions import Do
from tests.accessibility.eyes import Eyes, Node
from tests.accessibility.stage import Actor
from tests.accessibility.walking import PATIENCE_MS, Walker


@dataclass
class Person:
    actor: Actor
    language: Language

    def __post_init__(self) -> None:
        self.walker = Walker(self.actor, self.language)
        self.t = texts(self.language)
        self.spoken: list[str] = []
        self._seen: dict[str, Node] = {}

    @property
    def eyes(self) -> Eyes:
        return self.actor.eyes

    def speak(self, language: Language) -> "Person":
        """The same person once the screen is in this language: chosen in the settings, which make a new window."""
        self.walker.open(Do.SETTINGS)
        self.press(f"settings.language.{language.value}")
        self.press("settings.save")
        other = Person(self.actor, language)
        words = other.t("Take a call")
        self.actor.wait(f"the window in {language}", lambda: other.sees("strip-call", words))
        return other

    def sees(self, identifier: str, name: str) -> bool:
        """Whether a thing shows whose name begins so."""
        node = self.maybe(identifier)
        return node is not None and node.name.startswith(name)

    def node(self, identifier: str) -> Node:
        """Waits until it shows and can be used."""
        found: list[Node] = []

        def shows() -> bool:
            node = self.maybe(identifier)
            found[:] = [node] if node is not None and node.has("SENSITIVE") else []
            return bool(found)

        self.actor.wait(f"{identifier} to show", shows)
        return found[0]

    def maybe(self, identifier: str) -> Node | None:
        """What was seen once is looked at again where it is; for what is new, or came anew, everything."""
        if identifier in self._seen:
            node = self.eyes.look(self._seen[identifier])
            if node is not None:
                return node
        tree = self.eyes.tree()
        self._seen = {node.identifier: node for node in tree if node.identifier}
        return tree.maybe(identifier)

    def press(self, identifier: str) -> None:
        """A button or a menu is pressed, a radio button or a box is marked: what it offers first."""
        self.eyes.act(self.node(identifier))

    def write(self, identifier: str, text: str) -> None:
        self.eyes.write(self.node(identifier), text)

    def escape(self) -> None:
        """Esc, and wait until the focus is back: what is asked for next through the bus would overtake the key, which
        comes through the display."""
        assert self.eyes.press("Escape", patience=PATIENCE_MS), "Esc leads nowhere"

    def text(self, identifier: str) -> str:
        """What is written in a thing; empty while it does not show."""
        node = self.maybe(identifier)
        return self.eyes.text(node) if node is not None else ""

    def rows(self, identifier: str) -> list[Node]:
        """The rows of a list, once there are any."""
        found: list[Node] = []

        def filled() -> bool:
            holder = self.maybe(identifier)
            found[:] = self.eyes.children(holder) if holder is not None else []
            return bool(found)

        self.actor.wait(f"rows in {identifier}", filled)
        return found

    def choose(self, identifier: str, words: str) -> Node:
        """Choose the row of a list with these words, and give the list the focus."""
        found: list[tuple[int, Node]] = []

        def there() -> bool:
            holder = self.maybe(identifier)
            rows = self.eyes.children(holder) if holder is not None else []
            found[:] = [(place, row) for place, row in enumerate(rows) if words in row.name]
            return bool(found)

        self.actor.wait(f"a row with “{words}” in {identifier}", there)
        place, row = found[0]
        holder = self.node(identifier)
        self.eyes.select(holder, place)
        self.eyes.focus(holder)
        self.actor.wait(f"the focus in {identifier}", lambda: self._focused(holder))
        return row

    def _focused(self, holder: Node) -> bool:
        """A key that is pressed before the focus has arrived goes to what had it."""
        now = self.eyes.look(holder)
        return now is not None and now.has("FOCUSED")

    def hear(self, words: str) -> None:
        """Wait until something with these words was announced."""

        def heard() -> bool:
            self.spoken += self.eyes.announced()
            return any(words in one for one in self.spoken)

        self.actor.wait(f"“{words}” to be announced after {self.spoken}", heard)
        self.spoken.clear()

    def first_words(self, text: str) -> str:
        """What a sentence begins with, up to its first value."""
        return self.t(text).partition("{")[0].strip()
