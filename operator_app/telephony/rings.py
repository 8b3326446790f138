"""The calls that ring now, on however many lines: the oldest first, since it has waited longest."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from operator_app.domain.calls import Ring
from operator_app.domain.numbers import clean

# More than this at once is no switchboard but a flood: what is on screen stays, the rest is not even kept.
MOST = 20
# A softphone that only told the beginning: nobody lets it ring longer.
LONGEST = timedelta(minutes=3)


@dataclass(slots=True)
class Rings:
    """By the telephone's own names. Not for several threads."""

    _by_id: "dict[str, Ring]"

    @classmethod
    def none(cls) -> "Rings":
        return cls({})

    def begin(self, ring: Ring) -> bool:
        """A call rings; whether that is new. One that rings on is the same call, whatever is told about it again."""
        if ring.id in self._by_id or len(self._by_id) >= MOST:
            return False
        self._by_id[ring.id] = ring
        return True

    def end(self, id: str) -> bool:
        """It rings no longer; whether it did."""
        return self._by_id.pop(id, None) is not None

    def change(self, id: str, change: Callable[[Ring], Ring]) -> bool:
        """Something became known of it; whether it rings at all."""
        if id not in self._by_id:
            return False
        self._by_id[id] = change(self._by_id[id])
        return True

    def ids(self) -> list[str]:
        return list(self._by_id)

    def clear(self) -> None:
        self._by_id.clear()

    def expire(self, now: datetime) -> None:
        """Forget what has rung too long to be true."""
        for ring in list(self._by_id.values()):
            if ring.answered_at is None and now - ring.since > LONGEST:
                del self._by_id[ring.id]

    @property
    def first(self) -> Ring | None:
        """The one to take next; it tells how many wait behind it."""
        oldest = next(iter(self._by_id.values()), None)
        return replace(oldest, more=len(self._by_id) - 1) if oldest is not None else None

    def __len__(self) -> int:
        return len(self._by_id)


def line_name(lines: Sequence[str], number: str) -> str:
    """The site's own name of a line, found by the number in it; the number where no name holds it."""
    return next((name for name in lines if number and clean(name) == number), number)
