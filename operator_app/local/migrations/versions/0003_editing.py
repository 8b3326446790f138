"""Editing: where a draft stands, whose it is and when it is to be published; what is said about a document."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_KEPT = "document_id, kind, external_id, base, body, seal, note, urgent, revision_id, saved_at, queued, refused"


def upgrade() -> None:
    """The drafts move into a table with three columns more (SQLite adds none without a default for ever)."""
    op.rename_table("drafts", "drafts_before")
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
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("author", sa.String(120), nullable=False),
        sa.Column("publish_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("document_id"),
    )
    op.execute(f"insert into drafts ({_KEPT}, status, author) select {_KEPT}, 'draft', '' from drafts_before")
    op.drop_table("drafts_before")
    op.create_table(
        "remarks",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("said", sa.String(20), nullable=False),
        sa.Column("document_id", sa.String(36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author", sa.String(120), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("about", sa.String(36), nullable=False),
        sa.Column("to", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("remarks_document", "remarks", ["document_id", "at"])
    op.create_index("remarks_said", "remarks", ["said", "about"])
