"""Importing a whole guide from the window's own page: whether the window is ever held, format by format.

    .venv/bin/python tests/benchmarks/imports.py [--documents 1000]

Every document of the guide is in the file, with other notes: each import reads them all, finds them all changed and
publishes them all, and the index follows. A vCard holds as many contacts, all new. "Late" and "busy" are as in
`sheets_window.py`.
"""

import sys
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from operator_app.app.shell import Shell
from operator_app.desk import Desk
from operator_app.domain.contacts import Contact, Phone
from operator_app.domain.documents import Document, Kind
from operator_app.domain.guide import Procedure
from operator_app.domain.languages import Text
from operator_app.exchange import Format, write
from operator_app.ui.actions import Do
from operator_app.ui.pages.importing import ImportPage
from tests.benchmarks.desk import after, opened, played, wait
from tests.benchmarks.sheets_window import Ticks

# File → what it is called in the table of figures; a name without an ending is a folder.
_FILES = {
    "guide.csv": "CSV",
    "guide.xlsx": "XLSX",
    "guide": "folder",
    "guide.zip": "zip",
    "hsds.zip": "HSDS",
    "contacts.vcf": "vCard",
}
_IDLE_SECONDS = 5.0
_PATIENCE = 1800.0


def main() -> int:
    """Prints a line a figure."""
    return played(__doc__, _run)


def _run(app: QApplication, home: Path, wanted: int) -> None:
    shell, window, player = opened(app, home, wanted)
    window.do(Do.IMPORT)
    player.settle()
    page = window.pages.currentWidget()
    assert isinstance(page, ImportPage)
    late = Ticks()
    late.start()
    wait(after(_IDLE_SECONDS))
    late.told("idle")
    for file, name in _FILES.items():
        path = home / file
        _write(shell.desk, path, f"{name} {{}}", wanted)
        late.start()
        page.open_path(path)
        took = wait(page.go.isVisible, _PATIENCE)
        wait(after(0.3))
        late.told(f"{name} read, {took:.1f} s")
        late.start()
        page.carry_out()
        took = wait(page.choose_file.isVisible, _PATIENCE)
        wait(_idle(shell).done, _PATIENCE)
        wait(after(0.3))
        late.told(f"{name} brought in, {took:.1f} s")
        player.settle()
    shell.close()


def _idle(shell: Shell) -> Future[None]:
    """Done when the index has followed."""
    return shell.lanes.indexing.submit(lambda: None)


def _write(desk: Desk, path: Path, notes: str, wanted: int) -> None:
    """The guide as a file, each of its procedures with these notes; as a vCard so many contacts."""
    if path.suffix == ".vcf":
        write([_contact(n) for n in range(wanted)], path)
        return
    format = Format.HSDS if path.stem == "hsds" else Format.AUTO
    desk.publishing.exported(lambda guide: write([_noted(document, notes) for document in guide], path, format))


def _contact(n: int) -> Document:
    """With a number of its own that is nobody's."""
    body = Contact(Text(ar=f"مصلحة {n}", fr=f"Service {n}"), phones=(Phone(f"0{1_000_000 + n}"),))
    return Document(id="", kind=Kind.CONTACT, body=body, external_id=f"bench-contact-{n}")


def _noted(document: Document, notes: str) -> Document:
    body = document.body
    if not isinstance(body, Procedure):
        return document
    return replace(document, body=replace(body, ar=replace(body.ar, notes=notes.format(body.ar.title))))


if __name__ == "__main__":
    sys.exit(main())
