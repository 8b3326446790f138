"""The checks beside the text: one list, Enter goes to the field."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from operator_app.domain.direction import left_to_right, plain
from operator_app.domain.documents import Kind
from operator_app.domain.editing import Check
from operator_app.ui.context import UiContext
from operator_app.ui.editing.form import label_of
from operator_app.ui.editing.specs import labels
from operator_app.ui.pages.entries import Entry, EntryList
from operator_app.ui.pages.parts import column, heading, muted


class Checks(QWidget):
    """What is to be looked at. `wanted(place)`: Enter on a check."""

    wanted = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._labels: dict[str, str] = {}
        self.checks: tuple[Check, ...] = ()
        self._found: tuple[Check, ...] = ()
        self._words: tuple[Check, ...] = ()
        t = context.t
        self.heading = heading(context, t("Checks"))
        self.list = EntryList(context, t("Checks"), "edit.checks")
        self.list.setAccessibleDescription(t("Enter goes to the field."))
        self.nothing = muted(context, t("Nothing to look at."))
        layout = column(context, self, 12)
        for part in (self.heading, self.nothing, self.list):
            layout.addWidget(part)
        self.list.chosen.connect(self._choose)
        self.list.hide()

    def name_fields_of(self, kind: Kind) -> None:
        """Checks name the fields as the form of this kind does."""
        self._labels = labels(kind)

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Serious ones first; the others in the order of the form."""
        self._found = tuple(checks)
        self._show()

    def show_words(self, checks: Sequence[Check]) -> None:
        """What the dictionaries lack, after everything else."""
        if self._words != tuple(checks):
            self._words = tuple(checks)
            self._show()

    def _show(self) -> None:
        self.checks = (*sorted(self._found, key=lambda check: not check.grave), *self._words)
        count = len(self.checks)
        t = self._context.t
        self.heading.setText(t.count("{n} check", "{n} checks", count) if count else t("Checks"))
        self.list.show_entries([self._entry(place, check) for place, check in enumerate(self.checks)])
        self.list.setVisible(bool(count))
        self.nothing.setVisible(not count)

    def _entry(self, place: int, check: Check) -> Entry:
        name = label_of(self._context, check.place, self._labels)
        message = self.sentence(check)
        spoken = plain(f"{message} {name}")
        return Entry(str(place), message, ((name, "bad" if check.grave else "muted"),), spoken=spoken, copied=spoken)

    def sentence(self, check: Check) -> str:
        """The check in words, numbers drawn left to right."""
        values = {
            name: left_to_right(value) if isinstance(value, str) and value[:1].isdigit() else value
            for name, value in check.values.items()
        }
        return self._context.t(check.message).format(**values)

    def _choose(self, id: str) -> None:
        self.wanted.emit(self.checks[int(id)].place)
