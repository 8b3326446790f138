"""`operator-app sheet ID… -o FILE.pdf`: procedure sheets and tips."""

import argparse

from operator_app.app.opening import ready_desk
from operator_app.app.printing import Printing
from operator_app.domain.languages import Language
from operator_app.sheets import Paper


def run(arguments: argparse.Namespace) -> int:
    """Prints the sheets one after another, each from a page of its own."""
    languages = [Language(code) for code in arguments.language.split("+")]
    with ready_desk(arguments.home) as desk:
        pages = Printing(desk, Paper[arguments.paper]).sheets(arguments.ids, languages, arguments.output)
    print(f"{pages} → {arguments.output}")
    return 0
