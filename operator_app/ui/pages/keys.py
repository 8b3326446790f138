"""The key card and help, made from the table of actions."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from operator_app.domain.direction import left_to_right
from operator_app.i18n import msgid
from operator_app.ui.actions import MENUS, Action
from operator_app.ui.context import UiContext
from operator_app.ui.page import Page
from operator_app.ui.pages.entries import Entry, EntryList
from operator_app.ui.pages.parts import button, column, muted, row, scrolled, title

# Keys that no menu has: key, what it does, more about it.
MORE_KEYS: tuple[tuple[str, str, str], ...] = (
    ("↓ ↑", msgid("Next or previous result"), msgid("While the cursor stays in the search box.")),
    ("Enter", msgid("Open the result"), msgid("The article is shown; the cursor stays where it is.")),
    ("Alt+1 … 0", msgid("Open result 1 to 10"), msgid("The digit keys above the letters, on every keyboard layout.")),
    ("Esc Esc", msgid("Home"), msgid("From wherever you are.")),
    ("Ctrl+Enter", msgid("Publish what is written"), msgid("In the editor it asks how; once more: it does it.")),
    ("Ctrl+Shift+P", msgid("What is written as it prints"), msgid("In the editor; Esc leads back to the text.")),
    ("Shift+F7", msgid("Next word to be checked"), msgid("In the editor: a word that the dictionary does not know.")),
    ("Alt+Backspace", msgid("Take the last change back"), msgid("In the editor; Ctrl+Z does the same.")),
    ("Alt+↓", msgid("Next sentence of a practice caller"), msgid("Only while practising.")),
)


class KeysPage(Page):
    """`print_wanted`: print the key card. `manual_wanted`: look at the manual. `choose_wanted`: have other keys."""

    print_wanted = Signal()
    manual_wanted = Signal()
    choose_wanted = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        t = context.t
        self.setAccessibleName(t("Keys and help"))
        self.list = EntryList(context, t("Keys"), "keys.list")
        self.print_button = button(context, t("Print the key card…"), "keys.print", icon="printer")
        self.manual_button = button(context, t("User manual…"), "keys.manual", icon="guide")
        self.choose_button = button(context, t("Choose keys…"), "keys.choose", icon="keys")
        inner = QWidget()
        layout = column(context, inner, 16, 10)
        layout.addWidget(title(context, t("Keys and help")))
        layout.addWidget(
            muted(context, t("A key means the same everywhere and works while the cursor is in a text field."))
        )
        layout.addWidget(self.list, 1)
        layout.addWidget(row(context, self.print_button, self.manual_button, self.choose_button))
        column(context, self).addWidget(scrolled(inner))
        self.print_button.clicked.connect(self.print_wanted)
        self.manual_button.clicked.connect(self.manual_wanted)
        self.choose_button.clicked.connect(self.choose_wanted)
        self.list.show_entries(self._entries())

    def entered(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _entries(self) -> list[Entry]:
        t = self._context.t
        supervisor = self._context.desk.preferences.now.supervisor
        actions = [action for action in self._context.keys.actions() if supervisor or not action.supervisor]
        entries = [self._key(action) for action in actions if action.key]
        entries += [
            Entry(key, t(does), ((t(more), "muted"),), badge=left_to_right(key), spoken=f"{key}: {t(does)}. {t(more)}")
            for key, does, more in MORE_KEYS
        ]
        return entries + [self._in_menu(action) for action in actions if not action.key]

    def _key(self, action: Action) -> Entry:
        t = self._context.t
        spoken = f"{action.key}: {t(action.label)}. {t(action.help)}"
        return Entry(action.do, t(action.label), ((t(action.help), "muted"),), left_to_right(action.key), spoken)

    def _in_menu(self, action: Action) -> Entry:
        t = self._context.t
        where = t("In the menu “{menu}”", menu=t(MENUS[action.menu]))
        return Entry(action.do, t(action.label), ((t(action.help), "muted"), (where, "muted")))
