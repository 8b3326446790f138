"""What operators reported as wrong in the text that is written, with what was on their screen."""

from collections.abc import Sequence

from operator_app.domain.calls import Feedback
from operator_app.ui.context import UiContext
from operator_app.ui.pages.parts import Card, heading
from operator_app.ui.reading import FittedText

_MOST = 3


class Reported(Card):
    """Read beside the form; one key stop a report, so that a screen reader can read it again."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context, 6)
        self._context = context
        self.setProperty("tone", "warn")
        self.heading = heading(context, "")
        self.body.addWidget(self.heading)
        self.texts: list[FittedText] = []
        for place in range(_MOST):
            text = FittedText(context.style.font())
            text.setAccessibleIdentifier(f"edit.report.{place}")
            self.body.addWidget(text)
            self.texts.append(text)
        self.hide()

    def show_reports(self, reports: Sequence[Feedback]) -> None:
        """The newest few; hidden without any."""
        t, dates = self._context.t, self._context.dates
        self.heading.setText(t.count("{n} report: this is wrong", "{n} reports: this is wrong", len(reports)))
        for place, text in enumerate(self.texts):
            report = reports[place] if place < len(reports) else None
            text.setVisible(report is not None)
            if report is not None:
                who = t("{who}, {moment}, edition {n} on screen", who=report.operator or t("An operator"),
                        moment=dates.moment(report.at), n=report.edition)  # fmt: skip
                text.setAccessibleName(who)
                text.setPlainText("\n".join(part for part in (who, report.comment, report.shown) if part))
        self.setVisible(bool(reports))
