"""Lanes: serial threads, so that the GUI thread only paints and no two writes of a store meet."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Lane:
    """One serial thread. Work is done in the order in which it was given."""

    def __init__(self, name: str) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)

    def submit(self, work: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        return self._executor.submit(work, *args, **kwargs)

    def close(self, *, drop_waiting: bool) -> None:
        """Wait for what runs; `drop_waiting` gives up what has not begun."""
        self._executor.shutdown(wait=True, cancel_futures=drop_waiting)


class Lanes:
    """The lanes of a post: the store, questions to the search index, writing it, everything slow (files, printing).
    Searches have a lane of their own, so that none waits until an index is built."""

    def __init__(self) -> None:
        self.store = Lane("store")
        self.index = Lane("index")
        self.indexing = Lane("indexing")
        self.slow = Lane("slow")

    def close(self) -> None:
        """Finish every write that was given to the store; give up the rest."""
        self.slow.close(drop_waiting=True)
        self.index.close(drop_waiting=True)
        self.indexing.close(drop_waiting=True)
        self.store.close(drop_waiting=False)
