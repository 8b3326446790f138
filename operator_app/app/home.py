"""Which home folder: without importing any store, so that help and wrong usage answer at once."""

import os
from pathlib import Path

from operator_app.paths import default_home

HOME_VARIABLE = "OPERATOR_APP_HOME"
SITE_VARIABLE = "OPERATOR_APP_SITE"
_SITE_FILE = Path("/etc/operator-app/site.toml")
_WINDOWS_SITE_FILE = "operator-app/site.toml"


def home_folder(given: Path | None) -> Path:
    """`--home`, else the environment, else this person's own folder."""
    if given is not None and given.parts:
        return given.expanduser()
    from_environment = os.environ.get(HOME_VARIABLE, "")
    return Path(from_environment).expanduser() if from_environment else default_home()


def site_file() -> Path:
    """The settings that a technician installed for everybody on this machine."""
    given = os.environ.get(SITE_VARIABLE, "")
    if given:
        return Path(given)
    program_data = os.environ.get("PROGRAMDATA", "")
    return Path(program_data) / _WINDOWS_SITE_FILE if program_data else _SITE_FILE
