"""Looking through AT-SPI's own words on the bus: many questions at a time, where libatspi asks one after the other."""

import importlib
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

# Introspected libraries have no types that a checker could read.
_GI: Any = importlib.import_module("gi")
_GI.require_version("Atspi", "2.0")
Atspi: Any = importlib.import_module("gi.repository.Atspi")
Gio: Any = importlib.import_module("gi.repository.Gio")
GLib: Any = importlib.import_module("gi.repository.GLib")

PATIENCE_MS = 20_000
_AT_SPI = "org.a11y.atspi"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_BUS = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
_WHERE = ("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus")
_NO_FLAGS = Gio.DBusCallFlags.NONE
ROOT, _NULL = "/org/a11y/atspi/accessible/root", "/org/a11y/atspi/null"
_STATES = (
    "ACTIVE", "CHECKABLE", "CHECKED", "EDITABLE", "FOCUSABLE", "FOCUSED", "SELECTED", "SENSITIVE", "SHOWING",
)  # fmt: skip
_STATE_BITS = {name: int(getattr(Atspi.StateType, name)) for name in _STATES}
_LABELLED_BY = int(Atspi.RelationType.LABELLED_BY)
CONTAINERS = {"filler", "panel", "layered pane", "split pane", "scroll pane", "viewport"}
_ACTIVE = {"push button", "check box", "radio button", "menu item"}
_LABELLED = {"text", "spin button", "password text"}
# Nothing of ours is in these.
_LEAVES = {"label", "push button", "check box", "radio button"}
# They may have more in them than is asked for.
_LONG = {"list", "table", "tree", "tree table"}
_MOST_CHILDREN = 100
_NOTHING: dict[str, object] = {
    "name": "", "description": "", "identifier": "", "actions": 0, "labels": [], "box": [0, 0, 0, 0],
}  # fmt: skip
_SURROGATES = re.compile("[\ud800-\udfff]")
Request = dict[str, Any]
Then = Callable[[Any], None]


@cache
def _given(signature: str, *values: object) -> Any:
    """The same questions are asked of everything."""
    return GLib.Variant(signature, values)


class Bus:
    """Questions to one program over the accessibility bus, in AT-SPI's own words. Many are on their way at a time: one
    after the other, as libatspi asks, a page took half a second."""

    def __init__(self) -> None:
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        (address,) = session.call_sync(*_WHERE, "GetAddress", None, None, _NO_FLAGS, PATIENCE_MS)
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self._connection: Any = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
        self._program = ""
        self._waiting = 0
        self._lost: set[str] = set()
        # The only thing that never changes of a thing.
        self.roles: dict[str, int] = {}

    def find(self, pid: int) -> bool:
        """Whether the program of this process is there; it is the one that is asked from now on."""
        registry = (f"{_AT_SPI}.Registry", ROOT, f"{_AT_SPI}.Accessible")
        for name, _ in self._call(*registry, "GetChildren", "()"):
            if self._process(name) == pid:
                self._program = name
                return True
        return False

    def _process(self, name: str) -> int:
        """The process behind a name on the bus, 0 when it ended just now."""
        try:
            return int(self._call(*_BUS, "GetConnectionUnixProcessID", "(s)", name))
        except GLib.Error:
            return 0

    def call(self, path: str, interface: str, method: str, signature: str = "()", *values: object) -> Any:
        """What a thing answers through one of AT-SPI's interfaces, waited for. Raises GLib.Error."""
        return self._call(self._program, path, f"{_AT_SPI}.{interface}", method, signature, *values)

    def get(self, path: str, interface: str, name: str) -> Any:
        """A property of a thing, waited for. Raises GLib.Error."""
        return self._call(self._program, path, _PROPERTIES, "Get", "(ss)", f"{_AT_SPI}.{interface}", name)

    def ask(self, then: Then, path: str, interface: str, method: str, signature: str = "()", *values: object) -> None:
        """As `call`, but `then` gets the answer during `wait`, and may ask on."""
        self._ask(then, path, f"{_AT_SPI}.{interface}", method, signature, *values)

    def ask_for(self, then: Then, path: str, interface: str, name: str) -> None:
        """As `get`, but `then` gets the answer during `wait`, and may ask on."""
        self._ask(then, path, _PROPERTIES, "Get", "(ss)", f"{_AT_SPI}.{interface}", name)

    def wait(self) -> set[str]:
        """Until everything is answered; the paths of those that gave an error: they are gone."""
        context = GLib.MainContext.default()
        while self._waiting:
            context.iteration(True)
        lost, self._lost = self._lost, set()
        return lost

    def _call(self, name: str, path: str, interface: str, method: str, signature: str, *values: object) -> Any:
        given = _given(signature, *values)
        answer = self._connection.call_sync(name, path, interface, method, given, None, _NO_FLAGS, PATIENCE_MS)
        return answer.unpack()[0]

    def _ask(self, then: Then, path: str, interface: str, method: str, signature: str, *values: object) -> None:
        def answered(connection: Any, result: Any) -> None:
            self._waiting -= 1
            try:
                answer = connection.call_finish(result).unpack()[0]
            except GLib.Error:
                self._lost.add(path)
            else:
                then(answer)

        self._waiting += 1
        given = (interface, method, _given(signature, *values), None, _NO_FLAGS, PATIENCE_MS, None, answered)
        self._connection.call(self._program, path, *given)


class Picture:
    """Things as they are at one moment, each with what is asked of its kind; `hidden` ones too or only what shows."""

    def __init__(self, bus: Bus, *, hidden: bool) -> None:
        self._bus = bus
        self._hidden = hidden
        self._nodes: dict[str, Request] = {}
        self._inside: dict[str, list[str]] = {}

    def of(self, path: str, parent: str = "", *, deep: bool = True) -> list[Request]:
        """A thing and, when `deep`, all in it, parents before children. Empty when it is gone."""
        self._look(path, parent, deep)
        lost = self._bus.wait()
        return list(self._told(path, lost))

    def within(self, path: str) -> list[Request]:
        """What is directly in a thing."""

        def found(children: list[str]) -> None:
            self._inside[path] = children
            for child in children:
                self._look(child, path, deep=False)

        self._long(path, found)
        lost = self._bus.wait()
        return [node for child in self._inside.get(path, []) for node in self._told(child, lost)]

    def _told(self, path: str, lost: set[str]) -> Iterator[Request]:
        if path in self._nodes and path not in lost:
            yield self._nodes[path]
            for child in self._inside.get(path, []):
                yield from self._told(child, lost)

    def _look(self, path: str, parent: str, deep: bool) -> None:
        node: Request = {"path": path, "parent": parent, **_NOTHING}

        def stated(answer: list[int]) -> None:
            bits = answer[0] | answer[1] << 32
            node["states"] = [name for name, bit in _STATE_BITS.items() if bits >> bit & 1]
            if parent and not self._hidden and "SHOWING" not in node["states"]:
                return
            if path in self._bus.roles:
                played(self._bus.roles[path])
            else:
                self._bus.ask(played, path, "Accessible", "GetRole")

        def played(answer: int) -> None:
            self._bus.roles[path] = answer
            node["role"] = str(Atspi.role_get_name(Atspi.Role(answer)))
            self._nodes[path] = node
            self._ask_about(node)
            if deep and node["role"] not in _LEAVES:
                (self._long if node["role"] in _LONG else self._short)(path, found)

        def found(children: list[str]) -> None:
            self._inside[path] = children
            for child in children:
                self._look(child, path, deep)

        self._bus.ask(stated, path, "Accessible", "GetState")

    def _ask_about(self, node: Request) -> None:
        """Every question is work for the program too, so of mere containers little is asked."""
        path, role, bus = node["path"], node["role"], self._bus
        mute = "FOCUSABLE" not in node["states"]
        if role in CONTAINERS and mute:
            return
        bus.ask_for(_into(node, "name"), path, "Accessible", "Name")
        bus.ask_for(_into(node, "identifier"), path, "Accessible", "AccessibleId")
        if role == "label" and mute:
            return
        bus.ask_for(_into(node, "description"), path, "Accessible", "Description")
        if role in _ACTIVE:
            bus.ask_for(_into(node, "actions"), path, "Action", "NActions")
        if "SHOWING" in node["states"] and role != "application":
            bus.ask(_into(node, "box"), path, "Component", "GetExtents", "(u)", 0)
            if role in _LABELLED:
                bus.ask(lambda answer: self._ask_labels(node, answer), path, "Accessible", "GetRelationSet")

    def _ask_labels(self, node: Request, relations: list[tuple[int, list[tuple[str, str]]]]) -> None:
        """The names of what labels it."""
        labels: list[str] = []
        node["labels"] = labels
        for kind, targets in relations:
            for _, target in targets if kind == _LABELLED_BY else []:
                self._bus.ask_for(lambda answer: labels.append(clean(answer)), target, "Accessible", "Name")

    def _short(self, path: str, then: Callable[[list[str]], None]) -> None:
        """The paths of what is in a thing."""

        def found(children: list[tuple[str, str]]) -> None:
            then([child for _, child in children[:_MOST_CHILDREN] if child != _NULL])

        self._bus.ask(found, path, "Accessible", "GetChildren")

    def _long(self, path: str, then: Callable[[list[str]], None]) -> None:
        """The same of what may have very many in it."""

        def counted(answer: int) -> None:
            places = range(min(answer, _MOST_CHILDREN))
            children: dict[int, str] = {}

            def found(place: int, child: str) -> None:
                children[place] = child
                if len(children) == len(places):
                    then([children[one] for one in places if children[one] != _NULL])

            for place in places:
                self._bus.ask(_at(place, found), path, "Accessible", "GetChildAtIndex", "(i)", place)

        self._bus.ask_for(counted, path, "Accessible", "ChildCount")


def _into(node: Request, key: str) -> Then:
    """Notes an answer."""

    def note(answer: Any) -> None:
        node[key] = clean(answer) if isinstance(answer, str) else answer

    return note


def _at(place: int, found: Callable[[int, str], None]) -> Callable[[tuple[str, str]], None]:
    return lambda answer: found(place, answer[1])


def clean(text: str | None) -> str:
    """The text without halves of characters."""
    return _SURROGATES.sub("", text or "")
