"""`operator-app`: opens the window, or brings up the one that runs on this home."""

import argparse
import sys

from operator_app.app.shell import open_window


def run(arguments: argparse.Namespace) -> int:
    """Returns when the window was closed."""
    return open_window(arguments.home, sys.argv[:1])
