"""Start of `python3 installer`. Only this file has to be readable by a Python that is too old for the rest."""

import importlib
import sys
from pathlib import Path

OLDEST = (3, 11)

if sys.version_info < OLDEST:
    sys.exit(
        "installer: Python 3.11 or newer is needed and this is {}.{}; start the installer with a newer one, "
        "for example: python3.11 installer run".format(*sys.version_info[:2])
    )

# `python3 installer` puts this folder on the path; what is wanted there is the checkout, where the package lies.
sys.path[0] = str(Path(__file__).resolve().parent.parent)
sys.exit(importlib.import_module("installer.cli").main(sys.argv[1:]))
