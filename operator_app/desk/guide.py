"""Searching and reading the guide; "this is wrong"; searches without result."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from operator_app.desk.context import Context, new_id
from operator_app.domain.calls import Feedback, UnmetNeed
from operator_app.domain.changes import Changes, changed
from operator_app.domain.documents import SEARCHED_KINDS, Document, Edition, Kind, Status
from operator_app.domain.guide import Need, Tip
from operator_app.domain.languages import Language
from operator_app.domain.letting_go import let_go
from operator_app.domain.numbers import mask
from operator_app.domain.search import SearchAnswer, SearchQuery
from operator_app.domain.text import fold

INDEXED_KINDS = (*SEARCHED_KINDS, Kind.SYNONYMS)
# Keystrokes within this time are one search (INTERACTION.md, Indicators).
SAME_SEARCH = timedelta(seconds=30)
_SHORTEST_NEED = 3
# The emergency card comes first (INTERACTION.md, F4), then what cannot wait.
_FIRST_NEEDS = (Need.EMERGENCY, Need.SUICIDE, Need.VIOLENCE, Need.CHILD, Need.ABUSE_REPORT)


class GuideDesk:
    def __init__(self, context: Context) -> None:
        self._context = context
        self.timed: Callable[[float], None] = lambda _: None
        self._last_empty: UnmetNeed | None = None

    def query(
        self, text: str, language: Language, limit: int = 20, kinds: tuple[Kind, ...] = SEARCHED_KINDS
    ) -> SearchQuery:
        """What is to be searched, as of today."""
        return SearchQuery(text=text, language=language, today=self._context.today(), limit=limit, kinds=kinds)

    def search(self, query: SearchQuery, cancelled: Callable[[], bool] = lambda: False) -> SearchAnswer:
        answer = self._context.index.search(query, cancelled)
        self.timed(answer.ms)
        return answer

    def read(self, id: str) -> Document | None:
        return self._context.documents.read(id)

    def find(self, name: str) -> Document | None:
        """A document by its id or its external id."""
        return self.read(name) or self.read(self._context.documents.ids_by_external().get(name, ""))

    def count(self) -> int:
        """How many documents there are, of every kind."""
        return self._context.documents.count()

    def history(self, id: str) -> list[Edition]:
        return self._context.documents.history(id)

    def procedures(self) -> list[Document]:
        """Every published procedure."""
        return self._context.documents.of_kind(Kind.PROCEDURE)

    def tips(self) -> list[Document]:
        """Every published tip, emergencies first, in the order of the needs."""
        order = {need: place for place, need in enumerate((*_FIRST_NEEDS, *(n for n in Need if n not in _FIRST_NEEDS)))}

        def place(document: Document) -> int:
            return order[document.body.need] if isinstance(document.body, Tip) else len(order)

        return sorted(self._context.documents.of_kind(Kind.TIP), key=place)

    def report_wrong(self, document: Document, shown: str, comment: str = "") -> Changes:
        """Tell the article's owner, with what was on screen."""
        self._context.calls.add_feedback(
            Feedback(
                id=new_id(),
                document_id=document.id,
                edition=document.edition,
                at=self._context.now(),
                operator=self._context.operator,
                shown=shown,
                comment=mask(comment),
            )
        )
        return self._context.hub.announce(changed("feedback"))

    def note_empty_search(self, text: str, call_id: str = "") -> Changes:
        """Record a search without result. What is typed within 30 s of it and goes on from it is the same search."""
        words, now = mask(" ".join(text.split())), self._context.now()
        if len(fold(words)) < _SHORTEST_NEED:
            return Changes()
        last = self._last_empty
        if last is not None and _continues(last, words, now, call_id):
            self._last_empty = replace(last, query=max(words, last.query, key=len), at=now)
            self._context.calls.replace_unmet_need(self._last_empty)
        else:
            self._last_empty = UnmetNeed(new_id(), words, now, call_id, self._context.operator)
            self._context.calls.add_unmet_need(self._last_empty)
        return self._context.hub.announce(changed("unmet_needs", self._last_empty.id))

    def unmet_needs(self) -> list[UnmetNeed]:
        """What was asked and not found, the newest first."""
        return self._context.calls.unmet_needs(datetime.min.replace(tzinfo=UTC))

    def feedback(self) -> list[Feedback]:
        """What was reported as wrong, the newest first."""
        return self._context.calls.feedback()

    def index_is_current(self) -> bool:
        """Whether the index holds exactly the published editions of the store."""
        index = self._context.index
        return not index.stale and dict(index.known()) == self._context.documents.editions_known(*INDEXED_KINDS)

    def offer_titles(self) -> None:
        """Let searches look through the titles while the index is not there."""
        self._context.index.set_titles(self._context.documents.stream(*SEARCHED_KINDS))

    def rebuild_index(
        self, progress: Callable[[int], None] = lambda _: None, cancelled: Callable[[], bool] = lambda: False
    ) -> bool:
        """Build the index from the store; False when cancelled."""
        built = self._rebuild(progress, cancelled)
        if built:
            self._forget_titles()
        return built

    def _rebuild(self, progress: Callable[[int], None], cancelled: Callable[[], bool]) -> bool:
        documents = self._context.documents.stream(*INDEXED_KINDS)
        return self._context.index.rebuild(documents, progress=progress, cancelled=cancelled)

    def _forget_titles(self) -> None:
        """They were offered for the time without an index: of ten thousand documents they are 10 MB."""
        self._context.index.set_titles(())

    def refresh_index(self, changes: Changes, cancelled: Callable[[], bool] = lambda: False) -> None:
        """Bring what changed into the index. After more changes than were listed it is built anew, and titles are
        searched meanwhile."""
        kinds = [kind.value for kind in INDEXED_KINDS if changes.touches(kind.value)]
        if not kinds:
            return
        if any(not changes.of(kind) for kind in kinds):
            self.offer_titles()
            with self._context.index.titles_meanwhile():
                self._context.hub.announce(changed("index"))
                built = self._rebuild(lambda _: None, cancelled)
            if built:
                self._forget_titles()
            self._context.hub.announce(changed("index"))
            return
        ids = sorted(set().union(*(changes.of(kind) for kind in kinds)))
        found = self._context.documents.read_many(ids)
        published = {id for id, document in found.items() if document.status is Status.PUBLISHED}
        self._context.index.update((found[id] for id in found if id in published), sorted(set(ids) - published))
        let_go(found)
        self._context.hub.announce(changed("index", *ids))


def _continues(last: UnmetNeed, words: str, now: datetime, call_id: str) -> bool:
    before, after = fold(last.query), fold(words)
    if call_id != last.call_id or now - last.at > SAME_SEARCH:
        return False
    return after.startswith(before) or before.startswith(after)
