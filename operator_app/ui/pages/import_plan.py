"""A plan of import in words."""

from collections.abc import Collection, Iterable, Iterator

from operator_app.domain.documents import Document
from operator_app.domain.importing import ImportPlan
from operator_app.i18n import Texts
from operator_app.ui import words
from operator_app.ui.context import UiContext
from operator_app.ui.pages.entries import Entry
from operator_app.ui.pages.names import name_of

# Nobody reads more rows of one sort (those to be mended, more); the sentence above tells how many there are. Each is
# laid out in the window.
MOST_ROWS, MOST_REFUSED = 100, 200


def missing(t: Texts, names: Collection[str]) -> str:
    """What a table of documents still needs."""
    titled = any(name == "title" or name.startswith("title_") for name in names)
    return "" if titled else t("Still needed: say which column is the title or name.")


def plan_sentence(t: Texts, plan: ImportPlan) -> str:
    """How many documents of each sort, in one sentence."""
    said = (
        (len(plan.new), t.count("{n} new", "{n} new", len(plan.new))),
        (len(plan.changed), t.count("{n} changed", "{n} changed", len(plan.changed))),
        (len(plan.same), t.count("{n} the same", "{n} the same", len(plan.same))),
        (len(plan.refused), t.count("{n} refused", "{n} refused", len(plan.refused))),
        (len(plan.warnings), t.count("{n} warning", "{n} warnings", len(plan.warnings))),
    )
    return t(", ").join(text for n, text in said if n) or t("Nothing to bring in")


def plan_entries(context: UiContext, plan: ImportPlan) -> list[Entry]:
    """What was refused and why, warnings, then what would change and what is new; what stays the same is not listed."""
    t = context.t
    entries = [
        Entry(f"refused-{n}", refused.where, ((t.problem(refused.problem), "bad"),), badge=t("Refused"))
        for n, refused in enumerate(plan.refused[:MOST_REFUSED])
    ]
    entries += [
        Entry(f"warning-{n}", t.problem(warning), badge=t("Warning"))
        for n, warning in enumerate(plan.warnings[:MOST_ROWS])
    ]
    entries += _documents(context, plan.changed, t("Changed"))
    entries += _documents(context, plan.new, t("New"))
    return entries


def _documents(context: UiContext, documents: Iterable[Document], badge: str) -> Iterator[Entry]:
    for n, document in enumerate(documents):
        if n == MOST_ROWS:
            yield Entry(f"{badge}-more", context.t("… and more"), badge=badge)
            return
        kind = words.kind(context.t, document.kind)
        yield Entry(document.id, name_of(document, context.language), ((kind, "muted"),), badge=badge)
