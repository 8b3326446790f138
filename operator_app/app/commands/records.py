"""`operator-app records FILE…`: bring in the records of a telephone exchange."""

import argparse
import gc
import json
import sys
from contextlib import closing

from operator_app.app.apart import PROGRESS
from operator_app.app.language import command_texts
from operator_app.app.opening import load_starter_guide, open_desk
from operator_app.desk.evaluation import unwatched
from operator_app.domain.oddity_words import told
from operator_app.domain.problems import Problem
from operator_app.exchange.records import read_records
from operator_app.exchange.records_table import Field
from operator_app.local import Import


def run(arguments: argparse.Namespace) -> int:
    """Each file is kept whole or not at all; one that was read before adds nothing."""
    # Millions of small records and no cycles among them: the collector would only walk them again and again.
    gc.disable()
    columns = dict(_column(text) for text in arguments.columns)
    with closing(open_desk(arguments.home)) as desk:
        load_starter_guide(desk)  # For the opening hours: a call outside them is no part of the answer rate.
        for path in arguments.paths:
            records = read_records(path, columns, exactly=arguments.exactly)
            done = desk.evaluation.add_records(
                records.calls, records.oddities, path.name, records.kind, _progress if arguments.progress else unwatched
            )
            _tell(done, arguments.json)
    return 0


def _progress(done: int, total: int) -> None:
    print(PROGRESS, done, total, flush=True)


def _tell(done: Import, as_json: bool) -> None:
    if as_json:
        counts = {"file": done.file, "kind": done.kind, "calls": done.calls, "new": done.new, "matched": done.matched}
        print(json.dumps({**counts, "oddities": done.oddities}, ensure_ascii=False))
        return
    print(f"{done.file}: {done.calls} calls, {done.new} new, {done.matched} found in the log")
    for sentence in told(command_texts(), done.oddities):
        print(f"  {sentence}", file=sys.stderr)


def _column(text: str) -> tuple[Field, str]:
    """FIELD=HEADING. Raises Problem("records_column_unknown")."""
    name, equals, heading = text.partition("=")
    if not equals or name not in list(Field):
        raise Problem("records_column_unknown", heading=text)
    return Field(name), heading
