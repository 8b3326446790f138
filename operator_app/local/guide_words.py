"""The words by which the guide calls things: titles, names, synonyms, what callers say. SQLite takes them out of the
bodies: reading ten thousand of them would hold up the lane."""

from collections.abc import Iterator

from sqlalchemy import func, select

from operator_app.domain.documents import Status
from operator_app.local.store import Store
from operator_app.tables.schema import documents

# A text, or a list of texts as JSON.
_PLACES = (
    "$.ar.title", "$.fr.title", "$.en.title", "$.name.ar", "$.name.fr", "$.name.en", "$.official.ar", "$.official.fr",
    "$.title.ar", "$.title.fr", "$.words", "$.keywords",
)  # fmt: skip


def guide_words(store: Store) -> Iterator[str]:
    """Each text once a document; lists as they are written in JSON."""
    places = [func.json_extract(documents.c.body, place) for place in _PLACES]
    query = select(*places).where(documents.c.status == Status.PUBLISHED.value)
    with store.read() as connection:
        for row in connection.execute(query):
            yield from (text for text in row if text)
