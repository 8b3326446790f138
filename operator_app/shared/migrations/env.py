"""Run by Alembic: the caller hands over its own connection, or none to have the SQL printed."""

from alembic import context

connection = context.config.attributes.get("connection")
context.configure(
    connection=connection,
    dialect_name="postgresql" if connection is None else None,
    version_table_schema="app",
    version_table="migrations",
)
with context.begin_transaction():
    context.run_migrations()
