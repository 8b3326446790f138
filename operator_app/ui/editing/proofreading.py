"""The spell check of a form: which words are marked, what is offered for one, and what lacks a dictionary."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QWidget

from operator_app.domain.direction import isolated
from operator_app.domain.editing import Check
from operator_app.domain.languages import Language
from operator_app.domain.spelling import Word
from operator_app.i18n import msgid
from operator_app.ui.announcer import Weight
from operator_app.ui.context import UiContext
from operator_app.ui.editing.form import Form
from operator_app.ui.editing.marks import Field, field_of
from operator_app.ui.editing.spelling import Speller, Spelling

# Marks follow once the typing rests for this long.
REST_MS = 350
_PACKAGES = {Language.AR: "hunspell-ar", Language.FR: "hunspell-fr"}
_MISSING = {
    Language.AR: msgid("Spelling is not checked in Arabic: no dictionary here (package {package})."),
    Language.FR: msgid("Spelling is not checked in French: no dictionary here (package {package})."),
}


class Proofreading(QObject):
    """Follows one form at a time."""

    found = Signal(object)
    """The checks that stand for the marked words, a field each."""
    replacing = Signal()
    """A word is about to be replaced: a step of its own for undo."""
    told = Signal(str)
    """What lacks a dictionary, in words; empty for nothing."""

    def __init__(self, context: UiContext, speller: Speller, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.spelling = Spelling(context, speller, self)
        self._form: Form | None = None
        self._fields: dict[str, Field] = {}
        self.marked: dict[str, list[Word]] = {}
        self.menu: QMenu | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.look)
        self.spelling.learned.connect(self._learned)

    def follow(self, form: Form) -> None:
        """Look at this form's fields from now on; its dictionaries and our words as they are now."""
        if form is not self._form:
            self._form = form
            fields = {place: field_of(self._context, control) for place, control in form.controls.items()}
            self._fields = {place: field for place, field in fields.items() if field is not None}
            for field in self._fields.values():
                field.widget.installEventFilter(self)
                if isinstance(field.widget, QPlainTextEdit):
                    field.widget.viewport().installEventFilter(self)
        self.spelling.begin()
        self.look_soon()

    def look_soon(self) -> None:
        """Something was written."""
        self.spelling.forget_question()
        self._rest.start()

    def stop(self) -> None:
        """No text in hand any more."""
        self._rest.stop()
        self.spelling.forget_question()

    def look(self) -> None:
        """Mark what is wrong in every field that is there."""
        self.marked = {place: self._mark(field) for place, field in self._fields.items()}
        checks = []
        for place, words in self.marked.items():
            if words:
                several = self._context.t(", ").join(isolated(one) for one in dict.fromkeys(w.text for w in words))
                checks.append(Check(place, msgid("Not in the dictionary: {words}"), {"words": several}))
        self.found.emit(checks)

    def next_word(self) -> None:
        """Select the next marked word after the cursor and offer what might be meant."""
        self.look()
        here = [place for place, field in self._fields.items() if field.widget.hasFocus()]
        all_words = [(place, word) for place, words in self.marked.items() for word in words]
        if not all_words:
            self._say_nothing_left()
            return
        order = list(self._fields)
        start = (order.index(here[0]), self._fields[here[0]].cursor()) if here else (0, -1)
        after = [one for one in all_words if (order.index(one[0]), one[1].start) > start]
        place, word = (after or all_words)[0]
        field = self._fields[place]
        if self._form is not None:
            self._form.focus_place(place)
        field.select(word)
        self._context.announcer.say(self._context.t("Not in the dictionary: {words}", words=word.text), Weight.ALWAYS)
        self._offer(field, word, QPoint())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The menu of a marked word begins with what might be meant."""
        if event.type() is QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
            for place, field in self._fields.items():
                inner = field.widget.viewport() if isinstance(field.widget, QPlainTextEdit) else field.widget
                if watched in (field.widget, inner):
                    keyboard = event.reason() is QContextMenuEvent.Reason.Keyboard
                    position = field.cursor() if keyboard else field.at(event.pos())
                    word = self._word_at(place, position)
                    if word is not None:
                        self._offer(field, word, QPoint() if keyboard else event.globalPos())
                        return True
        return super().eventFilter(watched, event)

    def _mark(self, field: Field) -> list[Word]:
        hidden = self._form is not None and not field.widget.isVisibleTo(self._form)
        words = [] if hidden else self.spelling.wrong_in(field.text(), field.language)
        field.show(words)
        return words

    def _word_at(self, place: str, position: int) -> Word | None:
        return next((word for word in self.marked.get(place, ()) if word.start <= position <= word.end), None)

    def _offer(self, field: Field, word: Word, where: QPoint) -> None:
        """The menu comes up when the dictionary has answered; writing on makes the question stale."""
        self.spelling.suggest(word, lambda others: self._show_menu(field, word, others, where))

    def _show_menu(self, field: Field, word: Word, others: Sequence[str], where: QPoint) -> None:
        if field.text()[word.start : word.end] != word.text:
            return
        t = self._context.t
        menu = QMenu(field.widget)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(t("Not in the dictionary: {words}", words=word.text))
        for other in others:
            menu.addAction(isolated(other)).triggered.connect(
                lambda _=False, other=other: self._replace(field, word, other)
            )
        if not others:
            menu.addAction(t("Nothing near it in the dictionary")).setEnabled(False)
        menu.addSeparator()
        add = menu.addAction(t("Add “{word}” to our words", word=isolated(word.text)))
        add.triggered.connect(lambda _=False: self._add(word))
        leave = menu.addAction(t("Leave it as it is"))
        leave.triggered.connect(lambda _=False: self.spelling.leave_alone(word))
        if not where.isNull():
            self._add_usual(menu, field)
        choices = [action for action in menu.actions() if action.isEnabled() and not action.isSeparator()]
        menu.setActiveAction(choices[0])
        self.menu = menu
        menu.popup(field.widget.mapToGlobal(field.box().bottomLeft()) if where.isNull() else where)

    @staticmethod
    def _add_usual(menu: QMenu, field: Field) -> None:
        """With the mouse: cut, copy and paste too."""
        usual = field.menu()
        usual.setParent(menu, usual.windowFlags())
        menu.addSeparator()
        menu.addActions(usual.actions())

    def _replace(self, field: Field, word: Word, other: str) -> None:
        self.replacing.emit()
        field.replace(word, other)
        self.look()

    def _add(self, word: Word) -> None:
        self.spelling.add(word)
        self._context.announcer.say(self._context.t("“{word}” is one of our words now.", word=word.text))

    def _learned(self) -> None:
        t = self._context.t
        missing = [t(_MISSING[one], package=_PACKAGES[one]) for one in self.spelling.missing]
        self.told.emit(" ".join(missing))
        self.look()

    def _say_nothing_left(self) -> None:
        self._context.announcer.say(self._context.t("No word that the dictionaries do not know."), Weight.ALWAYS)
