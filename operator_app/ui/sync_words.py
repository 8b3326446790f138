"""The state of a post in words: the badge of the last line, and what the connection page tells."""

from operator_app.desk.sync_state import Status, SyncState
from operator_app.i18n import Dates, Texts


def sync_words(t: Texts, dates: Dates, state: SyncState | None) -> str:
    """Since when, how much waits, and what to do when nothing but a person can mend it."""
    if state is None:
        return t("This post alone: nothing to send")
    parts = [_status(t, dates, state)]
    if state.progress is not None and state.progress[1]:
        done, total = state.progress
        parts.append(t("loading {percent} %", percent=min(100, done * 100 // total)))
    if state.moving:
        parts.append(t("the guide of this post is there in part"))
    if state.waiting:
        parts.append(t.count("{n} change waits to be sent", "{n} changes wait to be sent", state.waiting))
    if state.drafts:
        parts.append(t.count("{n} text waits to be published", "{n} texts wait to be published", state.drafts))
    if state.refused:
        parts.append(t.count("{n} change was refused", "{n} changes were refused", state.refused))
    return " · ".join(parts)


def _status(t: Texts, dates: Dates, state: SyncState) -> str:
    if state.status is Status.CONNECTED:
        return t("Same as the shared database")
    if state.status is Status.CONNECTING and state.problem is None:
        return t("Connecting…")
    return t("Without the shared database since {moment}: work goes on", moment=dates.clock(state.since))
