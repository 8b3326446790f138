"""Who else writes the same document at this moment: said on opening and as soon as it changes. It stops nobody."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from operator_app.desk.presence import Other
from operator_app.domain.changes import Changes
from operator_app.domain.moments import local
from operator_app.ui.announcer import Weight
from operator_app.ui.context import UiContext
from operator_app.ui.pages.entries import Entry
from operator_app.ui.pages.parts import Card, label, muted, set_role

# A lease may end without any news of it.
_AGAIN_MS = 1000


def presence_words(context: UiContext, others: Sequence[Other]) -> str:
    """Who writes it since when, a sentence each; empty for nobody."""
    return " ".join(_sentence(context, other) for other in others)


def _sentence(context: UiContext, other: Other) -> str:
    t, dates = context.t, context.dates
    today = local(other.since).date() == context.desk.today()
    since = dates.clock(other.since) if today else dates.moment(other.since)
    return t("{who} is editing this since {time}.", who=other.name or t("Somebody"), time=since)


def with_presence(context: UiContext, entry: Entry, document_id: str) -> Entry:
    """A row of a list, with who writes its document."""
    words = presence_words(context, context.desk.presence.others(document_id))
    return replace(entry, lines=(*entry.lines, (words, "warn"))) if words else entry


class PresenceNote(Card):
    """A line that is there only while somebody else writes the document. `writes`: whoever looks here writes it too, as
    long as the page is in sight."""

    def __init__(self, context: UiContext, page: QWidget, writes: bool) -> None:
        super().__init__(context, 4)
        self._context = context
        self._page = page
        self._writes = writes
        self._id = ""
        self._begun = ""
        self.setProperty("tone", "warn")
        self.said = label("", "", "presence.said")
        set_role(self.said, "warn")
        self.body.addWidget(self.said)
        if writes:
            self.body.addWidget(
                muted(context, context.t("You can go on: nothing is lost. Who publishes second sees both texts."))
            )
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._tell)
        page.installEventFilter(self)
        self.hide()

    def follow(self, document_id: str) -> None:
        """From now on this document; empty for none."""
        self._id = document_id
        self._say_here()
        self._tell()

    def refresh(self, changes: Changes) -> None:
        if changes.touches("presence"):
            self._tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._page and event.type() in (QEvent.Type.Show, QEvent.Type.Hide) and not event.spontaneous():
            self._say_here(shown=event.type() is QEvent.Type.Show)
            self._tell()
        return super().eventFilter(watched, event)

    def _say_here(self, *, shown: bool | None = None) -> None:
        """Others are told what is written here, and what is not any more."""
        in_sight = self._page.isVisible() if shown is None else shown
        now = self._id if self._writes and in_sight else ""
        if now == self._begun:
            return
        before, self._begun = self._begun, now
        if before:
            self._context.desk.presence.end(before)
        if now:
            self._context.desk.presence.begin(now)

    def _tell(self) -> None:
        others = self._context.desk.presence.others(self._id) if self._id else ()
        words = presence_words(self._context, others)
        if others and self._page.isVisible():
            left = (min(other.until for other in others) - self._context.desk.now()).total_seconds()
            self._again.start(int(left * 1000) + _AGAIN_MS)
        else:
            self._again.stop()
        if words == self.said.text():
            return
        self.said.setText(words)
        self.setVisible(bool(words))
        if words and self._page.isVisible():
            self._context.announcer.say(words, Weight.ALWAYS)
