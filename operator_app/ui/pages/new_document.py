"""Something new: which kind of document."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from operator_app.domain.contacts import Contact, Phone
from operator_app.domain.documents import Body, Kind
from operator_app.domain.greetings import Greeting, Purpose
from operator_app.domain.guide import Need, Procedure, Tip
from operator_app.domain.languages import Text
from operator_app.domain.lines import Line
from operator_app.domain.news import News
from operator_app.domain.synonyms import Synonyms
from operator_app.i18n import msgid
from operator_app.local import Draft
from operator_app.ui import words
from operator_app.ui.context import UiContext
from operator_app.ui.page import Page
from operator_app.ui.pages.entries import Entry, EntryList
from operator_app.ui.pages.parts import column, muted, scrolled, title

# The kinds that can be begun, the most usual first, and what each is for.
KINDS: tuple[tuple[Kind, str], ...] = (
    (Kind.PROCEDURE, msgid("What callers ask: documents, steps, place, delay, fee.")),
    (Kind.CONTACT, msgid("A service or a person to refer to, with numbers and hours.")),
    (Kind.NEWS, msgid("Three lines that each operator must have read.")),
    (Kind.GREETING, msgid("What is said on picking up, holding, transferring, closing.")),
    (Kind.SYNONYMS, msgid("Other words for the same thing, so that a search finds it.")),
    (Kind.TIP, msgid("How to talk with a caller who has a special need.")),
    (Kind.LINE, msgid("A number of this body that the public calls.")),
)

_EMPTY: dict[Kind, Callable[[], Body]] = {
    Kind.PROCEDURE: Procedure,
    Kind.CONTACT: lambda: Contact(Text()),
    Kind.NEWS: lambda: News(Text()),
    Kind.GREETING: lambda: Greeting(Purpose.GREETING, Text()),
    Kind.SYNONYMS: lambda: Synonyms(Text()),
    Kind.TIP: lambda: Tip(Need.OLDER),
    Kind.LINE: lambda: Line(Phone("")),
}


def empty_body(kind: Kind) -> Body:
    """A body of this kind in which nothing is written. Raises KeyError for a kind that cannot be begun."""
    return _EMPTY[kind]()


class NewDocumentPage(Page):
    """`begun(id)`: a draft was begun."""

    begun = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        t = context.t
        self.setAccessibleName(t("Something new"))
        self.list = EntryList(context, t("What will it be?"), "new.kinds")
        self.list.show_entries([Entry(kind, words.kind(t, kind), ((t(help), "muted"),)) for kind, help in KINDS])
        inner = QWidget()
        layout = column(context, inner, 16, 10)
        layout.addWidget(title(context, t("What will it be?")))
        layout.addWidget(muted(context, t("Enter begins a draft; nobody sees it before it is published.")))
        layout.addWidget(self.list, 1)
        column(context, self).addWidget(scrolled(inner))
        self.list.chosen.connect(self._begin)

    def entered(self) -> None:
        self.list.select_row(0)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self, chosen: str) -> None:
        kind, desk = Kind(chosen), self._context.desk
        self._context.bridge.run(
            self._context.lanes.store, lambda: desk.drafts.begin(kind, empty_body(kind)), self._begun
        )

    def _begun(self, draft: Draft) -> None:
        self.begun.emit(draft.document.id)
