"""The form, and beside it the checks and the previews; where there is no room, one of them at a time."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QSplitter, QWidget

from operator_app.ui.context import UiContext

# From this width, in pixels at 100 % text, checks and preview stand beside the form.
WIDE = 940


class Halves(QSplitter):
    def __init__(self, context: UiContext, form: QScrollArea, checks: QWidget, seen: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._context = context
        self._form = form
        self.looking = False
        """Checks and previews stand in the place of the form."""
        self.wide = True
        self.side = QSplitter(Qt.Orientation.Vertical)
        self.side.setChildrenCollapsible(False)
        self.side.addWidget(checks)
        self.side.addWidget(seen)
        self.side.setStretchFactor(1, 3)
        self.setChildrenCollapsible(False)
        for place, (half, stretch) in enumerate(((form, 3), (self.side, 2))):
            self.addWidget(half)
            self.setStretchFactor(place, stretch)
        self.setSizes([context.style.px(660), context.style.px(420)])

    def arrange(self, width: int) -> None:
        """Both halves, or one, as the page is wide."""
        self.wide = width >= self._context.style.px(WIDE)
        self._show(looking=self.looking and not self.wide)

    def turn(self) -> None:
        """The other half, where there is room for one."""
        self._show(looking=not self.looking and not self.wide)

    def _show(self, *, looking: bool) -> None:
        self.looking = looking
        self.side.setVisible(self.wide or looking)
        self._form.setVisible(self.wide or not looking)
