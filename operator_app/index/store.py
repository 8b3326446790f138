"""Whoosh: the durable, transactional home of the index's records, from which the posting arrays are made again.

Imported only when something is written (its import costs 0.2 s): see `writing`.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from whoosh.fields import ID, STORED, Schema
from whoosh.index import create_in, open_dir

from operator_app.index.records import Record, decode, encode


def _schema() -> Schema:
    return Schema(id=ID(unique=True), kind=ID, edition=STORED, record=STORED)


def create(folder: Path, records: Iterable[Record]) -> None:
    """A new store that holds `records`, committed when the last one is in."""
    folder.mkdir(parents=True)
    index = create_in(str(folder), _schema())
    try:
        writer = index.writer()
        try:
            for record in records:
                writer.add_document(id=record.id, kind=record.kind, edition=record.edition, record=encode(record))
        except BaseException:
            writer.cancel()
            raise
        writer.commit(optimize=True)
    finally:
        index.close()


def update(folder: Path, records: Iterable[Record], removed: Iterable[str]) -> None:
    """Replaces `records` and drops `removed`, in one commit."""
    index = open_dir(str(folder))
    try:
        writer = index.writer()
        try:
            for id_ in removed:
                writer.delete_by_term("id", id_)
            for record in records:
                writer.update_document(id=record.id, kind=record.kind, edition=record.edition, record=encode(record))
        except BaseException:
            writer.cancel()
            raise
        writer.commit()
    finally:
        index.close()


def records(folder: Path) -> Iterator[Record]:
    """Every record in the store."""
    index = open_dir(str(folder))
    try:
        reader = index.reader()
        try:
            for _, stored in reader.iter_docs():
                yield decode(stored["record"])
        finally:
            reader.close()
    finally:
        index.close()
