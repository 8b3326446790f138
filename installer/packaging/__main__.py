"""Start of `python -m installer.packaging CHECKOUT OUT [--folder]`."""

import sys
from pathlib import Path

from installer.packaging.build import build

sys.exit(build(Path(sys.argv[1]), Path(sys.argv[2]), only_folder="--folder" in sys.argv[3:]))
