"""The key counts of INTERACTION.md on four keyboard layouts, by real key codes on a real window; and with other keys.

Nothing is waited for between the keys of a call: they keep their order, however fast they come.
"""

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from operator_app.app.opening import open_desk
from operator_app.domain.calls import Call, Outcome
from operator_app.domain.greetings import BodyType
from operator_app.domain.languages import Language, Text
from operator_app.local import CallFilter
from operator_app.local.store import FILE_NAME
from operator_app.settings import Settings
from operator_app.ui.actions import Do
from operator_app.ui.keymap import Keymap
from tests.accessibility.stage import Actor, Stage, missing, start_program, wait

LAYOUTS = [("us", ""), ("fr", ""), ("ara", ""), ("ara", "azerty")]
# Key codes of a PC keyboard under X11: the place of the key, whatever is printed on it.
_PLACES = {f"F{n}": str(66 + n) for n in range(1, 11)} | {"F11": "95", "F12": "96", "Return": "36", "Down": "116"}
_PLACES |= {"Ctrl": "37", "Shift": "50"}
_ARABIC = {
    "ج": "Arabic_jeem", "و": "Arabic_waw", "ا": "Arabic_alef", "ك": "Arabic_kaf", "س": "Arabic_seen",
    "ع": "Arabic_ain", "إ": "Arabic_hamzaunderalef",
}  # fmt: skip
# The keys of a call somewhere else: alone, with Shift, with Ctrl, and two that change places.
OTHER_KEYS = (
    Keymap({}).give(Do.CALL, "Ctrl+F2").give(Do.CLOSE, "Shift+F9").give(Do.REFER, "F7").give(Do.NO_ANSWER, "F6")
    .give(Do.CALL_BACK, "Ctrl+Shift+F8").give(Do.WRONG, "F9").give(Do.TIPS, "Ctrl+F4").give(Do.CONTACTS, "Shift+F6")
)  # fmt: skip


@dataclass(frozen=True)
class Journey:
    """What is pressed: an action, a key by its place, or words ("…" in the letters of the layout)."""

    name: str
    steps: tuple[Do | str, ...]
    fewest: int
    most: int
    outcome: Outcome


# The words in Latin letters and in Arabic ones, by what they are for.
WORDS = {"a thing": ("pas", "جوا"), "a person": ("samu", "إسعا"), "nothing": ("ggggg", "ككككك")}
JOURNEYS = (
    Journey("answered", (Do.CALL, "a thing", Do.CLOSE), 4, 6, Outcome.ANSWERED),
    Journey("the second result", (Do.CALL, "a thing", "Down", Do.CLOSE), 4, 6, Outcome.ANSWERED),
    Journey("referred", (Do.CALL, "a thing", Do.REFER, Do.CLOSE), 5, 7, Outcome.REFERRED),
    Journey("a person", (Do.CALL, Do.CONTACTS, "a person", Do.REFER, Do.CLOSE), 8, 8, Outcome.REFERRED),
    Journey("no answer", (Do.CALL, "nothing", Do.NO_ANSWER, Do.CLOSE), 8, 8, Outcome.NO_ANSWER),
    Journey("call-back", (Do.CALL, "a thing", Do.CALL_BACK, "01000000", Do.CLOSE), 13, 14, Outcome.CALL_BACK),
    Journey("special need", (Do.CALL, Do.TIPS, "Return", Do.CLOSE), 3, 6, Outcome.ANSWERED),
    Journey("wrong", (Do.CALL, "a thing", Do.WRONG, Do.CLOSE), 5, 7, Outcome.ANSWERED),
)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    if lacking := missing():
        pytest.skip(f"a real window needs what is not installed here: {lacking}")
    made = Stage(tmp_path_factory.mktemp("layouts") / "stage")
    made.start()
    yield made
    made.stop()


def pressed(steps: Sequence[Do | str], keys: Keymap, layout: str) -> list[str]:
    """As xdotool has it: key codes by their place, letters by their names in the layout."""
    found: list[str] = []
    for step in steps:
        if isinstance(step, Do):
            found.append("+".join(_PLACES[part] for part in keys.key(step).split("+")))
        elif step in _PLACES:
            found.append(_PLACES[step])
        else:
            latin, arabic = WORDS.get(step, (step, step))
            found += [_ARABIC.get(letter, letter) for letter in (arabic if layout == "ara" else latin)]
    return found


def logged(home: Path) -> int:
    with closing(sqlite3.connect(f"file:{home / FILE_NAME}?mode=ro", uri=True)) as store:
        (count,) = store.execute("select count(*) from calls").fetchone()
    return int(count)


@pytest.mark.slow
@pytest.mark.parametrize("keys", [Keymap({}), OTHER_KEYS], ids=["first keys", "other keys"])
def test_every_journey_takes_as_many_keys_on_every_layout(
    keys: Keymap, stage: Stage, starter_home: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    shutil.copytree(starter_home, home)
    desk = open_desk(home)
    desk.preferences.change(_settings(keys))
    desk.close()
    actor = start_program(stage, home)
    counted: list[tuple[Journey, str, int]] = []
    try:
        # Ready once the search box has the focus: `start_program` waits for the bus only.
        wait("the window", lambda: _focused(actor, "search"))
        for layout in LAYOUTS:
            stage.layout(*layout)
            for journey in JOURNEYS:
                play = pressed(journey.steps, keys, layout[0])
                counted.append((journey, "-".join(layout), len(play)))
                stage.key(*play)
                wait(f"{journey.name} on {layout}", lambda: logged(home) == len(counted))
    finally:
        stage.layout(*LAYOUTS[0])
        _leave(actor)
    calls = _calls(home)
    for (journey, layout_name, count), call in zip(counted, calls, strict=True):
        assert journey.fewest <= count <= journey.most, (journey.name, layout_name)
        assert call.outcome is journey.outcome, (journey.name, layout_name)
        assert (call.need is not None) == (journey.name == "special need"), (journey.name, layout_name)


def _focused(actor: Actor, identifier: str) -> bool:
    node = actor.eyes.tree().maybe(identifier)
    return node is not None and node.has("FOCUSED")


def _settings(keys: Keymap) -> Settings:
    return replace(
        Settings(),
        language=Language.FR,
        body_name=Text("بلدية المثال", "Municipalité d'Exemple", "Example Municipality"),
        body_type=BodyType.MUNICIPALITY,
        operator_name="Salma",
        keys=dict(keys.changed),
    )


def _leave(actor: Actor) -> None:
    """As a session's end ends it: what was logged is on disk."""
    actor.leave()
    actor.eyes.close()


def _calls(home: Path) -> list[Call]:
    desk = open_desk(home)
    calls = desk.calls.log(CallFilter())
    desk.close()
    return list(reversed(calls))
