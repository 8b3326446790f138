"""Letting go of much at once without holding the interpreter."""

from collections.abc import MutableMapping, MutableSequence
from typing import TypeVar

K = TypeVar("K")
T = TypeVar("T")


def let_go(things: MutableSequence[T] | MutableMapping[K, T]) -> None:
    """Empty what holds much and is needed no more, one after the other. Freed at once, ten thousand documents hold the
    interpreter, and with it the window, for 40 ms."""
    take = things.popitem if isinstance(things, MutableMapping) else things.pop
    while things:
        take()
