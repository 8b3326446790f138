"""`operator-app maintain`: the upkeep of the store; nothing of it changes what is stored."""

import argparse
import json
from dataclasses import asdict

from operator_app.app.language import command_texts
from operator_app.app.opening import open_desk
from operator_app.domain.problems import Problem
from operator_app.local import Store
from operator_app.local.keeping import maintain


def run(arguments: argparse.Namespace) -> int:
    """Check, compact, refresh. Raises Problem: store_damaged, and as `open_desk`."""
    # Opened and closed: an older store is brought up to date first.
    open_desk(arguments.home).close()
    store = Store.open(arguments.home)
    try:
        done = maintain(store)
    finally:
        store.close()
    if not done.sound:
        raise Problem("store_damaged", file=str(store.path))
    sentence = command_texts()("The store is sound: {before} KB before, {after} KB now.",
                               before=done.before // 1024, after=done.after // 1024)  # fmt: skip
    print(json.dumps(asdict(done)) if arguments.json else sentence)
    return 0
