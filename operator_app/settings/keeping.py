"""What somebody changed of the settings that they saw, and the settings as they are by now, together."""

from dataclasses import fields, replace

from operator_app.domain.spelling import merge_words
from operator_app.settings.declared import Settings


def kept(written: Settings, seen: Settings, now: Settings) -> Settings:
    """The settings `now` with what `written` changed of `seen`, the settings that it was made of.

    Of our words, which all supervisors share, a change is a word added or struck out: one that came meanwhile stays,
    one that another struck out meanwhile does not come back. Any other setting is as it was written last.
    """
    names = [item.name for item in fields(Settings)]
    changes = {name: getattr(written, name) for name in names if getattr(written, name) != getattr(seen, name)}
    if "our_words" in changes:
        changes["our_words"] = merge_words(seen.our_words, written.our_words, now.our_words).words
    return replace(now, **changes)
