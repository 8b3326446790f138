"""What the dictionaries say of words: asked on the slow lane, remembered here."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from operator_app.domain.changes import Changes
from operator_app.domain.documents import Kind
from operator_app.domain.languages import Language
from operator_app.domain.problems import Problem
from operator_app.domain.spelling import Word, known, looked_up, words_of
from operator_app.ui.bridge import Latest, Request
from operator_app.ui.context import UiContext

# The languages that every text is written in: told when they have no dictionary.
_NEEDED = (Language.AR, Language.FR)


class Speller(Protocol):
    """The dictionaries. Every method blocks; called on the slow lane."""

    def languages(self, folder: str, /) -> frozenset[Language]: ...

    def wrong(self, language: Language, words: Sequence[str], /) -> Sequence[str]: ...

    def suggest(self, language: Language, word: str, /) -> Sequence[str]: ...

    def close(self) -> None: ...


class NoSpeller:
    """No dictionary anywhere."""

    def languages(self, _folder: str, /) -> frozenset[Language]:
        return frozenset()

    def wrong(self, _language: Language, _words: Sequence[str], /) -> Sequence[str]:
        return ()

    def suggest(self, _language: Language, _word: str, /) -> Sequence[str]:
        return ()

    def close(self) -> None:
        """Nothing to end."""


class Spelling(QObject):
    """Knows which words are wrong, as far as it was told: `learned` when it knows more."""

    learned = Signal()

    def __init__(self, context: UiContext, speller: Speller, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._speller = speller
        self._right: dict[tuple[Language, str], bool] = {}
        self._waiting: set[tuple[Language, str]] = set()
        self._ours: frozenset[str] = frozenset()
        self._left_alone: set[str] = set()
        self._languages: frozenset[Language] = frozenset()
        self._suggestions = Latest()
        self._stale = True
        self.begun = False

    @property
    def missing(self) -> tuple[Language, ...]:
        """The languages that have no dictionary here; none while nobody looked yet."""
        return tuple(one for one in _NEEDED if one not in self._languages) if self.begun else ()

    def begin(self) -> None:
        """Look for dictionaries, and for the words of the guide as they are now."""
        desk, folder = self._context.desk, self._context.desk.preferences.now.dictionary_folder
        lanes, bridge = self._context.lanes, self._context.bridge
        bridge.run(lanes.slow, lambda: self._speller.languages(folder), self._found)
        if self._stale:
            self._stale = False
            bridge.run(lanes.store, desk.spelling.share, lambda _: self._ask_ours(), self._not_shared)

    def refresh(self, changes: Changes) -> None:
        """The guide says other words now, or the settings do: read when an editor is next opened. What another
        supervisor added or struck out counts at once."""
        said = ("settings", "team_events", *(kind.value for kind in Kind))
        self._stale = self._stale or changes.touches(*said)
        if self.begun and changes.touches("team_events"):
            self._context.bridge.run(self._context.lanes.store, self._context.desk.spelling.share, self._shared)

    def wrong_in(self, text: str, language: Language | None) -> list[Word]:
        """The words of a text that are wrong; what is not known yet is asked, and `learned` tells."""
        found: list[Word] = []
        unknown: set[tuple[Language, str]] = set()
        for word in words_of(text, language):
            bare = looked_up(word.text)
            if word.language not in self._languages or bare in self._left_alone or known(bare, self._ours):
                continue
            right = self._right.get((word.language, bare))
            if right is None:
                unknown.add((word.language, bare))
            elif not right:
                found.append(word)
        self._ask(unknown - self._waiting)
        return found

    def suggest(self, word: Word, then: Callable[[Sequence[str]], None]) -> None:
        """The nearest words; only the latest question is answered."""
        speller, bare = self._speller, looked_up(word.text)
        request = self._suggestions.replace(Request())
        self._context.bridge.run(
            self._context.lanes.slow, lambda: speller.suggest(word.language, bare), then, request=request
        )

    def forget_question(self) -> None:
        """Nobody waits for suggestions any more."""
        self._suggestions.drop()

    def add(self, word: Word) -> None:
        """It is a word of ours from now on."""
        desk, text = self._context.desk, word.text
        self.leave_alone(word)
        self._context.bridge.run(self._context.lanes.store, lambda: desk.spelling.add(text))

    def leave_alone(self, word: Word) -> None:
        """It is not marked until the program ends."""
        self._left_alone.add(looked_up(word.text))
        self.learned.emit()

    def _ask_ours(self) -> None:
        # Not the store's lane: a large guide takes half a second, and a call may be closed meanwhile.
        self._context.bridge.run(self._context.lanes.slow, self._context.desk.spelling.ours, self._take_ours)

    def _shared(self, changes: Changes) -> None:
        if changes.touches("settings"):
            self._ask_ours()

    def _not_shared(self, problem: Problem) -> None:
        self._context.bridge.tell(problem)
        self._ask_ours()

    def _found(self, languages: frozenset[Language]) -> None:
        if languages != self._languages:
            self._right.clear()
        self._languages = languages
        self.begun = True
        self.learned.emit()

    def _take_ours(self, ours: frozenset[str]) -> None:
        self._ours = ours
        self.learned.emit()

    def _ask(self, words: set[tuple[Language, str]]) -> None:
        if not words:
            return
        self._waiting |= words
        speller = self._speller
        by_language = {one: [word for spoken, word in words if spoken is one] for one in self._languages}

        def look_up() -> set[tuple[Language, str]]:
            return {(one, word) for one, asked in by_language.items() if asked for word in speller.wrong(one, asked)}

        def learn(wrong: set[tuple[Language, str]]) -> None:
            self._waiting -= words
            self._right.update({word: word not in wrong for word in words})
            self.learned.emit()

        self._context.bridge.run(self._context.lanes.slow, look_up, learn)
