"""Shift+F3, Shift+F4, Shift+F5: the short answer aloud, the next part, silence."""

from operator_app.domain.direction import plain
from operator_app.domain.problems import Problem
from operator_app.domain.speaking import spoken, utterances
from operator_app.ui.announcer import Weight
from operator_app.ui.article import ArticleView
from operator_app.ui.bars import Bars, Tone
from operator_app.ui.context import UiContext


class ReadAloud:
    """Reads what is shown, part by part: through the program's own voice where that is wanted, else through the screen
    reader, which says an announcement wherever its own cursor is."""

    def __init__(self, context: UiContext, article: ArticleView, bars: Bars) -> None:
        self._context = context
        self._article = article
        self._bars = bars
        self._next = 0

    def read(self) -> None:
        """From the beginning: title and short answer. The same key again reads it again."""
        self._next = 0
        self.read_on()

    def read_on(self) -> None:
        """The part after the one that was read last."""
        parts = self._parts()
        t = self._context.t
        if not parts:
            self._bars.show_bar("aloud", t("Nothing is shown that could be read."), passing=True)
            return
        if self._next >= len(parts):
            self._next = 0
            self._say(t("That was all."))
            return
        self._next += 1
        self._say(parts[self._next - 1])

    def stop(self) -> None:
        """Be silent at once."""
        self._context.voice.stop()
        self._context.announcer.hush()

    def _say(self, text: str) -> None:
        if not self._context.desk.preferences.now.own_voice:
            # One paragraph: a screen reader stops at the end of a line.
            self._context.announcer.say(". ".join(spoken(text).splitlines()), Weight.ALWAYS)
            return
        try:
            self._context.voice.say(utterances(text, self._context.language))
        except Problem as problem:
            self._bars.show_bar("aloud", self._context.t.problem(problem), Tone.WARN)

    def _parts(self) -> list[str]:
        """What is shown, in the order of reading: answer, seal, contacts, then the rest paragraph by paragraph."""
        article = self._article
        if article.shown is None:
            return []
        answer = "\n".join(part for part in (article.title.text(), article.answer.toPlainText()) if part)
        contacts = [article.contacts.contacts.sentence(row) for row in article.contacts.contacts.rows]
        rest = [line.strip() for line in article.rest.toPlainText().splitlines()]
        parts = [answer, article.notice.text(), article.seal.text(), *contacts, *rest]
        return [plain(part) for part in parts if part.strip()]
