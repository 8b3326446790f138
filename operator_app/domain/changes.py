"""What a write changed: the one way in which the index and every screen learn that they are stale."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changes:
    """Kind (of document, or "calls", "callbacks", "settings", …) to the ids that changed; an empty set means "many"."""

    ids: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def touches(self, *kinds: str) -> bool:
        return any(kind in self.ids for kind in kinds)

    def of(self, kind: str) -> frozenset[str]:
        return self.ids.get(kind, frozenset())

    def __or__(self, other: "Changes") -> "Changes":
        merged: dict[str, frozenset[str]] = dict(self.ids)
        for kind, ids in other.ids.items():
            known = merged.get(kind)
            # "many" swallows single ids
            merged[kind] = ids if known is None else frozenset() if not (known and ids) else known | ids
        return Changes(merged)

    def __bool__(self) -> bool:
        return bool(self.ids)


def changed(kind: str, *ids: str) -> Changes:
    """Changes of one kind; without ids, "many"."""
    return Changes({kind: frozenset(ids)})
