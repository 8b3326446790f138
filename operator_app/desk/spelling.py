"""Words that no spell check marks: those of the guide, of the body, and those that supervisors added, shared by all."""

from dataclasses import replace
from itertools import chain

import msgspec

from operator_app.desk.context import Context, new_id
from operator_app.desk.team import CHANGED
from operator_app.domain.changes import Changes, changed
from operator_app.domain.languages import Language
from operator_app.domain.spelling import looked_up, merge_words, our_forms
from operator_app.domain.team import TeamEvent, TeamStep, shared_words
from operator_app.local import Team
from operator_app.local.guide_words import guide_words

_STEPS = (TeamStep.WORD_ADDED, TeamStep.WORD_DROPPED)
_BASE = "our_words_shared"


class SpellingDesk:
    def __init__(self, context: Context) -> None:
        self._context = context
        self._team = Team(context.store)

    def ours(self) -> frozenset[str]:
        """Every form by which `domain.spelling.known` finds our own words. Blocks on the store."""
        settings = self._context.preferences.now
        named = [settings.body_name.get(language) for language in Language]
        texts = [*named, settings.operator_name, *settings.lines, *settings.our_words]
        return frozenset(our_forms(chain(texts, guide_words(self._context.store))))

    def add(self, word: str) -> Changes:
        """One more word of ours, also at other posts. Raises Problem("settings_not_written")."""
        preferences, seen = self._context.preferences, self._context.preferences.now
        words = (*(one for one in seen.our_words if one != looked_up(word)), looked_up(word))
        return preferences.change(replace(seen, our_words=words), seen) | self.share()

    def share(self) -> Changes:
        """Bring the list of the settings and the one of all supervisors together. On the store lane, so that nothing
        else does it meanwhile. Cut anywhere, it can be done again: what was the same is noted last.

        Raises Problem("settings_not_written").
        """
        preferences, facts = self._context.preferences, self._context.facts
        seen = preferences.now
        if not seen.supervisor:
            return Changes()
        base = msgspec.json.decode(facts.get(_BASE) or "[]", type=frozenset[str])
        merged = merge_words(base, seen.our_words, shared_words(self._team.events(*_STEPS)))
        changes = self._tell(merged.added, merged.dropped)
        if merged.words != seen.our_words:
            changes |= preferences.change(replace(seen, our_words=merged.words), seen)
        if base != frozenset(merged.words):
            facts.set(_BASE, msgspec.json.encode(sorted(merged.words)).decode())
        return changes

    def _tell(self, added: tuple[str, ...], dropped: tuple[str, ...]) -> Changes:
        said = [*((TeamStep.WORD_ADDED, word) for word in added), *((TeamStep.WORD_DROPPED, word) for word in dropped)]
        if not said:
            return Changes()
        now, by = self._context.now(), self._context.operator
        self._team.add(*(TeamEvent(new_id(), _BASE, step, now, by, text=word) for step, word in said))
        return self._context.hub.announce(changed(CHANGED))
