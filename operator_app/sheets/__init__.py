"""Printing: flows of blocks to PDF, pictures and braille. ReportLab is used here and nowhere else."""

from operator_app.sheets.book import BookPlan, Chapter
from operator_app.sheets.braille import Braille, BrailleSize
from operator_app.sheets.emblem import emblem, keep_emblem
from operator_app.sheets.index import sort_key
from operator_app.sheets.notices import Notice, NoticeLine
from operator_app.sheets.press import Press
from operator_app.sheets.theme import Paper
from operator_app.sheets.volume import Job, Options

__all__ = [
    "BookPlan",
    "Braille",
    "BrailleSize",
    "Chapter",
    "Job",
    "Notice",
    "NoticeLine",
    "Options",
    "Paper",
    "Press",
    "emblem",
    "keep_emblem",
    "sort_key",
]
