"""Reading and writing files: the bundle, CSV, XLSX, HSDS, vCard; calls as CSV. No store, no screen."""

from operator_app.exchange.calls import write_calls
from operator_app.exchange.formats import Format, Written, read, write

__all__ = ["Format", "Written", "read", "write", "write_calls"]
