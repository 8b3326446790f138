"""What a practice call did well and what was missed, without a screen."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from operator_app.domain.calls import Call, Outcome
from operator_app.domain.guide import Need
from operator_app.domain.training import PracticeCaller
from operator_app.i18n import msgid

Value = Outcome | Need | str | int


class Verdict(NamedTuple):
    """One line of feedback. `ok` is None for what is only told, never judged. In `values` an outcome or a need stands
    for its words, a text for the document of that id, a number for seconds."""

    ok: bool | None
    msgid: str
    values: Mapping[str, Value]


# Every msgid that `judge` can say.
TIME = msgid("The call took {length}.")
ARTICLE_RIGHT = msgid("The right article: {article}.")
ARTICLE_OTHER = msgid("Open was {opened}; the right article is {article}.")
ARTICLE_NONE = msgid("No article was open; the right one is {article}.")
OUTCOME_RIGHT = msgid("The right outcome: {outcome}.")
OUTCOME_OTHER = msgid("The outcome was {said}; better: {outcome}.")
REFERRED_RIGHT = msgid("Referred to the right service: {receiver}.")
REFERRED_OTHER = msgid("Referred to {said}; the right service is {receiver}.")
REFERRED_NOWHERE = msgid("Not referred; the right service is {receiver}.")
REFERRED_NEEDLESSLY = msgid("Referred to {said}: the caller could have been answered at once.")
NEED_RIGHT = msgid("The special need was noted: {need}.")
NEED_MISSED = msgid("A special need was not noted: {need}.")
NEED_OTHER = msgid("Noted was {said}; better: {need}.")
MSGIDS = (
    TIME, ARTICLE_RIGHT, ARTICLE_OTHER, ARTICLE_NONE, OUTCOME_RIGHT, OUTCOME_OTHER, REFERRED_RIGHT, REFERRED_OTHER,
    REFERRED_NOWHERE, REFERRED_NEEDLESSLY, NEED_RIGHT, NEED_MISSED, NEED_OTHER,
)  # fmt: skip


def judge(caller: PracticeCaller, call: Call) -> list[Verdict]:
    """The feedback on a closed practice call: its length, then article, outcome, referral and need as far as the
    caller's script expects any."""
    return [
        *_time(call),
        *_article(caller, call),
        *_outcome(caller, call),
        *_referral(caller, call),
        *_need(caller, call),
    ]


def documents_of(verdicts: list[Verdict]) -> set[str]:
    """The ids of the documents that the feedback names."""
    return {
        value
        for verdict in verdicts
        for value in verdict.values.values()
        if isinstance(value, str) and not isinstance(value, Outcome | Need)
    }


def _time(call: Call) -> Iterator[Verdict]:
    if call.seconds is not None:
        yield Verdict(None, TIME, {"length": call.seconds})


def _article(caller: PracticeCaller, call: Call) -> Iterator[Verdict]:
    right = caller.article
    if not right:
        return
    if call.article_id == right:
        yield Verdict(True, ARTICLE_RIGHT, {"article": right})
    elif call.article_id:
        yield Verdict(False, ARTICLE_OTHER, {"opened": call.article_id, "article": right})
    else:
        yield Verdict(False, ARTICLE_NONE, {"article": right})


def _outcome(caller: PracticeCaller, call: Call) -> Iterator[Verdict]:
    if caller.outcome not in set(Outcome) or call.outcome is None:
        return
    right = Outcome(caller.outcome)
    if call.outcome is right:
        yield Verdict(True, OUTCOME_RIGHT, {"outcome": right})
    else:
        yield Verdict(False, OUTCOME_OTHER, {"said": call.outcome, "outcome": right})


def _referral(caller: PracticeCaller, call: Call) -> Iterator[Verdict]:
    right, to = caller.refer_to, call.referred_to
    if right and to == right:
        yield Verdict(True, REFERRED_RIGHT, {"receiver": right})
    elif right and to:
        yield Verdict(False, REFERRED_OTHER, {"said": to, "receiver": right})
    elif right:
        yield Verdict(False, REFERRED_NOWHERE, {"receiver": right})
    elif to and caller.outcome == Outcome.ANSWERED:
        yield Verdict(False, REFERRED_NEEDLESSLY, {"said": to})


def _need(caller: PracticeCaller, call: Call) -> Iterator[Verdict]:
    if caller.need not in set(Need):
        return
    right = Need(caller.need)
    if call.need is right:
        yield Verdict(True, NEED_RIGHT, {"need": right})
    elif call.need is None:
        yield Verdict(False, NEED_MISSED, {"need": right})
    else:
        yield Verdict(False, NEED_OTHER, {"said": call.need, "need": right})
