"""How the columns of tables were matched: remembered for the next table with the same headings."""

from collections.abc import Sequence
from hashlib import sha256

import msgspec

from operator_app.desk.context import Context
from operator_app.domain.matching import Matching


class MatchingDesk:
    def __init__(self, context: Context) -> None:
        self._context = context

    def remembered(self, use: str, headings: Sequence[str]) -> Matching | None:
        """How a table with these headings was matched; `use` tells guides from records of the exchange."""
        kept = self._context.facts.get(_name(use, headings))
        return msgspec.json.decode(kept, type=Matching) if kept else None

    def remember(self, use: str, headings: Sequence[str], matching: Matching) -> None:
        self._context.facts.set(_name(use, headings), msgspec.json.encode(matching).decode())


def _name(use: str, headings: Sequence[str]) -> str:
    return f"columns_{sha256(msgspec.json.encode([use, *headings])).hexdigest()[:40]}"
