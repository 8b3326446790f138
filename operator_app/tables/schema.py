"""The tables, in SQLAlchemy Core. A change here needs a migration in `local/migrations/versions`."""

from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    Column,
    Date,
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

# What the telephone exchange recorded, without any caller's number. `day` and `hour` are on the clock of the wall, so
# that a report groups by them at once.
exchange_calls = Table(
    "exchange_calls",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("started_at", Moment, nullable=False),
    Column("day", String(10), nullable=False),
    Column("hour", Integer, nullable=False),
    Column("result", String(10), nullable=False),
    Column("in_hours", Boolean),
    Column("line", String(60), nullable=False),
    Column("agent", String(120), nullable=False),
    Column("operator", String(120), nullable=False),
    Column("waiting_seconds", Integer),
    Column("talk_seconds", Integer),
    Column("rings", Integer),
    Column("called_again", Boolean),
    Column("call_id", String(36), nullable=False),
    # All that a report reads, in the order in which it groups: the table itself is not opened for it.
    Index(
        "exchange_calls_report", "day", "hour", "result", "in_hours", "line", "operator", "waiting_seconds",
        "talk_seconds", "rings", "called_again", "call_id",
    ),
)  # fmt: skip

# What reports add up, kept so that a year opens at once: `sums` are the fields of a tally in their order, as JSON. One
# row a day, hour and line (`operator` empty), and one a day, line and operator (`hour` -1). Made anew from the records.
report_sums = Table(
    "report_sums",
    metadata,
    Column("source", String(10), primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("hour", Integer, primary_key=True),
    Column("line", String(120), primary_key=True),
    Column("operator", String(120), primary_key=True),
    Column("sums", Text, nullable=False),
)

# Which files of the exchange were read, and what was strange in them (oddity to count, as JSON).
exchange_imports = Table(
    "exchange_imports",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("operator", String(120), nullable=False),
    Column("file", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("calls", Integer, nullable=False),
    Column("new", Integer, nullable=False),
    Column("matched", Integer, nullable=False),
    Column("first_at", Moment),
    Column("last_at", Moment),
    Column("oddities", Text, nullable=False),
)

test_calls = Table(
    "test_calls",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("line_id", String(36), nullable=False),
    Column("number", String(24), nullable=False),
    Column("at", Moment, nullable=False),
    Column("operator", String(120), nullable=False),
    Column("result", String(20), nullable=False),
    Column("waiting_seconds", Integer),
    Column("note", Text, nullable=False),
    Index("test_calls_line", "line_id", "at"),
)

# Faults, maintenance and places where a number is published: one step a row, append-only.
line_events = Table(
    "line_events",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("subject", String(36), nullable=False),
    Column("line_id", String(36), nullable=False),
    Column("step", String(20), nullable=False),
    Column("at", Moment, nullable=False),
    Column("operator", String(120), nullable=False),
    Column("text", Text, nullable=False),
    Column("number", String(24), nullable=False),
    Column("due", Date),
    Index("line_events_step", "step", "at"),
)

# Training taken, quizzes, nominations, difficulties, answers to scores: one step a row, append-only.
team_events = Table(
    "team_events",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("subject", String(80), nullable=False),
    Column("step", String(20), nullable=False),
    Column("at", Moment, nullable=False),
    Column("operator", String(120), nullable=False),
    Column("person", String(120), nullable=False),
    Column("text", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("due", Date),
    Index("team_events_step", "step", "at"),
)

# Scored calls; `marks` is criterion to 0, 1 or 2 as JSON, as the criteria can be edited.
evaluations = Table(
    "evaluations",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("call_id", String(80), nullable=False),
    Column("heard", String(10), nullable=False),
    Column("operator", String(120), nullable=False),
    Column("evaluator", String(120), nullable=False),
    Column("at", Moment, nullable=False),
    Column("marks", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("referral_reached", Boolean),
    Index("evaluations_at", "at"),
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
