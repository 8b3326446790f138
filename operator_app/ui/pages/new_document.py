"""Something new: which kind of document."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from operator_app.domain.contacts import Contact, Phone
from operator_app.domain.documents import Body, Document, Kind
from operator_app.domain.greetings import Greeting, Purpose
from operator_app.domain.guide import Need, Procedure, Tip
from operator_app.domain.hours import Holidays, Regime
from operator_app.domain.languages import Language, Text
from operator_app.domain.lines import Line
from operator_app.domain.news import News
from operator_app.domain.synonyms import Synonyms
from operator_app.domain.training import Module
from operator_app.i18n import Texts, msgid
from operator_app.local import Draft
from operator_app.ui import words
from operator_app.ui.bridge import Latest, Request
from operator_app.ui.context import UiContext
from operator_app.ui.page import Page
from operator_app.ui.pages.entries import Entry, EntryList
from operator_app.ui.pages.names import name_of
from operator_app.ui.pages.parts import column, heading, muted, scrolled, title

# The kinds that can be begun, the most usual first, and what each is for.
KINDS: tuple[tuple[Kind, str], ...] = (
    (Kind.PROCEDURE, msgid("What callers ask: documents, steps, place, delay, fee.")),
    (Kind.CONTACT, msgid("A service or a person to refer to, with numbers and hours.")),
    (Kind.NEWS, msgid("Three lines that each operator must have read.")),
    (Kind.GREETING, msgid("What is said on picking up, holding, transferring, closing.")),
    (Kind.SYNONYMS, msgid("Other words for the same thing, so that a search finds it.")),
    (Kind.TIP, msgid("How to talk with a caller who has a special need.")),
    (Kind.LINE, msgid("A number of this body that the public calls.")),
    (Kind.REGIME, msgid("Weekly hours that many contacts share: all year, in summer, in Ramadan.")),
    (Kind.HOLIDAYS, msgid("Public holidays and the first days of Ramadan.")),
    (Kind.MODULE, msgid("Pages to learn from, and callers to practise with.")),
)

_EMPTY: dict[Kind, Callable[[], Body]] = {
    Kind.PROCEDURE: Procedure,
    Kind.CONTACT: lambda: Contact(Text()),
    Kind.NEWS: lambda: News(Text()),
    Kind.GREETING: lambda: Greeting(Purpose.GREETING, Text()),
    Kind.SYNONYMS: lambda: Synonyms(Text()),
    Kind.TIP: lambda: Tip(Need.OLDER),
    Kind.LINE: lambda: Line(Phone("")),
    Kind.REGIME: lambda: Regime(Text(), ()),
    Kind.HOLIDAYS: Holidays,
    Kind.MODULE: lambda: Module(Text()),
}


# What no search finds: it is opened from here.
UNSEARCHED = (Kind.REGIME, Kind.HOLIDAYS, Kind.MODULE, Kind.LINE, Kind.SYNONYMS)


def empty_body(kind: Kind) -> Body:
    """A body of this kind in which nothing is written. Raises KeyError for a kind that cannot be begun."""
    return _EMPTY[kind]()


class NewDocumentPage(Page):
    """`begun(id)`: a draft was begun, or a document chosen to be edited."""

    begun = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        t = context.t
        self.setAccessibleName(t("Something new"))
        self.list = EntryList(context, t("What will it be?"), "new.kinds")
        self.list.show_entries([Entry(kind, words.kind(t, kind), ((t(help), "muted"),)) for kind, help in KINDS])
        self._latest = Latest()
        self.there_title = heading(context, t("Or change what is there"))
        self.there = EntryList(context, t("Or change what is there"), "new.there")
        inner = QWidget()
        layout = column(context, inner, 16, 10)
        layout.addWidget(title(context, t("What will it be?")))
        layout.addWidget(muted(context, t("Enter begins a draft; nobody sees it before it is published.")))
        layout.addWidget(self.list, 1)
        layout.addWidget(self.there_title)
        layout.addWidget(self.there, 1)
        column(context, self).addWidget(scrolled(inner))
        self.list.chosen.connect(self._begin)
        self.there.chosen.connect(self.begun)
        self._show_there([])

    def entered(self) -> None:
        self._load_there()
        self.list.select_row(0)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _load_there(self) -> None:
        desk = self._context.desk
        request = self._latest.replace(Request())
        self._context.bridge.run(
            self._context.lanes.store,
            lambda: desk.publishing.of_kinds(*UNSEARCHED),
            self._show_there,
            request=request,
        )

    def _show_there(self, documents: Sequence[Document]) -> None:
        t, language = self._context.t, self._context.language
        order = sorted(documents, key=lambda one: (UNSEARCHED.index(one.kind), name_of(one, language)))
        self.there.show_entries([_entry(t, one, language) for one in order])
        for part in (self.there, self.there_title):
            part.setVisible(bool(order))

    def _begin(self, chosen: str) -> None:
        kind, desk = Kind(chosen), self._context.desk
        self._context.bridge.run(
            self._context.lanes.store, lambda: desk.drafts.begin(kind, empty_body(kind)), self._begun
        )

    def _begun(self, draft: Draft) -> None:
        self.begun.emit(draft.document.id)


def _entry(t: Texts, document: Document, language: Language) -> Entry:
    kind = words.kind(t, document.kind)
    if document.kind is Kind.HOLIDAYS:
        return Entry(document.id, kind)
    return Entry(document.id, name_of(document, language), ((kind, "muted"),))
