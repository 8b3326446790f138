"""Segments, delta and stamp put together to what is searched."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from operator_app.index.building import Builder
from operator_app.index.files import Damaged, Delta, Stamp, check, load_delta, load_segment, read_stamp
from operator_app.index.ranking import Weights
from operator_app.index.records import Record
from operator_app.index.segment import Segment
from operator_app.index.snapshot import Part, Snapshot


@dataclass(frozen=True, slots=True)
class State:
    """What is on disk, in memory: `segments` by folder name, and the snapshot that searches them."""

    stamp: Stamp
    segments: Mapping[str, Segment]
    delta: Delta
    snapshot: Snapshot


def load(folder: Path, weights: Weights, *, before: State | None = None) -> State:
    """The state that the stamp names; segments already held in `before` are kept. Raises Damaged."""
    stamp = read_stamp(folder)
    if before is None:
        check(folder, stamp)
    held = before.segments if before else {}
    segments = {name: held.get(name) or load_segment(folder / name) for name in stamp.segments}
    delta = load_delta(folder / stamp.delta) if stamp.delta else Delta()
    try:
        return assemble(stamp, segments, delta, weights, before=before)
    except (ValueError, IndexError, KeyError) as error:
        raise Damaged("arrays") from error


def assemble(
    stamp: Stamp, segments: Mapping[str, Segment], delta: Delta, weights: Weights, *, before: State | None = None
) -> State:
    """A snapshot over the segments and the delta; a newer part's document replaces an older one's."""
    removed = set(delta.removed)
    newest = _small(segments, delta)
    ordered = [*segments.values(), *([newest] if newest else [])]
    parts: list[Part] = []
    for segment, later in _with_later(ordered):
        hidden = removed if segment is not newest else set()
        parts.append(_part(segment, hidden, later, weights, before))
    return State(stamp, segments, delta, Snapshot(parts, weights, stamp.generation))


def with_delta(state: State, records: Iterable[Record], removed: Iterable[str], weights: Weights) -> State:
    """The state with a change in its delta, not yet on disk."""
    kept = {record.id: record for record in state.delta.records}
    gone = dict.fromkeys(state.delta.removed)
    for id_ in removed:
        kept.pop(id_, None)
        gone[id_] = None
    for record in records:
        kept[record.id] = record
        gone.pop(record.id, None)
    delta = Delta(tuple(kept.values()), tuple(gone))
    return assemble(state.stamp, state.segments, delta, weights, before=state)


def _small(segments: Mapping[str, Segment], delta: Delta) -> Segment | None:
    """The delta's records as a segment, weighted as a part of the base."""
    if not delta.records:
        return None
    builder = Builder()
    for record in delta.records:
        builder.add(record)
    base = next(iter(segments.values()), None)
    return builder.finish(base.collection() if base is not None and base.size else None)


def _with_later(ordered: Sequence[Segment]) -> list[tuple[Segment, Sequence[Segment]]]:
    return [(segment, ordered[place + 1 :]) for place, segment in enumerate(ordered)]


def _part(
    segment: Segment, removed: set[str], later: Sequence[Segment], weights: Weights, before: State | None
) -> Part:
    alive = np.ones(segment.size, dtype=np.bool_)
    gone = [segment.doc_of[id_] for id_ in removed if id_ in segment.doc_of]
    for newer in later:
        gone += [segment.doc_of[id_] for id_ in newer.ids if id_ in segment.doc_of]
    alive[gone] = False
    for part in before.snapshot.parts if before else ():
        if part.segment is segment:
            return part.with_alive(alive)
    return Part.of(segment, alive, weights)
