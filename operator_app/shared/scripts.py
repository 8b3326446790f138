"""The SQL of this package, one file a purpose."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "sql"

# What makes schema version 1, in this order, and as whom.
OWNER_SCRIPTS = ("tables", "triggers", "feed", "publishing", "events", "policies", "people", "retention", "grants")
PROVISIONER_SCRIPTS = ("provisioner", "provisioner_grants")


def script(name: str) -> str:
    """The text of one file of `sql/`."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def literal(statements: str) -> str:
    """As Alembic must be given it: SQLAlchemy would take `:word` for a parameter."""
    return statements.replace(":", "\\:")
