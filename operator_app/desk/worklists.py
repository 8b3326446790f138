"""What waits for a supervisor: gaps, reports, what is due, what lacks a language, what is on its way."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

import msgspec

from operator_app.desk.context import Context, new_id
from operator_app.domain.calls import Feedback, UnmetNeed
from operator_app.domain.changes import Changes, changed
from operator_app.domain.documents import Document, Status
from operator_app.domain.reviewing import Remark, Said
from operator_app.domain.text import fold
from operator_app.index.stems import stem
from operator_app.index.stopwords import STOP_WORDS
from operator_app.index.words import tokens
from operator_app.local import Draft

# What becomes due within this time is shown, so that a review is not late before it begins.
SOON = timedelta(days=30)
# How long the sender of a report is shown the answer after being told of it, and how long one untold waits for a sender
# who is away.
TOLD = timedelta(days=7)
UNTOLD = timedelta(days=30)
_ANSWERS_TOLD = "answers_told"
_GAPS_READ = 5000
_GAPS_AT_HOME = 500


@dataclass(frozen=True, slots=True)
class Gap:
    """Searches that found nothing and calls without answer that mean the same. `words` is how it was most often said,
    `said` every way; `calls` counts those that were closed as "no answer found"."""

    words: str
    said: tuple[str, ...]
    needs: tuple[str, ...]
    calls: int
    last: datetime


@dataclass(frozen=True, slots=True)
class Report:
    """ "This is wrong". `document` is what stands in the guide now, None when it is gone; `taken`: being corrected."""

    feedback: Feedback
    document: Document | None
    taken: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """What the sender of a report is told. `document` is what stands in the guide now, None when it is gone.
    `corrected` by the edition that the remark names, else answered in words."""

    remark: Remark
    document: Document | None
    corrected: bool


class Dueness(StrEnum):
    EXPIRED = "expired"
    OVERDUE = "overdue"
    SOON = "soon"


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much of each waits, for home."""

    gaps: int = 0
    reports: int = 0
    due: int = 0
    untranslated: int = 0
    drafts: int = 0
    reviews: int = 0
    questions: int = 0

    @property
    def total(self) -> int:
        return self.gaps + self.reports + self.due + self.drafts + self.reviews + self.questions


class WorkListsDesk:
    def __init__(self, context: Context) -> None:
        self._context = context

    def waiting(self) -> Waiting:
        """Read for home: cheap at any size of the guide."""
        lists, drafts, in_review = self._context.lists, self.drafts(), len(self.in_review())
        return Waiting(
            gaps=len(self.gaps(_GAPS_AT_HOME)),
            reports=len(self._open_reports()),
            due=lists.count_due(self._context.today()),
            untranslated=lists.count_untranslated(),
            drafts=len(drafts),
            reviews=in_review + len(lists.urgent()),
            questions=len(self.questions()),
        )

    def gaps(self, limit: int = _GAPS_READ) -> list[Gap]:
        """What was asked and not found, grouped by meaning; the most asked first, those begun as drafts left out."""
        taken = {remark.about for remark in self._context.remarks.that_say(Said.TAKEN)}
        groups: dict[frozenset[str], list[UnmetNeed]] = {}
        for need in self._context.calls.unmet_needs(datetime.min.replace(tzinfo=UTC), limit):
            if need.id not in taken:
                groups.setdefault(_meaning(need.query), []).append(need)
        return sorted((_gap(needs) for needs in groups.values()), key=lambda gap: (-len(gap.needs), gap.words))

    def put_aside(self, needs: Iterable[str]) -> Changes:
        """These unmet needs are no gap of the guide: they leave the list."""
        now, author = self._context.now(), self._context.operator
        self._context.remarks.add(*(Remark(new_id(), Said.TAKEN, "", now, author, about=need) for need in needs))
        return self._context.hub.announce(changed("gaps"))

    def reports(self) -> list[Report]:
        """Reports without an answer, the newest first."""
        reports = self._open_reports()
        found = self._context.documents.read_many([report.document_id for report in reports])
        taken = {r.about for r in self._context.remarks.that_say(Said.CORRECTING)}
        return [Report(report, found.get(report.document_id), report.id in taken) for report in reports]

    def take_report(self, report: Feedback) -> Changes:
        """It is being corrected: publishing the document will answer it."""
        self._say(Said.CORRECTING, report.document_id, "", report)
        return self._context.hub.announce(changed("feedback", report.id))

    def answer_report(self, report: Feedback, text: str) -> Changes:
        """Tell the sender, for example that the text is right as it is."""
        self._say(Said.ANSWERED, report.document_id, text, report)
        return self._context.hub.announce(changed("feedback", report.id))

    def reports_on(self, document_id: str) -> list[Feedback]:
        """The reports on a document that have no answer yet, for whoever corrects it."""
        return [report for report in self._open_reports() if report.document_id == document_id]

    def answers(self) -> list[Reply]:
        """What this operator is told about own reports, the newest first: here or by a supervisor's post."""
        now, name, told_at = self._context.now(), self._context.operator, self._told_at()

        def stands(remark: Remark) -> bool:
            told = told_at.get(remark.id)
            return remark.at >= now - UNTOLD if told is None else told >= now - TOLD

        told = [r for r in self._context.remarks.that_say(Said.ANSWERED) if r.to == name and stands(r)]
        if not told:
            return []
        found = self._context.documents.read_many([remark.document_id for remark in told])
        seen = {report.id: report.edition for report in self._context.calls.feedback()}
        return [
            Reply(one, found.get(one.document_id), one.about in seen and one.edition > seen[one.about])
            for one in reversed(told)
        ]

    def untold_answers(self) -> list[Reply]:
        """Those of which this operator was not told yet, the newest first; what one answered oneself is no news."""
        told_at, own = self._told_at(), self._context.operator
        return [one for one in self.answers() if one.remark.id not in told_at and one.remark.author != own]

    def answers_told(self, ids: Iterable[str]) -> None:
        """The operator was told of these."""
        now = self._context.now()
        kept = {id: at for id, at in self._told_at().items() if at >= now - UNTOLD - TOLD}
        told = {**kept, **{id: now for id in ids if id not in kept}}
        self._context.facts.set(_ANSWERS_TOLD, msgspec.json.encode(told).decode())

    def due(self) -> list[tuple[Document, Dueness]]:
        """Expired, overdue, and due soon, in this order."""
        today = self._context.today()

        def state(document: Document) -> Dueness:
            if document.seal.expired(today):
                return Dueness.EXPIRED
            return Dueness.OVERDUE if document.seal.overdue(today) else Dueness.SOON

        found = [(document, state(document)) for document in self._context.lists.due(today + SOON)]
        return sorted(found, key=lambda pair: list(Dueness).index(pair[1]))

    def untranslated(self) -> list[Document]:
        return self._context.lists.untranslated()

    def drafts(self) -> list[Draft]:
        """Texts being written, the newest first."""
        return [draft for draft in self._context.drafts.all() if draft.status is not Status.IN_REVIEW]

    def in_review(self) -> list[Draft]:
        """Texts handed over, here or at another post, the oldest first."""
        here = [draft for draft in self._context.drafts.all() if draft.status is Status.IN_REVIEW]
        there = [waiting.draft() for waiting in self._context.reviews.all() if not waiting.own]
        found = [*here, *(draft for draft in there if draft is not None)]
        return sorted(found, key=lambda draft: draft.saved_at)

    def urgent(self) -> list[Document]:
        """Published urgently by one person, not yet looked at by a second."""
        return self._context.lists.urgent()

    def questions(self) -> list[Remark]:
        """Questions to services that have no answer yet, the oldest first."""
        answered = {remark.about for remark in self._context.remarks.that_say(Said.FACT_ANSWERED)}
        return [remark for remark in self._context.remarks.that_say(Said.FACT_ASKED) if remark.id not in answered]

    def _told_at(self) -> dict[str, datetime]:
        kept = self._context.facts.get(_ANSWERS_TOLD)
        return msgspec.json.decode(kept, type=dict[str, datetime]) if kept else {}

    def _open_reports(self) -> list[Feedback]:
        answered = {remark.about for remark in self._context.remarks.that_say(Said.ANSWERED)}
        return [report for report in self._context.calls.feedback() if report.id not in answered]

    def _say(self, said: Said, document_id: str, text: str, report: Feedback) -> None:
        now, author = self._context.now(), self._context.operator
        to = report.operator if said is Said.ANSWERED else ""
        self._context.remarks.add(
            Remark(new_id(), said, document_id, now, author, text.strip(), report.edition, report.id, to)
        )


def _meaning(query: str) -> frozenset[str]:
    """The stems of a query without its little words; the query itself where nothing is left."""
    words = [token.word for token in tokens(fold(query))]
    kept = [word for word in words if word not in STOP_WORDS] or words
    return frozenset(stem(word) for word in kept if word) or frozenset({fold(query)})


def _gap(needs: list[UnmetNeed]) -> Gap:
    said = Counter(need.query for need in needs)
    ways = tuple(query for query, _ in said.most_common())
    return Gap(
        words=ways[0],
        said=ways,
        needs=tuple(need.id for need in needs),
        calls=sum(bool(need.call_id) for need in needs),
        last=max(need.at for need in needs),
    )
