"""`operator-app braille ID… -o FILE.brf`: procedure sheets and tips for an embosser."""

import argparse

from operator_app.app.opening import ready_desk
from operator_app.app.printing import Printing
from operator_app.domain.languages import Language
from operator_app.sheets import BrailleSize


def run(arguments: argparse.Namespace) -> int:
    """Raises Problem("braille_missing") where liblouis is not there."""
    size = BrailleSize(arguments.cells, arguments.lines)
    with ready_desk(arguments.home) as desk:
        pages = Printing(desk).braille(arguments.ids, Language(arguments.language), arguments.output, size)
    print(f"{pages} → {arguments.output}")
    return 0
