"""Where settings are kept: `settings.toml` in the home, over the site's file, over the defaults."""

import os
import tempfile
import tomllib
from dataclasses import asdict
from pathlib import Path

import msgspec
import tomli_w

from operator_app.domain.problems import Problem
from operator_app.settings.declared import Settings


class SettingsFile:
    """Reads and writes the settings of a post. A file that cannot be read is set aside and told, never overwritten."""

    def __init__(self, path: Path, site: Path | None = None) -> None:
        """`site` is a file of the same form that a technician installs; the person's own file goes before it."""
        self._path = path
        self._site = site
        self.problem: Problem | None = None

    def read(self) -> Settings:
        """The settings; `problem` then says what could not be used."""
        values: dict[str, object] = {}
        for file in (self._site, self._path):
            if file is not None and file.is_file():
                values |= self._usable(file)
        return msgspec.convert(values, Settings)

    def _usable(self, file: Path) -> dict[str, object]:
        try:
            values = tomllib.loads(file.read_text(encoding="utf-8-sig"))
            msgspec.convert(values, Settings)
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
            self.problem = Problem("settings_unreadable", file=str(file), why=_first_line(error))
            if file == self._path:
                _set_aside(file)
            return {}
        return values

    def write(self, settings: Settings) -> None:
        """Write all at once or not at all. Raises Problem("settings_not_written")."""
        text = tomli_w.dumps(_plain(settings))
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._path.parent, prefix="settings-", suffix=".tmp")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(self._path)
        except OSError as error:
            raise Problem("settings_not_written", file=str(self._path), why=_first_line(error)) from error


def _plain(settings: Settings) -> dict[str, object]:
    """Only what differs from the defaults: a later default then reaches people who never chose."""
    defaults = asdict(Settings())
    return {
        name: msgspec.to_builtins(value)
        for name, value in asdict(settings).items()
        if value is not None and value != defaults[name]
    }


def _set_aside(file: Path) -> None:
    try:
        file.replace(file.with_name(file.name + ".unreadable"))
    except OSError:
        return


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
