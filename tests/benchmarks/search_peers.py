"""The engines that ours is measured against, each behind the same few methods."""

import importlib
import importlib.util
import re
import sqlite3
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from operator_app.domain.contacts import Contact, Phone
from operator_app.domain.documents import Document, Kind, Seal
from operator_app.domain.guide import Need, Procedure, ProcedureText, Tip, TipText
from operator_app.domain.languages import Language, Text
from operator_app.domain.search import SearchQuery
from operator_app.index import Index

Row = dict[str, str]
TODAY = date(2026, 11, 24)
_WORD = re.compile(r"\w+")


class Engine(Protocol):
    """`folder` is empty at `build`; `open` is called in a fresh process."""

    def build(self, folder: Path, rows: Sequence[Row]) -> None: ...
    def open(self, folder: Path) -> None: ...
    def search(self, query: str, limit: int) -> list[str]: ...
    def update(self, row: Row) -> None: ...


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"[;؛\n]", text) if part.strip())


def document(row: Row) -> Document:
    """A row of the import format as a document; its id is its external id."""

    def get(name: str) -> str:
        return row.get(name) or ""

    keywords = _split(get("keywords"))
    seal = Seal(verified_on=TODAY)
    kind = Kind(get("kind") or "procedure")
    id_ = get("external_id")
    if kind is Kind.CONTACT:
        name = Text(get("title_ar") or get("name_ar"), get("title_fr") or get("name_fr"))
        phones = tuple(Phone(number) for number in _split(get("phones")))
        return Document(id_, kind, Contact(name, phones=phones, keywords=keywords), seal, id_)
    if kind is Kind.TIP:
        ar, fr = (TipText(get(f"title_{lg}"), get(f"short_answer_{lg}"), body=get(f"body_{lg}")) for lg in ("ar", "fr"))
        return Document(id_, kind, Tip(Need.DEAF, ar, fr, keywords=keywords), seal, id_)
    procedure = Procedure(_procedure_text(row, "ar"), _procedure_text(row, "fr"), keywords=keywords)
    return Document(id_, Kind.PROCEDURE, procedure, seal, id_)


def _procedure_text(row: Row, language: str) -> ProcedureText:
    def get(name: str) -> str:
        return row.get(f"{name}_{language}") or ""

    return ProcedureText(
        title=get("title"),
        short_answer=get("short_answer"),
        conditions=_split(get("conditions")),
        documents=_split(get("documents")),
        steps=_split(get("steps")),
        place=get("place"),
        delay=get("delay"),
        fee=get("fee"),
        legal=_split(get("legal")),
        notes=get("notes"),
        body=get("body"),
    )


class Ours:
    """operator_app.index."""

    def build(self, folder: Path, rows: Sequence[Row]) -> None:
        index = Index.open(folder)
        index.rebuild([document(row) for row in rows], pace=0)
        index.close()

    def open(self, folder: Path) -> None:
        self._index = Index.open(folder)
        if self._index.stale:
            raise RuntimeError("stale")

    def search(self, query: str, limit: int) -> list[str]:
        answer = self._index.search(SearchQuery(query, Language.AR, TODAY, limit))
        return [hit.external_id for hit in answer.hits]

    def update(self, row: Row) -> None:
        self._index.update([document(row)])


def title_and_rest(row: Row) -> tuple[str, str]:
    title = " ".join(row.get(name) or "" for name in ("title_ar", "title_fr", "name_ar", "name_fr"))
    rest = " ".join(
        str(value or "") for name, value in row.items() if not name.startswith(("title", "external", "kind"))
    )
    return title, rest


class Fts5:
    """SQLite FTS5, title weighted twice; any word (or any three letters) may match, best BM25 first."""

    tokenizer = "unicode61 remove_diacritics 2"

    def build(self, folder: Path, rows: Sequence[Row]) -> None:
        folder.mkdir(parents=True)
        database = sqlite3.connect(folder / "fts.db")
        database.execute(
            f"create virtual table docs using fts5(id unindexed, title, rest, tokenize='{self.tokenizer}')"
        )
        values = [(row["external_id"], *title_and_rest(row)) for row in rows]
        database.executemany("insert into docs values (?, ?, ?)", values)
        database.commit()
        database.close()

    def open(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder / "fts.db")

    def terms(self, query: str) -> list[str]:
        words = _WORD.findall(query)
        if not words:
            return []
        return [f'"{word}"' for word in words[:-1]] + [f'"{words[-1]}"*']

    def search(self, query: str, limit: int) -> list[str]:
        terms = self.terms(query)
        if not terms:
            return []
        found = self._database.execute(
            "select id from docs where docs match ? order by bm25(docs, 0, 2.0, 1.0) limit ?",
            (" OR ".join(terms), limit),
        )
        return [id_ for (id_,) in found]

    def update(self, row: Row) -> None:
        self._database.execute("delete from docs where id = ?", (row["external_id"],))
        self._database.execute("insert into docs values (?, ?, ?)", (row["external_id"], *title_and_rest(row)))
        self._database.commit()


class Fts5Trigram(Fts5):
    tokenizer = "trigram"

    def terms(self, query: str) -> list[str]:
        three = {word[at : at + 3] for word in _WORD.findall(query) for at in range(len(word) - 2)}
        return [f'"{part}"' for part in sorted(three)]


class Tantivy:
    """Tantivy with its Arabic and French stemmers, title weighted twice."""

    def __init__(self) -> None:
        self._tantivy: Any = importlib.import_module("tantivy")

    def _schema(self) -> Any:
        builder = self._tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        for name in ("title", "rest"):
            builder.add_text_field(f"{name}_ar", tokenizer_name="ar")
            builder.add_text_field(f"{name}_fr", tokenizer_name="fr")
        return builder.build()

    def _register(self, index: Any) -> None:
        t = self._tantivy
        for name, language in (("ar", "arabic"), ("fr", "french")):
            analyzer = (
                t.TextAnalyzerBuilder(t.Tokenizer.simple())
                .filter(t.Filter.lowercase())
                .filter(t.Filter.stemmer(language))
                .filter(t.Filter.ascii_fold())
                .build()
            )
            index.register_tokenizer(name, analyzer)

    def _document(self, row: Row) -> Any:
        title, rest = title_and_rest(row)
        return self._tantivy.Document(id=row["external_id"], title_ar=title, title_fr=title, rest_ar=rest, rest_fr=rest)

    def build(self, folder: Path, rows: Sequence[Row]) -> None:
        folder.mkdir(parents=True)
        index = self._tantivy.Index(self._schema(), path=str(folder))
        self._register(index)
        writer = index.writer()
        for row in rows:
            writer.add_document(self._document(row))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> None:
        self._index = self._tantivy.Index.open(str(folder))
        self._register(self._index)
        self._index.reload()

    def search(self, query: str, limit: int) -> list[str]:
        words = " ".join(_WORD.findall(query)).lower()
        if not words:
            return []
        fields = ["title_ar", "title_fr", "rest_ar", "rest_fr"]
        boosts = {"title_ar": 2.0, "title_fr": 2.0}
        parsed = self._index.parse_query(words, fields, field_boosts=boosts)
        searcher = self._index.searcher()
        return [searcher.doc(address)["id"][0] for _, address in searcher.search(parsed, limit).hits]

    def update(self, row: Row) -> None:
        writer = self._index.writer()
        writer.delete_documents("id", row["external_id"])
        writer.add_document(self._document(row))
        writer.commit()
        self._index.reload()


ENGINES: dict[str, type[Engine]] = {
    "ours": Ours,
    "fts5 unicode61": Fts5,
    "fts5 trigram": Fts5Trigram,
    "tantivy": Tantivy,
}


def installed(name: str) -> bool:
    return name != "tantivy" or importlib.util.find_spec("tantivy") is not None
