"""Managing the switchboard: the exchange's records, test calls, what happens to lines and people, scored calls."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Seven tables more."""
    _exchange()
    _lines()
    _team()


def _exchange() -> None:
    op.create_table(
        "exchange_calls",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("hour", sa.Integer, nullable=False),
        sa.Column("result", sa.String(10), nullable=False),
        sa.Column("in_hours", sa.Boolean),
        sa.Column("line", sa.String(60), nullable=False),
        sa.Column("agent", sa.String(120), nullable=False),
        sa.Column("operator", sa.String(120), nullable=False),
        sa.Column("waiting_seconds", sa.Integer),
        sa.Column("talk_seconds", sa.Integer),
        sa.Column("rings", sa.Integer),
        sa.Column("called_again", sa.Boolean),
        sa.Column("call_id", sa.String(36), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "exchange_calls_report",
        "exchange_calls",
        [
            "day",
            "hour",
            "result",
            "in_hours",
            "line",
            "operator",
            "waiting_seconds",
            "talk_seconds",
            "rings",
            "called_again",
            "call_id",
        ],
    )
    op.create_table(
        "report_sums",
        sa.Column("source", sa.String(10), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("hour", sa.Integer, nullable=False),
        sa.Column("line", sa.String(120), nullable=False),
        sa.Column("operator", sa.String(120), nullable=False),
        sa.Column("sums", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("source", "day", "hour", "line", "operator"),
    )
    op.create_table(
        "exchange_imports",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("operator", sa.String(120), nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("calls", sa.Integer, nullable=False),
        sa.Column("new", sa.Integer, nullable=False),
        sa.Column("matched", sa.Integer, nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True)),
        sa.Column("last_at", sa.DateTime(timezone=True)),
        sa.Column("oddities", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )


def _lines() -> None:
    op.create_table(
        "test_calls",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("line_id", sa.String(36), nullable=False),
        sa.Column("number", sa.String(24), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("operator", sa.String(120), nullable=False),
        sa.Column("result", sa.String(20), nullable=False),
        sa.Column("waiting_seconds", sa.Integer),
        sa.Column("note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("test_calls_line", "test_calls", ["line_id", "at"])
    op.create_table(
        "line_events",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("subject", sa.String(36), nullable=False),
        sa.Column("line_id", sa.String(36), nullable=False),
        sa.Column("step", sa.String(20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("operator", sa.String(120), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("number", sa.String(24), nullable=False),
        sa.Column("due", sa.Date),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("line_events_step", "line_events", ["step", "at"])


def _team() -> None:
    op.create_table(
        "team_events",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("subject", sa.String(80), nullable=False),
        sa.Column("step", sa.String(20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("operator", sa.String(120), nullable=False),
        sa.Column("person", sa.String(120), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("due", sa.Date),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("team_events_step", "team_events", ["step", "at"])
    op.create_table(
        "evaluations",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("call_id", sa.String(80), nullable=False),
        sa.Column("heard", sa.String(10), nullable=False),
        sa.Column("operator", sa.String(120), nullable=False),
        sa.Column("evaluator", sa.String(120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("marks", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("referral_reached", sa.Boolean),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("evaluations_at", "evaluations", ["at"])
