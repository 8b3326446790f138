"""Reading and writing files: the bundle, CSV, XLSX, HSDS, vCard; calls as CSV. No store, no screen."""

from operator_app.domain.matching import Matched
from operator_app.exchange.calls import write_calls
from operator_app.exchange.columns import NAMES
from operator_app.exchange.formats import Format, Written, matched_columns, read, write
from operator_app.exchange.rows import kind_of_rows

__all__ = ["NAMES", "Format", "Matched", "Written", "kind_of_rows", "matched_columns", "read", "write", "write_calls"]
