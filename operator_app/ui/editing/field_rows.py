"""A field of the form: its label, its control or one control in each language, what explains it and what is wrong."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from operator_app.domain.calls import Outcome
from operator_app.domain.documents import Kind
from operator_app.domain.greetings import BodyType, Moment, Purpose
from operator_app.domain.guide import SHORT_ANSWER_SECONDS, Need, speaking_seconds
from operator_app.domain.languages import Language
from operator_app.domain.lines import LineState
from operator_app.i18n import Texts
from operator_app.ui import words
from operator_app.ui.context import UiContext
from operator_app.ui.editing.calendar_specs import CALLER, COUNTS, HOLIDAY, PAGE
from operator_app.ui.editing.control import Control
from operator_app.ui.editing.days import DayOfYearControl, DaysControl, LinesControl, NumberControl
from operator_app.ui.editing.hours import HoursControl
from operator_app.ui.editing.nested import NestedControl
from operator_app.ui.editing.phones import PhonesControl
from operator_app.ui.editing.references import ReferencesControl
from operator_app.ui.editing.small_controls import (
    ChoiceControl,
    DayControl,
    LanguagesControl,
    ListControl,
    SwitchControl,
)
from operator_app.ui.editing.sources import SourcesControl
from operator_app.ui.editing.specs import LANGUAGES, Shape, Spec, Spoken
from operator_app.ui.editing.text_controls import ItemsControl, LineControl, TextControl
from operator_app.ui.pages.parts import Option, column, label, muted, set_role
from operator_app.ui.reading_order import follow_layout

_MOST_RADIOS = 10
Make = Callable[[UiContext, str, str, Spec, Language | None], Control]


def control_for(context: UiContext, spec: Spec, language: Language | None, prefix: str) -> Control:
    """The control of a field in a language."""
    name = context.t(spec.label)
    if language is not None:
        name = context.t("{field}, {language}", field=name, language=words.language(language))
    return _MAKERS[spec.shape](context, name, f"{prefix}.{spec.place(language)}", spec, language)


def _options(t: Texts, name: str) -> list[Option[object]]:
    """The choices of an enumerated field."""
    tables: dict[str, list[Option[object]]] = {
        "need": [Option(one, words.need(t, one), one.value) for one in Need],
        "purpose": [Option(one, words.purpose(t, one), one.value) for one in Purpose],
        "moment": [Option(one, words.moment(t, one), one.value) for one in Moment],
        "body_type": [
            Option(one, t("Any") if one is BodyType.ANY else words.body_type(t, one), one.value) for one in BodyType
        ],
        "outcome": [Option(one.value, words.outcome(t, one), one.value) for one in Outcome],
        "need_code": [
            Option(value, words.need(t, Need(value)) if value else t("None"), value or "none")
            for value in ("", *(one.value for one in Need))
        ],
        "state": [Option(one, words.line_state(t, one), one.value) for one in LineState],
    }
    return tables[name]


def _choice(context: UiContext, name: str, identifier: str, options: list[Option[object]]) -> Control:
    """A few choices are all in sight; many are a list."""
    if len(options) > _MOST_RADIOS:
        return ListControl(context, name, identifier, options)
    return ChoiceControl(context, name, identifier, options)


_MAKERS: dict[Shape, Make] = {
    Shape.LINE: lambda c, name, id, spec, lang: LineControl(c, name, id, lang, spec.left_to_right),
    Shape.TEXT: lambda c, name, id, _spec, lang: TextControl(c, name, id, lang),
    Shape.ITEMS: lambda c, name, id, _spec, lang: ItemsControl(c, name, id, lang),
    Shape.REFERENCES: lambda c, name, id, spec, _lang: ReferencesControl(c, name, id, spec.kinds),
    Shape.REFERENCE: lambda c, name, id, spec, _lang: ReferencesControl(c, name, id, spec.kinds, single=True),
    Shape.PHONES: lambda c, name, id, _spec, _lang: PhonesControl(c, name, id),
    Shape.PHONE: lambda c, name, id, _spec, _lang: PhonesControl(c, name, id, single=True),
    Shape.SOURCES: lambda c, name, id, _spec, _lang: SourcesControl(c, name, id),
    Shape.DAY: lambda c, name, id, _spec, _lang: DayControl(c, name, id),
    Shape.CHOICE: lambda c, name, id, spec, _lang: _choice(c, name, id, _options(c.t, spec.choices or spec.name)),
    Shape.SWITCH: lambda c, name, id, _spec, _lang: SwitchControl(c, name, id),
    Shape.LANGUAGES: lambda c, name, id, _spec, _lang: LanguagesControl(c, name, id),
    Shape.HOURS: lambda c, name, id, _spec, _lang: HoursControl(c, name, id),
    Shape.DAY_OF_YEAR: lambda c, name, id, _spec, _lang: DayOfYearControl(c, name, id),
    Shape.DAYS: lambda c, name, id, _spec, _lang: DaysControl(c, name, id),
    Shape.COUNT: lambda c, name, id, spec, _lang: NumberControl(c, name, id, *COUNTS.get(spec.name, ())),
    Shape.LINES: lambda c, name, id, _spec, _lang: LinesControl(c, name, id),
    Shape.HOLIDAYS: lambda c, name, id, _spec, _lang: NestedControl(c, name, id, HOLIDAY, control_for),
    Shape.PAGES: lambda c, name, id, _spec, _lang: NestedControl(c, name, id, PAGE, control_for),
    Shape.CALLERS: lambda c, name, id, _spec, _lang: NestedControl(c, name, id, CALLER, control_for),
}


class FieldRow(QWidget):
    """One field. `edited(place)`: somebody changed what stands there."""

    edited = Signal(str)

    def __init__(self, context: UiContext, spec: Spec, kind: Kind, before: str = "") -> None:
        """`before` goes before each place ("seal.")."""
        super().__init__()
        self._context = context
        self.spec = spec
        languages: tuple[Language | None, ...] = (None,) if spec.spoken is Spoken.ONCE else tuple(Language)
        self.controls: dict[str, Control] = {}
        self._cells: dict[Language | None, QWidget] = {}
        self._times: dict[str, QLabel] = {}
        self._grid = QGridLayout()
        self._grid.setSpacing(context.style.px(8))
        self._english = True
        self._stacked: bool | None = None
        layout = column(context, self, spacing=4)
        title = label(context.t(spec.label))
        title.setFont(context.style.font(bold=True))
        if spec.shape is not Shape.SWITCH:
            layout.addWidget(title)
        for language in languages:
            self._cells[language] = self._cell(spec, language, f"edit.{kind}", before)
        layout.addLayout(self._grid)
        if spec.help:
            layout.addWidget(muted(context, context.t(spec.help)))
        first = next(iter(self.controls.values()))
        title.setBuddy(first.focus_widget())
        self.arrange(stacked=False, english=False)

    def arrange(self, *, stacked: bool, english: bool) -> None:
        """Languages beside each other, Arabic on the right; under each other where there is no room."""
        if (stacked, english) == (self._stacked, self._english):
            return
        self._stacked, self._english = stacked, english
        for cell in self._cells.values():
            self._grid.removeWidget(cell)
        if None in self._cells:
            self._grid.addWidget(self._cells[None], 0, 0)
            return
        order = LANGUAGES if self._context.language.right_to_left or stacked else tuple(reversed(LANGUAGES))
        for place, language in enumerate(order):
            row, col = (place, 0) if stacked else (0, place)
            self._grid.addWidget(self._cells[language], row, col)
            self._grid.setColumnStretch(place, 0 if stacked and place else 1)
        self._grid.addWidget(self._cells[Language.EN], 2, 0, 1, 1 if stacked else 2)
        self._cells[Language.EN].setVisible(english)
        follow_layout(self)

    def show_time(self, place: str, text: str) -> None:
        """How long a text that is said takes, at speaking pace."""
        holder = self._times.get(place)
        if holder is None:
            return
        seconds = round(speaking_seconds(text))
        said = self._context.t("{seconds} s to say, {most} at most", seconds=seconds, most=SHORT_ANSWER_SECONDS)
        set_role(holder, "bad" if seconds > SHORT_ANSWER_SECONDS else "good" if text else "muted")
        holder.setText(said)

    def _cell(self, spec: Spec, language: Language | None, prefix: str, before: str) -> QWidget:
        place = before + spec.place(language)
        control = control_for(self._context, spec, language, prefix)
        control.focus_widget().setAccessibleDescription(self._context.t(spec.help) if spec.help else "")
        control.edited.connect(lambda: self.edited.emit(place))
        self.controls[place] = control
        cell = QWidget(self)
        layout = column(self._context, cell, spacing=2)
        if language is not None:
            name = label(words.language(language), "muted")
            name.setBuddy(control.focus_widget())
            layout.addWidget(name)
        layout.addWidget(control)
        if spec.said and spec.name == "short_answer":
            self._times[place] = label("", "muted", f"{prefix}.{place}.time")
            layout.addWidget(self._times[place])
        layout.addStretch(1)
        return cell
