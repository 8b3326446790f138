"""`operator-app backup FILE`: the store and the settings of this post in one file."""

import argparse
import json

from operator_app.app.language import command_texts
from operator_app.app.opening import clock
from operator_app.local.keeping import save


def run(arguments: argparse.Namespace) -> int:
    """Works while the window is open. Raises Problem as `save`."""
    save(arguments.home, arguments.file, clock())
    size = arguments.file.stat().st_size
    told = {"file": str(arguments.file), "bytes": size}
    sentence = command_texts()("Saved to {file} ({n} KB). It holds all that the post holds: keep it as safe.",
                               file=str(arguments.file), n=size // 1024)  # fmt: skip
    print(json.dumps(told, ensure_ascii=False) if arguments.json else sentence)
    return 0
