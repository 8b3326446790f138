"""Review between posts, on the network lane: what waits there is heard, what was handed over here is brought there."""

from collections.abc import Callable
from dataclasses import dataclass

from operator_app.domain.changes import Changes
from operator_app.domain.documents import Status
from operator_app.domain.people import Role
from operator_app.domain.problems import Problem
from operator_app.domain.sharing import Shared
from operator_app.local import Drafts, Reviews, same_text

# A draft waits through these; after any other refusal its author must look at it.
_PASSING = ("shared_lost", "shared_busy", "shared_slow", "shared_starting", "shared_too_many", "shared_disk_full")


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Can be cut anywhere and done again. Operators neither see nor send any of it."""

    reviews: Reviews
    drafts: Drafts
    announce: Callable[[Changes], object]

    def exchange(self, shared: Shared, incarnation: str, head: int) -> None:
        """After a pull that went as far as `head`. Raises Problem as `Shared`."""
        if shared.person.role is not Role.SUPERVISOR:
            return
        if self.reviews.after(incarnation) > head:
            # A backup was restored that is older than what was heard.
            self.reviews.forget()
        self.hear(shared, incarnation)
        if self._hand_over(shared):
            self.hear(shared, incarnation)

    def hear(self, shared: Shared, incarnation: str) -> None:
        """What waits, what is over, and which editions were urgent."""
        news = shared.submissions(self.reviews.after(incarnation))
        changes = self.reviews.take(incarnation, news, shared.person.login)
        changes |= self.reviews.mark_urgent(shared.urgent_editions())
        if changes:
            self.announce(changes)

    def _hand_over(self, shared: Shared) -> int:
        """Texts that somebody here handed over and the shared database does not have; how many."""
        done = 0
        for draft in self.drafts.all():
            if draft.status is not Status.IN_REVIEW or draft.publish_at or draft.queued or draft.refused:
                continue
            waiting = self.reviews.read(draft.document.id)
            if waiting is not None and same_text(draft, waiting):
                continue
            try:
                shared.submit(draft.document, draft.base, draft.revision_id, draft.note)
                done += 1
            except Problem as problem:
                if problem.code in _PASSING:
                    raise
                self.drafts.refuse(draft.document.id, problem.code)
        return done
