"""From the rows of `pull.sql` to a page of the feed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from operator_app.domain.problems import Problem
from operator_app.domain.sharing import FeedPage, FeedRow


class Head(msgspec.Struct):
    """The feed at the moment of a pull: what the column `head` of pull.sql holds, as JSON."""

    incarnation: str
    schema_version: int
    oldest_client: int
    server_now: datetime
    posts: int
    number: int
    hash: str
    digest: str
    cursor_hash: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """A row of pull.sql. The columns of a change are None when nothing follows the cursor."""

    head: str | None
    number: int | None
    kind: str
    id: str
    external_id: str
    status: str
    edition: int
    body: str
    seal: str
    updated_at: datetime | None
    updated_by: str
    withdrawn_reason: str
    hash: str
    chain: str | None


def page(changes: Sequence[Change], cursor: int, limit: int) -> FeedPage:
    """Raises Problem("shared_not_provisioned") when the database has no head of a feed."""
    if not changes or changes[0].head is None:
        raise Problem("shared_not_provisioned", state="feed_head")
    head = msgspec.json.decode(changes[0].head, type=Head)
    rows = tuple(_row(change, change.number) for change in changes if change.number is not None)
    complete = len(rows) < limit
    return FeedPage(
        incarnation=head.incarnation,
        schema_version=head.schema_version,
        oldest_client=head.oldest_client,
        after=cursor,
        head=head.number,
        cursor_hash="" if cursor == 0 else head.cursor_hash,
        cursor=head.number if complete else rows[-1].number,
        chain=head.hash if complete else changes[-1].chain or "",
        complete=complete,
        digest=int(head.digest, 2),
        server_now=head.server_now,
        posts=head.posts,
        rows=rows,
    )


def _row(change: Change, number: int) -> FeedRow:
    return FeedRow(
        number=number,
        kind=change.kind,
        id=change.id,
        external_id=change.external_id,
        status=change.status,
        edition=change.edition,
        body=change.body,
        seal=change.seal,
        updated_at=change.updated_at,
        updated_by=change.updated_by,
        withdrawn_reason=change.withdrawn_reason,
        hash=change.hash,
    )
