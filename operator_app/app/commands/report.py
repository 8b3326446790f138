"""`operator-app report`: the evaluation of a period as PDF, CSV or XLSX, or told on standard output."""

import argparse
import json
import sys
from datetime import date, timedelta

from operator_app.app.language import command_texts
from operator_app.app.opening import clock, ready_desk
from operator_app.app.reporting import speech_in, write
from operator_app.domain.flow import lines
from operator_app.domain.flow_report import report_flow
from operator_app.domain.languages import Language
from operator_app.domain.moments import local
from operator_app.domain.reports import Divide, Period, Report


def run(arguments: argparse.Namespace) -> int:
    """Without a file the report is told on standard output. The period is last month unless told."""
    since, until = _period(arguments.since, arguments.until)
    language = Language(arguments.language) if arguments.language else command_texts().language
    with ready_desk(arguments.home) as desk:
        period = Period(since, until, arguments.line, arguments.operator)
        report = desk.evaluation.report(period, Divide(arguments.by))
        if arguments.output is not None:
            write(desk, report, language, arguments.output)
            print(json.dumps({"file": str(arguments.output)}) if arguments.json else arguments.output)
        elif arguments.json:
            _tell(report)
        else:
            flow = report_flow(report, desk.evaluation.targets(), speech_in(language))
            sys.stdout.writelines(f"{line}\n" for line in lines(flow))
    return 0


def _tell(report: Report) -> None:
    for one in report.figures:
        told = {"indicator": one.indicator, "value": one.value, "unit": one.unit, "sources": one.sources}
        print(json.dumps({**told, "part": one.part, "whole": one.whole}))


def _period(since: date | None, until: date | None) -> tuple[date, date]:
    """The month before this one when neither is told, else up to the end of the month that one of them is in."""
    if since is None:
        last = until or local(clock()).date().replace(day=1) - timedelta(days=1)
        return last.replace(day=1), last
    return since, until or (since.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
