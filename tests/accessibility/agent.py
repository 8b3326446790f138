"""Eyes and hands of a test in another process: AT-SPI and nothing else.

Run by the system's Python, which has `gi`; the environment of the project has not. One JSON request a line on standard
input, one JSON answer a line on standard output. Nothing of the program is imported here.
"""

import importlib
import json
import re
import sys
import time
from collections.abc import Callable
from typing import Any, Protocol

# The introspected library has no types that a checker could read; what is used of an object is in `Accessible`.
_GI: Any = importlib.import_module("gi")
_GI.require_version("Atspi", "2.0")
Atspi: Any = importlib.import_module("gi.repository.Atspi")
GLib: Any = importlib.import_module("gi.repository.GLib")

_HEARD = (
    "object:state-changed:focused",
    "object:announcement",
    "object:active-descendant-changed",
    "object:selection-changed",
)
# Something came, went or changed: worth another look.
_STIRRING = (
    "object:children-changed", "object:state-changed:showing", "object:state-changed:sensitive",
    "object:property-change:accessible-name", "object:text-changed",
)  # fmt: skip
_STATES = (
    "ACTIVE", "CHECKABLE", "CHECKED", "EDITABLE", "FOCUSABLE", "FOCUSED", "SELECTED", "SENSITIVE", "SHOWING",
)  # fmt: skip
_STATE_TYPES = {name: getattr(Atspi.StateType, name) for name in _STATES}
# Only what cannot change of a thing may be remembered.
_KEPT = Atspi.Cache.INTERFACES | Atspi.Cache.ROLE
_CONTAINERS = {"filler", "panel", "layered pane", "split pane", "scroll pane", "viewport"}
_ACTIVE = {"push button", "check box", "radio button", "menu item"}
_LABELLED = {"text", "spin button", "password text"}
_NOTHING: dict[str, object] = {
    "name": "", "description": "", "identifier": "", "actions": 0, "labels": [], "box": [0, 0, 0, 0],
}  # fmt: skip
_MOST_CHILDREN = 100
_PATIENCE_MS = 20_000
# Nothing of ours is in these.
_LEAVES = {"label", "push button", "check box", "radio button"}
_AT_ONCE = 6
_CONTROLS = re.compile("[\ud800-\udfff]")
Request = dict[str, Any]


class Accessible(Protocol):
    """What is used of an Atspi.Accessible: its own methods, and those of the interfaces that it may have."""

    path: str

    def get_name(self) -> str: ...
    def get_description(self) -> str: ...
    def get_role(self) -> Any: ...
    def get_accessible_id(self) -> str: ...
    def get_child_count(self) -> int: ...
    def get_child_at_index(self, index: int) -> "Accessible | None": ...
    def get_state_set(self) -> Any: ...
    def get_relation_set(self) -> list[Any]: ...
    def get_process_id(self) -> int: ...
    def set_cache_mask(self, mask: Any) -> None: ...
    def get_extents(self, coordinates: Any) -> Any: ...
    def grab_focus(self) -> bool: ...
    def get_n_actions(self) -> int: ...
    def get_action_name(self, place: int) -> str: ...
    def do_action(self, place: int) -> bool: ...
    def get_character_count(self) -> int: ...
    def get_text(self, start: int, end: int) -> str: ...
    def set_text_contents(self, text: str) -> bool: ...
    def select_child(self, child: int) -> bool: ...


class Agent:
    """Answers requests; hears events in between."""

    def __init__(self) -> None:
        # A busy machine answers late. By default what is not answered in 0.8 s is an error, and looked like gone.
        Atspi.set_timeout(_PATIENCE_MS, _PATIENCE_MS)
        self._loop: Any = GLib.MainLoop()
        self._known: dict[str, Accessible] = {}
        self._heard: list[dict[str, str]] = []
        self._app: Accessible | None = None
        self._listener: Any = Atspi.EventListener.new(self._hear)
        for event in _HEARD:
            self._listener.register(event)
        self._stirred = False
        self._watcher: Any = Atspi.EventListener.new(self._stir)
        for event in _STIRRING:
            self._watcher.register(event)
        self._answers: dict[str, Callable[[Request], object]] = {
            "find": self._find,
            "tree": self._tree,
            "look": self._look,
            "children": self._children,
            "act": self._act,
            "text": self._text,
            "write": self._write,
            "select": self._select,
            "focus": self._focus,
            "press": self._press,
            "focused": lambda _: self._focused_now(),
            "heard": self._drain,
            "rest": self._rest,
            "tour": self._tour,
        }

    def run(self) -> None:
        """Until standard input ends."""
        GLib.io_add_watch(sys.stdin.fileno(), GLib.PRIORITY_DEFAULT, GLib.IO_IN | GLib.IO_HUP, self._request)
        self._loop.run()

    def _request(self, *_: object) -> bool:
        line = sys.stdin.readline()
        if not line:
            self._loop.quit()
            return False
        request: Request = json.loads(line)
        try:
            answer = {"answer": self._answers[request["do"]](request)}
        except (GLib.Error, LookupError, ValueError, AttributeError, TypeError) as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
        return True

    def _stir(self, _event: Any) -> None:
        self._stirred = True

    def _rest(self, request: Request) -> bool:
        """Wait until something happens, at most so many ms; whether anything did since the last time."""
        over: list[bool] = []
        GLib.timeout_add(request["most"], lambda: over.append(True))
        context = GLib.MainContext.default()
        while not self._stirred and not over:
            context.iteration(True)
        while context.pending():
            context.iteration(False)
        stirred, self._stirred = self._stirred, False
        return stirred

    def _catch_up(self) -> None:
        """Hear everything that the program has said so far: what it sent before it answers came before the answer."""
        if self._app is not None:
            try:
                self._app.get_child_count()
            except GLib.Error:
                # It ends.
                return
        context = GLib.MainContext.default()
        while context.pending():
            context.iteration(False)

    def _hear(self, event: Any) -> None:
        self._stirred = True
        source: Accessible = event.source
        try:
            entry = {"type": event.type, "path": source.path, "detail": str(event.detail1)}
            entry |= {"name": _clean(source.get_name()), "role": _role(source)}
        except GLib.Error:
            return
        self._known[source.path] = source
        value = event.any_data
        entry["text"] = _clean(value) if isinstance(value, str) else ""
        self._heard.append(entry)

    def _find(self, request: Request) -> bool:
        """The application of a process; false until it is there."""
        desktop: Accessible = Atspi.get_desktop(0)
        desktop.set_cache_mask(_KEPT)
        for place in range(desktop.get_child_count()):
            found = desktop.get_child_at_index(place)
            if found is not None and found.get_process_id() == request["pid"]:
                found.set_cache_mask(_KEPT)
                self._app = found
                return found.get_child_count() > 0
        return False

    def _tree(self, request: Request) -> list[dict[str, object]]:
        """Everything that shows, parents before children; with `root` what is in that, also what does not show."""
        nodes: list[dict[str, object]] = []
        root = request.get("root")
        if root:
            self._walk(self._known[root], "", nodes, hidden=True)
        elif self._app is not None:
            self._walk(self._app, "", nodes, hidden=False)
        return nodes

    def _walk(self, thing: Accessible, parent: str, nodes: list[dict[str, object]], *, hidden: bool) -> None:
        try:
            node = _node(thing, parent)
            children = 0 if node["role"] in _LEAVES else min(thing.get_child_count(), _MOST_CHILDREN)
        except GLib.Error:
            return
        states = node["states"]
        shows = not parent or hidden or (isinstance(states, list) and "SHOWING" in states)
        if not shows:
            return
        self._known[thing.path] = thing
        nodes.append(node)
        for place in range(children):
            try:
                child = thing.get_child_at_index(place)
            except GLib.Error:
                continue
            if child is not None:
                self._walk(child, thing.path, nodes, hidden=hidden)

    def _look(self, request: Request) -> dict[str, object]:
        """One thing as it is now; empty when it is gone."""
        try:
            return _node(self._known[request["path"]], request["parent"])
        except GLib.Error:
            return {}

    def _children(self, request: Request) -> list[dict[str, object]]:
        """What is directly in a thing and shows."""
        holder = self._known[request["path"]]
        nodes = []
        for place in range(min(holder.get_child_count(), _MOST_CHILDREN)):
            try:
                child = holder.get_child_at_index(place)
                if child is not None:
                    nodes.append(_node(child, holder.path))
                    self._known[child.path] = child
            except GLib.Error:
                # Gone meanwhile: a newer answer took the place of the rows.
                continue
        return [node for node in nodes if "SHOWING" in str(node["states"])]

    def _act(self, request: Request) -> bool:
        thing = self._known[request["path"]]
        names = [thing.get_action_name(place) for place in range(thing.get_n_actions())]
        return thing.do_action(names.index(request["name"]) if request.get("name") else 0)

    def _text(self, request: Request) -> str:
        thing = self._known[request["path"]]
        return _clean(Atspi.Text.get_text(thing, 0, thing.get_character_count()))

    def _write(self, request: Request) -> bool:
        return self._known[request["path"]].set_text_contents(request["text"])

    def _select(self, request: Request) -> bool:
        return self._known[request["path"]].select_child(request["child"])

    def _focus(self, request: Request) -> bool:
        return self._known[request["path"]].grab_focus()

    def _press(self, request: Request) -> dict[str, str]:
        """A key by its keysym; with `patience` (ms) waits for the focus to move and says where it went."""
        self._catch_up()
        self._heard = [one for one in self._heard if not one["type"].endswith("focused")]
        self._strike(request["key"], int(request.get("modifier", 0)))
        return self._wait_for_focus(int(request.get("patience", 0)))

    def _tour(self, request: Request) -> list[str]:
        """The paths where a key leads the focus, pressed until it came round, or until it leads nowhere any more for
        `patience` ms. Keys are pressed a few at a time: the program works while the next ones are on their way."""
        self._catch_up()
        self._heard = [one for one in self._heard if not one["type"].endswith("focused")]
        stops: list[str] = []
        while len(stops) < request["most"] and len(set(stops)) == len(stops):
            for _ in range(_AT_ONCE):
                self._strike(request["key"], request["modifier"])
            before = len(stops)
            for path in self._gained(_AT_ONCE, request["patience"]):
                # Told twice, it is one stop.
                stops += [path] if stops[-1:] != [path] else []
            if len(stops) == before:
                break
        return stops

    def _gained(self, wanted: int, patience: int) -> list[str]:
        """Where the focus went, once it moved so many times, or no more for `patience` ms."""
        context = GLib.MainContext.default()
        paths: list[str] = []
        until = time.monotonic() + patience / 1000
        GLib.timeout_add(patience + 1, lambda: False)
        while len(paths) < wanted and time.monotonic() < until:
            context.iteration(True)
            moved = [one for one in self._heard if one["type"].endswith("focused")]
            self._heard = [one for one in self._heard if not one["type"].endswith("focused")]
            new = [one["path"] for one in moved if one["detail"] == "1"]
            if new:
                paths += new
                until = time.monotonic() + patience / 1000
                GLib.timeout_add(patience + 1, lambda: False)
        return paths

    def _strike(self, key: int, modifier: int) -> None:
        if modifier:
            Atspi.generate_keyboard_event(modifier, None, Atspi.KeySynthType.PRESS)
        Atspi.generate_keyboard_event(key, None, Atspi.KeySynthType.SYM)
        if modifier:
            Atspi.generate_keyboard_event(modifier, None, Atspi.KeySynthType.RELEASE)

    def _wait_for_focus(self, patience: int) -> dict[str, str]:
        context = GLib.MainContext.default()
        until = time.monotonic() + patience / 1000
        # The loop below sleeps until something happens: this makes something happen in the end.
        GLib.timeout_add(patience + 1, lambda: False)
        while time.monotonic() < until:
            gained = [one for one in self._heard if one["type"].endswith("focused") and one["detail"] == "1"]
            if gained and not context.pending():
                return self._last_gained() or gained[-1]
            context.iteration(True)
        return {}

    def _last_gained(self) -> dict[str, str]:
        """Where the focus is once the program is done with the key."""
        self._catch_up()
        gained = [one for one in self._heard if one["type"].endswith("focused") and one["detail"] == "1"]
        return gained[-1] if gained else {}

    def _focused_now(self) -> dict[str, object]:
        """What has the focus, found by looking at everything that shows."""
        found = [node for node in self._tree({}) if "FOCUSED" in str(node["states"])]
        found.sort(key=lambda node: node["role"] not in _CONTAINERS)
        return found[-1] if found else {}

    def _drain(self, _: Request) -> list[dict[str, str]]:
        self._catch_up()
        heard, self._heard = self._heard, []
        return heard


def _node(thing: Accessible, parent: str) -> dict[str, object]:
    """One thing as a record. What is asked costs a round trip each, so of mere containers little is asked."""
    states, role = thing.get_state_set(), _role(thing)
    has = [name for name, state in _STATE_TYPES.items() if states.contains(state)]
    node: dict[str, object] = {"path": thing.path, "parent": parent, "role": role, "states": has, **_NOTHING}
    if role in _CONTAINERS and "FOCUSABLE" not in has:
        return node
    node |= {"name": _clean(thing.get_name()), "identifier": thing.get_accessible_id() or ""}
    if role == "label" and "FOCUSABLE" not in has:
        return node
    node["description"] = _clean(thing.get_description())
    if role in _ACTIVE:
        node["actions"] = thing.get_n_actions()
    if "SHOWING" in has and role != "application":
        box = thing.get_extents(Atspi.CoordType.SCREEN)
        node["box"] = [box.x, box.y, box.width, box.height]
        if role in _LABELLED:
            node["labels"] = _labels(thing)
    return node


def _role(thing: Accessible) -> str:
    """Its name without asking for it: the number is enough."""
    return str(Atspi.role_get_name(thing.get_role()))


def _labels(thing: Accessible) -> list[str]:
    """The names of what labels it."""
    names: list[str] = []
    for relation in thing.get_relation_set():
        if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY:
            names += [_clean(relation.get_target(place).get_name()) for place in range(relation.get_n_targets())]
    return names


def _clean(text: str | None) -> str:
    return _CONTROLS.sub("", text or "")


if __name__ == "__main__":
    Agent().run()
