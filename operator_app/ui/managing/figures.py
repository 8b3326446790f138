"""A chart with the table behind it: one button changes between them, both say the same."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from operator_app.ui.context import UiContext
from operator_app.ui.managing.chart import BarChart, Series
from operator_app.ui.pages.parts import button, column, heading, row
from operator_app.ui.pages.tables import FigureTable


class Figures(QWidget):
    """A heading, a chart, and the table behind it."""

    def __init__(self, context: UiContext, identifier: str) -> None:
        super().__init__()
        self._context = context
        self.title = heading(context, "")
        self.chart = BarChart(context, f"{identifier}.chart")
        self.table = FigureTable(context, "", f"{identifier}.table")
        self.turn = button(context, context.t("Show as a table"), f"{identifier}.turn")
        layout = column(context, self)
        layout.addWidget(self.title)
        layout.addWidget(self.chart)
        layout.addWidget(self.table)
        layout.addWidget(row(context, self.turn))
        self.table.hide()
        self.turn.clicked.connect(self._turn)

    def show_figures(
        self,
        name: str,
        head: Sequence[str],
        rows: Sequence[Sequence[str]],
        series: Sequence[Series],
        unit: str = "",
        labels: Sequence[str] | None = None,
    ) -> None:
        """Below the bars stand `labels`, else the first cell of each row."""
        self.title.setText(name)
        self.chart.show_bars(name, [one[0] for one in rows] if labels is None else labels, series, unit)
        self.table.setAccessibleName(name)
        self.table.show_rows(head, rows)

    def _turn(self) -> None:
        t = self._context.t
        table = self.table.isHidden()
        self.table.setVisible(table)
        self.chart.setVisible(not table)
        text = t("Show as a chart") if table else t("Show as a table")
        self.turn.setText(text)
        self.turn.setAccessibleName(text)
        if table:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
