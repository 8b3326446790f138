"""A voice of the program's own, for posts without a screen reader."""

from collections.abc import Sequence
from typing import Protocol

from operator_app.domain.speaking import Utterance


class Voice(Protocol):
    """Says sentences one after the other, in the background."""

    def say(self, sentences: Sequence[Utterance]) -> None:
        """Say these in place of what is being said. Raises Problem("speech_no_engine") where nothing can speak."""

    def stop(self) -> None:
        """Be silent at once."""


class NoVoice:
    """Where no voice is wanted: tests, and the first questions."""

    def say(self, sentences: Sequence[Utterance]) -> None:
        """Nothing is said."""

    def stop(self) -> None:
        """There is nothing to stop."""
