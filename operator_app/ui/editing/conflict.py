"""Another edition came in while a text was written: both are shown side by side, and nothing is lost."""

from PySide6.QtCore import Qt, Signal

from operator_app.domain.comparing import compare_documents
from operator_app.domain.documents import Document
from operator_app.ui.context import UiContext
from operator_app.ui.editing.comparison import comparison_html
from operator_app.ui.pages.parts import Card, button, heading, label, row
from operator_app.ui.reading import FittedText


class ConflictPanel(Card):
    """`both_wanted`: my text over theirs, with what only they changed; `theirs_wanted`: their text (undo brings mine
    back); `left`: decide later."""

    both_wanted = Signal()
    theirs_wanted = Signal(object)
    left = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__(context, 10)
        self._context = context
        self._theirs: Document | None = None
        t = context.t
        self.setProperty("tone", "warn")
        self.said = label("", "", "conflict.said")
        self.text = FittedText(context.style.font())
        self.text.setAccessibleName(t("Both texts"))
        self.text.setAccessibleIdentifier("conflict.text")
        self.both = button(context, t("Put both together"), "conflict.both", "primary")
        self.both.setAccessibleDescription(t("Where both changed the same field, yours stays."))
        self.theirs = button(context, t("Take the other text"), "conflict.theirs")
        self.theirs.setAccessibleDescription(t("Undo brings yours back."))
        self.later = button(context, t("Go on writing"), "conflict.later")
        self.body.addWidget(heading(context, t("Another edition came in while you were writing")))
        for part in (self.said, row(context, self.both, self.theirs, self.later), self.text):
            self.body.addWidget(part)
        self.both.clicked.connect(self.both_wanted)
        self.theirs.clicked.connect(self._take_theirs)
        self.later.clicked.connect(self.left)
        self.hide()

    def show_both(self, theirs: Document, mine: Document) -> None:
        """Their text and mine, differences marked."""
        t, dates = self._context.t, self._context.dates
        self._theirs = theirs
        when = dates.moment(theirs.updated_at) if theirs.updated_at else ""
        self.said.setText(
            t(
                "Edition {n} by {who}, {when}. Nothing of yours is lost; it cannot be published over it unseen.",
                n=theirs.edition,
                who=theirs.updated_by or t("somebody"),
                when=when,
            )
        )
        changes = compare_documents(theirs, mine)
        html = comparison_html(self._context, changes, t("Edition {n}", n=theirs.edition), t("Your text"))
        self.text.show_html(html, right_to_left=self._context.language.right_to_left)
        self.show()

    def ask(self) -> None:
        """The focus comes here: somebody wanted to publish."""
        self.both.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_theirs(self) -> None:
        if self._theirs is not None:
            self.theirs_wanted.emit(self._theirs)
