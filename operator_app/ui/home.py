"""Home, between calls: what waits for the operator, and nothing to fill in."""

from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from operator_app.desk import Desk
from operator_app.desk.worklists import Reply, Waiting
from operator_app.domain.calls import CallBack
from operator_app.domain.direction import left_to_right
from operator_app.domain.documents import Document
from operator_app.domain.hours import Opening
from operator_app.domain.lines import Line
from operator_app.domain.moments import local
from operator_app.domain.news import News
from operator_app.domain.numbers import display
from operator_app.local import CallFilter
from operator_app.ui import words
from operator_app.ui.actions import Do
from operator_app.ui.answers import answer_line
from operator_app.ui.context import UiContext
from operator_app.ui.reading import show
from operator_app.ui.reminders import Reminders, cards, load_reminders
from operator_app.ui.steady_scroll import SteadyScroll

_MOST_LISTED = 5


@dataclass(frozen=True, slots=True)
class HomeState:
    """Everything that home shows, read together on the store lane."""

    unread: tuple[Document, ...]
    call_backs: tuple[CallBack, ...]
    out_of_order: tuple[Document, ...]
    office: Opening
    calls_today: int
    articles: int
    work: Waiting | None = None
    answers: tuple[Reply, ...] = ()
    reminders: Reminders = field(default_factory=Reminders)


def load_home(desk: Desk) -> HomeState:
    """Blocks on disk."""
    now = local(desk.now())
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    office = desk.greetings.office()
    return HomeState(
        unread=tuple(desk.news.unread()),
        call_backs=tuple(desk.calls.call_backs()),
        out_of_order=tuple(desk.lines.out_of_order()),
        office=desk.contacts.calendar().opening(now, (), office[1] if office else None),
        calls_today=desk.calls.count(CallFilter(since=midnight)),
        articles=desk.guide.count(),
        work=desk.worklists.waiting() if desk.preferences.now.supervisor else None,
        answers=tuple(desk.worklists.answers()),
        reminders=load_reminders(desk),
    )


class Home(QWidget):
    """Cards, the most pressing first. Each card opens with a key or its button."""

    wanted = Signal(object)
    """The `Do` of a card's button."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.setObjectName("home")
        self._context = context
        self.state: HomeState | None = None
        self._page = QWidget()
        self._page.setObjectName("homePage")
        px = context.style.px
        self._cards = QVBoxLayout(self._page)
        self._cards.setContentsMargins(px(24), px(20), px(24), px(24))
        self._cards.setSpacing(px(12))
        area = SteadyScroll()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self._page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def show_state(self, state: HomeState) -> None:
        """Make the cards anew."""
        self.state = state
        while (item := self._cards.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._today(state)
        self._news(state)
        self._promised(state)
        self._lines(state)
        for one in cards(self._context, state.reminders):
            self._card(one.title, list(one.lines), tone=one.tone, offer=one.offer)
        self._answers(state)
        self._work(state)
        if not state.articles:
            self._empty_guide()
        self._cards.addStretch(1)

    def _today(self, state: HomeState) -> None:
        t, now = self._context.t, local(self._context.desk.now())
        title = f"{self._context.dates.weekday(now.date())} {self._context.dates.day(now.date())}"
        lines = [words.opening(t, self._context.dates, state.office)]
        lines.append(t.count("{n} call logged today.", "{n} calls logged today.", state.calls_today))
        self._card(title, lines, tone="good" if state.office.open else "calm")

    def _news(self, state: HomeState) -> None:
        if not state.unread:
            return
        t = self._context.t
        titles = [
            document.body.title.best(self._context.language)[0]
            for document in state.unread[:_MOST_LISTED]
            if isinstance(document.body, News)
        ]
        heading = t.count("{n} news item to acknowledge", "{n} news items to acknowledge", len(state.unread))
        self._card(heading, titles, tone="warn", offer=(t("Read the news"), Do.NEWS))

    def _promised(self, state: HomeState) -> None:
        t, now = self._context.t, self._context.desk.now()
        if not state.call_backs:
            self._card(t("Call-backs"), [t("Nothing promised is waiting.")])
            return
        lines = []
        for promised in state.call_backs[:_MOST_LISTED]:
            due = self._context.dates.moment(promised.due_at)
            when = t("Overdue since {moment}", moment=due) if promised.due_at < now else t("Due {moment}", moment=due)
            lines.append(" · ".join(p for p in (left_to_right(display(promised.number)), when, promised.subject) if p))
        late = any(promised.due_at < now for promised in state.call_backs)
        heading = t.count("{n} call-back promised", "{n} call-backs promised", len(state.call_backs))
        self._card(heading, lines, tone="bad" if late else "calm", offer=(t("Open the call-backs"), Do.CALL_BACKS))

    def _lines(self, state: HomeState) -> None:
        if not state.out_of_order:
            return
        t = self._context.t
        names = [
            f"{document.body.name.best(self._context.language)[0]} {left_to_right(display(document.body.phone.number))}"
            for document in state.out_of_order
            if isinstance(document.body, Line)
        ]
        self._card(t("Lines out of order"), names, tone="bad")

    def _answers(self, state: HomeState) -> None:
        """What became of the operator's own reports."""
        if state.answers:
            lines = [answer_line(self._context, one) for one in state.answers[:_MOST_LISTED]]
            self._card(self._context.t("Your reports"), lines, tone="good")

    def _work(self, state: HomeState) -> None:
        """What waits for a supervisor; the card is not there for others."""
        work, t = state.work, self._context.t
        if work is None or not work.total:
            return
        counts = (
            t.count("{n} report: this is wrong", "{n} reports: this is wrong", work.reports) if work.reports else "",
            t.count("{n} gap in the guide", "{n} gaps in the guide", work.gaps) if work.gaps else "",
            t.count("{n} text overdue", "{n} texts overdue", work.due) if work.due else "",
            t.count("{n} draft", "{n} drafts", work.drafts) if work.drafts else "",
            t.count("{n} question to a service", "{n} questions to services", work.questions) if work.questions else "",
        )
        waits = work.reviews
        review = t.count("{n} waits for review", "{n} wait for review", waits) if waits else ""
        lines = [" · ".join(count for count in counts if count), review]
        only = bool(waits) and not any(counts)
        offer = (t("Open the review"), Do.REVIEW) if only else (t("Open the work list"), Do.WORK_LIST)
        self._card(t("For the supervisor"), [line for line in lines if line], tone="warn", offer=offer)

    def _empty_guide(self) -> None:
        t = self._context.t
        self._card(
            t("The guide is empty"),
            [t("Import procedures and contacts from a spreadsheet or a folder to begin.")],
            tone="warn",
            offer=(t("Import…"), Do.IMPORT),
        )

    def _card(self, title: str, lines: list[str], *, tone: str = "calm", offer: tuple[str, Do] | None = None) -> None:
        px = self._context.style.px
        card = QFrame()
        card.setProperty("role", "card")
        card.setProperty("tone", tone)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(px(16), px(12), px(16), px(12))
        layout.setSpacing(px(4))
        heading = QLabel(title)
        heading.setProperty("scale", "card")
        heading.setWordWrap(True)
        layout.addWidget(heading)
        for line in lines:
            label = QLabel()
            show(label, line)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            layout.addWidget(label)
        if offer is not None:
            layout.addWidget(self._button(*offer), alignment=Qt.AlignmentFlag.AlignLeading)
        self._cards.addWidget(card)

    def _button(self, label: str, do: Do) -> QPushButton:
        button = QPushButton(label)
        button.setAccessibleIdentifier(f"home-{do.value}")
        button.clicked.connect(lambda: self.wanted.emit(do))
        return button
