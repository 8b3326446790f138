"""News to acknowledge, and what is current."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from operator_app.desk import Desk
from operator_app.domain.changes import Changes
from operator_app.domain.documents import Document, Kind
from operator_app.domain.languages import Language
from operator_app.domain.news import News
from operator_app.ui.bridge import Latest, Request
from operator_app.ui.context import UiContext
from operator_app.ui.page import Page
from operator_app.ui.pages.entries import Entry, EntryList
from operator_app.ui.pages.names import names_of
from operator_app.ui.pages.parts import (
    Empty,
    Message,
    button,
    column,
    fill,
    row,
    scrolled,
    shortened,
    show_either,
    title,
)


@dataclass(frozen=True, slots=True)
class Item:
    """A news item, whether this operator has read it, and the names of the articles that it changes."""

    document: Document
    body: News
    unread: bool
    links: dict[str, str]


def load(desk: Desk, language: Language) -> list[Item]:
    """Unread first, then the newest. Blocks on the store."""
    unread = {document.id for document in desk.news.unread()}
    items = [
        Item(document, document.body, document.id in unread, names_of(desk, document.body.articles, language))
        for document in desk.news.current()
        if isinstance(document.body, News)
    ]
    return sorted(items, key=lambda item: not item.unread)


class NewsPage(Page):
    """`open_article(id)`: an article that a news item changes. Enter acknowledges what is unread."""

    open_article = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._latest = Latest()
        self._items: dict[str, Item] = {}
        self._to_next = False
        t = context.t
        self.setAccessibleName(t("News"))
        self.list = EntryList(context, t("News"), "news.list")
        self.empty = Empty(
            context, "news", t("No news today"), t("What a supervisor publishes appears here until its last day.")
        )
        self.message = Message(context, "news.message")
        self.acknowledge = button(context, t("I have read it"), "news.acknowledge", "primary", "check")
        self.links = row(context)
        self._lay_out()
        self.list.chosen.connect(self._acknowledge)
        self.list.current_changed.connect(self._offer)
        self.acknowledge.clicked.connect(lambda: self._acknowledge(self.list.current_id()))

    def entered(self) -> None:
        self.message.clear()
        self.reload()
        (self.empty if self.list.isHidden() else self.list).setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes) -> None:
        if changes.touches(Kind.NEWS, "acknowledgements"):
            self.reload()

    def reload(self) -> None:
        desk, language = self._context.desk, self._context.language
        request = self._latest.replace(Request())
        self._context.bridge.run(self._context.lanes.store, lambda: load(desk, language), self._show, request=request)

    def _lay_out(self) -> None:
        context = self._context
        inner = QWidget()
        layout = column(context, inner, 16, 10)
        layout.addWidget(title(context, context.t("News")))
        layout.addWidget(self.message)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.empty, 1)
        layout.addWidget(row(context, self.acknowledge))
        layout.addWidget(self.links)
        column(context, self).addWidget(scrolled(inner))
        self.empty.hide()

    def _show(self, items: list[Item]) -> None:
        self._items = {item.document.id: item for item in items}
        self.list.show_entries([self._entry(item) for item in items])
        if self._to_next:
            # Unread comes first: what is to be read next is on top.
            self._to_next = False
            self.list.select_row(0)
        show_either(self.list, self.empty, nothing=not items)
        self._offer(self.list.current_id())

    def _entry(self, item: Item) -> Entry:
        t, dates, language = self._context.t, self._context.dates, self._context.language
        lines = [(line, "") for line in item.body.text.best(language)[0].splitlines() if line.strip()]
        until = item.document.seal.valid_until
        if until is not None:
            lines.append((t("Until {day}", day=dates.day(until)), "muted"))
        state = (t("To acknowledge"), "warn") if item.unread else (t("Already read"), "good")
        return Entry(item.document.id, item.body.title.best(language)[0], (state, *lines))

    def _offer(self, id: str) -> None:
        """The buttons for the current item."""
        item = self._items.get(id)
        self.acknowledge.setVisible(bool(self._items))
        self.acknowledge.setEnabled(item is not None and item.unread)
        fill(self.links, [self._link(*link) for link in item.links.items()] if item else [])

    def _link(self, id: str, name: str) -> QPushButton:
        t = self._context.t
        made = button(self._context, t("Open “{article}”", article=shortened(name)), f"news.open.{id}")
        made.setAccessibleName(t("Open “{article}”", article=name))
        made.setToolTip(name)
        made.clicked.connect(lambda: self.open_article.emit(id))
        return made

    def _acknowledge(self, id: str) -> None:
        item, desk = self._items.get(id), self._context.desk
        if item is None or not item.unread:
            return
        self._context.bridge.run(
            self._context.lanes.store, lambda: desk.news.acknowledge(item.document), lambda _: self._acknowledged()
        )

    def _acknowledged(self) -> None:
        self.message.say(self._context.t("Noted that you have read it."))
        self._to_next = True
        self.reload()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
