"""Writes the index: a whole build, an update, and the gathering of many updates into arrays of their own.

Whoosh holds every record; the arrays are made from those. Order of a write: the mark `unfinished` is set, Whoosh
commits, the arrays and the delta are saved, the stamp is replaced, the mark is taken off. Interrupted anywhere, the
mark or a checksum makes the next opening say "stale".
"""

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from operator_app.index import store
from operator_app.index.assembly import State, assemble
from operator_app.index.building import Builder
from operator_app.index.files import (
    UNFINISHED,
    Change,
    Damaged,
    Delta,
    Stamp,
    listed,
    read_stamp,
    save_delta,
    save_segment,
    sweep,
    write_stamp,
)
from operator_app.index.ranking import Weights
from operator_app.index.records import Record
from operator_app.index.segment import Segment

# Changes kept in the delta, which is made anew at each update; more are gathered into a segment of their own.
MOST_IN_DELTA = 48
# A gathered segment larger than this, and than a quarter of the base, is merged with it.
_MOST_GATHERED = 1000
# Work between two pauses, seconds: what another thread may have to wait for the interpreter lock.
_WORK = 0.004


class Stopped(Exception):
    """The build was cancelled."""


class Pace:
    """Lets other threads work: sleeps `pause` seconds after each few milliseconds of work."""

    def __init__(self, pause: float, cancelled: Callable[[], bool] = lambda: False) -> None:
        self._pause = pause
        self._cancelled = cancelled
        self._since = time.perf_counter()

    def __call__(self) -> None:
        """Raises Stopped when the build was cancelled."""
        if self._cancelled():
            raise Stopped
        if self._pause > 0 and time.perf_counter() - self._since > _WORK:
            time.sleep(self._pause)
            self._since = time.perf_counter()


def pace(pause: float, cancelled: Callable[[], bool]) -> Callable[[], None]:
    """What a build calls as it goes."""
    return Pace(pause, cancelled)


def rebuild(folder: Path, records: Iterable[Record], pause: Callable[[], None], weights: Weights) -> State | None:
    """The whole index anew; None when `pause` stopped it, and what was there stays valid. The caller holds the lock."""
    unfinished = folder / UNFINISHED
    stale_before = unfinished.exists()
    unfinished.touch()
    generation = _next_generation(folder)
    home = f"store-{generation}"
    builder = Builder(pause)

    def passing() -> Iterator[Record]:
        for record in records:
            pause()
            builder.add(record)
            yield record

    try:
        store.create(folder / home, passing())
        state = _commit_base(folder, builder.finish(), Stamp(generation=generation, store=home), weights, pause)
    except Stopped:
        _tidy(folder)
        if not stale_before:
            unfinished.unlink(missing_ok=True)
        return None
    unfinished.unlink(missing_ok=True)
    return state


def _next_generation(folder: Path) -> int:
    """Larger than any number in use there, whatever state the folder is in."""
    used = [
        int(path.name.rpartition("-")[2]) for path in folder.glob("*-*") if path.name.rpartition("-")[2].isdecimal()
    ]
    return max(used, default=0) + 1


def _tidy(folder: Path) -> None:
    """Removes what a stopped build left."""
    try:
        sweep(folder, read_stamp(folder))
    except Damaged:
        sweep(folder, Stamp())


def _commit_base(folder: Path, segment: Segment, stamp: Stamp, weights: Weights, pause: Callable[[], None]) -> State:
    name = f"segment-{stamp.generation}"
    save_segment(segment, folder / name)
    pause()
    files = listed(folder, (name, stamp.store), {})
    done = Stamp(stamp.generation, (name,), stamp.store, "", files)
    write_stamp(folder, done)
    sweep(folder, done)
    return assemble(done, {name: segment}, Delta(), weights)


def commit(folder: Path, state: State, change: Change, pause: Callable[[], None], weights: Weights) -> State:
    """Makes `state`, which already has the change in its delta, durable; a delta that has grown long is gathered into
    arrays instead of kept. The caller holds the lock."""
    unfinished = folder / UNFINISHED
    unfinished.touch()
    store.update(folder / state.stamp.store, change.records, change.removed)
    done = _gather(folder, state, pause, weights) if len(state.delta.records) > MOST_IN_DELTA else _keep(folder, state)
    unfinished.unlink(missing_ok=True)
    return done


def _keep(folder: Path, state: State) -> State:
    """The delta as a file."""
    before = state.stamp
    generation = before.generation + 1
    delta = f"delta-{generation}"
    save_delta(folder / delta, state.delta)
    files = listed(folder, (*before.segments, before.store, delta), before.files)
    stamp = Stamp(generation, before.segments, before.store, delta, files)
    write_stamp(folder, stamp)
    sweep(folder, stamp)
    return State(stamp, state.segments, state.delta, state.snapshot)


def _gather(folder: Path, state: State, pause: Callable[[], None], weights: Weights) -> State:
    """Turns a long delta into arrays on disk: a segment of its own, or, when that grows too large, one new base."""
    base, *rest = state.stamp.segments
    generation = state.stamp.generation + 1
    small = len(state.delta.records) + sum(state.segments[name].size for name in rest)
    large = small > max(_MOST_GATHERED, state.segments[base].size // 4)
    builder = Builder(pause)
    for record in store.records(folder / state.stamp.store) if large else _recent(state, rest):
        pause()
        builder.add(record)
    if large:
        stamp = Stamp(generation, store=state.stamp.store)
        return _commit_base(folder, builder.finish(), stamp, weights, pause)
    name, delta_name = f"segment-{generation}", f"delta-{generation}"
    segment = builder.finish(state.segments[base].collection())
    save_segment(segment, folder / name)
    delta = Delta(removed=state.delta.removed)
    save_delta(folder / delta_name, delta)
    files = listed(folder, (base, name, state.stamp.store, delta_name), state.stamp.files)
    stamp = Stamp(generation, (base, name), state.stamp.store, delta_name, files)
    write_stamp(folder, stamp)
    sweep(folder, stamp)
    return assemble(stamp, {base: state.segments[base], name: segment}, delta, weights, before=state)


def _recent(state: State, rest: Iterable[str]) -> Iterator[Record]:
    """What changed since the base, as it stands now."""
    newer = {record.id for record in state.delta.records} | set(state.delta.removed)
    for name in rest:
        segment = state.segments[name]
        yield from (segment.record(doc) for doc, id_ in enumerate(segment.ids) if id_ not in newer)
    yield from state.delta.records
