"""Telephone numbers of a contact: each with its kind in words as it is typed, and a label in both languages."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from operator_app.domain.contacts import Phone, PhoneKind
from operator_app.domain.languages import Language, Text
from operator_app.domain.numbers import clean, display, kind_of
from operator_app.ui import words
from operator_app.ui.context import UiContext
from operator_app.ui.editing.row_list import RecordRow, RowList
from operator_app.ui.editing.specs import LANGUAGES
from operator_app.ui.pages.parts import TARGET, button, column, label, line_edit, row, set_role


class PhoneRow(RecordRow):
    """One number."""

    def __init__(self, context: UiContext, identifier: str, *, labelled: bool) -> None:
        super().__init__()
        self._context = context
        self._phone = Phone("")
        t = context.t
        self.number = line_edit(context, t("Number"), f"{identifier}.number", left_to_right=True)
        self.number.setMinimumWidth(context.style.px(150))
        self.kind = label("", "muted")
        self.kind.setMinimumWidth(context.style.px(120))
        self.labels = {
            language: line_edit(
                context,
                t("{field}, {language}", field=t("Label"), language=words.language(language)),
                f"{identifier}.label.{language}",
                language,
            )
            for language in LANGUAGES
        }
        for language, line in self.labels.items():
            line.setPlaceholderText(f"{t('Label')} · {words.language(language)}")
            line.textChanged.connect(lambda _: self.edited.emit())
            if not labelled:
                line.hide()
        self.fax = QCheckBox(t("Fax"))
        self.fax.setAccessibleName(t("Fax"))
        self.fax.setAccessibleIdentifier(f"{identifier}.fax")
        self.fax.setMinimumHeight(context.style.px(TARGET))
        self.remove = button(context, t("Take out"), f"{identifier}.remove")
        self._lay_out()
        self.number.textChanged.connect(lambda _: self._typed())
        self.fax.clicked.connect(lambda _: self._typed())
        self.remove.clicked.connect(lambda: self.removed.emit(self))

    def _lay_out(self) -> None:
        layout = column(self._context, self, spacing=4)
        layout.addWidget(row(self._context, self.number, self.fax, self.remove))
        layout.addWidget(self.kind)
        beside = QHBoxLayout()
        beside.setSpacing(self._context.style.px(8))
        for line in self.labels.values():
            beside.addWidget(line)
        layout.addLayout(beside)

    def value(self) -> Phone:
        """The number as it is dialled; as it is written while it cannot be."""
        written = self.number.text().strip()
        number = clean(written) or written
        kind = PhoneKind.FAX if self.fax.isChecked() else self._kind(number)
        said = {language: line.text().strip() for language, line in self.labels.items()}
        label = Text(said[Language.AR], said[Language.FR], self._phone.label.en)
        return replace(self._phone, number=number, kind=kind, label=label)

    def focus_widget(self) -> QWidget:
        return self.number

    def show_value(self, record: object) -> None:
        phone = record if isinstance(record, Phone) else Phone("")
        if phone == self.value() and phone == self._phone:
            return
        if clean(self.number.text()) != phone.number or not phone.number:
            with QSignalBlocker(self.number):
                self.number.setText(display(phone.number))
        self._phone = phone
        self.fax.setChecked(phone.kind is PhoneKind.FAX)
        for language, line in self.labels.items():
            if line.text().strip() != phone.label.get(language):
                with QSignalBlocker(line):
                    line.setText(phone.label.get(language))
        self._tell()

    def _typed(self) -> None:
        self._tell()
        self.edited.emit()

    def _kind(self, number: str) -> PhoneKind:
        """What the plan says; for a number that is in no plan, what stood there."""
        found = kind_of(number)
        unchanged = number == self._phone.number and self._phone.kind is not PhoneKind.FAX
        return self._phone.kind if unchanged else found or PhoneKind.FIXED

    def _tell(self) -> None:
        """The kind in words, so that a slip of a digit is seen at once."""
        written = self.number.text().strip()
        known = bool(clean(written)) and (kind_of(clean(written)) is not None or clean(written).startswith("+"))
        said = words.phone_kind(self._context.t, self.value().kind) if known else ""
        if written and not known:
            said = self._context.t("Not in the numbering plan")
        set_role(self.kind, "muted" if known or not written else "warn")
        self.kind.setText(said)
        self.number.setAccessibleDescription(said)


class PhonesControl(RowList[Phone]):
    """Several numbers in order, or exactly one (`single`)."""

    def __init__(self, context: UiContext, name: str, identifier: str, single: bool = False) -> None:
        super().__init__(context, name, identifier, context.t("Add a number"))
        self._single = single
        self.add.setVisible(not single)
        if single:
            self.append()

    def value(self) -> object:
        phones = tuple(phone for phone in (row.value() for row in self.rows) if isinstance(phone, Phone))
        return phones[0] if self._single else tuple(phone for phone in phones if phone.number or phone.label)

    def records_in(self, value: object) -> list[Phone]:
        return [phone for phone in (value if isinstance(value, tuple) else (value,)) if isinstance(phone, Phone)]

    def make_row(self, identifier: str) -> PhoneRow:
        made = PhoneRow(self.context, identifier, labelled=not self._single)
        made.remove.setVisible(not self._single)
        return made
