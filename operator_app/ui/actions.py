"""Every action of the window as data: menus, shortcuts, help and the printed key card are made from this table."""

from dataclasses import dataclass
from enum import StrEnum


class Do(StrEnum):
    """What can be done with a key, everywhere, also while the cursor is in a text field."""

    HELP = "help"
    CALL = "call"
    SEARCH = "search"
    TIPS = "tips"
    CONTACTS = "contacts"
    REFER = "refer"
    NO_ANSWER = "no_answer"
    CALL_BACK = "call_back"
    CLOSE = "close"
    OTHER_LANGUAGE = "other_language"
    WRONG = "wrong"
    BACK = "back"
    READ = "read"
    READ_ON = "read_on"
    HUSH = "hush"
    EDIT = "edit"
    NEW_ARTICLE = "new_article"
    WORK_LIST = "work_list"
    REVIEW = "review"
    HISTORY = "history"
    FACT_CHECK = "fact_check"
    WHERE_USED = "where_used"
    LOG = "log"
    CALL_BACKS = "call_backs"
    PHRASES = "phrases"
    NEWS = "news"
    PRACTICE = "practice"
    NEWS_DESK = "news_desk"
    TRAINING = "training"
    LINES = "lines"
    EVALUATION = "evaluation"
    PEAKS = "peaks"
    SCORES = "scores"
    DIFFICULTIES = "difficulties"
    IMPORT = "import"
    EXPORT = "export"
    PRINT = "print"
    SETTINGS = "settings"
    KEYS = "keys"
    SHARING = "sharing"
    DROP_CALL = "drop_call"
    NOTE = "note"
    FULL_SCREEN = "full_screen"
    QUIT = "quit"


class Menu(StrEnum):
    CALL = "call"
    GUIDE = "guide"
    WORK = "work"
    EDITING = "editing"
    POST = "post"


# msgids of the menus, in their order.
MENUS: dict[Menu, str] = {
    Menu.CALL: "Call",
    Menu.GUIDE: "Guide",
    Menu.WORK: "Work",
    Menu.EDITING: "Editing",
    Menu.POST: "This post",
}


@dataclass(frozen=True, slots=True)
class Action:
    """`key` is a portable key sequence (empty: menu only); `label` and `help` are msgids; `on_card` puts it on the key
    card and in the call strip's order; `supervisor`: only there on a post that may edit the guide."""

    do: Do
    menu: Menu
    label: str
    help: str
    key: str = ""
    on_card: bool = False
    supervisor: bool = False


def _editing(do: Do, label: str, help: str, key: str = "") -> Action:
    return Action(do, Menu.EDITING, label, help, key, supervisor=True)


ACTIONS: tuple[Action, ...] = (
    Action(Do.CALL, Menu.CALL, "Take a call", "The call starts: timer, greeting, empty search.", "F2", True),
    Action(Do.REFER, Menu.CALL, "Refer", "Refer to the first contact; once more: to its deputy.", "F6", True),
    Action(Do.NO_ANSWER, Menu.CALL, "No answer found", "What was typed becomes an unmet need.", "F7", True),
    Action(Do.CALL_BACK, Menu.CALL, "Promise a call-back", "Note the number and when to call.", "F8", True),
    Action(Do.CLOSE, Menu.CALL, "Close and log", "The call ends and is logged.", "F9", True),
    Action(Do.PHRASES, Menu.CALL, "Phrases", "Hold, transfer, call back, close: what to say."),
    Action(Do.NOTE, Menu.CALL, "Note on the call", "Optional: a few words, kept with the call.", "Shift+F2", True),
    Action(Do.DROP_CALL, Menu.CALL, "Drop this call", "It was no call: nothing is logged."),
    Action(Do.SEARCH, Menu.GUIDE, "Search", "Go to the search box.", "F3", True),
    Action(Do.TIPS, Menu.GUIDE, "Special needs", "Tips, the emergency card first.", "F4", True),
    Action(Do.CONTACTS, Menu.GUIDE, "Contacts", "Contacts of this article, or search in the contacts.", "F5", True),
    Action(Do.OTHER_LANGUAGE, Menu.GUIDE, "The other language", "Show the article in the other language.", "F11", True),
    Action(Do.WRONG, Menu.GUIDE, "This is wrong", "Tell the owner of what is shown.", "F12", True),
    Action(Do.READ, Menu.GUIDE, "Read the short answer aloud", "Title and short answer; once more: again.", "Shift+F3"),
    Action(Do.READ_ON, Menu.GUIDE, "Read the next part aloud", "Seal, contacts, then each paragraph.", "Shift+F4"),
    Action(Do.HUSH, Menu.GUIDE, "Stop reading aloud", "The voice is silent at once.", "Shift+F5"),
    Action(Do.PRINT, Menu.GUIDE, "Print…", "Sheets, cards, directory, the whole guide.", "Ctrl+P"),
    Action(Do.IMPORT, Menu.GUIDE, "Import…", "Bring in contacts and procedures from a file."),
    Action(Do.EXPORT, Menu.GUIDE, "Export…", "Save the guide as a spreadsheet or as files."),
    Action(Do.LOG, Menu.WORK, "Call log", "The calls that were logged."),
    Action(Do.CALL_BACKS, Menu.WORK, "Call-backs", "What was promised and is not done."),
    Action(Do.NEWS, Menu.WORK, "News", "News to acknowledge."),
    Action(Do.PRACTICE, Menu.WORK, "Practice", "Practice callers: nothing of it is counted."),
    Action(Do.NEWS_DESK, Menu.WORK, "News and changes", "What changed since your last shift.", "Ctrl+F3"),
    Action(Do.TRAINING, Menu.WORK, "Training", "What was taken and when, and a short quiz.", "Ctrl+F5"),
    Action(Do.LINES, Menu.WORK, "Numbers and lines", "Test calls, faults, places, maintenance.", "Ctrl+F6"),
    Action(Do.EVALUATION, Menu.WORK, "Evaluation", "The indicators, yours or of the switchboard.", "Ctrl+F7"),
    Action(Do.PEAKS, Menu.WORK, "Peaks", "Calls hour by hour, operators needed.", "Ctrl+F8"),
    Action(Do.SCORES, Menu.WORK, "Scored calls", "Substance before manner; yours are read by you first.", "Ctrl+F9"),
    Action(Do.DIFFICULTIES, Menu.WORK, "Difficulties and recognition", "Tell, act, close; nominate.", "Ctrl+F11"),
    _editing(Do.WORK_LIST, "Work list", "Gaps, reports, what is due, missing translations, drafts."),
    _editing(Do.EDIT, "Edit what is shown", "Write in the article or contact on screen.", "Ctrl+E"),
    _editing(Do.NEW_ARTICLE, "Write something new…", "Procedure, tip, contact, greeting, news, line, synonyms."),
    _editing(Do.REVIEW, "Review", "What waits for a second person, or was published urgently."),
    _editing(Do.HISTORY, "History", "Who changed what is shown, when and why; compare and restore."),
    _editing(Do.FACT_CHECK, "Have it checked…", "A sheet for the competent service; its answer is recorded."),
    _editing(Do.WHERE_USED, "Where is it used…", "Find a number, fee or place everywhere, and change it once."),
    Action(Do.HELP, Menu.POST, "Keys and help", "The key card and help for this place.", "F1", True),
    Action(Do.SETTINGS, Menu.POST, "Settings", "Body, operator, lines, language, theme, text size."),
    Action(Do.KEYS, Menu.POST, "Choose keys…", "Another key for an action, chosen by pressing it."),
    Action(Do.SHARING, Menu.POST, "Shared database…", "Connect this post with the others, or let it work alone."),
    Action(Do.FULL_SCREEN, Menu.POST, "Full screen", "Use the whole screen, or go back to a window."),
    Action(Do.BACK, Menu.POST, "Back", "One step back; twice: home.", "Esc", True),
    Action(Do.QUIT, Menu.POST, "Quit", "Close the program; a call in hand is kept."),
)
