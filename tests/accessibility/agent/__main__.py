"""Eyes and hands of a test in another process: AT-SPI and nothing else.

Run by the system's Python, which has `gi`; the environment of the project has not. One JSON request a line on standard
input, one JSON answer a line on standard output. Nothing of the program is imported here.
"""

import json
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

# Run as a folder, it finds what lies beside it and nothing else.
if TYPE_CHECKING:
    from tests.accessibility.agent.bus import CONTAINERS, PATIENCE_MS, ROOT, Atspi, Bus, GLib, Picture, Request, clean
else:
    from bus import CONTAINERS, PATIENCE_MS, ROOT, Atspi, Bus, GLib, Picture, Request, clean

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
_AT_ONCE = 6


class Agent:
    """Answers requests; hears events in between."""

    def __init__(self) -> None:
        # A busy machine answers late. By default what is not answered in 0.8 s is an error, and looked like gone.
        Atspi.set_timeout(PATIENCE_MS, PATIENCE_MS)
        self._loop: Any = GLib.MainLoop()
        self._bus = Bus()
        self._found = False
        self._heard: list[dict[str, str]] = []
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
        if self._found:
            try:
                self._bus.get(ROOT, "Accessible", "ChildCount")
            except GLib.Error:
                # It ends.
                return
        context = GLib.MainContext.default()
        while context.pending():
            context.iteration(False)

    def _hear(self, event: Any) -> None:
        self._stirred = True
        value = event.any_data
        text = clean(value) if isinstance(value, str) else ""
        self._heard.append({"type": event.type, "path": event.source.path, "detail": str(event.detail1), "text": text})

    def _find(self, request: Request) -> bool:
        """Whether the program of this process is there, and has a window."""
        self._found = self._bus.find(request["pid"])
        return self._found and self._bus.get(ROOT, "Accessible", "ChildCount") > 0

    def _tree(self, request: Request) -> list[Request]:
        """Everything that shows, parents before children; with `root` what is in that, also what does not show."""
        return Picture(self._bus, hidden=bool(request.get("root"))).of(request.get("root") or ROOT)

    def _look(self, request: Request) -> Request:
        """One thing as it is now; empty when it is gone."""
        found = Picture(self._bus, hidden=True).of(request["path"], request["parent"], deep=False)
        return found[0] if found else {}

    def _children(self, request: Request) -> list[Request]:
        """What is directly in a thing and shows."""
        return Picture(self._bus, hidden=False).within(request["path"])

    def _act(self, request: Request) -> bool:
        path, wanted = request["path"], request.get("name")
        place = 0
        if wanted:
            places = range(self._bus.get(path, "Action", "NActions"))
            place = [self._bus.call(path, "Action", "GetName", "(i)", one) for one in places].index(wanted)
        return bool(self._bus.call(path, "Action", "DoAction", "(i)", place))

    def _text(self, request: Request) -> str:
        end = self._bus.get(request["path"], "Text", "CharacterCount")
        return clean(self._bus.call(request["path"], "Text", "GetText", "(ii)", 0, end))

    def _write(self, request: Request) -> bool:
        return bool(self._bus.call(request["path"], "EditableText", "SetTextContents", "(s)", request["text"]))

    def _select(self, request: Request) -> bool:
        return bool(self._bus.call(request["path"], "Selection", "SelectChild", "(i)", request["child"]))

    def _focus(self, request: Request) -> bool:
        return bool(self._bus.call(request["path"], "Component", "GrabFocus"))

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
            moved = self._gained(_AT_ONCE, request["patience"])
            for path in moved:
                # Told twice, it is one stop.
                stops += [path] if stops[-1:] != [path] else []
            if len(moved) < _AT_ONCE:
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
        found.sort(key=lambda node: node["role"] not in CONTAINERS)
        return found[-1] if found else {}

    def _drain(self, _: Request) -> list[dict[str, str]]:
        self._catch_up()
        heard, self._heard = self._heard, []
        return heard


if __name__ == "__main__":
    Agent().run()
