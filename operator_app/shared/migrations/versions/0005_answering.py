"""Who reported "this is wrong" hears the answer; supervisors share planned test calls and words of the spell check."""

from collections.abc import Sequence

from alembic import op

from operator_app.shared.scripts import literal, script

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """A trigger's function and a policy of app.records, an index. As app_owner."""
    op.execute(literal(script("answering")))
