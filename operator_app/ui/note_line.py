"""The note of the call in hand: optional, always; there when it is asked for."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QLineEdit

from operator_app.ui.context import UiContext
from operator_app.ui.line_side import begin_on_side
from operator_app.ui.session import CallSession

LONGEST = 500


class NoteLine(QLineEdit):
    """Each key is kept with the call. Enter, or leaving it empty, is enough; nobody has to write anything."""

    def __init__(self, context: UiContext, session: CallSession) -> None:
        super().__init__()
        self._session = session
        begin_on_side(self, right_to_left=context.language.right_to_left)
        self.setMaxLength(LONGEST)
        self.setAccessibleName(context.t("Note on the call, optional"))
        self.setAccessibleIdentifier("call-note")
        self.setPlaceholderText(context.t("Note on the call, optional"))
        # Else the placeholder would be it: the name said twice.
        self.setAccessibleDescription(context.t("Optional: a few words, kept with the call."))
        self.hide()
        # Not `textEdited`: what assistive technology writes is a note too.
        self.textChanged.connect(session.set_note)
        self.editingFinished.connect(self._follow)
        session.changed.connect(self._follow)

    def ask(self) -> None:
        """Come up and take the focus; without a call it stays away."""
        if self._session.call is not None:
            self.show()
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _follow(self) -> None:
        """Show the note of the call in hand; an empty one only while it is being written."""
        call = self._session.call
        note = call.note if call is not None else ""
        if note != self.text():
            with QSignalBlocker(self):
                self.setText(note)
        self.setVisible(call is not None and (bool(note) or self.hasFocus()))
