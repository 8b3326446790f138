"""`operator-app spell`: Hunspell in a process of its own, asked and answering one JSON object a line.

Reading a dictionary holds the interpreter for up to 1.5 s and a suggestion for 1 s: in the window's process every key
would wait for it. A damaged dictionary ends this process and not the window.
"""

import argparse
import json
import sys
from pathlib import Path

from hunspell import Hunspell

# Suggestions shown at most.
_MOST = 8


class Dictionaries:
    """The dictionaries by language, each read when it is first needed."""

    def __init__(self, files: dict[str, Path]) -> None:
        """`files`: language to a dictionary's path without its ending."""
        self._files = files
        self._read: dict[str, Hunspell | None] = {}

    def wrong(self, language: str, words: list[str]) -> list[str]:
        """The words that the dictionary does not have; none where there is no dictionary."""
        engine = self._engine(language)
        return [word for word in words if engine is not None and not _has(engine, word)]

    def suggest(self, language: str, word: str) -> list[str]:
        """The nearest words."""
        engine = self._engine(language)
        try:
            return list(engine.suggest(word))[:_MOST] if engine is not None else []
        except UnicodeEncodeError:
            return []

    def _engine(self, language: str) -> Hunspell | None:
        if language not in self._read:
            self._read[language] = self._open(self._files.get(language))
        return self._read[language]

    @staticmethod
    def _open(file: Path | None) -> Hunspell | None:
        if file is None:
            return None
        try:
            return Hunspell(file.name, hunspell_data_dir=str(file.parent))
        except (OSError, MemoryError):
            return None


def _has(engine: Hunspell, word: str) -> bool:
    try:
        return engine.spell(word)
    except UnicodeEncodeError:
        # The dictionary's own encoding cannot write it: it cannot be there, and nobody can correct it either.
        return True


def run(arguments: argparse.Namespace) -> int:
    """Answer until the other side is gone."""
    pairs = (given.partition("=") for given in arguments.dictionary)
    dictionaries = Dictionaries({language: Path(file) for language, _, file in pairs})
    for line in sys.stdin:
        asked = json.loads(line)
        if "suggest" in asked:
            answer = dictionaries.suggest(asked["language"], asked["suggest"])
        else:
            answer = dictionaries.wrong(asked["language"], asked["words"])
        print(json.dumps(answer), flush=True)
    return 0
