"""From the lanes back to the GUI thread, through one signal."""

from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from operator_app.desk import Lane
from operator_app.domain.changes import Changes
from operator_app.domain.problems import Problem

T = TypeVar("T")


class Request:
    """Work that was given to a lane. `cancel` makes it stale: nothing of it reaches the screen any more."""

    def __init__(self) -> None:
        self.cancelled = False

    def cancel(self) -> None:
        self.cancelled = True

    def is_cancelled(self) -> bool:
        return self.cancelled


class Latest:
    """A newer request makes the older one stale."""

    def __init__(self) -> None:
        self._current: Request | None = None

    def replace(self, request: Request) -> Request:
        self.drop()
        self._current = request
        return request

    def drop(self) -> None:
        if self._current is not None:
            self._current.cancel()
        self._current = None


class Bridge(QObject):
    """Runs work on a lane and delivers its result on the GUI thread. One bridge per window; dead once closed."""

    _arrived = Signal(object)

    def __init__(self, on_problem: Callable[[Problem], None], on_bug: Callable[[BaseException], None]) -> None:
        super().__init__()
        self._on_problem = on_problem
        self._on_bug = on_bug
        self._closed = False
        self._pending = 0
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether work is on its way: for tests that wait until a window is quiet."""
        return self._pending > 0

    def run(
        self,
        lane: Lane,
        work: Callable[[], T],
        then: Callable[[T], None] = lambda _: None,
        failed: Callable[[Problem], None] | None = None,
        request: Request | None = None,
    ) -> Request:
        """Do `work` on a lane, then `then(result)` on the GUI thread, unless the request became stale.

        A Problem goes to `failed`, else to the window's own telling of problems; anything else is a bug.
        """
        asked = request or Request()
        self._pending += 1
        future = lane.submit(work)
        future.add_done_callback(lambda done: self.post(lambda: self._finish(done, asked, then, failed)))
        return asked

    def post(self, deliver: Callable[[], None]) -> None:
        """Do something on the GUI thread, soon, from any thread."""
        if not self._closed:
            self._arrived.emit(deliver)

    def tell(self, problem: Problem) -> None:
        """Tell a known problem where the window tells problems."""
        self._on_problem(problem)

    def follow(self, on_changes: Callable[[Changes], None]) -> Callable[[Changes], None]:
        """A subscriber for the desk's hub that brings changes to the GUI thread."""
        return lambda changes: self.post(lambda: on_changes(changes))

    def close(self) -> None:
        """Deliver nothing any more."""
        self._closed = True

    def _deliver(self, deliver: Callable[[], None]) -> None:
        if not self._closed:
            deliver()

    def _finish(
        self,
        future: "Future[T]",
        request: Request,
        then: Callable[[T], None],
        failed: Callable[[Problem], None] | None,
    ) -> None:
        self._pending -= 1
        try:
            result = future.result()
        except CancelledError:
            return
        except Problem as problem:
            if not request.cancelled:
                (failed or self._on_problem)(problem)
            return
        except Exception as error:
            self._on_bug(error)
            return
        if not request.cancelled:
            then(result)
