"""The pages of management, joined with the exchange's files, the press and the telephone."""

import os
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from operator_app.app.apart import follow, program
from operator_app.app.reporting import write
from operator_app.desk import Desk
from operator_app.desk.evaluation import CHANGED, Progress
from operator_app.domain.changes import changed
from operator_app.domain.exchange_records import Oddity, Result
from operator_app.domain.languages import Language
from operator_app.domain.matching import Matched
from operator_app.domain.roster import DayPlan, Shift
from operator_app.exchange.records import matched_records, read_records
from operator_app.exchange.records_table import Field
from operator_app.exchange.roster import read_roster, write_roster
from operator_app.local import Import
from operator_app.ui.actions import Do
from operator_app.ui.context import UiContext
from operator_app.ui.joined import Joined
from operator_app.ui.managing.difficulties import DifficultiesPage
from operator_app.ui.managing.evaluation import EvaluationPage
from operator_app.ui.managing.lines import LinesPage
from operator_app.ui.managing.news_desk import NewsDeskPage
from operator_app.ui.managing.peaks import PeaksPage
from operator_app.ui.managing.records import SAMPLED, Sample
from operator_app.ui.managing.scores import ScoresPage
from operator_app.ui.managing.training import TrainingPage
from operator_app.ui.page import Page

Dial = Callable[[str], None]
# Bytes; what is read in a moment.
_SMALL = 1_000_000


def page(do: Do, context: UiContext, joined: Joined, dial: Dial) -> Page:
    """The page of an action of management. Raises KeyError for another action."""
    return _MAKERS[do](context, joined, dial)


@dataclass(frozen=True, slots=True)
class ExchangeFiles:
    """`RecordFiles` over the real files and the desk."""

    desk: Desk

    def columns(self, path: Path) -> tuple[Matched, ...]:
        return matched_records(path)

    def sample(self, path: Path, columns: Mapping[str, str]) -> Sample:
        records = read_records(path, _told(columns), SAMPLED, exactly=bool(columns))
        calls, counts = records.calls, records.oddities.counts
        answered = sum(call.result is Result.ANSWERED for call in calls)
        known = self.desk.evaluation.known(calls)
        refused = counts.get(Oddity.UNREADABLE, 0)
        return Sample(len(calls) - known, known, refused, answered, records.oddities.places.get(Oddity.UNREADABLE, 0))

    def bring(
        self, path: Path, columns: Mapping[str, str], progress: Progress, cancelled: Callable[[], bool]
    ) -> Import:
        """A large file in a process of its own, since reading it would hold the window's interpreter. Raises Problem:
        records_failed with what that process told, import_cancelled, else as `read_records`."""
        if path.exists() and path.stat().st_size > _SMALL:
            return _bring_apart(self.desk, path, columns, progress, cancelled)
        records = read_records(path, _told(columns), exactly=bool(columns))
        return self.desk.evaluation.add_records(records.calls, records.oddities, path.name, records.kind, progress)


class Rosters:
    """`RosterFiles` over the real files."""

    def write(self, days: Iterable[DayPlan], path: Path) -> None:
        write_roster(days, path)

    def read(self, path: Path) -> Mapping[date, Sequence[Shift]]:
        return read_roster(path)


def _told(columns: Mapping[str, str]) -> dict[Field, str]:
    return {Field(name): heading for heading, name in columns.items() if name}


def _bring_apart(
    desk: Desk, path: Path, columns: Mapping[str, str], progress: Progress, cancelled: Callable[[], bool]
) -> Import:
    language = desk.preferences.now.language or Language.AR
    options = [f"--column={field}={heading}" for field, heading in _told(columns).items()]
    options += ["--exactly"] if columns else []
    command = [*program(), "records", "--home", str(desk.home), "--progress", *options, str(path)]
    told = {**os.environ, "LC_ALL": f"{language.value}_TN.UTF-8", "PYTHONUTF8": "1"}
    process = subprocess.Popen(
        command, env=told, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )
    try:
        follow(process, progress, cancelled, "import_cancelled", "records_failed", file=path.name)
    finally:
        process.kill()
        process.wait()
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
        context, lambda report, language, path: write(desk, report, language, path), ExchangeFiles(desk)
    )


_MAKERS: dict[Do, Callable[[UiContext, Joined, Dial], Page]] = {
    Do.LINES: _lines,
    Do.NEWS_DESK: _news,
    Do.TRAINING: _training,
    Do.EVALUATION: _evaluation,
    Do.PEAKS: lambda context, _joined, _dial: PeaksPage(context, Rosters()),
    Do.SCORES: lambda context, _joined, _dial: ScoresPage(context),
    Do.DIFFICULTIES: lambda context, _joined, _dial: DifficultiesPage(context),
}
