"""A display, a window manager and an accessibility bus of the test's own, and the program on it."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.accessibility.eyes import Eyes

SYSTEM_PYTHON = "/usr/bin/python3"
PATIENCE_SECONDS = 20.0
_POLL_SECONDS = 0.01
# Not everything that changes is an event.
_LOOK_AGAIN_MS = 200
_START_QUIET_MS = 200
_MOST_WAITS = 100
_LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
_PROGRAMS = ("Xvfb", "openbox", "dbus-daemon", "xdotool", "setxkbmap")
_PROBE = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"


def missing() -> str:
    """What of the outside test's tools is not installed here; empty when all is."""
    lacking = [name for name in _PROGRAMS if shutil.which(name) is None]
    if not any(Path(one).exists() for one in _LAUNCHERS):
        lacking.append("at-spi2-core")
    if not Path(SYSTEM_PYTHON).exists() or _fails([SYSTEM_PYTHON, "-c", _PROBE]):
        lacking.append("python3-gi and gir1.2-atspi-2.0")
    return ", ".join(lacking)


def _fails(command: Sequence[str]) -> bool:
    return subprocess.run(command, capture_output=True).returncode != 0


def wait(what: str, condition: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> None:
    """Poll until the condition holds; fails with what was waited for."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, f"waited in vain for: {what}"
        time.sleep(_POLL_SECONDS)


@dataclass
class Stage:
    """One display and one accessibility bus. `start` before, `stop` after."""

    folder: Path
    size: str = "1366x768"
    _running: list[subprocess.Popen[bytes]] = field(default_factory=list)
    env: dict[str, str] = field(default_factory=dict)

    def start(self) -> None:
        """Display first, then bus, window manager and accessibility bus."""
        self.folder.mkdir(parents=True, exist_ok=True)
        runtime = self.folder / "runtime"
        runtime.mkdir(mode=0o700)
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        self.env = {**kept, "LC_ALL": "C.UTF-8", "XDG_RUNTIME_DIR": str(runtime), "GTK_A11Y": "none"}
        self.env |= {"XDG_CONFIG_HOME": str(self.folder / "config"), "XDG_CACHE_HOME": str(self.folder / "cache")}
        # A display begins anew when its last client leaves, and refuses who comes in that moment: the accessibility bus
        # looks at it and leaves, and on a busy machine there was no window manager then.
        display = ["Xvfb", "-noreset", "-screen", "0", f"{self.size}x24", "-nolisten", "tcp"]
        self.env["DISPLAY"] = f":{self._answer(display)}"
        address = self._answer(["dbus-daemon", "--session", "--nofork", "--nosyslog"], "--print-address={fd}")
        self.env["DBUS_SESSION_BUS_ADDRESS"] = address
        manager = self.run(["openbox", "--sm-disable"])
        wait("the window manager", lambda: manager.poll() is not None or self._managed())
        assert manager.poll() is None, f"openbox did not start: see {self.folder}"
        launcher = next(one for one in _LAUNCHERS if Path(one).exists())
        self.run([launcher, "--launch-immediately"])

    def run(self, command: Sequence[str], env: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
        """Something that runs beside the test until the stage stops; its words go into a file."""
        with (self.folder / f"{Path(command[0]).name}-{len(self._running)}.log").open("wb") as log:
            process = subprocess.Popen(
                command, env={**self.env, **(env or {})}, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        self._running.append(process)
        return process

    def eyes(self) -> Eyes:
        """A process that looks at the accessibility bus."""
        agent = Path(__file__).with_name("agent")
        # The stage's own folder is where it runs: nothing of the checkout can be imported by accident.
        with (self.folder / "agent.log").open("ab") as log:
            process = subprocess.Popen(
                [SYSTEM_PYTHON, "-I", str(agent)],
                env=self.env,
                cwd=self.folder,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        return Eyes(process)

    def layout(self, name: str, variant: str = "") -> None:
        """The keyboard's layout."""
        command = ["setxkbmap", "-layout", name, "-variant", variant]
        subprocess.run(command, env=self.env, check=True, capture_output=True)

    def key(self, *keys: str) -> None:
        """Real keys, by keysym or by key code, with modifiers: "ctrl+36"."""
        subprocess.run(["xdotool", "key", "--delay", "8", *keys], env=self.env, check=True, capture_output=True)

    def stop(self) -> None:
        """End everything that was started, the last first."""
        for process in reversed(self._running):
            if process.poll() is None:
                process.terminate()
        for process in reversed(self._running):
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _managed(self) -> bool:
        """Whether a window manager gives the focus to what opens."""
        return subprocess.run(["xdotool", "get_num_desktops"], env=self.env, capture_output=True).returncode == 0

    def _answer(self, command: list[str], option: str = "") -> str:
        """Start a server that writes its address to a descriptor of ours; the address."""
        ours, its = os.pipe()
        told = [option.format(fd=its)] if option else ["-displayfd", str(its)]
        with (self.folder / f"{command[0]}.log").open("wb") as log:
            process = subprocess.Popen(
                [*command, *told], env=self.env, pass_fds=(its,), stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        self._running.append(process)
        os.close(its)
        with os.fdopen(ours) as answer:
            line = answer.readline().strip()
        assert line, f"{command[0]} did not start: see {self.folder}"
        return line


@dataclass
class Actor:
    """The program on a stage, and the eyes that look at it."""

    stage: Stage
    eyes: Eyes
    process: subprocess.Popen[bytes]
    home: Path

    def wait(self, what: str, condition: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> None:
        """Until the condition holds: looked at again whenever something happens on the bus, and now and then."""
        until = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < until, f"waited in vain for: {what}"
            self.eyes.rest(_LOOK_AGAIN_MS)

    def leave(self, seconds: float = 15) -> int:
        """Ask it to end as a session's end does; its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=seconds)


def start_program(stage: Stage, home: Path, module: str = "operator_app", *arguments: str) -> Actor:
    """The real program on a stage, once it is on the accessibility bus."""
    env = {
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "OPERATOR_APP_HOME": str(home),
        "OPERATOR_APP_SITE": str(home.parent / "site.toml"),
        "PYTHONFAULTHANDLER": "1",
    }
    process = stage.run([sys.executable, "-m", module, *arguments], env)
    eyes = stage.eyes()
    wait("the program on the accessibility bus", lambda: process.poll() is not None or eyes.find(process.pid))
    assert process.poll() is None, f"the program ended by itself: see {stage.folder}"
    actor = Actor(stage, eyes, process, home)
    # A window finds its size once it shows. What is pressed through the bus is clicked 100 ms later by Qt, and is lost
    # when the button was hidden for a moment meanwhile.
    still(eyes, _START_QUIET_MS)
    return actor


def looked_at_anew(actor: Actor) -> Actor:
    """The same program through new eyes. When another program on the stage ended meanwhile, libatspi's client may hold
    this one for gone too."""
    actor.eyes.close()
    eyes = actor.stage.eyes()
    wait(
        "the program on the accessibility bus", lambda: actor.process.poll() is not None or eyes.find(actor.process.pid)
    )
    return Actor(actor.stage, eyes, actor.process, actor.home)


def still(eyes: Eyes, quiet_ms: int) -> None:
    """Wait until nothing has happened on the bus for so long; what never rests is waited for 100 times."""
    for _ in range(_MOST_WAITS):
        if not eyes.rest(quiet_ms):
            return
