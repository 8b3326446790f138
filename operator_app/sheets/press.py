"""The press: fonts loaded once, and every printed document as one method."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from operator_app.domain.documents import Document
from operator_app.domain.flow import Flow
from operator_app.domain.flow_cards import booklet_flows
from operator_app.domain.flow_directory import Listed, by_name, by_number, by_service
from operator_app.domain.flow_of import Surroundings
from operator_app.domain.greetings import BodyType, Greeting
from operator_app.domain.languages import Language
from operator_app.sheets.book import BookPlan, Chapter, book
from operator_app.sheets.cards import key_card
from operator_app.sheets.fonts import load_fonts
from operator_app.sheets.notices import Notice, letter_block, poster
from operator_app.sheets.procedures import sheet
from operator_app.sheets.volume import Cancelled, Job, Options, Out, Progress


def _silent(_done: int, _total: int) -> None:
    """Nobody looks."""


def _never() -> bool:
    return False


class Press:
    """Prints. Every method writes a whole PDF (or PNG) to `out`, a path or a binary stream.

    `progress(done, total)` is called from the printing thread; when `cancelled()` is true,
    `Problem("printing_cancelled")` is raised and nothing is written. A path that cannot be written raises
    `Problem("cannot_write", path=…)`. A press serves one thread at a time.
    """

    def __init__(self, fonts: Path) -> None:
        """`fonts` is resources/fonts. Raises `Problem("font_missing", path=…)`."""
        self._fonts = load_fonts(fonts)

    def sheet(
        self,
        flows: Sequence[Flow],
        options: Options,
        out: Out,
        *,
        landscape: bool = False,
        progress: Progress = _silent,
        cancelled: Cancelled = _never,
    ) -> int:
        """Each flow from a page of its own: procedure sheets, greeting cards, logs, reports. The number of pages."""
        return sheet(self._fonts, flows, options, Job(progress, cancelled), out, landscape)

    def book(
        self,
        plan: BookPlan,
        options: Options,
        out: Out,
        *,
        progress: Progress = _silent,
        cancelled: Cancelled = _never,
    ) -> int:
        """Chapters with cover, contents, index and thumb marks: the whole guide. The number of pages."""
        return book(self._fonts, plan, options, Job(progress, cancelled), out)

    def directory(
        self,
        listed: Sequence[Listed],
        language: Language,
        around: Surroundings,
        options: Options,
        out: Out,
        *,
        progress: Progress = _silent,
        cancelled: Cancelled = _never,
    ) -> int:
        """Services and people by service, by name and by number. The number of pages."""
        t = options.words[language].t
        parts = (
            (t("By service"), by_service(listed, language, around)),
            (t("By name"), by_name(listed, language, around)),
            (t("By number"), by_number(listed, language, around)),
        )
        chapters = [Chapter(title, language, flows) for title, flows in parts if flows]
        plan = BookPlan(t("Directory"), language, chapters, index=False)
        return book(self._fonts, plan, options, Job(progress, cancelled), out)

    def booklet(
        self,
        listed: Sequence[Listed],
        articles: Sequence[Document],
        greetings: Sequence[Greeting],
        language: Language,
        around: Surroundings,
        values: Mapping[str, str],
        options: Options,
        out: Out,
        *,
        body_type: BodyType = BodyType.ANY,
        progress: Progress = _silent,
        cancelled: Cancelled = _never,
    ) -> int:
        """The emergency booklet. `values` fill the placeholders of greetings. The number of pages."""
        t = options.words[language].t
        *flows, log = booklet_flows(listed, articles, greetings, language, around, values, body_type)
        chapters = [Chapter(t("Emergency booklet"), language, flows), Chapter(log.title, language, [log])]
        said = t("All that is needed when the network and the computer are down")
        plan = BookPlan(t("Emergency booklet"), language, chapters, said, index=False)
        return book(self._fonts, plan, options, Job(progress, cancelled), out)

    def key_card(
        self, title: str, rows: Sequence[tuple[str, str, str]], language: Language, options: Options, out: Out
    ) -> int:
        """Keys, what they do and what that means. The number of pages."""
        return key_card(self._fonts, title, rows, language, options, Job(_silent, _never), out)

    def poster(self, notice: Notice, options: Options, out: Out, *, picture: bool = False) -> None:
        """The public numbers on one page, as PDF or (`picture`) PNG."""
        poster(self._fonts, notice, options, Job(_silent, _never), out, picture)

    def letter_block(self, notice: Notice, options: Options, out: Out, *, picture: bool = False) -> None:
        """The public numbers as a strip for letters, as PDF or (`picture`) PNG."""
        letter_block(self._fonts, notice, options, Job(_silent, _never), out, picture)
