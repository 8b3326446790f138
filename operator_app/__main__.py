"""`operator-app` and `python -m operator_app`."""

import io
import sys

from operator_app.app.command_line import run


def main() -> int:
    """Run what the arguments ask for; the exit status is 0 done, 1 a problem told, 2 wrong usage."""
    _speak_utf8()
    return run(sys.argv[1:])


def _speak_utf8() -> None:
    """Files and pipes hold UTF-8 whatever the system's own encoding is; a terminal shows what it can."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding=None if sys.stdin.isatty() else "utf-8-sig", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
