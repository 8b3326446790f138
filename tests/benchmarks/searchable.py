"""From a publication committed in PostgreSQL to its row in the results of a window that has its words typed.

    QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.benchmarks.searchable [--publications 20] [--documents 1000]

One real window over the starter guide and so many more documents, alone, then with 49 listeners that pull as posts do.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from threading import Thread

import psutil
from PySide6.QtCore import Qt

from operator_app.app.player import Player
from operator_app.app.shell import Shell, application
from operator_app.ui.window import Window
from tests.benchmarks.shared import audience, publish, shared_server, show
from tests.benchmarks.soak import connected
from tests.shared.conftest import Database
from tests.shared.samples import document, new_id

_LETTERS = "bcdfghjklmnpqrstvwxz"


def word(number: int) -> str:
    """A word that is like none of the others: a window that shows results already would not look again."""
    return "".join(Random(number).choices(_LETTERS, k=10))


class Watched:
    """A window, connected, with its keys."""

    def __init__(self, shell: Shell, player: Player) -> None:
        self.shell = shell
        self.player = player

    @property
    def window(self) -> Window:
        assert self.shell.window is not None
        return self.shell.window

    def first_title(self) -> str:
        hit = self.window.desk_page.search.results.model().index(0, 0)
        return str(hit.data(Qt.ItemDataRole.AccessibleTextRole) or "")

    def measure(self, database: Database, number: int) -> float:
        """Seconds from the commit to the row; the word is typed before."""
        wanted, committed = word(number), [0.0]

        def work() -> None:
            salma = database.connect("salma")
            salma.publish(document(f"Attestation {wanted}", size=2_000), 0, new_id())
            committed[0] = time.monotonic()
            salma.close()

        self.player.press(Qt.Key.Key_Escape)
        self.player.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.player.type(wanted)
        self.player.settle()
        assert not self.first_title(), f"{wanted} is not like nothing"
        publisher = Thread(target=work)
        publisher.start()
        self.player.wait("in the results", lambda: wanted in self.first_title())
        shown = time.monotonic()
        publisher.join()
        self.player.settle()
        return shown - committed[0]


@contextmanager
def watched(database: Database) -> Iterator[Watched]:
    """A post of the operator Amira with the shared guide, up and the same."""
    app = application(["searchable"])
    with tempfile.TemporaryDirectory(prefix="operator-app-bench-", ignore_cleanup_errors=True) as home:
        shell, player = connected(app, Path(home), database.url("amira"), "amira")
        player.wait("indexed", shell.desk.guide.index_is_current)
        player.settle()
        try:
            yield Watched(shell, player)
        finally:
            shell.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--publications", type=int, default=20)
    parser.add_argument("--documents", type=int, default=1_000)
    arguments = parser.parse_args()
    load = ", ".join(f"{one:.1f}" for one in psutil.getloadavg())
    print(f"{psutil.cpu_count()} cores, load {load}; {arguments.documents} documents", flush=True)
    count = arguments.publications
    with shared_server() as database:
        publish(database, arguments.documents)
        with watched(database) as post:
            show("commit to row on the window, alone", [post.measure(database, n) for n in range(count)])
            with audience(database, 49):
                show("the same, 49 more posts", [post.measure(database, n) for n in range(count, 2 * count)])


if __name__ == "__main__":
    main()
