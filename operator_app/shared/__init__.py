"""The shared database: PostgreSQL, spoken to directly. Load it late: psycopg takes 0.3 s to import."""

from operator_app.shared.address import Address
from operator_app.shared.connection import connect

__all__ = ["Address", "connect"]
