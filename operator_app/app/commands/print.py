"""`operator-app print WHAT -o FILE`: guide, directory, greeting card, key card, booklet, poster, letter block."""

import argparse
import os

from operator_app.app.apart import PROGRESS
from operator_app.app.opening import ready_desk
from operator_app.app.printing import Print, Printing, silent
from operator_app.domain.languages import Language
from operator_app.sheets import Paper

_BEHIND = 5  # a window waits for it: whoever works in that window goes first


def run(arguments: argparse.Namespace) -> int:
    """Prints one document as PDF (a poster or letter block also as PNG, by the ending of the file)."""
    if arguments.progress and hasattr(os, "nice"):
        os.nice(_BEHIND)
    with ready_desk(arguments.home) as desk:
        printing = Printing(desk, Paper[arguments.paper])
        languages = [Language(code) for code in arguments.language.split("+")]
        progress = _tell if arguments.progress else silent
        if arguments.what == Print.SHEETS:
            printing.every_sheet(languages, arguments.output, progress)
        else:
            printing.document(Print(arguments.what), languages[0], arguments.output, progress)
    print(arguments.output)
    return 0


def _tell(done: int, total: int) -> None:
    """For the window that waits: one line a step."""
    print(f"{PROGRESS} {done} {total}", flush=True)
