"""A shared database: drafts, where the replica stands, what was erased."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Three tables more."""
    op.create_table(
        "drafts",
        sa.Column("document_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("external_id", sa.String(200), nullable=False),
        sa.Column("base", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("seal", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("urgent", sa.Boolean, nullable=False),
        sa.Column("revision_id", sa.String(36), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("queued", sa.Boolean, nullable=False),
        sa.Column("refused", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("document_id"),
    )
    op.create_table(
        "replica",
        sa.Column("document_id", sa.String(36), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("readable", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("document_id"),
    )
    op.create_table(
        "erasures",
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("id", sa.String(36), nullable=False),
        sa.PrimaryKeyConstraint("kind", "id"),
    )
