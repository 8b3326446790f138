"""The tables, in SQLAlchemy Core. A change here needs a migration in `local/migrations/versions`."""

from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

metadata = MetaData()


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC. Refuses a naive one, which could mean any hour."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


documents = Table(
    "documents",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("external_id", String(200), nullable=False, default=""),
    Column("status", String(12), nullable=False),
    Column("edition", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("seal", Text, nullable=False),
    Column("updated_at", Moment),
    Column("updated_by", String(120), nullable=False, default=""),
    Column("withdrawn_reason", Text, nullable=False, default=""),
    Index("documents_kind", "kind", "status"),
    Index("documents_external_id", "external_id"),
)

revisions = Table(
    "revisions",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False),
    Column("base_edition", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("seal", Text, nullable=False),
    Column("written_at", Moment, nullable=False),
    Column("author", String(120), nullable=False),
    Column("note", Text, nullable=False, default=""),
    Index("revisions_document", "document_id", "written_at"),
)

editions = Table(
    "editions",
    metadata,
    Column("document_id", ForeignKey("documents.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("revision_id", ForeignKey("revisions.id"), nullable=False),
    Column("published_at", Moment, nullable=False),
    Column("published_by", String(120), nullable=False),
    Column("note", Text, nullable=False, default=""),
    Column("urgent", Boolean, nullable=False, default=False),
)

calls = Table(
    "calls",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("operator", String(120), nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("ended_at", Moment, nullable=False),
    Column("line", String(120), nullable=False),
    Column("language", String(8), nullable=False),
    Column("query", Text, nullable=False),
    Column("article_id", String(36), nullable=False),
    Column("article_edition", Integer, nullable=False),
    Column("article_title", Text, nullable=False),
    Column("referred_to", String(36), nullable=False),
    Column("referred_name", Text, nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("outcome_auto", Boolean, nullable=False),
    Column("need", String(20)),
    Column("note", Text, nullable=False),
    Column("waiting_seconds", Integer),
    Column("rings", Integer),
    Column("practice", Boolean, nullable=False),
    Column("clock_offset_ms", Integer),
    Index("calls_started", "started_at"),
)

# The calls in hand: whole records as JSON, written again at each key that changes them.
open_calls = Table(
    "open_calls",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("record", Text, nullable=False),
    Column("saved_at", Moment, nullable=False),
)

call_backs = Table(
    "call_backs",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("call_id", String(36), nullable=False),
    Column("number", String(24), nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("operator", String(120), nullable=False),
    Column("subject", Text, nullable=False),
    Column("done_at", Moment),
    Column("reached", Boolean),
    Index("call_backs_due", "done_at", "due_at"),
)

unmet_needs = Table(
    "unmet_needs",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("query", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("call_id", String(36), nullable=False),
    Column("operator", String(120), nullable=False),
    Index("unmet_needs_at", "at"),
)

feedback = Table(
    "feedback",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("document_id", String(36), nullable=False),
    Column("edition", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("operator", String(120), nullable=False),
    Column("shown", Text, nullable=False),
    Column("comment", Text, nullable=False),
)

acknowledgements = Table(
    "acknowledgements",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("document_id", String(36), nullable=False),
    Column("edition", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("operator", String(120), nullable=False),
)

# What leaves this post, written in the transaction of the change that it tells.
outbox = Table(
    "outbox",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("kind", String(20), nullable=False),
    Column("id", String(36), nullable=False),
    Column("payload", Text, nullable=False),
    Column("written_at", Moment, nullable=False),
    Column("sent_at", Moment),
    Column("refused", Text, nullable=False, default=""),
    Index("outbox_row", "kind", "id", unique=True),
)

# A text being written, or waiting to be published: one a document.
drafts = Table(
    "drafts",
    metadata,
    Column("document_id", String(36), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("external_id", String(200), nullable=False),
    Column("base", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("seal", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("urgent", Boolean, nullable=False),
    Column("revision_id", String(36), nullable=False),
    Column("saved_at", Moment, nullable=False),
    Column("queued", Boolean, nullable=False),
    Column("refused", Text, nullable=False),
    Column("status", String(12), nullable=False),
    Column("author", String(120), nullable=False),
    Column("publish_at", Moment),
)

# What is said about a document on its way to the reader: comments, decisions, questions, answers. Append-only.
remarks = Table(
    "remarks",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("said", String(20), nullable=False),
    Column("document_id", String(36), nullable=False),
    Column("at", Moment, nullable=False),
    Column("author", String(120), nullable=False),
    Column("text", Text, nullable=False),
    Column("edition", Integer, nullable=False),
    Column("about", String(36), nullable=False),
    Column("to", String(200), nullable=False),
    Index("remarks_document", "document_id", "at"),
    Index("remarks_said", "said", "about"),
)

# What this post holds of a shared database: where each document stands in the feed and the hash of its content there.
# Number 0 while a load that began anew has not met the document yet.
replica = Table(
    "replica",
    metadata,
    Column("document_id", String(36), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("readable", Boolean, nullable=False),
)

# What the shared database told to erase: it must not come back with a restored backup.
erasures = Table(
    "erasures",
    metadata,
    Column("kind", String(20), primary_key=True),
    Column("id", String(36), primary_key=True),
)

# Small facts about the store itself: when the starter guide was loaded, which clock was last seen, …
facts = Table(
    "facts",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("value", Text, nullable=False),
)
