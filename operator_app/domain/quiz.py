"""A short quiz made from the articles, with repeats spaced out: what was known comes later, what was not tomorrow.

Spacing after S. Leitner, *So lernt man lernen*, 1972: boxes with growing intervals, back to the first on a mistake.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from random import Random

from operator_app.domain.documents import Document
from operator_app.domain.guide import Procedure, ProcedureText
from operator_app.domain.languages import Language

# Days until a question returns, by how many times in a row it was answered right.
INTERVALS = (1, 3, 7, 16, 35, 90)
QUESTIONS = 5
_CHOICES = 4
_LONGEST_CHOICE = 160


class Asked(StrEnum):
    """Which field of an article a question asks for."""

    DOCUMENT = "document"
    DELAY = "delay"
    FEE = "fee"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Question:
    """`choices` hold the right answer at `right`, the others are true of other articles."""

    article_id: str
    title: str
    asked: Asked
    choices: tuple[str, ...]
    right: int

    @property
    def key(self) -> str:
        return f"{self.article_id}/{self.asked}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody answered on a day."""

    key: str
    day: date
    right: bool


def due_on(answers: Iterable[Answer]) -> dict[str, date]:
    """When each question that was ever asked comes again."""
    row: dict[str, int] = {}
    due: dict[str, date] = {}
    for answer in sorted(answers, key=lambda one: one.day):
        row[answer.key] = row.get(answer.key, 0) + 1 if answer.right else 0
        step = INTERVALS[min(max(row[answer.key] - 1, 0), len(INTERVALS) - 1)]
        due[answer.key] = answer.day + timedelta(days=step)
    return due


def quiz(
    articles: Sequence[Document],
    language: Language,
    answers: Sequence[Answer],
    today: date,
    chance: Random,
    size: int = QUESTIONS,
) -> list[Question]:
    """What is due first, the longest overdue before the rest, then questions never asked, at random."""
    possible = {question.key: question for question in _questions(articles, language, chance)}
    due = due_on(answers)
    late = sorted((key for key, day in due.items() if day <= today and key in possible), key=lambda key: due[key])
    new = [key for key in possible if key not in due]
    chance.shuffle(new)
    return [possible[key] for key in (late + new)[:size]]


def _questions(articles: Sequence[Document], language: Language, chance: Random) -> Iterable[Question]:
    texts: dict[str, ProcedureText] = {}
    for document in articles:
        body = document.body
        text = body.text(language) if isinstance(body, Procedure) else None
        if text is not None:
            texts[document.id] = text
    for asked in Asked:
        told = {id: _told(text, asked) for id, text in texts.items()}
        yield from _of(asked, {id: values for id, values in told.items() if values}, texts, chance)


def _of(
    asked: Asked, told: Mapping[str, tuple[str, ...]], texts: Mapping[str, ProcedureText], chance: Random
) -> Iterable[Question]:
    every = sorted({value for values in told.values() for value in values})
    for id, values in told.items():
        others = [value for value in every if value not in values]
        if len(others) < _CHOICES - 1:
            continue
        choices = [chance.choice(values), *chance.sample(others, _CHOICES - 1)]
        right = choices[0]
        chance.shuffle(choices)
        yield Question(id, texts[id].title, asked, tuple(choices), choices.index(right))


def _told(text: ProcedureText, asked: Asked) -> tuple[str, ...]:
    values = {
        Asked.DOCUMENT: tuple(text.documents),
        Asked.DELAY: (text.delay,),
        Asked.FEE: (text.fee,),
        Asked.PLACE: (text.place,),
    }[asked]
    return tuple(value for value in values if 0 < len(value) <= _LONGEST_CHOICE)
