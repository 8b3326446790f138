"""The program's log: what the program did, never what a caller said.

Nothing personal is ever logged: no query, number, note or name; only codes, counts and durations.
"""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

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
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root.addHandler(handler)


def stop() -> None:
    """Close what `start` opened."""
    root = logging.getLogger("operator_app")
    for handler in list(root.handlers):
        root.removeHandler(handler)
        handler.close()
