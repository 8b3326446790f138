"""The pages of management, joined with the exchange's files, the press and the telephone."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

from operator_app.app.apart import program
from operator_app.app.reporting import write
from operator_app.desk import Desk
from operator_app.desk.evaluation import CHANGED
from operator_app.domain.changes import changed
from operator_app.domain.languages import Language
from operator_app.domain.problems import Problem
from operator_app.exchange.records import read_records
from operator_app.local import Import
from operator_app.ui.actions import Do
from operator_app.ui.context import UiContext
from operator_app.ui.joined import Joined
from operator_app.ui.managing.difficulties import DifficultiesPage
from operator_app.ui.managing.evaluation import EvaluationPage
from operator_app.ui.managing.lines import LinesPage
from operator_app.ui.managing.news_desk import NewsDeskPage
from operator_app.ui.managing.peaks import PeaksPage
from operator_app.ui.managing.scores import ScoresPage
from operator_app.ui.managing.training import TrainingPage
from operator_app.ui.page import Page

Dial = Callable[[str], None]
# Bytes; what is read in a moment.
_SMALL = 1_000_000


def page(do: Do, context: UiContext, joined: Joined, dial: Dial) -> Page:
    """The page of an action of management. Raises KeyError for another action."""
    return _MAKERS[do](context, joined, dial)


def bring(desk: Desk, path: Path) -> Import:
    """Read a file of the exchange and keep its calls: a large one in a process of its own, since reading it would hold
    the window's interpreter. Raises Problem: records_failed with what that process told, else as `read_records`."""
    if path.exists() and path.stat().st_size > _SMALL:
        return _bring_apart(desk, path)
    records = read_records(path)
    return desk.evaluation.add_records(records.calls, records.oddities, path.name, records.kind)


def _bring_apart(desk: Desk, path: Path) -> Import:
    language = desk.preferences.now.language or Language.AR
    command = [*program(), "records", "--home", str(desk.home), "--json", str(path)]
    told = {**os.environ, "LC_ALL": f"{language.value}_TN.UTF-8", "PYTHONUTF8": "1"}
    done = subprocess.run(command, env=told, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        lines = done.stderr.strip().splitlines()
        raise Problem("records_failed", file=path.name, why=lines[-1] if lines else "")
    desk.hub.announce(changed(CHANGED))
    return desk.evaluation.imports()[0]


def _lines(context: UiContext, _joined: Joined, dial: Dial) -> Page:
    made = LinesPage(context)
    made.dial.connect(dial)
    return made


def _news(context: UiContext, joined: Joined, _dial: Dial) -> Page:
    made = NewsDeskPage(context)
    made.open_article.connect(joined.open_article)
    return made


def _training(context: UiContext, joined: Joined, _dial: Dial) -> Page:
    made = TrainingPage(context)
    made.open_practice.connect(lambda: joined.open_page(Do.PRACTICE))
    made.open_article.connect(joined.open_article)
    return made


def _evaluation(context: UiContext, _joined: Joined, _dial: Dial) -> Page:
    desk = context.desk
    return EvaluationPage(
        context, lambda report, language, path: write(desk, report, language, path), lambda path: bring(desk, path)
    )


_MAKERS: dict[Do, Callable[[UiContext, Joined, Dial], Page]] = {
    Do.LINES: _lines,
    Do.NEWS_DESK: _news,
    Do.TRAINING: _training,
    Do.EVALUATION: _evaluation,
    Do.PEAKS: lambda context, _joined, _dial: PeaksPage(context),
    Do.SCORES: lambda context, _joined, _dial: ScoresPage(context),
    Do.DIFFICULTIES: lambda context, _joined, _dial: DifficultiesPage(context),
}
