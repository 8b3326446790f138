"""The work lists as rows: what each says and which document it leads to."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from operator_app.desk import Desk
from operator_app.desk.fact_checks import OpenQuestion
from operator_app.desk.worklists import Dueness, Gap, Report
from operator_app.domain.calls import Feedback
from operator_app.domain.documents import Document, Seal
from operator_app.local import Draft
from operator_app.ui import words
from operator_app.ui.context import UiContext
from operator_app.ui.editing.fact_words import asked_words
from operator_app.ui.editing.presence import with_presence
from operator_app.ui.pages.entries import Entry
from operator_app.ui.pages.names import name_of


class Lists(StrEnum):
    """The lists of a supervisor's morning, in its order."""

    GAPS = "gaps"
    REPORTS = "reports"
    DUE = "due"
    UNTRANSLATED = "untranslated"
    DRAFTS = "drafts"
    FACTS = "facts"


@dataclass(frozen=True, slots=True)
class Work:
    """Everything that waits, read together on the store lane."""

    gaps: Sequence[Gap] = ()
    reports: Sequence[Report] = ()
    due: Sequence[tuple[Document, Dueness]] = ()
    untranslated: Sequence[Document] = ()
    drafts: Sequence[Draft] = ()
    facts: Sequence[OpenQuestion] = ()

    def count(self, list: Lists) -> int:
        return len(getattr(self, list.value))


def load_work(desk: Desk) -> Work:
    """Blocks on the store."""
    lists = desk.worklists
    facts = desk.fact_checks.open_questions()
    return Work(lists.gaps(), lists.reports(), lists.due(), lists.untranslated(), lists.drafts(), facts)


def entries_of(context: UiContext, work: Work, list: Lists) -> list[Entry]:
    """The rows of one list; their ids are those of what they lead to."""
    match list:
        case Lists.GAPS:
            return [_gap(context, gap) for gap in work.gaps]
        case Lists.REPORTS:
            rows = [(_report(context, report), report.feedback.document_id) for report in work.reports]
            return [with_presence(context, entry, id) for entry, id in rows]
        case Lists.DUE:
            return [with_presence(context, _due(context, one, state), one.id) for one, state in work.due]
        case Lists.UNTRANSLATED:
            return [with_presence(context, _untranslated(context, one), one.id) for one in work.untranslated]
        case Lists.DRAFTS:
            return [with_presence(context, _draft(context, one), one.document.id) for one in work.drafts]
        case Lists.FACTS:
            return [_question(context, question) for question in work.facts]


def gap_of(work: Work, id: str) -> Gap | None:
    return next((gap for gap in work.gaps if gap.needs[0] == id), None)


def report_of(work: Work, id: str) -> Report | None:
    return next((report for report in work.reports if report.feedback.id == id), None)


def document_of(work: Work, list: Lists, id: str) -> Document | None:
    """The document of a row of what is due or untranslated."""
    documents = [document for document, _ in work.due] if list is Lists.DUE else work.untranslated
    return next((document for document in documents if document.id == id), None)


def detail(work: Work, list: Lists, id: str) -> str:
    """What more there is to know of the current row."""
    if list is Lists.GAPS and (gap := gap_of(work, id)) is not None:
        return "\n".join(gap.said)
    if list is Lists.REPORTS and (report := report_of(work, id)) is not None:
        return "\n".join(part for part in (report.feedback.comment, report.feedback.shown) if part)
    return ""


def _gap(context: UiContext, gap: Gap) -> Entry:
    t, dates = context.t, context.dates
    asked = t.count("Asked {n} time", "Asked {n} times", len(gap.needs))
    calls = t.count("{n} call without answer", "{n} calls without answer", gap.calls) if gap.calls else ""
    last = t("last on {moment}", moment=dates.moment(gap.last))
    lines = [(" · ".join(part for part in (asked, calls, last) if part), "warn" if gap.calls else "muted")]
    if len(gap.said) > 1:
        lines.append((" · ".join(gap.said[1:4]), "muted"))
    return Entry(gap.needs[0], gap.words, tuple(lines))


def _report(context: UiContext, report: Report) -> Entry:
    t, dates, feedback = context.t, context.dates, report.feedback
    name = name_of(report.document, context.language) if report.document else t("No longer in the guide")
    who = t("{who}, {moment}", who=feedback.operator or t("An operator"), moment=dates.moment(feedback.at))
    lines = [(who, "muted")]
    if feedback.comment:
        lines.append((feedback.comment, ""))
    lines += [(text, tone) for text, tone in _since(context, feedback, report) if text]
    return Entry(feedback.id, name, tuple(lines))


def _since(context: UiContext, feedback: Feedback, report: Report) -> list[tuple[str, str]]:
    """What became of the text since it was reported."""
    t, document = context.t, report.document
    newer = document is not None and document.edition > feedback.edition
    return [
        (t("Changed since: edition {n} now", n=document.edition) if newer and document else "", "good"),
        (t("Being corrected") if report.taken else "", "warn"),
    ]


def _question(context: UiContext, question: OpenQuestion) -> Entry:
    """What a service was asked; late in words and colour."""
    t, asked, document = context.t, question.asked, question.document
    name = name_of(document, context.language) if document is not None else t("No longer in the guide")
    lines = [(asked_words(t, question.remark), "muted")]
    if asked.overdue(context.desk.today()):
        lines.append((t("The answer is overdue"), "bad"))
    return Entry(question.remark.id, name, tuple(lines))


def _due(context: UiContext, document: Document, state: Dueness) -> Entry:
    tone = {Dueness.EXPIRED: "bad", Dueness.OVERDUE: "warn", Dueness.SOON: "muted"}[state]
    kind = words.kind(context.t, document.kind)
    lines = ((due_words(context, document.seal, state), tone), (kind, "muted"))
    return Entry(document.id, name_of(document, context.language), lines)


def due_words(context: UiContext, seal: Seal, state: Dueness) -> str:
    """Until when it held, or by when it is to be reviewed."""
    t, dates = context.t, context.dates
    if state is Dueness.EXPIRED and seal.valid_until is not None:
        return t("Expired on {day}", day=dates.day(seal.valid_until))
    if state is Dueness.OVERDUE and seal.review_by is not None:
        return t("Review overdue since {day}", day=dates.day(seal.review_by))
    day = min(day for day in (seal.review_by, seal.valid_until) if day is not None)
    return t("Due on {day}", day=dates.day(day))


def _untranslated(context: UiContext, document: Document) -> Entry:
    t = context.t
    name = name_of(document, context.language)
    arabic = any("\u0600" <= letter <= "\u06ff" for letter in name)
    missing = t("French is missing") if arabic else t("Arabic is missing")
    return Entry(document.id, name, ((f"{words.kind(t, document.kind)} · {missing}", "warn"),))


def _draft(context: UiContext, draft: Draft) -> Entry:
    t, dates = context.t, context.dates
    name = name_of(draft.document, context.language)
    name = t("Without a title") if name == draft.document.id else name
    when = t("{who}, {moment}", who=draft.author or t("Somebody"), moment=dates.moment(draft.saved_at))
    lines = [(f"{words.kind(t, draft.document.kind)} · {when}", "muted")]
    if draft.queued:
        lines.append((t("Waits for the shared database"), "warn"))
    if draft.refused:
        lines.append((t("Could not be published: open it to see why"), "bad"))
    return Entry(draft.document.id, name, tuple(lines))
