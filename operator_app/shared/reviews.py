"""Review over psycopg: texts handed over, approvals, and which kinds want a second pair of eyes."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from psycopg.rows import dict_row

from operator_app.domain.documents import Document
from operator_app.domain.sharing import Submission
from operator_app.shared.failures import told
from operator_app.shared.sessions import Session, administration
from operator_app.tables.records import to_json

# The first schema with app.submissions.
_REVIEWING = 4
_SUBMIT = "select app.submit(%s, %s, %s, %s, %s, %s, %s, %s)"
_SUBMISSIONS = """
select s.number, s.document_id, s.id, s.kind, s.external_id, s.base, s.note, s.author, s.name, s.submitted_at,
  s.content, s.state, case when s.state = 'open' then s.body else '' end as body,
  case when s.state = 'open' then s.seal else '' end as seal,
  array(select a.name from app.approvals a where a.document_id = s.document_id and a.content = s.content order by a.at)
    as approved_by
from app.submissions s where s.number > %s order by s.number
"""
_URGENT = """
select e.document_id, e.number from app.editions e join app.documents d on d.id = e.document_id and d.edition = e.number
where e.urgent and d.status = 'published'
"""


class ReviewsConnection:
    """`Reviewing`: the part of a connection that reviews. `asking` gives the session, one question at a time."""

    def __init__(self, asking: Callable[[], AbstractContextManager[Session]], schema: int) -> None:
        self._asking = asking
        self._there = schema >= _REVIEWING

    def submit(self, document: Document, base: int, id: str, note: str = "") -> str:
        if not self._there:
            return ""
        body, seal = to_json(document.body), to_json(document.seal)
        values = (document.id, id, document.kind.value, document.external_id, base, body, seal, note)
        with self._asking() as connection:
            row = connection.execute(_SUBMIT, values).fetchone()
        return str(row[0]) if row else ""

    def submissions(self, after: int) -> list[Submission]:
        if not self._there:
            return []
        with self._asking() as connection, connection.cursor(row_factory=dict_row) as reader:
            rows = reader.execute(_SUBMISSIONS, (after,)).fetchall()
        return [Submission(**{**row, "approved_by": tuple(row["approved_by"])}) for row in rows]

    def urgent_editions(self) -> list[tuple[str, int]]:
        if not self._there:
            return []
        with self._asking() as connection:
            return [(str(id), int(str(number))) for id, number in connection.execute(_URGENT).fetchall()]

    def approve(self, document_id: str, content: str) -> None:
        with self._asking() as connection:
            connection.execute("select app.approve(%s, %s)", (document_id, content))

    def send_back(self, document_id: str, content: str) -> None:
        with self._asking() as connection:
            connection.execute("select app.send_back(%s, %s)", (document_id, content))

    def second_pair(self) -> tuple[str, ...]:
        if not self._there:
            return ()
        with self._asking() as connection:
            row = connection.execute("select second_pair from app.meta").fetchone()
        return tuple(row[0]) if row else ()


def require_second_pair(url: str, kinds: tuple[str, ...]) -> None:
    """From now on these kinds of documents want the approval of a second person. An administrator's own login."""
    with administration(url) as session, told():
        session.execute("select app.require_second_pair(%s)", (list(kinds),))
