"""Words that no spell check marks: those of the guide, of the body, and those that were added."""

from dataclasses import replace
from itertools import chain

from operator_app.desk.context import Context
from operator_app.domain.changes import Changes
from operator_app.domain.languages import Language
from operator_app.domain.spelling import looked_up, our_forms
from operator_app.local.guide_words import guide_words


class SpellingDesk:
    def __init__(self, context: Context) -> None:
        self._context = context

    def ours(self) -> frozenset[str]:
        """Every form by which `domain.spelling.known` finds our own words. Blocks on the store."""
        settings = self._context.preferences.now
        named = [settings.body_name.get(language) for language in Language]
        texts = [*named, settings.operator_name, *settings.lines, *settings.our_words]
        return frozenset(our_forms(chain(texts, guide_words(self._context.store))))

    def add(self, word: str) -> Changes:
        """One more word of ours. Raises Problem("settings_not_written")."""
        preferences = self._context.preferences
        words = (*(one for one in preferences.now.our_words if one != looked_up(word)), looked_up(word))
        return preferences.change(replace(preferences.now, our_words=words))
