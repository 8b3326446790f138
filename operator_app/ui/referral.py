"""Referring the caller: to whom, and what is told of it."""

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication

from operator_app.domain.contacts import Contact
from operator_app.domain.direction import left_to_right
from operator_app.domain.documents import Document
from operator_app.domain.numbers import display
from operator_app.ui.bars import Bars, Tone
from operator_app.ui.context import UiContext
from operator_app.ui.session import CallSession


class Referral:
    """Notes the receiver in the call in hand, copies the number and says so in a quiet bar."""

    def __init__(self, context: UiContext, session: CallSession, bars: Bars) -> None:
        self._context = context
        self._session = session
        self._bars = bars

    def refer(self, contacts: Sequence[Document]) -> None:
        """To the first of these; asked again, to the next of the chain."""
        if not self._call_in_hand():
            return
        chosen = self._session.refer(contacts)
        if chosen is None:
            text = self._context.t("No contact here. F5 searches the contacts.")
            self._bars.show_bar("referred", text, Tone.WARN, passing=True)
            return
        self._tell(chosen)

    def refer_to(self, document: Document) -> None:
        """To exactly this contact."""
        if self._call_in_hand():
            self._session.refer_to(document)
            self._tell(document)

    def copy(self, number: str) -> None:
        """The number on the clipboard, as it is dialled."""
        QGuiApplication.clipboard().setText(number)
        text = self._context.t("Copied: {number}", number=left_to_right(display(number)))
        self._bars.show_bar("copied", text, passing=True)

    def _call_in_hand(self) -> bool:
        if self._session.call is None:
            self._bars.show_bar("call", self._context.t("No call in hand. F2 takes a call."), passing=True)
            return False
        return True

    def _tell(self, document: Document) -> None:
        body = document.body
        phone = body.main_phone() if isinstance(body, Contact) else None
        name = body.title(self._context.language) if isinstance(body, Contact) else ""
        t = self._context.t
        if phone is None:
            text = t("Referred to {name}. It has no number in the guide yet.", name=name)
            self._bars.show_bar("referred", text, Tone.WARN, passing=True)
            return
        QGuiApplication.clipboard().setText(phone.number)
        number = left_to_right(display(phone.number))
        text = t("Referred to {name}: {number}. The number is copied. F6: the deputy.", name=name, number=number)
        self._bars.show_bar("referred", text, Tone.GOOD, passing=True)
