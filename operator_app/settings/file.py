"""Where settings are kept: `settings.toml` in the home, over the site's file, over the defaults."""

import os
import tempfile
import tomllib
from dataclasses import asdict, replace
from pathlib import Path

import msgspec
import tomli_w

from operator_app.domain.problems import Problem
from operator_app.settings.declared import Settings, declarations


class SettingsFile:
    """Reads and writes the settings of a post. A file that cannot be read is set aside and told, never overwritten."""

    def __init__(self, path: Path, site: Path | None = None) -> None:
        """`site` is a file of the same form that a technician installs; the person's own file goes before it."""
        self._path = path
        self._site = site
        self.problem: Problem | None = None

    def read(self) -> Settings:
        """The settings; `problem` then says what could not be used."""
        return _bounded(msgspec.convert(self._of_the_site() | self._usable(self._path), Settings))

    def _of_the_site(self) -> dict[str, object]:
        return self._usable(self._site) if self._site is not None else {}

    def _usable(self, file: Path) -> dict[str, object]:
        if not file.is_file():
            return {}
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
        text = tomli_w.dumps(_plain(settings, msgspec.convert(self._of_the_site(), Settings)))
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._path.parent, prefix="settings-", suffix=".tmp")
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    file.write(text)
                    file.flush()
                    os.fsync(file.fileno())
                Path(name).replace(self._path)
            finally:
                Path(name).unlink(missing_ok=True)
        except OSError as error:
            raise Problem("settings_not_written", file=str(self._path), why=_first_line(error)) from error


def _plain(settings: Settings, base: Settings) -> dict[str, object]:
    """Only what differs from the site's settings or the defaults: what changes there then reaches people who never
    chose."""
    given = asdict(base)
    return {
        name: msgspec.to_builtins(value)
        for name, value in asdict(settings).items()
        if value is not None and value != given[name]
    }


def _bounded(settings: Settings) -> Settings:
    """Numbers within their bounds: a file written by hand must not make a window that nobody can read."""
    bounds = {one.name: one for one, _ in declarations() if one.maximum}
    numbers = {name: min(max(getattr(settings, name), one.minimum), one.maximum) for name, one in bounds.items()}
    return replace(settings, **numbers)


def _set_aside(file: Path) -> None:
    try:
        file.replace(file.with_name(file.name + ".unreadable"))
    except OSError:
        return


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
