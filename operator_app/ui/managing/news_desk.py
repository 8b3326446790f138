"""News for supervisors: written, and who has acknowledged what; for everybody: what changed since the last shift."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from PySide6.QtCore import Signal

from operator_app.desk.news import Novelty, Reading
from operator_app.domain.documents import Kind
from operator_app.domain.languages import Language, Text
from operator_app.domain.news import News
from operator_app.ui import words
from operator_app.ui.context import UiContext
from operator_app.ui.managing.forms import Asked, Form, Shape, Values, day_in, written
from operator_app.ui.managing.sections import Act, Row, Rows, Section, SectionPage
from operator_app.ui.pages.entries import Entry
from operator_app.ui.pages.names import name_of

_WEEK = timedelta(days=7)


class NewsDeskPage(SectionPage):
    """`open_article(id)`: a document that changed."""

    open_article = Signal(str)

    def __init__(self, context: UiContext) -> None:
        self._desk = context.desk.news
        super().__init__(context, context.t("News and changes"), "news_desk", self._made(context))

    def _made(self, context: UiContext) -> Sequence[Section]:
        t = context.t
        every = tuple(kind.value for kind in Kind)
        changes = Section(
            "changes", t("Changed since my last shift"), self._load_changes, t("Nothing changed"),
            t("What is published after your last call of an earlier day appears here."), kinds=every,
        )  # fmt: skip
        if not context.desk.team.supervisor:
            return (changes,)
        write = Act(t("Write a news item…"), "write", self._ask_news)
        readers = Section(
            "readers", t("Who has read it"), self._load_readers, t("No news is current"),
            t("Write three lines, and until when they hold."), acts=(write,),
            kinds=(Kind.NEWS.value, "acknowledgements"),
        )  # fmt: skip
        return (changes, readers)

    def _load_changes(self) -> Callable[[], Rows]:
        found = self._desk.novelties()
        return lambda: [self._novelty(one) for one in found]

    def _novelty(self, one: Novelty) -> Row:
        t, dates = self.context.t, self.context.dates
        by = one.document.updated_by
        said = t("{moment}, by {who}", moment=dates.moment(one.at), who=by) if by else dates.moment(one.at)
        lines = [(one.note, "")] if one.note else []
        new = one.document.edition == 1
        lines.append((t("New") if new else t("Edition {n}", n=one.document.edition), "good" if new else "muted"))
        lines.append((said, "muted"))
        entry = Entry(
            one.document.id, name_of(one.document, self.context.language), tuple(lines),
            badge=words.kind(t, one.document.kind),
        )  # fmt: skip
        return Row(entry, (Act(t("Open"), "open", lambda: self.open_article.emit(one.document.id)),))

    def _load_readers(self) -> Callable[[], Rows]:
        found = self._desk.readings()
        return lambda: [self._reading(one) for one in found]

    def _reading(self, one: Reading) -> Row:
        t, dates = self.context.t, self.context.dates
        body = one.document.body
        title = body.title.best(self.context.language)[0] if isinstance(body, News) else ""
        until = one.document.seal.valid_until
        lines = [(t("Until {day}", day=dates.day(until)), "muted")] if until else []
        if isinstance(body, News) and not body.must_acknowledge:
            lines.append((t("Only to be read"), "muted"))
        elif one.missing:
            lines.append((t("Not read yet by: {names}", names=t(", ").join(one.missing)), "warn"))
        else:
            lines.append((t("Everybody has read it"), "good"))
        lines += [(t("{who}, {moment}", who=who, moment=dates.moment(at)), "muted") for who, at in one.read.items()]
        return Row(Entry(one.document.id, title, tuple(lines)))

    def _ask_news(self) -> None:
        t = self.context.t
        lines = t("Three lines at most.")
        yes_no = (("yes", t("Each operator acknowledges it")), ("no", t("Only to be read")))
        fields = (
            Asked("title_ar", t("Title, in Arabic"), language=Language.AR, needed=True),
            Asked("title_fr", t("Title, in French"), language=Language.FR),
            Asked("text_ar", t("Text, in Arabic"), Shape.LINES, lines, language=Language.AR),
            Asked("text_fr", t("Text, in French"), Shape.LINES, lines, language=Language.FR),
            Asked("until", t("Holds until"), Shape.DAY, value=written(self.context.desk.today() + _WEEK), needed=True),
            Asked("must", t("Reading"), Shape.CHOICE, value="yes", options=yes_no),
            Asked("articles", t("Articles that it changes"), Shape.LINES,
                  t("Words of the title, one article a line.")),
        )  # fmt: skip
        self.ask(Form(self.context, t("Write a news item"), fields, t("Publish"), "news_desk.form"), self._send)

    def _send(self, values: Values) -> None:
        desk, language = self.context.desk, self.context.language
        until = day_in(values["until"])
        if until is None:
            return

        def work() -> object:
            wanted = [line.strip() for line in values["articles"].splitlines() if line.strip()]
            queries = [desk.guide.query(text, language, 1, (Kind.PROCEDURE, Kind.TIP)) for text in wanted]
            hits = [desk.guide.search(query).hits for query in queries]
            news = News(
                Text(values["title_ar"], values["title_fr"]), Text(values["text_ar"], values["text_fr"]),
                tuple(found[0].id for found in hits if found), values["must"] != "no",
            )  # fmt: skip
            return desk.news.write(news, until)

        self.run(work, self.context.t("Published: every operator sees it."))
