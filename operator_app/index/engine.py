"""The index's public face."""

import importlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Protocol, cast

from operator_app.domain.documents import Document
from operator_app.domain.letting_go import let_go
from operator_app.domain.search import Hit, SearchAnswer, SearchQuery
from operator_app.domain.text import fold
from operator_app.index.assembly import State, load, with_delta
from operator_app.index.files import LOCK, STAMP, UNFINISHED, Change, Damaged
from operator_app.index.keyboard import other_layout
from operator_app.index.locking import writing
from operator_app.index.presenting import hits, suggestion
from operator_app.index.query import Parsed, parse
from operator_app.index.ranking import Weights
from operator_app.index.records import LANGUAGES, Record, kinds_of, record_of, searchable
from operator_app.index.snapshot import Asked, Cancelled, Snapshot
from operator_app.index.titles import Titles

# Whoosh comes with this one, so it is imported when something is first written.
_WRITING = "operator_app.index.writing"
_POOR = 0.5
_POPULAR = 0.1
_DEFAULT_PACE = 0.002

Signature = tuple[int, int, int]


class Writing(Protocol):
    """What `operator_app.index.writing` offers."""

    def rebuild(
        self, folder: Path, records: Iterable[Record], pace: Callable[[], None], weights: Weights
    ) -> State | None: ...

    def commit(
        self, folder: Path, state: State, change: Change, pace: Callable[[], None], weights: Weights
    ) -> State: ...

    def pace(self, pause: float, cancelled: Callable[[], bool]) -> Callable[[], None]: ...


def _nothing(_: int) -> None:
    return None


def _never() -> bool:
    return False


class Index:
    """The search index in a folder: one writer at a time over all processes, any number of reading threads.

    `stale` says that it must be rebuilt: it is missing, damaged, of another analysis, or a write was cut short. Until
    then a search looks through the titles given to `set_titles`.
    """

    def __init__(self, folder: Path, weights: Weights) -> None:
        self._folder = folder
        self._weights = weights
        self._state: State | None = None
        self._seen: Signature | None = None
        self._titles = Titles()
        self._behind = False
        self._opened: Mapping[str, Mapping[str, int]] = {}
        self._reading = RLock()

    @classmethod
    def open(cls, folder: Path, weights: Weights | None = None) -> "Index":
        """Opens the index of a folder, which need not exist. Quick; never raises for what it finds there."""
        index = cls(folder, weights or Weights())
        index._load()
        return index

    @property
    def stale(self) -> bool:
        return self._state is None

    @property
    def generation(self) -> int:
        """Grows with each write; 0 while stale."""
        return self._state.stamp.generation if self._state else 0

    def known(self) -> Mapping[str, int]:
        """Id → edition of every document in the index; empty while stale."""
        return self._state.snapshot.known() if self._state else {}

    def set_titles(self, documents: Iterable[Document]) -> None:
        """What is searched while the index is stale."""
        self._titles = Titles(documents)

    @contextmanager
    def titles_meanwhile(self) -> Iterator[None]:
        """Search the titles although there is an index: it knows too little of what is there by now."""
        self._behind = True
        try:
            yield
        finally:
            self._behind = False

    def set_popularity(self, opened: Mapping[str, Mapping[str, int]]) -> None:
        """Query → document id → how often it was opened from that query's results: it comes slightly higher."""
        self._opened = {fold(query).strip(): dict(counts) for query, counts in opened.items()}

    def close(self) -> None:
        """Lets go of the files. A search after it is one in titles."""
        with self._reading:
            self._state, self._seen = None, None
            self._titles = Titles()

    def rebuild(
        self,
        documents: Iterable[Document],
        *,
        progress: Callable[[int], None] = _nothing,
        cancelled: Callable[[], bool] = _never,
        pace: float = _DEFAULT_PACE,
    ) -> bool:
        """Builds the whole index from the store's documents; False when cancelled, and the one before stays.

        `progress` gets the number of documents read so far; `pace` is the pause in seconds after each few
        milliseconds of work, which lets the window's thread have the interpreter. Waits for another writer, and
        takes its index when that made a stale one good meanwhile.
        """
        was_stale = self.stale
        with writing(self._folder / LOCK):
            if was_stale and self._load(writer=True):
                return True
            made = _writing().rebuild(
                self._folder, _records(documents, progress), _writing().pace(pace, cancelled), self._weights
            )
            if made is not None:
                self._take(made)
        return made is not None

    def update(self, changed: Iterable[Document], removed: Iterable[str] = ()) -> None:
        """Brings documents up to date; those that are not published leave the index.

        What changed is found at once, before it is safe on disk; when this returns it is. While stale it only
        touches the titles. Raises OSError when the disk refuses.
        """
        documents = tuple(changed)
        records = [record_of(document) for document in documents if searchable(document)]
        gone = (*removed, *(document.id for document in documents if not searchable(document)))
        if self.stale:
            self._titles = self._titles.changed(documents, gone)
            return
        with writing(self._folder / LOCK):
            self._refresh()
            if (state := self._state) is None:
                return
            state = self._state = with_delta(state, records, gone, self._weights)
            pause = _writing().pace(_DEFAULT_PACE, _never)
            self._take(_writing().commit(self._folder, state, Change(records, gone), pause, self._weights))
        # The state before holds them too. What was gathered into arrays is needed no more.
        del state
        let_go(records)

    def search(self, query: SearchQuery, cancelled: Callable[[], bool] = _never) -> SearchAnswer:
        """The answer to a query; nothing found when cancelled. Never raises for what was typed."""
        started = time.perf_counter()
        self._refresh()
        state, suggested = None if self._behind else self._state, ""
        if state is None:
            found = self._titles.search(query)
        else:
            try:
                found, suggested = self._search(state.snapshot, query, cancelled)
            except Cancelled:
                found = ()
        return SearchAnswer(query, found, suggested, state is None, (time.perf_counter() - started) * 1000)

    def _search(
        self, snapshot: Snapshot, query: SearchQuery, cancelled: Callable[[], bool]
    ) -> tuple[tuple[Hit, ...], str]:
        parsed, retyped = self._understand(snapshot, query.text)
        if not parsed.terms:
            return (), ""
        asked = Asked(
            kinds_of(query.kinds),
            LANGUAGES.index(query.language),
            query.today.toordinal(),
            self._favoured(parsed.folded),
            cancelled,
        )
        candidates = snapshot.search(parsed, asked)
        found = hits(snapshot, candidates, parsed, query)
        return found, retyped or suggestion(snapshot, candidates, parsed)

    def _understand(self, snapshot: Snapshot, text: str) -> tuple[Parsed, str]:
        """The query as typed or, where that says little and the other keyboard layout says more, retyped on it."""
        parsed = snapshot.settle(parse(text))
        as_typed = snapshot.understood(parsed)
        if as_typed < _POOR and not snapshot.synonyms(parsed) and (retyped := other_layout(text)):
            other = snapshot.settle(parse(retyped))
            if snapshot.understood(other) > as_typed + _POOR or snapshot.synonyms(other):
                return other, retyped
        return parsed, ""

    def _favoured(self, folded: str) -> Mapping[str, float]:
        counts = self._opened.get(folded.strip(), {})
        total = sum(counts.values())
        return {id_: _POPULAR * count / total for id_, count in counts.items()} if total > 0 else {}

    def _load(self, *, writer: bool = False) -> bool:
        """Reads the index from disk; False, and stale, when there is none to be trusted.

        The mark of an unfinished write counts unless another process is writing just now; a `writer` holds the
        lock, so for it the mark always counts.
        """
        with self._reading:
            signature = self._signature()
            try:
                if (self._folder / UNFINISHED).exists() and (writer or self._nobody_writes()):
                    raise Damaged(UNFINISHED)
                self._state = load(self._folder, self._weights)
                self._seen = signature
            except Damaged:
                self._state, self._seen = None, signature
            return self._state is not None

    def _nobody_writes(self) -> bool:
        with writing(self._folder / LOCK, wait=False) as free:
            return free

    def _refresh(self) -> None:
        """Takes over what another process wrote since."""
        signature = self._signature()
        if signature is None or signature == self._seen:
            return
        with self._reading:
            if signature == self._seen:
                return
            if self._state is None:
                self._load()
                return
            try:
                self._state = load(self._folder, self._weights, before=self._state)
                self._seen = signature
            except Damaged:
                # between two writes of the other process, or damaged: what is in memory is still right
                return

    def _take(self, state: State) -> None:
        with self._reading:
            self._state, self._seen = state, self._signature()

    def _signature(self) -> Signature | None:
        """What tells one stamp from another; None when there is none."""
        try:
            status = (self._folder / STAMP).stat()
        except OSError:
            return None
        return (status.st_mtime_ns, status.st_size, status.st_ino)


def _writing() -> Writing:
    return cast(Writing, importlib.import_module(_WRITING))


def _records(documents: Iterable[Document], progress: Callable[[int], None]) -> Iterator[Record]:
    for number, document in enumerate(documents, start=1):
        if searchable(document):
            yield record_of(document)
        progress(number)
