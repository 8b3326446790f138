"""The emblem of the body: one picture in the post's folder, on every page that is printed there."""

from io import BytesIO
from pathlib import Path

from PIL import Image

from operator_app.domain.problems import Problem
from operator_app.sheets.volume import write_out

_FILE = "emblem.png"
_MOST_PIXELS = 800  # of its longer side: enough for a poster


def emblem(home: Path) -> Path | None:
    """The emblem's file, where one was chosen."""
    file = home / _FILE
    return file if file.is_file() else None


def keep_emblem(home: Path, picture: Path | None) -> None:
    """Make a picture the emblem; None takes it away. Raises Problem: emblem_unreadable, cannot_write."""
    if picture is None:
        (home / _FILE).unlink(missing_ok=True)
        return
    try:
        with Image.open(picture) as opened:
            small = opened.convert("RGBA")
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise Problem("emblem_unreadable", file=picture.name) from error
    small.thumbnail((_MOST_PIXELS, _MOST_PIXELS))
    buffer = BytesIO()
    small.save(buffer, "PNG")
    write_out(home / _FILE, buffer.getvalue())
