"""`operator-app` and `python -m operator_app`."""

import sys

from operator_app.app.command_line import run


def main() -> int:
    """Run what the arguments ask for; the exit status is 0 done, 1 a problem told, 2 wrong usage."""
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
