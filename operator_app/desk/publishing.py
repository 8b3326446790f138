"""Publishing and importing documents."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Protocol, TypeVar

from operator_app.desk.context import Context, id_of, new_id
from operator_app.domain.changes import Changes, changed
from operator_app.domain.checking import Finding, check
from operator_app.domain.documents import Document, Edition, Kind, Seal, Status
from operator_app.domain.importing import Candidate, ImportPlan, Reading, Refused
from operator_app.domain.letting_go import let_go
from operator_app.domain.problems import Problem
from operator_app.domain.references import references, renamed
from operator_app.domain.reviewing import Remark, Said
from operator_app.local import Draft, Publication

_GUIDE_LOADED = "starter_guide_loaded"
# "Still right" for a text whose review is due asks again after this time.
REVIEW_AGAIN_AFTER = timedelta(days=182)
T = TypeVar("T")


class Way(Protocol):
    """How what is published reaches a shared database (`desk.sync.Sync`); a single post needs none."""

    def publish(self, document: Document, base: int, note: str = "", urgent: bool = False) -> Changes: ...

    def withdraw(self, document: Document, reason: str) -> Changes: ...

    def renew_seal(self, document: Document) -> Changes: ...

    def approve(self, document_id: str, content: str) -> Changes: ...

    def send_back(self, document_id: str, content: str) -> Changes: ...

    def publish_reviewed(self, draft: Draft, note: str) -> Changes: ...


class PublishingDesk:
    def __init__(self, context: Context) -> None:
        self._context = context
        self.way: Way | None = None

    def publish(self, document: Document, base: int, note: str = "", urgent: bool = False) -> Changes:
        """Publish over the edition that the author saw. Raises Problem("edition_conflict")."""
        if self.way is not None:
            return self.way.publish(document, base, note, urgent)
        return self._publish(Publication(document, base, new_id(), note, urgent))

    def publish_all(self, documents: Sequence[Document], note: str = "") -> Changes:
        """New editions of several documents, all or none on a single post. Raises Problem("edition_conflict")."""
        if self.way is not None:
            changes = Changes()
            for document in documents:
                changes |= self.way.publish(document, document.edition, note)
            return changes
        publications = [Publication(document, document.edition, new_id(), note) for document in documents]
        now, by = self._context.now(), self._context.operator
        return self._context.hub.announce(self._context.documents.publish(publications, now, by))

    def publish_draft(self, draft: Draft) -> Changes:
        """Publish a kept draft; it is one no longer, in the same transaction. Raises Problem as `publish`."""
        if self.way is not None:
            return self.way.publish(draft.document, draft.base, draft.note, draft.urgent)
        return self._publish(Publication(draft.document, draft.base, draft.revision_id, draft.note, draft.urgent))

    def withdraw(self, id: str, reason: str) -> Changes:
        """Take a document out of search; its text stays, under the reason."""
        document = self._context.documents.read(id)
        if document is None:
            return Changes()
        if self.way is not None:
            changes = self.way.withdraw(document, reason)
        else:
            changes = self._context.documents.withdraw(id, reason, self._context.now(), self._context.operator)
        self._say(Said.WITHDRAWN, document, reason)
        return self._context.hub.announce(changes)

    def still_right(self, document: Document) -> Changes:
        """Renew the seal: verified today by this person, due again after as long as it was good for; no new
        edition."""
        today = self._context.today()
        review_by = document.seal.review_by
        if review_by is not None and review_by <= today:
            review_by = today + REVIEW_AGAIN_AFTER
        seal = replace(document.seal, verified_on=today, verified_by=self._context.operator, review_by=review_by)
        self._say(Said.STILL_RIGHT, document)
        return self.put_back_seal(replace(document, seal=seal))

    def put_back_seal(self, document: Document) -> Changes:
        """The seal that this document carries; no new edition."""
        if self.way is not None:
            changes = self.way.renew_seal(document)
        else:
            now, by = self._context.now(), self._context.operator
            changes = self._context.documents.renew_seal(document.id, document.seal, now, by)
        return self._context.hub.announce(changes)

    def restore(self, edition: Edition) -> Document:
        """An earlier edition becomes the next one, whatever stands there now. Raises Problem("article_gone")."""
        document = self._context.documents.read(edition.document_id)
        if document is None:
            raise Problem("article_gone")
        restored = replace(document, body=edition.body, seal=edition.seal)
        self._say(Said.RESTORED, document, str(edition.number))
        self.publish(restored, document.edition)
        return restored

    def review_urgent(self, document: Document, text: str = "") -> Changes:
        """A second person looked at an urgent edition afterwards."""
        self._say(Said.REVIEWED, document, text)
        return self._context.hub.announce(changed("remarks", document.id))

    def history(self, id: str) -> tuple[list[Edition], list[Remark]]:
        """The editions, the newest first, and what was said about the document, the oldest first."""
        return self._context.documents.history(id), self._context.remarks.of_document(id)

    def _publish(self, publication: Publication) -> Changes:
        changes = self._context.documents.publish([publication], self._context.now(), self._context.operator)
        return self._context.hub.announce(changes)

    def _say(self, said: Said, document: Document, text: str = "") -> None:
        now, by = self._context.now(), self._context.operator
        self._context.remarks.add(Remark(new_id(), said, document.id, now, by, text.strip(), document.edition))

    def plan(self, reading: Reading) -> ImportPlan:
        """What importing would do: a second import of the same file finds everything "the same"."""
        known = self._context.documents.ids_by_external()
        # A document written here has no external id: an export names it by its id.
        known |= {id: id for id in self._context.documents.read_many(_names(reading, known))}
        coming = {c.document.external_id: _id(c, known) for c in reading.candidates if c.document.external_id}
        names = known | coming
        ids = frozenset(names.values())
        stored = self._context.documents.read_many(list(coming.values()))
        plan: dict[str, list[Document]] = {"new": [], "changed": [], "same": []}
        warnings = list(reading.warnings)
        refused: list[Refused] = list(reading.refused)
        seen: set[str] = set()
        for candidate in reading.candidates:
            if candidate.document.external_id in seen:
                refused.append(
                    Refused(candidate.where, Problem("import_twice", external_id=candidate.document.external_id))
                )
                continue
            seen.update({candidate.document.external_id} - {""})
            warnings += _dangling(candidate, names, ids)
            document = _resolved(candidate, names)
            before = stored.get(document.id)
            plan[_verdict(document, before)].append(_over(document, before))
        let_go(stored)
        return ImportPlan(
            tuple(plan["new"]), tuple(plan["changed"]), tuple(plan["same"]), tuple(refused), tuple(warnings)
        )

    def carry_out(
        self,
        plan: ImportPlan,
        progress: Callable[[int], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Changes:
        """Publish what the plan brings: on a single post all or nothing, and nothing when cancelled. On a shared
        database one document after the other: what was published before a cancellation stays, and is "the same" when
        the file is imported again."""

        def coming() -> Iterator[Document]:
            for done, document in enumerate((*plan.new, *plan.changed)):
                if cancelled():
                    raise Problem("import_cancelled")
                progress(done)
                yield document

        if self.way is not None:
            changes = Changes()
            for document in coming():
                changes |= self.way.publish(document, document.edition)
            return changes
        publications = (Publication(document, document.edition, new_id()) for document in coming())
        changes = self._context.documents.publish(publications, self._context.now(), self._context.operator)
        return self._context.hub.announce(changes)

    def load_starter_guide(self, read: Callable[[], Reading]) -> Changes:
        """Load the starter guide into a store that never had one and holds no document yet."""
        if self._context.facts.get(_GUIDE_LOADED) or self._context.documents.count():
            return Changes()
        changes = self.carry_out(self.plan(read()))
        self._context.facts.set(_GUIDE_LOADED, self._context.now().isoformat())
        return changes

    def of_kinds(self, *kinds: Kind) -> list[Document]:
        """What is published of these kinds."""
        return self._context.documents.of_kind(*kinds)

    def check(self) -> list[Finding]:
        """What editors should look at in the published guide."""
        known = set(self._context.documents.names())
        today = self._context.today()
        return [finding for document in self._context.documents.stream() for finding in check(document, known, today)]

    def export(self, kinds: Iterable[Kind] = ()) -> list[Document]:
        """Every published document, references by external id where there is one, in a stable order."""
        names = self._context.documents.names()
        return sorted(
            (
                replace(d, external_id=d.external_id or d.id, body=renamed(d.body, lambda id: names.get(id, id)))
                for d in self._context.documents.stream(*kinds)
            ),
            key=lambda document: (document.kind.value, document.external_id),
        )

    def exported(self, write: Callable[[list[Document]], T], kinds: Iterable[Kind] = ()) -> T:
        """What `write` makes of the export, which is let go of without holding the window."""
        documents = self.export(kinds)
        try:
            return write(documents)
        finally:
            let_go(documents)


def _names(reading: Reading, known: dict[str, str]) -> list[str]:
    """The external ids in what was read that no document here has."""
    return [c.document.external_id for c in reading.candidates if c.document.external_id not in known]


def _id(candidate: Candidate, known: dict[str, str]) -> str:
    external = candidate.document.external_id
    return known.get(external) or (id_of(external) if external else new_id())


def _resolved(candidate: Candidate, names: dict[str, str]) -> Document:
    document = candidate.document
    id = names.get(document.external_id) or new_id()
    return replace(document, id=id, body=renamed(document.body, lambda name: names.get(name, name)))


def _dangling(candidate: Candidate, names: dict[str, str], ids: Collection[str]) -> list[Problem]:
    return [
        Problem("reference_unknown", where=candidate.where, reference=reference)
        for reference in references(candidate.document.body)
        if reference not in names and reference not in ids
    ]


def _verdict(document: Document, before: Document | None) -> str:
    if before is None:
        return "new"
    alike = (document.kind, document.body) == (before.kind, before.body) and before.status is Status.PUBLISHED
    return "same" if alike and document.seal == _comparable(document, before) else "changed"


def _comparable(document: Document, before: Document) -> Seal:
    """The stored seal as far as the file speaks of it: what was verified here since does not make the file newer."""
    written, here = document.seal, before.seal
    if here.verified_on is None or (written.verified_on is not None and here.verified_on <= written.verified_on):
        return here
    return replace(here, verified_on=written.verified_on, verified_by=written.verified_by, review_by=written.review_by)


def _over(document: Document, before: Document | None) -> Document:
    if before is None:
        return replace(document, edition=0)
    return replace(document, edition=before.edition, external_id=before.external_id)
