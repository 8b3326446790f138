"""Spelling for the editor: finds the dictionaries of this machine and talks with Hunspell in its own process."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Lock

from operator_app.app.apart import program
from operator_app.domain.languages import Language

# Where Debian and its relatives, other systems and LibreOffice's packages put them.
SYSTEM_FOLDERS = (
    Path("/usr/share/hunspell"),
    Path("/usr/share/myspell"),
    Path("/usr/local/share/hunspell"),
    Path("/Library/Spelling"),
)
# The names that are looked for, the first found wins: Tunisia's own, the language's, any country's.
_NAMES: Mapping[Language, tuple[str, ...]] = {
    Language.AR: ("ar_TN", "ar", "ar_*"),
    Language.FR: ("fr_TN", "fr", "fr_FR", "fr_*", "fr-*"),
    Language.EN: ("en_GB", "en_US", "en", "en_*"),
}


def dictionaries(folder: str = "") -> dict[Language, Path]:
    """The dictionary of each language that has one, without its ending. `folder` takes the place of the system's."""
    folders = (Path(folder).expanduser(),) if folder else SYSTEM_FOLDERS
    found = {language: _first(folders, names) for language, names in _NAMES.items()}
    return {language: path for language, path in found.items() if path is not None}


def _first(folders: Sequence[Path], names: Sequence[str]) -> Path | None:
    for name in names:
        for folder in folders:
            for affixes in sorted(folder.glob(f"{name}.aff")):
                if affixes.with_suffix(".dic").is_file():
                    return affixes.with_suffix("")
    return None


class HunspellProcess:
    """Looks words up and suggests others. Every method blocks; a process that died is asked no more, and begun anew
    when the dictionaries are looked for again."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._files: dict[Language, Path] = {}
        self._process: subprocess.Popen[str] | None = None
        self._closed = False

    def languages(self, folder: str) -> frozenset[Language]:
        """Look for dictionaries; the languages that have one."""
        found = dictionaries(folder)
        with self._lock:
            if found != self._files:
                self._end()
            self._files = found
        return frozenset(found)

    def wrong(self, language: Language, words: Sequence[str]) -> Sequence[str]:
        """The words that the dictionary does not have."""
        return self._ask({"language": language.value, "words": list(words)})

    def suggest(self, language: Language, word: str) -> Sequence[str]:
        """The nearest words of the dictionary, the nearest first."""
        return self._ask({"language": language.value, "suggest": word})

    def close(self) -> None:
        """End the process; nothing is asked any more."""
        self._closed = True
        process = self._process
        if process is not None:
            process.kill()
        with self._lock:
            self._end()

    def _ask(self, question: Mapping[str, object]) -> list[str]:
        with self._lock:
            process = self._running()
            if process is None or process.stdin is None or process.stdout is None:
                return []
            try:
                process.stdin.write(json.dumps(question) + "\n")
                process.stdin.flush()
                return [str(one) for one in json.loads(process.stdout.readline())]
            except (OSError, ValueError):
                self._end()
                self._files = {}
                return []

    def _running(self) -> "subprocess.Popen[str] | None":
        if self._process is None and self._files and not self._closed:
            named = [f"{language}={file}" for language, file in self._files.items()]
            words = [part for one in named for part in ("--dictionary", one)]
            self._process = subprocess.Popen(
                [*program(), "spell", *words],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8",
            )  # fmt: skip
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            with process:
                pass
