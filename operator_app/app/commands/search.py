"""`operator-app search`: one query or a batch, for people and for scripts."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from operator_app.app.opening import ready_desk
from operator_app.desk import Desk
from operator_app.domain.languages import Language
from operator_app.domain.problems import Problem
from operator_app.domain.search import SearchAnswer


def run(arguments: argparse.Namespace) -> int:
    """Print the answers in the order of the queries."""
    query = " ".join(arguments.query)
    if not query and not arguments.batch:
        print("operator-app search: a QUERY or --batch FILE is needed", file=sys.stderr)
        return 2
    with ready_desk(arguments.home) as desk:
        for words in _queries(arguments.batch, query):
            answer = _ask(desk, words, Language(arguments.language), arguments.limit)
            print(_as_json(words, answer) if arguments.json else _as_text(answer), flush=bool(arguments.batch))
    return 0


def _queries(batch: str | None, query: str) -> Iterator[str]:
    if not batch:
        yield query
    elif batch == "-":
        yield from _lines(sys.stdin)
    else:
        try:
            with Path(batch).open(encoding="utf-8-sig", errors="replace") as file:
                yield from _lines(file)
        except OSError as error:
            raise Problem("file_not_read", file=batch) from error


def _lines(file: TextIO) -> Iterator[str]:
    return (line.rstrip("\r\n") for line in file)


def _ask(desk: Desk, words: str, language: Language, limit: int) -> SearchAnswer:
    return desk.guide.search(desk.guide.query(words, language, limit))


def _as_json(words: str, answer: SearchAnswer) -> str:
    hits = [
        {
            "id": hit.id,
            "external_id": hit.external_id,
            "kind": hit.kind.value,
            "title": hit.title.text,
            "score": round(float(hit.score), 4),
        }
        for hit in answer.hits
    ]
    return json.dumps({"query": words, "ms": round(answer.ms, 3), "hits": hits}, ensure_ascii=False)


def _as_text(answer: SearchAnswer) -> str:
    lines = [f"{place:2}. {hit.title.text}  [{hit.kind.value}]" for place, hit in enumerate(answer.hits, start=1)]
    if answer.suggestion:
        lines.append(f"? {answer.suggestion}")
    return "\n".join(lines) if lines else "-"
