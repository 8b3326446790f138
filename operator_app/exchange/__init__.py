"""Reading and writing files: the bundle, CSV, XLSX, HSDS, vCard; calls as CSV. No store, no screen."""

from operator_app.exchange.calls import write_calls
from operator_app.exchange.columns import NAMES
from operator_app.exchange.formats import Format, Written, matched_columns, read, write
from operator_app.exchange.rows import Matched

__all__ = ["NAMES", "Format", "Matched", "Written", "matched_columns", "read", "write", "write_calls"]
