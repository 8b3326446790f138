"""The Unicode Bidirectional Algorithm (UAX #9, revision 15.0): levels and visual order.

Checked on every line of Unicode's BidiCharacterTest.txt (`tests/sheets/test_bidi.py`). Mirroring (rule L4) is
left to HarfBuzz, which mirrors whatever it shapes right to left.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from operator_app.sheets.bidi_weak import resolve_sequence

MAX_DEPTH = 125
REMOVED = -1
"""The "level" of a character that rule X9 removes."""

_EMBEDDINGS = {"LRE": (0, ""), "RLE": (1, ""), "LRO": (0, "L"), "RLO": (1, "R")}
_ISOLATES = frozenset(("LRI", "RLI", "FSI"))
_GONE = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "BN"))
_STRONG = frozenset(("L", "R", "AL"))
_RIGHT_TO_LEFT = frozenset(("R", "AL", "AN", "RLE", "RLO", "RLI"))
_TRAILING = frozenset(("WS", "FSI", "LRI", "RLI", "PDI"))
# Classes of characters that Python's Unicode data does not know yet (DerivedBidiClass.txt, @missing lines).
_UNASSIGNED = ((0x0590, 0x05FF, "R"), (0x0600, 0x07BF, "AL"), (0x07C0, 0x085F, "R"), (0x0860, 0x08FF, "AL"))


def bidi_class(char: str) -> str:
    """The Bidi_Class of one character, with the defaults of unassigned code points."""
    known = unicodedata.bidirectional(char)
    if known:
        return known
    code = ord(char)
    return next((name for first, last, name in _UNASSIGNED if first <= code <= last), "L")


def paragraph_level(classes: Sequence[str], start: int = 0, stop: int | None = None) -> int:
    """Rules P2 and P3: the level of the first strong character outside isolates, 0 when there is none."""
    depth = 0
    for name in classes[start:stop]:
        if name in _ISOLATES:
            depth += 1
        elif name == "PDI":
            depth = max(0, depth - 1)
        elif depth == 0 and name in _STRONG:
            return 0 if name == "L" else 1
    return 0


def levels(text: str, base: int | None) -> list[int]:
    """The resolved level of each character, `REMOVED` for those of rule X9.

    `base` is the paragraph's level, 0 left to right or 1 right to left; None takes it from the text.
    Trailing white space gets the paragraph's level as if `text` were one line (rule L1).
    """
    classes = [bidi_class(char) for char in text]
    level = paragraph_level(classes) if base is None else base
    if level == 0 and _RIGHT_TO_LEFT.isdisjoint(classes) and _GONE.isdisjoint(classes):
        return [0] * len(text)
    explicit = _Explicit(classes, level)
    explicit.run()
    for indices, sos, eos in list(_sequences(explicit, level)):
        resolved = resolve_sequence(
            [explicit.types[index] for index in indices],
            [text[index] for index in indices],
            [classes[index] for index in indices],
            explicit.levels[indices[0]],
            sos,
            eos,
        )
        for index, value in zip(indices, resolved, strict=True):
            explicit.levels[index] = value
    _reset_whitespace(classes, explicit.levels, level)
    return explicit.levels


@dataclass(slots=True)
class _Explicit:
    """Rules X1 to X8: the level of each character from the embeddings, overrides and isolates around it."""

    classes: list[str]
    base: int
    levels: list[int] = field(init=False)
    types: list[str] = field(init=False)
    match: dict[int, int] = field(init=False)
    stack: list[tuple[int, str, bool]] = field(init=False)
    too_deep_isolates: int = 0
    too_deep_embeddings: int = 0
    valid_isolates: int = 0

    def __post_init__(self) -> None:
        self.levels = [self.base] * len(self.classes)
        self.types = list(self.classes)
        self.match = _matching_isolates(self.classes)
        self.stack = [(self.base, "", False)]

    def run(self) -> None:
        for index, name in enumerate(self.classes):
            if name in _EMBEDDINGS:
                self._embed(index, *_EMBEDDINGS[name])
            elif name in _ISOLATES:
                self._isolate(index, name)
            elif name == "PDI":
                self._end_isolate(index)
            elif name == "PDF":
                self._end_embedding(index)
            elif name == "BN":
                self.levels[index] = REMOVED
            elif name == "B":
                self.levels[index] = self.base
            else:
                self._place(index)

    def _place(self, index: int) -> None:
        level, override, _ = self.stack[-1]
        self.levels[index] = level
        if override:
            self.types[index] = override

    def _next_level(self, odd: int) -> int:
        level = self.stack[-1][0]
        return (level + 1) | 1 if odd else (level + 2) & ~1

    def _embed(self, index: int, odd: int, override: str) -> None:
        self.levels[index] = REMOVED
        level = self._next_level(odd)
        if level <= MAX_DEPTH and not self.too_deep_isolates and not self.too_deep_embeddings:
            self.stack.append((level, override, False))
        elif not self.too_deep_isolates:
            self.too_deep_embeddings += 1

    def _isolate(self, index: int, name: str) -> None:
        self._place(index)
        odd = int(name == "RLI")
        if name == "FSI":
            odd = paragraph_level(self.classes, index + 1, self.match.get(index))
        level = self._next_level(odd)
        if level <= MAX_DEPTH and not self.too_deep_isolates and not self.too_deep_embeddings:
            self.valid_isolates += 1
            self.stack.append((level, "", True))
        else:
            self.too_deep_isolates += 1

    def _end_isolate(self, index: int) -> None:
        if self.too_deep_isolates:
            self.too_deep_isolates -= 1
        elif self.valid_isolates:
            self.too_deep_embeddings = 0
            while not self.stack[-1][2]:
                self.stack.pop()
            self.stack.pop()
            self.valid_isolates -= 1
        self._place(index)

    def _end_embedding(self, index: int) -> None:
        self.levels[index] = REMOVED
        if self.too_deep_isolates:
            return
        if self.too_deep_embeddings:
            self.too_deep_embeddings -= 1
        elif not self.stack[-1][2] and len(self.stack) > 1:
            self.stack.pop()


def _matching_isolates(classes: Sequence[str]) -> dict[int, int]:
    """BD9: where the isolate that starts at a position ends."""
    match: dict[int, int] = {}
    open_at: list[int] = []
    for index, name in enumerate(classes):
        if name in _ISOLATES:
            open_at.append(index)
        elif name == "PDI" and open_at:
            match[open_at.pop()] = index
    return match


def _level_runs(levels_: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    last = REMOVED
    for index, level in enumerate(levels_):
        if level == REMOVED:
            continue
        if level != last or not runs:
            runs.append([])
            last = level
        runs[-1].append(index)
    return runs


def _sequences(explicit: _Explicit, base: int) -> Iterator[tuple[list[int], str, str]]:
    """X10: the isolating run sequences with the direction of what stands before and after each."""
    runs = _level_runs(explicit.levels)
    by_first = {run[0]: run for run in runs}
    closed = {end for start, end in explicit.match.items() if explicit.classes[start] in _ISOLATES}
    for run in runs:
        if run[0] in closed and explicit.classes[run[0]] == "PDI":
            continue
        indices = list(run)
        while explicit.classes[indices[-1]] in _ISOLATES and explicit.match.get(indices[-1]) in by_first:
            indices.extend(by_first[explicit.match[indices[-1]]])
        level = explicit.levels[indices[0]]
        before = _neighbour(explicit, indices[0], -1, base)
        unfinished = explicit.classes[indices[-1]] in _ISOLATES and indices[-1] not in explicit.match
        after = base if unfinished else _neighbour(explicit, indices[-1], 1, base)
        yield indices, _direction(max(level, before)), _direction(max(level, after))


def _neighbour(explicit: _Explicit, index: int, step: int, base: int) -> int:
    index += step
    while 0 <= index < len(explicit.levels):
        if explicit.levels[index] != REMOVED:
            return explicit.levels[index]
        index += step
    return base


def _direction(level: int) -> str:
    return "R" if level & 1 else "L"


def _reset_whitespace(classes: Sequence[str], levels_: list[int], base: int) -> None:
    """Rule L1, for a text that is one line."""
    trailing = True
    for index in range(len(classes) - 1, -1, -1):
        name = classes[index]
        if name in ("S", "B"):
            levels_[index] = base
            trailing = True
        elif name in _TRAILING and trailing:
            levels_[index] = base
        elif name not in _GONE:
            trailing = False


def reorder(levels_: Sequence[int]) -> list[int]:
    """Rule L2: the positions of a line from left to right; removed characters are left out."""
    order = [index for index, level in enumerate(levels_) if level != REMOVED]
    present = [levels_[index] for index in order]
    if not present or max(present) == 0:
        return order
    lowest_odd = min((level for level in present if level & 1), default=max(present) + 1)
    for level in range(max(present), lowest_odd - 1, -1):
        start = 0
        while start < len(order):
            if levels_[order[start]] < level:
                start += 1
                continue
            stop = start
            while stop < len(order) and levels_[order[stop]] >= level:
                stop += 1
            order[start:stop] = order[start:stop][::-1]
            start = stop
    return order
