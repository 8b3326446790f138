"""The pages of supervisors, joined with each other."""

from operator_app.app.late import draft_paper
from operator_app.app.spelling import HunspellProcess
from operator_app.ui.actions import Do
from operator_app.ui.context import UiContext
from operator_app.ui.joined import Joined
from operator_app.ui.page import Page
from operator_app.ui.pages.editor import EditorPage
from operator_app.ui.pages.fact_check import FactCheckPage
from operator_app.ui.pages.history import HistoryPage
from operator_app.ui.pages.new_document import NewDocumentPage
from operator_app.ui.pages.review import ReviewPage
from operator_app.ui.pages.usages import UsagesPage
from operator_app.ui.pages.worklist import WorkListPage


def page(do: Do, context: UiContext, joined: Joined) -> Page:
    """The page of an action of supervisors. Raises KeyError for another action."""
    return _MAKERS[do](context, joined)


def _editor(context: UiContext, joined: Joined) -> Page:
    speller = HunspellProcess()
    made = EditorPage(context, speller, lambda: draft_paper(context.desk))
    made.destroyed.connect(speller.close)
    made.return_wanted.connect(joined.open_page)
    made.history_wanted.connect(lambda id: _history_of(joined, id))
    return made


def _new(context: UiContext, joined: Joined) -> Page:
    made = NewDocumentPage(context)
    made.begun.connect(lambda id: _edit(joined, id))
    return made


def _work_list(context: UiContext, joined: Joined) -> Page:
    made = WorkListPage(context)
    made.answer_wanted.connect(lambda id: _answer(joined, id))
    made.edit_wanted.connect(lambda id: _edit(joined, id, Do.WORK_LIST))
    return made


def _review(context: UiContext, joined: Joined) -> Page:
    made = ReviewPage(context)
    made.edit_wanted.connect(lambda id: _edit(joined, id, Do.REVIEW))
    made.history_wanted.connect(lambda id: _history_of(joined, id))
    return made


def _history(context: UiContext, joined: Joined) -> Page:
    made = HistoryPage(context)
    made.ask_wanted.connect(lambda id: _ask(joined, id))
    made.edit_wanted.connect(lambda id: _edit(joined, id, Do.HISTORY))
    return made


def _fact_check(context: UiContext, joined: Joined) -> Page:
    made = FactCheckPage(context, lambda: draft_paper(context.desk))
    made.edit_wanted.connect(lambda id: _edit(joined, id, Do.FACT_CHECK))
    return made


def _answer(joined: Joined, question_id: str) -> None:
    """Bring up the question of a service to record its answer."""
    opened = joined.open_page(Do.FACT_CHECK)
    if isinstance(opened, FactCheckPage):
        opened.answer(question_id)


def _ask(joined: Joined, document_id: str) -> None:
    opened = joined.open_page(Do.FACT_CHECK)
    if isinstance(opened, FactCheckPage):
        opened.ask_about(document_id)


def _usages(context: UiContext, joined: Joined) -> Page:
    made = UsagesPage(context)
    made.edit_wanted.connect(lambda id: _edit(joined, id, Do.WHERE_USED))
    return made


def _edit(joined: Joined, document_id: str, back_to: Do | None = None) -> None:
    """Bring up the editor with a document; Esc leads back."""
    opened = joined.open_page(Do.EDIT)
    if isinstance(opened, EditorPage):
        opened.open_document(document_id, back_to)


def _history_of(joined: Joined, document_id: str) -> None:
    opened = joined.open_page(Do.HISTORY)
    if isinstance(opened, HistoryPage):
        opened.show_document(document_id)


_MAKERS = {
    Do.EDIT: _editor,
    Do.NEW_ARTICLE: _new,
    Do.WORK_LIST: _work_list,
    Do.REVIEW: _review,
    Do.HISTORY: _history,
    Do.FACT_CHECK: _fact_check,
    Do.WHERE_USED: _usages,
}
