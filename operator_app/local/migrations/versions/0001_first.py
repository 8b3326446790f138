"""The first release. A new store is made whole by `store.create`; this is only where upgrades begin."""

from collections.abc import Sequence

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Nothing: version 1 is where the counting starts."""
