"""Questions to services and their answers in words."""

from operator_app.desk.fact_checks import answer_of, asked_of
from operator_app.domain.fact_check import Answer
from operator_app.domain.reviewing import Remark
from operator_app.i18n import Dates, Texts


def asked_words(t: Texts, remark: Remark) -> str:
    """Who asked whom, and by when the answer is due."""
    asked, dates = asked_of(remark), Dates(t.language)
    who, to = remark.author or t("Somebody"), remark.to or t("somebody")
    if asked.due is None:
        return t("{who} asked {to}: {text}", who=who, to=to, text=asked.question).strip()
    day, text = dates.day(asked.due), asked.question
    return t("{who} asked {to} to answer by {day}. {text}", who=who, to=to, day=day, text=text).strip()


def answer_words(t: Texts, remark: Remark) -> str:
    """Who answered when, what was confirmed and what is right instead."""
    answer = answer_of(remark)
    who, to = remark.author or t("Somebody"), remark.to or t("somebody")
    if answer.on is None:
        return t("{to} answered {who}: {text}", who=who, to=to, text=answer.note).strip()
    by = f"{answer.by} ({to})" if answer.by else to
    parts = [
        t("{who} answered on {day}: {result}.", who=by, day=Dates(t.language).day(answer.on), result=result(t, answer)),
        *(f"{labelled(t, fact.label, fact.text)}." for fact in answer.wrong if fact.label),
        answer.note,
        t("Recorded by {who}.", who=who),
    ]
    return " ".join(part for part in parts if part)


def labelled(t: Texts, label: str, text: str) -> str:
    """ "Fee: 2 dinars", as each language writes it; `label` is an English source."""
    return f"{t('{label}:', label=t(label))} {text}"


def result(t: Texts, answer: Answer) -> str:
    """How much was confirmed and how much corrected."""
    wrong, silent = len(answer.wrong), len(answer.facts) - answer.right - len(answer.wrong)
    counts = (
        t.count("{n} point confirmed", "{n} points confirmed", answer.right) if answer.right or not wrong else "",
        t.count("{n} point corrected", "{n} points corrected", wrong) if wrong else "",
        t.count("{n} point not answered", "{n} points not answered", silent) if silent else "",
    )
    return t(", ").join(count for count in counts if count)
