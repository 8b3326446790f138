"""What one post handed over reaches the others that may know it."""

from collections.abc import Sequence

from alembic import op

from operator_app.shared.scripts import literal, script

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Columns, policies and a trigger of app.records. As app_owner."""
    op.execute(literal(script("hearing")))
