"""Evaluations as files: PDF through the press, CSV and XLSX for a spreadsheet."""

from pathlib import Path

from operator_app.app.language import texts
from operator_app.desk import Desk
from operator_app.domain.flow_of import Words
from operator_app.domain.flow_report import Speech, divided, report_flow, report_rows
from operator_app.domain.languages import Language
from operator_app.domain.moments import local
from operator_app.domain.problems import Problem
from operator_app.domain.reports import Report
from operator_app.exchange.report_file import write_report
from operator_app.i18n import Dates
from operator_app.paths import shipped
from operator_app.sheets import Options, Press, emblem


def write(desk: Desk, report: Report, language: Language, out: Path) -> None:
    """Write a report as PDF, CSV or XLSX, by the ending of the file. Raises Problem: report_format, cannot_write,
    file_not_written."""
    speech = speech_in(language)
    match out.suffix.lower():
        case ".pdf":
            _print(desk, report, speech, out)
        case ".csv" | ".xlsx":
            figures, parts = report_rows(report, desk.evaluation.targets(), speech)
            t = speech.t
            tables = [(t("Indicators"), figures), (divided(t, report.divide), parts)]
            write_report(out, tables, language.right_to_left)
        case _:
            raise Problem("report_format", file=out.name)


def speech_in(language: Language) -> Speech:
    dates = Dates(language)
    return Speech(language, texts(language), dates.day, dates.weekday, dates.month)


def _print(desk: Desk, report: Report, speech: Speech, out: Path) -> None:
    body = desk.preferences.now.body_name
    flow = report_flow(report, desk.evaluation.targets(), speech, body.best(speech.language)[0])
    words = {language: Words(texts(language), Dates(language).day) for language in Language}
    options = Options(words=words, body=body, made_at=local(desk.now()), emblem=emblem(desk.home))
    Press(shipped("resources") / "fonts").sheet([flow], options, out)
