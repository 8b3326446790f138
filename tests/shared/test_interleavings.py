"""Any interleaving of edits, pulls, pushes, cuts, deaths and restored backups on three posts ends in the same state."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from sqlalchemy import Connection, event, select

from operator_app.domain.documents import Document
from operator_app.domain.people import Person, Role
from operator_app.domain.problems import Problem
from operator_app.domain.sharing import PAGE, Shared
from operator_app.domain.team import TeamEvent, TeamStep
from operator_app.local import Draft, Team
from operator_app.tables.schema import outbox

from .fake import FakeDatabase
from .frail import FrailLine
from .samples import NOON, Post, document, new_id, titled

POSTS = st.integers(0, 2)
# How many words with the server go well before the line breaks; whether the word that breaks still got there.
CUTS = st.one_of(st.none(), st.tuples(st.integers(0, 4), st.booleans()))
# How many commits of the store go well before the process dies.
DEATHS = st.one_of(st.none(), st.integers(0, 6))
PAGES = st.sampled_from([1, 2, 500])


class Dead(Exception):
    """The process died: nothing after this line happened."""


class ThreePosts(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="operator-app-posts-"))
        self.database = FakeDatabase()
        # An empty database never empties a post's guide, so the guide begins with a document.
        self.database.connect(Person("salma0", "", Role.SUPERVISOR)).publish(document("le premier"), 0, new_id())
        self.backup = self.database.snapshot()
        self.logged: list[set[str]] = [set(), set(), set()]
        self.cut: tuple[int, bool] | None = None
        self.page = PAGE
        self.posts = [self._opened(n) for n in range(3)]

    @rule(n=POSTS, promise=st.booleans())
    def log_a_call(self, n: int, promise: bool) -> None:
        self.logged[n].add(self.posts[n].log("appel", number="00000012" if promise else "").id)

    @rule(n=POSTS)
    def end_a_call_back(self, n: int) -> None:
        for promised in self.posts[n].calls.call_backs_waiting()[:1]:
            self.posts[n].calls.end_call_back(promised.id, True, NOON)

    @rule(n=POSTS)
    def write_a_document(self, n: int) -> None:
        self._queue(n, document(f"de {n}"), 0)

    @rule(n=POSTS, which=st.integers(0, 5))
    def change_a_document(self, n: int, which: int) -> None:
        known = self.posts[n].documents.of_kind()
        if known:
            chosen = known[which % len(known)]
            self._queue(n, titled(chosen, f"changé par {n}"), chosen.edition)

    @rule(n=POSTS, which=st.integers(0, 5))
    def withdraw_a_document(self, n: int, which: int) -> None:
        known = self.posts[n].documents.of_kind()
        if known:
            self._go(n, lambda post: _withdraw(post, known[which % len(known)]))

    @rule(n=POSTS)
    def plan_test_calls(self, n: int) -> None:
        plan = TeamEvent(new_id(), "plan", TeamStep.TEST_CALLS_PLANNED, NOON, "Amira", text="[]")
        Team(self.posts[n].store).add(plan)

    @rule(n=POSTS, cut=CUTS, death=DEATHS, page=PAGES)
    def exchange(self, n: int, cut: tuple[int, bool] | None, death: int | None, page: int) -> None:
        self.cut, self.page = cut, page
        self._go(n, lambda post: post.sync.once(), death)

    @rule(n=POSTS)
    def decide_a_conflict(self, n: int) -> None:
        for draft in self.posts[n].drafts.all():
            now = self.posts[n].documents.read(draft.document.id)
            self._queue(n, draft.document, now.edition if now else 0)

    @rule()
    def back_up(self) -> None:
        self.backup = self.database.snapshot()

    @rule()
    def restore(self) -> None:
        self.database.restore(self.backup)

    def teardown(self) -> None:
        try:
            self._settle()
        finally:
            for post in self.posts:
                post.close()
            shutil.rmtree(self.folder)

    def _settle(self) -> None:
        self.cut, self.page = None, PAGE
        for _ in range(3):
            for post in self.posts:
                post.sync.once()
        first = self.posts[0]
        planned = sorted(id for kind, _, id in self.database.events if kind == "team_event")
        for n, post in enumerate(self.posts):
            assert post.titles() == first.titles()
            heard = Team(post.store).events(TeamStep.TEST_CALLS_PLANNED)
            assert sorted(event.id for event in heard) == planned
            assert post.replica.digest() == post.replica.place().digest == self.database.digest()
            assert (post.sync.state.waiting, post.sync.state.refused) == (0, 0)
            arrived = {id for kind, login, id in self.database.events if (kind, login) == ("call", _login(n))}
            assert arrived == self.logged[n]
            with post.store.read() as connection:
                rows = list(connection.execute(select(outbox.c.kind, outbox.c.id, outbox.c.payload)))
            for kind, id, payload in rows:
                assert self.database.events[kind, _login(n), id] == payload

    def _opened(self, n: int) -> Post:
        def connect() -> Shared:
            return FrailLine(self.database.connect(Person(_login(n), "", Role.SUPERVISOR)), self.cut, self.page)

        return Post(self.folder / str(n), connect)

    def _queue(self, n: int, written: Document, base: int) -> None:
        self.posts[n].drafts.save(Draft(written, base, new_id(), NOON, queued=True))

    def _go(self, n: int, work: Callable[[Post], object], death: int | None = None) -> None:
        """Let a post work; when it dies, open its store again as the next start would."""
        post = self.posts[n]
        left = death

        def die(_: Connection) -> None:
            nonlocal left
            if left is not None:
                left -= 1
                if left < 0:
                    raise Dead

        event.listen(post.store.engine, "commit", die)
        try:
            work(post)
        except Problem as problem:
            if problem.code not in ("shared_lost", "edition_conflict", "shared_offline"):
                raise
        except Dead:
            post.store.close()
            self.posts[n] = self._opened(n)
        finally:
            event.remove(post.store.engine, "commit", die)


def _withdraw(post: Post, chosen: Document) -> None:
    try:
        post.sync.exchange()
        post.sync.withdraw(chosen, "retiré")
    finally:
        post.sync.disconnect()


def _login(n: int) -> str:
    return f"salma{n}"


TestThreePosts = ThreePosts.TestCase
TestThreePosts.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
