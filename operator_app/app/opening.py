"""Opening the desk of a home folder: migrating an older store, loading the starter guide into an empty one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from operator_app.app.home import site_file
from operator_app.app.late import exchange, migrations
from operator_app.app.place import make_private
from operator_app.desk import Desk
from operator_app.domain.problems import Problem
from operator_app.paths import shipped


def clock() -> datetime:
    """The moment, UTC."""
    return datetime.now(UTC)


def open_desk(home: Path) -> Desk:
    """The desk of a home, its store brought up to date first. Raises Problem as `Desk.open` and `migrate`."""
    desk = _open(home)
    make_private(home)
    return desk


def _open(home: Path) -> Desk:
    try:
        return Desk.open(home, clock, site_file())
    except Problem as problem:
        if problem.code != "store_older":
            raise
    migrations().migrate(home)
    return Desk.open(home, clock, site_file())


def load_starter_guide(desk: Desk) -> None:
    """Fill an empty store with the starter guide that ships with the program."""
    desk.publishing.load_starter_guide(lambda: exchange().read([shipped("knowledge_base")]))


def make_index_current(desk: Desk) -> None:
    """Build the index unless it holds just what the store holds."""
    if not desk.guide.index_is_current():
        desk.guide.rebuild_index()


@contextmanager
def ready_desk(home: Path) -> Iterator[Desk]:
    """A desk for the command line: starter guide loaded, index current and kept so; closed at the end."""
    desk = open_desk(home)
    try:
        desk.keep_index()
        load_starter_guide(desk)
        make_index_current(desk)
        yield desk
    finally:
        desk.close()
