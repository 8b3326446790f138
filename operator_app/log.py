"""The program's log: what the program did, never what a caller said.

Nothing personal is ever logged: no query, number, note or name; only codes, counts and durations.
"""

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TypeAlias

_ErrorInfo: TypeAlias = "tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]"
KEPT_FILES = 5
FILE_BYTES = 512 * 1024


def start(folder: Path) -> None:
    """Log to rotating files in `folder`; a folder that cannot be written leaves the program without a log file."""
    root = logging.getLogger("operator_app")
    root.setLevel(logging.INFO)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            folder / "operator-app.log", maxBytes=FILE_BYTES, backupCount=KEPT_FILES, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(_Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root.addHandler(handler)


class _Formatter(logging.Formatter):
    """An error by its kind and its places in the program. Its message may quote what was typed, so it is left out."""

    def formatException(self, ei: _ErrorInfo) -> str:
        kind, _, trace = ei
        places = "".join(traceback.format_tb(trace)) if trace is not None else ""
        return f"{places}{kind.__name__ if kind is not None else ''}"


def stop() -> None:
    """Close what `start` opened."""
    root = logging.getLogger("operator_app")
    for handler in list(root.handlers):
        root.removeHandler(handler)
        handler.close()
