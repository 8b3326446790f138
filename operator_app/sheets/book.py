"""Books: chapters of flows with a cover, contents, an index of subjects in both alphabets and thumb marks.

The chapters are drawn first; then the contents, whose page numbers are known by then, and which move to the front.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from operator_app.domain.flow import Code, Flow, Span
from operator_app.domain.languages import Language
from operator_app.sheets.build import Builder
from operator_app.sheets.fonts import Fonts
from operator_app.sheets.index import IndexGroup, grouped, initial
from operator_app.sheets.layout import Block, Piece, Rule, anchor, picture
from operator_app.sheets.leader import Leader
from operator_app.sheets.pager import Section
from operator_app.sheets.tags import Node
from operator_app.sheets.theme import ACCENT
from operator_app.sheets.volume import Job, Options, Out, Volume

_PLACEHOLDER = "0000"


@dataclass(frozen=True, slots=True)
class Chapter:
    """Flows that belong together, in one language. `columns` is how many stand side by side on its pages.

    In an `alphabetical` one the thumb marks hold the first letter of what stands on the page.
    """

    title: str
    language: Language
    flows: Sequence[Flow]
    columns: int = 1
    alphabetical: bool = False


@dataclass(frozen=True, slots=True)
class BookPlan:
    """What the book holds besides its chapters. `codes` keeps QR codes, which take room."""

    title: str
    language: Language
    chapters: Sequence[Chapter]
    subtitle: str = ""
    contents: bool = True
    index: bool = True
    codes: bool = False


@dataclass(slots=True, eq=False)
class _Entry:
    """A line of the contents: a chapter (level 0) or a flow (level 1)."""

    title: str
    key: str
    level: int
    language: Language


@dataclass(slots=True, eq=False)
class _Bound:
    """The book in the making."""

    volume: Volume
    plan: BookPlan
    front: Node
    entries: list[_Entry] = field(default_factory=list)
    subjects: list[tuple[str, str]] = field(default_factory=list)
    front_pages: int = 0
    letters: Sequence[str] = ()

    def chapter(self, number: int, chapter: Chapter) -> None:
        volume = self.volume
        section = Section(chapter.language, chapter.title, self.plan.title)
        letters = dict.fromkeys(initial(flow.title) for flow in chapter.flows)
        self.letters = list(letters) if chapter.alphabetical else ()
        if self.letters:
            section = replace(section, thumb=0, thumb_text=self.letters[0], thumbs=len(self.letters))
        elif len(self.plan.chapters) > 1:
            section = replace(section, thumb=number, thumb_text=str(number + 1))
        builder = volume.section(section)
        pager = volume.pager
        key = f"chapter.{number}"
        self.entries.append(_Entry(chapter.title, key, 0, chapter.language))
        pager.add([anchor(key, chapter.title, 0), builder.text(chapter.title, builder.theme.title, "H1", keep=True)])
        pager.add([Rule(tall=6.0, colour=ACCENT, thickness=2.0, after=builder.theme.at(10.0))])
        pager.set_columns(chapter.columns, chapter.language.right_to_left)
        for flow in chapter.flows:
            if self.letters:
                letter = initial(flow.title)
                pager.section = replace(section, thumb=self.letters.index(letter), thumb_text=letter)
            self.flow(flow, chapter.title)
        pager.break_page()
        pager.set_columns(1, False)

    def flow(self, flow: Flow, chapter: str) -> None:
        """A flow that is called as its chapter is needs no heading of its own."""
        volume = self.volume
        volume.job.pause()
        volume.progress()
        builder = volume.builder(flow.language, volume.ink.structure.root).inside_chapter()
        key = f"{flow.key}.{flow.language}"
        self.subjects += [(word, key) for word in (flow.title, *flow.subjects)]
        blocks = flow.blocks if self.plan.codes else [block for block in flow.blocks if not isinstance(block, Code)]
        if flow.title != chapter:
            self.entries.append(_Entry(flow.title, key, 1, flow.language))
            tag = builder.outline.tag(2)
            title = builder.text(flow.title, builder.theme.heading(1), tag, before=18.0, after=4.0, keep=True)
            volume.pager.add([anchor(key, flow.title, 1), title])
        volume.pager.add(builder.blocks(blocks))

    def page_of(self, key: str) -> str:
        """The number of the page, as it will be, on which a key stands."""
        place = self.volume.ink.structure.anchors.get(key)
        return str(place[0] + 1 + self.front_pages) if place else _PLACEHOLDER

    # index

    def index(self) -> None:
        """Subjects in the letters in which they are written, Arabic letters first in an Arabic book."""
        words = self.volume.options.words
        groups = grouped(self.subjects)
        order = (Language.AR, Language.FR) if self.plan.language.right_to_left else (Language.FR, Language.AR)
        for language in order:
            if groups[language] and language in words:
                name = words[language].t("Arabic letters" if language is Language.AR else "Latin letters")
                self._alphabet(language, words[language].t("Index of subjects") + " · " + name, groups[language])

    def _alphabet(self, language: Language, title: str, groups: Sequence[IndexGroup]) -> None:
        volume = self.volume
        builder = volume.section(Section(language, title, self.plan.title))
        pager = volume.pager
        key = f"index.{language}"
        self.entries.append(_Entry(title, key, 0, language))
        pager.add([anchor(key, title, 0), builder.text(title, builder.theme.title, "H1", after=10.0)])
        pager.set_columns(2, language.right_to_left)
        for group in groups:
            volume.job.pause()
            pager.add([builder.text(group.letter, builder.theme.heading(2), "H2", 8.0, 2.0, keep=True)])
            for subject in group.subjects:
                numbers = sorted({(int(self.page_of(key)), key) for key in subject.keys})
                found = dict(reversed(numbers))
                line = [Span(subject.text + "\u00a0  ")]
                for number in sorted(found):
                    line += [Span(str(number), link="#" + found[number]), Span(volume.options.words[language].t(", "))]
                pager.add([builder.text(tuple(line[:-1]), builder.theme.small)])
        pager.break_page()
        pager.set_columns(1, False)

    # front

    def draw_front(self, volume: Volume, parent: Node) -> int:
        """The cover and the contents; the number of their pages."""
        before = volume.ink.page
        language = self.plan.language
        builder = volume.builder(language, parent)
        volume.pager.break_page()
        volume.pager.section = Section(language, self.plan.title, bare=True)
        volume.pager.add(self._cover(volume, builder))
        if self.plan.contents:
            volume.pager.break_page()
            title = volume.options.words[language].t("Contents")
            volume.pager.section = Section(language, title, self.plan.title)
            volume.pager.add([anchor("contents", title, 0), builder.text(title, builder.theme.title, "H1", after=6.0)])
            volume.pager.add(self._contents(volume, builder.parent.child("TOC")))
        volume.pager.break_page()
        return volume.ink.page - before

    def _cover(self, volume: Volume, builder: Builder) -> Iterable[Piece]:
        options, theme = volume.options, builder.theme
        yield Block(tall=volume.pager.area.height * 0.24)
        body = options.body.best(builder.language)[0]
        if options.emblem is not None:
            figure = builder.parent.child("Figure", alt=body)
            yield picture(options.emblem, theme.at(64), theme.at(64), figure, theme.right_to_left)
        if body:
            yield builder.text(body, theme.heading(2), before=10.0)
        yield Rule(tall=theme.at(16), colour=ACCENT, thickness=3.0)
        yield builder.text(self.plan.title, theme.cover, "H1", after=6.0)
        if self.plan.subtitle:
            yield builder.text(self.plan.subtitle, theme.lead, after=4.0)
        if options.made_at:
            words = options.words[builder.language]
            yield builder.text(words.t("Printed on {day}").format(day=words.day(options.made_at.date())), theme.small)

    def _contents(self, volume: Volume, toc: Node) -> Iterator[Piece]:
        for entry in self.entries:
            theme = volume.themes[entry.language]
            builder = Builder(theme, entry.language, toc.child("TOCI", language=entry.language.value))
            style = theme.heading(2) if entry.level == 0 else theme.item
            title = builder.text((Span(entry.title),), style)
            number = builder.text((Span(self.page_of(entry.key), link=f"#{entry.key}"),), theme.at_end(style))
            space = theme.at(9.0 if entry.level == 0 else 0.5)
            yield Leader(title, number, theme.right_to_left, before=space, after=theme.at(0.5))


def book(fonts: Fonts, plan: BookPlan, options: Options, job: Job, out: Out) -> int:
    """Prints a book; the number of its pages."""
    total = sum(len(chapter.flows) for chapter in plan.chapters)
    volume = Volume(fonts, options, job, plan.language, total=total)
    bound = _Bound(volume, plan, volume.ink.structure.root.child("Part"))
    for number, chapter in enumerate(plan.chapters):
        bound.chapter(number, chapter)
    bound.front_pages = _count_front(bound, plan.index)
    if plan.index:
        bound.index()
    body = volume.pager.finish()
    front = bound.draw_front(volume, bound.front)
    order = [*range(body, body + front), *range(body)]
    first = volume.ink.structure.bookmarks
    first.sort(key=lambda entry: entry.key != "contents")
    pages = volume.save(out, plan.title, order)
    job.progress(total, total)
    return pages


def _count_front(bound: _Bound, index: bool) -> int:
    """Draws the front on scrap paper, with the entries that the index will add, to know how many pages it takes."""
    volume = bound.volume
    scrap = Volume(volume.fonts, volume.options, volume.job, bound.plan.language)
    kept = list(bound.entries)
    if index:
        groups = grouped(bound.subjects)
        bound.entries += [_Entry("index", "index", 0, language) for language in groups if groups[language]]
    pages = bound.draw_front(scrap, scrap.ink.structure.root)
    bound.entries[:] = kept
    return pages
