"""Where the program's own files and the person's files are."""

from pathlib import Path

from platformdirs import user_data_path

_PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """The folder `resources` or `knowledge_base`: beside the package in a checkout, inside it once installed."""
    beside = _PACKAGE.parent / name
    return beside if beside.is_dir() else _PACKAGE / name


def default_home() -> Path:
    """The folder of this person's data on this post."""
    return user_data_path("operator-app", appauthor=False, roaming=False)
