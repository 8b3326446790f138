"""In a call before anything is searched: the phrases to hold, transfer, call back and close."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from operator_app.domain.greetings import Purpose
from operator_app.domain.languages import Language
from operator_app.ui import words
from operator_app.ui.context import UiContext
from operator_app.ui.reading import FittedText
from operator_app.ui.steady_scroll import SteadyScroll


class SayPage(QWidget):
    """The phrase bank in the caller's language."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        px = context.style.px
        page = QWidget()
        page.setObjectName("articlePage")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(px(24), px(20), px(24), px(24))
        layout.setSpacing(px(8))
        self.heading = QLabel()
        self.heading.setProperty("scale", "large")
        self.heading.setWordWrap(True)
        self.phrases = FittedText(context.style.font())
        self.phrases.setAccessibleName(context.t("Phrases"))
        layout.addWidget(self.heading)
        layout.addWidget(self.phrases)
        layout.addStretch(1)
        area = SteadyScroll()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def show_empty(self, heading: str) -> None:
        """Only a sentence: what to do when nothing was found."""
        self.heading.setText(heading)
        self.phrases.hide()

    def show_phrases(self, language: Language, line: str) -> None:
        """Load and show the phrases of a language."""
        self.heading.setText(self._context.t("Type two or three words of what the caller asks."))
        self._context.bridge.run(
            self._context.lanes.store,
            lambda: self._context.desk.greetings.phrases(language, line),
            lambda phrases: self._show(phrases, language),
        )

    def _show(self, phrases: list[tuple[Purpose, str]], language: Language) -> None:
        style, t = self._context.style, self._context.t
        direction = "rtl" if language.right_to_left else "ltr"
        window = "rtl" if self._context.language.right_to_left else "ltr"
        rows = "".join(
            f'<p dir="{window}" style="margin:{style.px(12)}px 0 0 0; color:{style.colours.accent}; font-weight:600">'
            f"{escape(words.purpose(t, purpose))}</p>"
            f'<p dir="{direction}" style="margin:0; font-size:{style.points(1.15):.1f}pt">{escape(text)}</p>'
            for purpose, text in phrases
        )
        self.phrases.show_html(rows, right_to_left=language.right_to_left)
        self.phrases.setVisible(bool(phrases))
