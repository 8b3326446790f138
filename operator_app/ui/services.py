"""What the screen needs from outside the desk, handed in by the composition root."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from operator_app.domain.calls import Call
from operator_app.domain.documents import Document
from operator_app.domain.importing import Reading
from operator_app.i18n import Texts


@dataclass(frozen=True, slots=True)
class Services:
    """Every function may block and raise Problem: the screen calls them on a lane."""

    read_file: Callable[[Path], Reading]
    write_calls: Callable[[Sequence[Call], Path, Texts], None]
    write_guide: Callable[[Sequence[Document], Path], None]
    dial: Callable[[str], None]
    print_keys: Callable[[Path, Texts], None]
