"""Review between posts, and the second pair of eyes."""

from collections.abc import Sequence

from alembic import op

from operator_app.shared.scripts import literal, script

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Tables, functions, triggers, policies. As app_owner."""
    op.execute(literal(script("reviewing")))
