"""How fast the program itself is on this post: kept here, never sent, nothing of what was asked in it.

Two short lists in a file of the home: seconds from start to a ready window, milliseconds of each search.
"""

import json
import statistics
import threading
from collections import deque
from pathlib import Path

FILE = "statistics.json"
KEPT_STARTS, KEPT_SEARCHES = 50, 1000


class Statistics:
    """Kept in memory, written once at the end. Safe to add to from several threads."""

    def __init__(self, home: Path) -> None:
        self._file = home / FILE
        self._lock = threading.Lock()
        kept = _read(self._file)
        self._starts = deque(kept.get("starts", []), KEPT_STARTS)
        self._searches = deque(kept.get("searches", []), KEPT_SEARCHES)

    def started(self, seconds: float) -> None:
        with self._lock:
            self._starts.append(round(seconds, 3))

    def searched(self, milliseconds: float) -> None:
        with self._lock:
            self._searches.append(round(milliseconds, 2))

    def write(self) -> None:
        """A home that cannot be written keeps its old figures."""
        with self._lock:
            text = json.dumps({"starts": list(self._starts), "searches": list(self._searches)})
        draft = self._file.with_suffix(".new")
        try:
            draft.write_text(text, encoding="utf-8")
            draft.replace(self._file)
        except OSError:
            draft.unlink(missing_ok=True)


def summary(home: Path) -> dict[str, str]:
    """Median and worst of what was measured, for people: empty when nothing was yet."""
    kept = _read(home / FILE)
    told = {}
    for name, unit in (("starts", "s"), ("searches", "ms")):
        values = kept.get(name, [])
        if values:
            worst = sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]
            told[name] = f"{len(values)}: median {statistics.median(values):.2f} {unit}, 95 % under {worst:.2f} {unit}"
    return told


def _read(file: Path) -> dict[str, list[float]]:
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(kept, dict):
        return {}
    return {
        name: [float(value) for value in values if isinstance(value, int | float)]
        for name, values in kept.items()
        if isinstance(values, list)
    }
