"""`operator-app ring`: tells the running window that a call rings. Chosen by the caller, so nothing of it is trusted:
only `+`, digits, `*` and `#`, at most 20, ever get through."""

import argparse

from operator_app.app.messages import send
from operator_app.domain.numbers import clean
from operator_app.domain.problems import Problem


def run(arguments: argparse.Namespace) -> int:
    """Raises Problem("no_window") when no window runs on this home."""
    message = {"do": "ring_end" if arguments.end else "ring"}
    message |= {"number": clean(arguments.number[:64]), "line": clean(arguments.line[:64])}
    if not send(arguments.home, message):
        raise Problem("no_window")
    return 0
