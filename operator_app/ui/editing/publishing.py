"""Where publishing is done: on the store lane of a single post, on the slow lane where a network takes part."""

from collections.abc import Callable
from typing import TypeVar

from operator_app.domain.problems import Problem
from operator_app.ui.context import UiContext

T = TypeVar("T")


def publish(
    context: UiContext,
    work: Callable[[], T],
    then: Callable[[T], None],
    failed: Callable[[Problem], None] | None = None,
) -> None:
    """Do work that publishes. A network must not hold up the store, from which a caller's answer is read; what was
    given to the store before is done before."""
    if context.desk.publishing.way is None:
        context.bridge.run(context.lanes.store, work, then, failed)
        return
    context.bridge.run(context.lanes.store, lambda: None, lambda _: _on_slow_lane(context, work, then, failed))


def _on_slow_lane(
    context: UiContext,
    work: Callable[[], T],
    then: Callable[[T], None],
    failed: Callable[[Problem], None] | None,
) -> None:
    context.bridge.run(context.lanes.slow, work, then, failed)
