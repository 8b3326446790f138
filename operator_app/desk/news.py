"""News to acknowledge: written, read, and by whom; what changed since one's last shift."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from operator_app.desk.context import Context, new_id
from operator_app.desk.publishing import PublishingDesk
from operator_app.domain.calls import Acknowledgement
from operator_app.domain.changes import Changes, changed
from operator_app.domain.documents import Document, Kind, Seal
from operator_app.domain.moments import local
from operator_app.domain.news import News
from operator_app.domain.problems import Problem
from operator_app.local import LogCounts, Team

MOST_LINES = 3
# Who never logged a call here yet is told of the last week.
_FIRST_LOOK = timedelta(days=7)
# What a change of the guide is to an operator; synonyms and holidays are the machine's business.
_TOLD = (Kind.PROCEDURE, Kind.TIP, Kind.CONTACT, Kind.GREETING, Kind.LINE, Kind.NEWS, Kind.MODULE)


@dataclass(frozen=True, slots=True)
class Reading:
    """Who has acknowledged a news item and when, and who has not."""

    document: Document
    read: dict[str, datetime]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Novelty:
    """A document that changed: its edition of now, when, and what its author noted."""

    document: Document
    at: datetime
    note: str


class NewsDesk:
    def __init__(self, context: Context, publishing: PublishingDesk) -> None:
        self._context = context
        self._publishing = publishing
        self._counts = LogCounts(context.store)
        self._team = Team(context.store)

    def current(self) -> list[Document]:
        """Published news that is valid today, the newest first."""
        today = self._context.today()
        news = [
            document
            for document in self._context.documents.of_kind(Kind.NEWS)
            if not document.seal.expired(today) and not document.seal.not_yet_valid(today)
        ]
        return sorted(news, key=lambda document: document.id, reverse=True)

    def unread(self) -> list[Document]:
        """What this operator has not acknowledged yet."""
        known = self._context.calls.acknowledged(self._context.operator)
        return [document for document in self.current() if (document.id, document.edition) not in known]

    def acknowledge(self, document: Document) -> Changes:
        self._context.calls.acknowledge(
            Acknowledgement(new_id(), document.id, document.edition, self._context.now(), self._context.operator)
        )
        return self._context.hub.announce(changed("acknowledgements", document.id))

    def write(self, news: News, until: date) -> Changes:
        """Publish a news item until a day. Raises Problem: nothing_written, news_too_long, news_ended."""
        if not news.title:
            raise Problem("nothing_written")
        texts = (news.text.ar, news.text.fr, news.text.en)
        if any(len([line for line in text.splitlines() if line.strip()]) > MOST_LINES for text in texts):
            raise Problem("news_too_long", lines=MOST_LINES)
        if until < self._context.today():
            raise Problem("news_ended")
        seal = Seal(owner=self._context.operator, verified_on=self._context.today(),
                    verified_by=self._context.operator, valid_until=until)  # fmt: skip
        return self._publishing.publish(Document(new_id(), Kind.NEWS, news, seal), 0)

    def readings(self) -> list[Reading]:
        """For each current item who has acknowledged it and, when that is asked for, who has not."""
        people = {*self._team.people(), self._context.operator} - {""}
        found: list[Reading] = []
        for document in self.current():
            read = self._counts.readers(document.id, document.edition)
            asked = isinstance(document.body, News) and document.body.must_acknowledge
            found.append(Reading(document, read, tuple(sorted(people - set(read))) if asked else ()))
        return found

    def last_shift(self) -> datetime:
        """When this operator's shift before today ended: with the last call of an earlier day."""
        now = self._context.now()
        midnight = local(now).replace(hour=0, minute=0, second=0, microsecond=0)
        return self._counts.last_call_before(self._context.operator, midnight) or now - _FIRST_LOOK

    def novelties(self) -> list[Novelty]:
        """What was published since then, the newest first."""
        rows = self._counts.published_since(self._last_shift_or_load())
        documents = self._context.documents.read_many([id for id, _, _, _ in rows])
        return [
            Novelty(documents[id], at, note)
            for id, _, at, note in rows
            if id in documents and documents[id].kind in _TOLD
        ]

    def _last_shift_or_load(self) -> datetime:
        """The guide's own first loading is no change."""
        loaded = self._context.facts.get("starter_guide_loaded")
        first = datetime.fromisoformat(loaded) if loaded else None
        return max(self.last_shift(), first) if first else self.last_shift()
