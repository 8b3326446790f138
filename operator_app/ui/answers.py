"""What became of "this is wrong": told once to whoever reported it, in a quiet bar; home lists it for a week."""

from collections.abc import Callable
from textwrap import shorten

from operator_app.desk.worklists import Reply
from operator_app.domain.changes import Changes
from operator_app.ui.bars import Bars, Tone
from operator_app.ui.context import UiContext
from operator_app.ui.pages.names import name_of
from operator_app.ui.session import CallSession

_SUBJECT = "answers"
# A longer answer would push what is being read out of sight: home has all of it.
_LONGEST = 200


def answer_line(context: UiContext, answer: Reply) -> str:
    """Which article, what was done, in whose words."""
    t, remark, document = context.t, answer.remark, answer.document
    name = name_of(document, context.language) if document is not None else t("No longer in the guide")
    told = t("corrected in edition {n}", n=remark.edition) if answer.corrected else t("answered")
    return " · ".join(part for part in (name, told, remark.text) if part)


class AnswersTold:
    """Watches for answers to one's own reports. Over a caller nothing is shown or said: it is told after the call."""

    def __init__(self, context: UiContext, session: CallSession, bars: Bars, show: Callable[[str], None]) -> None:
        """`show` opens a document by its id. `late`: an answer may wait for the end of the call."""
        self._context = context
        self._session = session
        self._bars = bars
        self._show = show
        self.late = False
        self._on_bar: dict[str, Reply] = {}
        self._told: set[str] = set()
        session.changed.connect(self._call_changed)

    def follow(self, changes: Changes) -> None:
        """What other posts said may hold an answer."""
        if changes.touches("remarks"):
            self.look()

    def look(self) -> None:
        """Tell what is untold, soon; after the call in hand where there is one."""
        self.late = False
        self._context.bridge.run(self._context.lanes.store, self._context.desk.worklists.untold_answers, self._tell)

    def _call_changed(self) -> None:
        if self.late and self._session.call is None:
            # Soon: behind the writing of the call, so that "logged" is told first.
            self._context.bridge.post(self.look)

    def _tell(self, found: list[Reply]) -> None:
        news = {one.remark.id: one for one in found if one.remark.id not in self._told}
        if self._session.call is not None:
            self.late = bool(news)
            return
        if not news:
            return
        self._told.update(news)
        unread = self._on_bar if _SUBJECT in self._bars.texts() else {}
        self._on_bar = {**news, **unread}
        self._bars.show_bar(_SUBJECT, self._text(), Tone.GOOD, offer=self._offer())
        self._context.bridge.run(
            self._context.lanes.store, lambda: self._context.desk.worklists.answers_told(tuple(news))
        )

    def _text(self) -> str:
        t, answers = self._context.t, list(self._on_bar.values())
        if len(answers) > 1:
            one, many = "{n} of your reports is answered: see home.", "{n} of your reports are answered: see home."
            return t.count(one, many, len(answers))
        line = shorten(answer_line(self._context, answers[0]), _LONGEST, placeholder="…")
        return t("Your report is answered: {answer}", answer=line)

    def _offer(self) -> tuple[str, Callable[[], None]] | None:
        """Where there is one: home lists several."""
        first = next(iter(self._on_bar.values()))
        if len(self._on_bar) > 1 or first.document is None:
            return None
        return self._context.t("Open the article"), lambda: self._open(first.remark.document_id)

    def _open(self, id: str) -> None:
        self._bars.dismiss(_SUBJECT)
        self._show(id)
