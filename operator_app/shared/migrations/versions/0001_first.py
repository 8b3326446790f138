"""The first schema: the scripts of `sql/`, as their owners.

Once released, those files are part of this migration and never change: a later version brings files of its own.
"""

from collections.abc import Sequence

from alembic import op

from operator_app.shared.scripts import OWNER_SCRIPTS, PROVISIONER_SCRIPTS, literal, script

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Tables, triggers, functions, policies, grants."""
    for name in OWNER_SCRIPTS:
        _run(script(name))
    _run("grant usage, create on schema app to app_provisioner")
    _run("set role app_provisioner")
    for name in PROVISIONER_SCRIPTS:
        _run(script(name))
    _run("set role app_owner")
    _run("revoke create on schema app from app_provisioner")


def _run(statements: str) -> None:
    op.execute(literal(statements))
