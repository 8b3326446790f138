"""Asking for a file without holding up anything: what is chosen comes back later."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_file(
    parent: QWidget, title: str, kinds: Sequence[str], then: Callable[[Path], None], save_as: str = ""
) -> QFileDialog:
    """A file to open, or with a name in `save_as` one to write; `kinds` are filters ("PDF (*.pdf)"), the first is
    offered."""
    dialog = QFileDialog(parent, title)
    if save_as:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    else:
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(list(kinds))
    if save_as:
        dialog.setDefaultSuffix(Path(save_as).suffix[1:])
        dialog.selectFile(save_as)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    dialog.open()
    return dialog
