"""`operator-app restore FILE`: a backup in the place of this post's store and settings."""

import argparse
import json

from operator_app.app.language import command_texts
from operator_app.app.messages import runs
from operator_app.app.opening import clock, open_desk
from operator_app.domain.problems import Problem
from operator_app.local.keeping import restore


def run(arguments: argparse.Namespace) -> int:
    """Restore, then bring an older store up to date and build its index. Raises Problem: window_open, as `restore`."""
    if runs(arguments.home):
        raise Problem("window_open")
    kept = restore(arguments.file, arguments.home, clock())
    desk = open_desk(arguments.home)
    try:
        desk.guide.rebuild_index()
        told = {"documents": desk.guide.count(), "kept": str(kept or "")}
    finally:
        desk.close()
    t = command_texts()
    sentence = t("Restored: {n} documents.", n=told["documents"])
    if kept is not None:
        sentence += " " + t("What was there before is in {file}.", file=str(kept))
    print(json.dumps(told, ensure_ascii=False) if arguments.json else sentence)
    return 0
