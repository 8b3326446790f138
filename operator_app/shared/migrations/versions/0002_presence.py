"""Supervisors see at once who writes a document at another post."""

from collections.abc import Sequence

from alembic import op

from operator_app.shared.scripts import literal, script

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """The table of leases, its policy, its function. As app_owner."""
    op.execute(literal(script("presence")))
