"""The desk and how it is opened."""

from collections.abc import Callable
from pathlib import Path

from operator_app.desk.calls import CallsDesk
from operator_app.desk.contacts import ContactsDesk
from operator_app.desk.context import Clock, Context, Hub, Preferences
from operator_app.desk.drafts import DraftsDesk
from operator_app.desk.evaluation import EvaluationDesk
from operator_app.desk.fact_checks import FactChecksDesk
from operator_app.desk.greetings import GreetingsDesk
from operator_app.desk.guide import GuideDesk
from operator_app.desk.lines import LinesDesk
from operator_app.desk.matching import MatchingDesk
from operator_app.desk.news import NewsDesk
from operator_app.desk.presence import Presence
from operator_app.desk.publishing import PublishingDesk
from operator_app.desk.roster import RosterDesk
from operator_app.desk.spelling import SpellingDesk
from operator_app.desk.team import TeamDesk
from operator_app.desk.training import TrainingDesk
from operator_app.desk.usages import UsagesDesk
from operator_app.desk.worklists import WorkListsDesk
from operator_app.domain.changes import Changes
from operator_app.index import Index
from operator_app.local import Calls, Documents, Drafts, Facts, Outbox, Remarks, Reviews, Store, WorkLists
from operator_app.settings import SettingsFile

INDEX_FOLDER = "index"
SETTINGS_FILE = "settings.toml"


class Desk:
    """Everything a person can do. Safe to use from several threads; each call may block on disk, so a window calls it
    from a lane."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.home = context.home
        self.hub = context.hub
        self.now = context.now
        self.today = context.today
        self.preferences = context.preferences
        self.outbox = context.outbox
        self.store = context.store
        self.guide = GuideDesk(context)
        self.contacts = ContactsDesk(context)
        self.greetings = GreetingsDesk(context, self.contacts)
        self.calls = CallsDesk(context, self.contacts, self.greetings)
        self.publishing = PublishingDesk(context)
        self.presence = Presence(context.hub.announce, context.now)
        self.news = NewsDesk(context, self.publishing)
        self.lines = LinesDesk(context, self.publishing)
        self.training = TrainingDesk(context)
        self.team = TeamDesk(context, self.contacts, self.greetings)
        self.roster = RosterDesk(context, self.team)
        self.evaluation = EvaluationDesk(context, self.contacts, self.greetings, self.lines, self.team, self.roster)
        self.drafts = DraftsDesk(context, self.publishing)
        self.worklists = WorkListsDesk(context)
        self.fact_checks = FactChecksDesk(context, self.contacts)
        self.matching = MatchingDesk(context)
        self.usages = UsagesDesk(context, self.publishing)
        self.spelling = SpellingDesk(context)

    @classmethod
    def open(cls, home: Path, clock: Clock, site: Path | None = None) -> "Desk":
        """Open the desk of a home folder.

        Raises Problem as `Store.open`; the caller migrates on "store_older" and opens again.
        """
        store = Store.open(home)
        hub = Hub()
        context = Context(
            home=home,
            store=store,
            documents=Documents(store),
            calls=Calls(store),
            facts=Facts(store),
            outbox=Outbox(store),
            drafts=Drafts(store),
            remarks=Remarks(store),
            reviews=Reviews(store),
            lists=WorkLists(store),
            index=Index.open(home / INDEX_FOLDER),
            hub=hub,
            preferences=Preferences(SettingsFile(home / SETTINGS_FILE, site), hub),
            clock=clock,
        )
        return cls(context)

    def keep_index(
        self,
        run: Callable[[Callable[[], None]], object] = lambda work: work(),
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Callable[[], None]:
        """From now on the index follows every change; `run` chooses the lane. Returns what ends it."""

        def follow(changes: Changes) -> None:
            if not changes.touches("index"):
                run(lambda: self.guide.refresh_index(changes, cancelled))

        return self.hub.subscribe(follow)

    def sound(self) -> bool:
        """SQLite's own check of the store."""
        return self._context.store.check()

    def close(self) -> None:
        self._context.index.close()
        self._context.store.close()
