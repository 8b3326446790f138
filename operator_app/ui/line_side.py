"""On which side a line of text begins."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit


def begin_on_side(line: QLineEdit, *, right_to_left: bool) -> None:
    """Left to itself an empty line follows the keyboard's language: its caret stands away from its hint, and jumps to
    the other side at the first letter."""
    line.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)
    side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
    line.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
