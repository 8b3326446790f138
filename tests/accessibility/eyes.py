"""What the outside process sees, as records; and what it can do there."""

import json
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from select import select
from typing import Any

# Keysyms of the keys that are pressed through AT-SPI.
KEYS = {
    "Tab": 0xFF09, "Return": 0xFF0D, "Escape": 0xFF1B, "space": 0x20, "Up": 0xFF52, "Down": 0xFF54, "Left": 0xFF51,
    "Right": 0xFF53, "Home": 0xFF50, "End": 0xFF57, **{f"F{n}": 0xFFBD + n for n in range(1, 13)},
}  # fmt: skip
# Key codes of modifiers, as X11 numbers them on every PC keyboard.
SHIFT, CONTROL, ALT = 50, 37, 64


_LONGEST_SECONDS = 30.0


@dataclass(frozen=True)
class Node:
    """A thing on the accessibility bus. `box` is x, y, width, height on the screen."""

    path: str
    parent: str
    role: str
    name: str
    description: str
    identifier: str
    states: frozenset[str]
    actions: int
    labels: tuple[str, ...]
    box: tuple[int, int, int, int]

    def has(self, *states: str) -> bool:
        return self.states.issuperset(states)

    def __str__(self) -> str:
        return f"{self.role} “{self.name}” #{self.identifier}"


@dataclass(frozen=True)
class Heard:
    """An event: a focus that moved (`detail` "1" gained), an announcement with its `text`."""

    type: str
    path: str
    text: str
    detail: str


class Eyes:
    """One process that looks and acts through AT-SPI."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def find(self, pid: int) -> bool:
        """Look at the application of this process; whether it has a window."""
        return bool(self._ask("find", pid=pid))

    def tree(self) -> "Tree":
        """Everything that shows."""
        return Tree([_node(one) for one in self._ask("tree", root="")])

    def inside(self, node: Node) -> "Tree":
        """All that a thing has in it, also what does not show: the items of a menu."""
        return Tree([_node(one) for one in self._ask("tree", root=node.path)])

    def look(self, node: Node) -> Node | None:
        """The same thing as it is now; None when it is gone or does not show."""
        found = self._ask("look", path=node.path, parent=node.parent)
        now = _node(found) if found else None
        return now if now is not None and now.has("SHOWING") else None

    def children(self, node: Node) -> list[Node]:
        """What is directly in it and shows."""
        return [_node(one) for one in self._ask("children", path=node.path)]

    def focused(self) -> Node | None:
        found = self._ask("focused")
        return _node(found) if found else None

    def act(self, node: Node, name: str = "") -> None:
        """Do an action by its name, else the first one."""
        assert self._ask("act", path=node.path, name=name), f"refused its action: {node}"

    def text(self, node: Node) -> str:
        return str(self._ask("text", path=node.path))

    def write(self, node: Node, text: str) -> None:
        assert self._ask("write", path=node.path, text=text), f"refused the text: {node}"

    def select(self, node: Node, child: int) -> None:
        assert self._ask("select", path=node.path, child=child), f"refused the selection: {node}"

    def focus(self, node: Node) -> None:
        self._ask("focus", path=node.path)

    def press(self, key: str, modifier: int = 0, patience: int = 0) -> Heard | None:
        """Press a key; with patience, in ms, where the focus went."""
        found = self._ask("press", key=KEYS[key], modifier=modifier, patience=patience)
        return _heard(found) if found else None

    def tour(self, key: str, modifier: int, most: int, patience: int) -> list[str]:
        """Where a key leads the focus, from stop to stop, until it comes round; fewer when it stays (`patience` ms)."""
        found = self._ask("tour", key=KEYS[key], modifier=modifier, most=most, patience=patience)
        return [str(path) for path in found]

    def heard(self) -> list[Heard]:
        """The events since the last time."""
        return [_heard(one) for one in self._ask("heard")]

    def announced(self) -> list[str]:
        """What was announced since the last time."""
        return [one.text for one in self.heard() if "announcement" in one.type]

    def rest(self, most_ms: int) -> bool:
        """Wait until something happens on the bus, at most so long; whether anything did since the last time."""
        return bool(self._ask("rest", most=most_ms))

    def close(self) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait(timeout=10)
        if self._process.stdout is not None:
            self._process.stdout.close()

    def _ask(self, do: str, **values: object) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"do": do, **values}) + "\n")
        self._process.stdin.flush()
        assert select([self._process.stdout], [], [], _LONGEST_SECONDS)[0], f"no answer to: {do} {values}"
        line = self._process.stdout.readline()
        assert line, "the outside process ended"
        reply = json.loads(line)
        assert "error" not in reply, reply["error"]
        return reply["answer"]


class Tree:
    """A picture of what shows at one moment."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self.nodes = list(nodes)
        self._by_path = {node.path: node for node in nodes}

    def __iter__(self) -> Iterator[Node]:
        return iter(self.nodes)

    def get(self, path: str) -> Node | None:
        return self._by_path.get(path)

    def identified(self, identifier: str) -> Node:
        """The node with an identifier of ours, or whose name in the code is the last part of Qt's own."""
        found = self.maybe(identifier)
        assert found is not None, f"nothing is identified as {identifier}"
        return found

    def maybe(self, identifier: str) -> Node | None:
        return next((one for one in self.nodes if f".{one.identifier}".endswith(f".{identifier}")), None)

    def children(self, node: Node) -> list[Node]:
        return [one for one in self.nodes if one.parent == node.path]

    def siblings(self, node: Node) -> list[Node]:
        return [one for one in self.nodes if one.parent == node.parent]

    def above(self, node: Node) -> Iterator[Node]:
        """Its parents, the nearest first."""
        parent = self.get(node.parent)
        while parent is not None:
            yield parent
            parent = self.get(parent.parent)


def _node(found: dict[str, Any]) -> Node:
    return Node(
        path=found["path"],
        parent=found["parent"],
        role=found["role"],
        name=found["name"],
        description=found["description"],
        identifier=found["identifier"],
        states=frozenset(found["states"]),
        actions=found["actions"],
        labels=tuple(found["labels"]),
        box=tuple(found["box"]),
    )


def _heard(found: dict[str, str]) -> Heard:
    return Heard(found["type"], found["path"], found["text"], found["detail"])
