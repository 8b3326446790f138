"""Scored calls: listened or test calls against written criteria, substance before manner.

A right answer said drily is worth more than a wrong one said kindly: the two are never averaged into one figure, and
"I don't know, I pass you on" can be right. Calibration says how far evaluators agree before anybody is judged by them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from operator_app.domain.languages import Text

# Marks for one criterion: missed, partly, met. Not applicable is no mark.
MOST = 2
# Who was scored reads it first; after this time it counts in the statistics although it was not read.
PRIVATE_FOR = timedelta(days=7)


class Heard(StrEnum):
    """How the call was heard."""

    LISTENED = "listened"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Criterion:
    """`substance` or manner; `weight` counts within its part only."""

    id: str
    name: Text
    substance: bool
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One evaluator's marks for one call: criterion id to 0, 1 or 2. `call_id` names the call: of the log, or what
    evaluators agreed to call it. `referral_reached`: whether the referral was answered, None when there was none."""

    id: str
    call_id: str
    heard: Heard
    operator: str
    evaluator: str
    at: datetime
    marks: dict[str, int]
    note: str = ""
    referral_reached: bool | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """Shares of what could be reached, None when no criterion of the part applied."""

    substance: float | None
    manner: float | None


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far evaluators of the same calls agree: `agreement` is the share of pairs of marks that are equal, `bias` how
    much each evaluator's marks lie above the mean of all (in marks), `disputed` the criteria with the widest spread."""

    calls: int
    agreement: float | None
    bias: Mapping[str, float]
    disputed: tuple[str, ...]


DEFAULT_CRITERIA: tuple[Criterion, ...] = (
    Criterion("right", Text("الجواب صحيح ومطابق للدليل", "Réponse exacte, conforme au guide", "The answer is right"),
              True, 3),
    Criterion("whole", Text("الجواب كامل: الوثائق والآجال والمعاليم", "Réponse complète : pièces, délais, frais",
                            "The answer is whole: documents, delay, fee"), True, 2),
    Criterion("understood", Text("فهم الطلب قبل الجواب", "A compris la demande avant de répondre",
                                 "Understood what was asked"), True, 2),
    Criterion("referred", Text("إحالة إلى المصلحة المختصة، أو إقرار بعدم المعرفة مع إحالة",
                               "Oriente vers le bon service, ou dit ne pas savoir et oriente",
                               "Referred to the right service, or said “I don't know” and passed on"), True, 2),
    Criterion("honest", Text("لا وعد بما لا يُضمن", "Ne promet rien d'incertain", "Promised nothing uncertain"), True),
    Criterion("greeting", Text("بادر بالتحية وذكر اسم الهيكل", "A salué et nommé l'organisme le premier",
                               "Greeted first and named the body"), False),
    Criterion("clear", Text("لغة واضحة بلغة المتصل", "Langage clair, dans la langue de l'appelant",
                            "Clear words in the caller's language"), False),
    Criterion("courteous", Text("لباقة وإنصات", "Courtoisie et écoute", "Courteous and listening"), False),
    Criterion("waiting", Text("شرح كل انتظار واستأذن فيه", "Explique toute attente et demande l'accord",
                              "Explained every wait"), False),
    Criterion("closing", Text("ختم المكالمة بتثبيت ما اتُّفق عليه", "Conclut en rappelant ce qui est convenu",
                              "Closed by saying what was agreed"), False),
)  # fmt: skip


def score(marks: Mapping[str, int], criteria: Iterable[Criterion]) -> Score:
    """Substance and manner, apart. Marks for criteria that are no more are left out."""
    reached = {True: 0, False: 0}
    possible = {True: 0, False: 0}
    for criterion in criteria:
        mark = marks.get(criterion.id)
        if mark is not None:
            reached[criterion.substance] += min(MOST, max(0, mark)) * criterion.weight
            possible[criterion.substance] += MOST * criterion.weight
    return Score(*(reached[part] / possible[part] if possible[part] else None for part in (True, False)))


def counted(evaluations: Iterable[Evaluation], read: Mapping[str, datetime], now: datetime) -> list[Evaluation]:
    """Those that statistics may use: read by the operator first, or a week old. `read` maps evaluation to moment."""
    return [one for one in evaluations if one.id in read or now - one.at >= PRIVATE_FOR]


def means(evaluations: Iterable[Evaluation], criteria: Sequence[Criterion]) -> tuple[float | None, float | None, int]:
    """Mean substance, mean manner, and how many calls."""
    scores = [score(one.marks, criteria) for one in evaluations]
    return _mean([s.substance for s in scores]), _mean([s.manner for s in scores]), len(scores)


def calibration(evaluations: Iterable[Evaluation]) -> Calibration:
    """Over the calls that more than one evaluator scored."""
    by_call: dict[str, list[Evaluation]] = {}
    for one in evaluations:
        by_call.setdefault(one.call_id, []).append(one)
    shared = [group for group in by_call.values() if len({one.evaluator for one in group}) > 1]
    same = pairs = 0
    above: dict[str, list[float]] = {}
    spread: dict[str, int] = {}
    for group in shared:
        for criterion in sorted({name for one in group for name in one.marks}):
            marks = [(one.evaluator, one.marks[criterion]) for one in group if criterion in one.marks]
            middle = sum(mark for _, mark in marks) / len(marks)
            for evaluator, mark in marks:
                above.setdefault(evaluator, []).append(mark - middle)
            values = [mark for _, mark in marks]
            pairs += len(values) * (len(values) - 1) // 2
            same += sum(a == b for i, a in enumerate(values) for b in values[i + 1 :])
            spread[criterion] = spread.get(criterion, 0) + max(values) - min(values)
    disputed = sorted((c for c, width in spread.items() if width), key=lambda c: (-spread[c], c))
    bias = {evaluator: sum(values) / len(values) for evaluator, values in sorted(above.items())}
    return Calibration(len(shared), same / pairs if pairs else None, bias, tuple(disputed[:3]))


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
