"""History in words: who, when, what and why."""

from collections.abc import Mapping
from types import MappingProxyType

from operator_app.domain.documents import Edition
from operator_app.domain.reviewing import Remark, Said
from operator_app.i18n import Texts, msgid
from operator_app.ui.context import UiContext
from operator_app.ui.editing.fact_words import answer_words, asked_words

_SAID: Mapping[Said, str] = MappingProxyType(
    {
        Said.COMMENT: msgid("{who} said: {text}"),
        Said.SUBMITTED: msgid("{who} asked for a second look. {text}"),
        Said.SENT_BACK: msgid("{who} sent it back: {text}"),
        Said.APPROVED: msgid("{who} approved it. {text}"),
        Said.REVIEWED: msgid("{who} reviewed the urgent edition {n}. {text}"),
        Said.WITHDRAWN: msgid("{who} withdrew it: {text}"),
        Said.RESTORED: msgid("{who} restored edition {text}."),
        Said.STILL_RIGHT: msgid("{who} verified that edition {n} is still right. {text}"),
        Said.FACT_ASKED: msgid("{who} asked {to}: {text}"),
        Said.FACT_ANSWERED: msgid("{to} answered {who}: {text}"),
        Said.CORRECTING: msgid("{who} began to correct what was reported. {text}"),
        Said.ANSWERED: msgid("{who} answered the report of {to}. {text}"),
        Said.TAKEN: msgid("{who} began it from what callers asked. {text}"),
    }
)


def said(t: Texts, remark: Remark) -> str:
    """One remark as a sentence."""
    if remark.said is Said.FACT_ASKED:
        return asked_words(t, remark)
    if remark.said is Said.FACT_ANSWERED:
        return answer_words(t, remark)
    who = remark.author or t("Somebody")
    to = remark.to or t("somebody")
    return t(_SAID[remark.said], who=who, to=to, text=remark.text, n=remark.edition).strip()


def edition_words(context: UiContext, edition: Edition) -> str:
    """One edition as a sentence."""
    t = context.t
    who = edition.published_by or t("Somebody")
    if edition.urgent:
        return t("{who} published edition {n} urgently. {note}", who=who, n=edition.number, note=edition.note).strip()
    return t("{who} published edition {n}. {note}", who=who, n=edition.number, note=edition.note).strip()


# For the test that no kind of remark was forgotten.
TOLD = tuple(_SAID)
