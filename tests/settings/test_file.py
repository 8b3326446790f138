"""Settings are kept whole, over the site's, and a file that cannot be read is told and set aside."""

import os
import tomllib
from dataclasses import fields, replace
from pathlib import Path

import pytest

from operator_app.domain.greetings import BodyType
from operator_app.domain.languages import Language, Text
from operator_app.domain.problems import Problem
from operator_app.settings import GROUPS, Settings, SettingsFile, Sounded, Spoken, TelephoneSource, Theme, declarations

CHOSEN = replace(
    Settings(),
    language=Language.FR,
    theme=Theme.CONTRAST_DARK,
    text_percent=150,
    body_name=Text("بلدية المثال", "Municipalité d'« Exemple »", 'The "Example"'),
    body_type=BodyType.MUNICIPALITY,
    lines=("الأخضر", "a\\b\n'c'"),
    operator_name="سلمى",
    supervisor=False,
    spoken=Spoken.SHORT,
    own_voice=True,
    speech_percent=150,
    speech_voice="fr+f3",
    speech_device="hw:1",
    waiting_target_seconds=60,
    rings_target=4,
    tones=Sounded.ALL,
    tone_percent=70,
    tone_device="USB Headset",
    keys={"search": "Ctrl+F2", "call": ""},
    call_target_seconds=0,
    dial_command="sip:{number}",
    telephone=TelephoneSource.ASTERISK,
    telephone_address="10.0.0.2:5038",
    telephone_login="desk",
    telephone_extension="214",
    our_words=("Ezzahra", "الزهراء"),
    dictionary_folder="/srv/dictionaries",
    shared_address="postgresql://salma@db.example/desk",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "settings.toml"


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def test_nothing_there_are_the_defaults(path: Path) -> None:
    file = SettingsFile(path)
    assert file.read() == Settings()
    assert file.problem is None
    assert not path.parent.exists()
    assert not Settings().ready


def test_what_is_written_comes_back(path: Path) -> None:
    SettingsFile(path).write(CHOSEN)
    assert SettingsFile(path).read() == CHOSEN
    assert CHOSEN.ready
    assert [file.name for file in path.parent.iterdir()] == ["settings.toml"]
    assert all(getattr(CHOSEN, one.name) != getattr(Settings(), one.name) for one in fields(Settings))


def test_only_what_was_chosen_is_written(path: Path) -> None:
    SettingsFile(path).write(replace(Settings(), theme=Theme.DARK))
    assert tomllib.loads(path.read_text(encoding="utf-8")) == {"theme": "dark"}
    SettingsFile(path).write(Settings())
    assert path.read_text(encoding="utf-8") == ""


def test_a_file_from_notepad_is_read(path: Path) -> None:
    write(path, 'operator_name = "سلمى"\r\n', "utf-8-sig")
    assert SettingsFile(path).read().operator_name == "سلمى"


def test_what_a_later_version_wrote_is_left_alone(path: Path) -> None:
    write(path, 'operator_name = "Salma"\nfrom_the_future = 1\n')
    file = SettingsFile(path)
    assert file.read().operator_name == "Salma"
    assert file.problem is None


@pytest.mark.parametrize(
    "content",
    [b"theme = ", b"theme = 'purple'", b"text_percent = 'big'", b"\xff\xfe\x00", b"lines = 3", b"body_name = 'x'"],
)
def test_an_unreadable_file_is_told_and_set_aside(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    file = SettingsFile(path)
    assert file.read() == Settings()
    assert file.problem is not None
    assert (file.problem.code, file.problem.details["file"]) == ("settings_unreadable", str(path))
    assert "\n" not in str(file.problem.details["why"])
    file.write(CHOSEN)
    assert path.with_name("settings.toml.unreadable").read_bytes() == content
    assert SettingsFile(path).read() == CHOSEN


def test_the_persons_own_file_goes_before_the_sites(path: Path, tmp_path: Path) -> None:
    site = write(tmp_path / "site.toml", 'theme = "dark"\nrings_target = 3\n')
    write(path, "rings_target = 7\n")
    read = SettingsFile(path, site).read()
    assert (read.theme, read.rings_target, read.text_percent) == (Theme.DARK, 7, 100)


def test_a_person_can_go_back_to_a_default_that_the_site_changed(path: Path, tmp_path: Path) -> None:
    site = write(tmp_path / "site.toml", 'text_percent = 150\nrings_target = 3\nlines = ["x"]\n')
    file = SettingsFile(path, site)
    file.write(replace(file.read(), text_percent=100, lines=()))
    read = SettingsFile(path, site).read()
    assert (read.text_percent, read.rings_target, read.lines) == (100, 3, ())
    write(site, "rings_target = 4\n")
    assert SettingsFile(path, site).read().rings_target == 4


def test_an_unreadable_site_file_is_told_and_stays(path: Path, tmp_path: Path) -> None:
    site = write(tmp_path / "site.toml", "theme = 7")
    SettingsFile(path).write(CHOSEN)
    file = SettingsFile(path, site)
    assert file.read() == CHOSEN
    assert file.problem is not None
    assert file.problem.details["file"] == str(site)
    assert site.read_text(encoding="utf-8") == "theme = 7"


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("text_percent = 100000", "text_percent", 200),
        ("text_percent = -5", "text_percent", 100),
        ("waiting_target_seconds = 0", "waiting_target_seconds", 5),
        ("call_target_seconds = -1", "call_target_seconds", 0),
        ("rings_target = 61", "rings_target", 60),
        ("text_percent = 137", "text_percent", 137),
    ],
)
def test_numbers_stay_within_their_bounds(path: Path, text: str, name: str, value: int) -> None:
    write(path, text)
    assert getattr(SettingsFile(path).read(), name) == value


def test_a_write_that_fails_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    SettingsFile(path).write(CHOSEN)
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Problem) as caught:
        SettingsFile(path).write(Settings())
    assert (caught.value.code, caught.value.details["file"]) == ("settings_not_written", str(path))
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["settings.toml"]


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").touch()
    with pytest.raises(Problem, match="settings_not_written"):
        SettingsFile(tmp_path / "home" / "settings.toml").write(CHOSEN)


def test_every_setting_is_declared_with_what_the_dialog_needs() -> None:
    declared = [one for one, _ in declarations()]
    # Keys are chosen on a page of their own.
    assert {one.name for one in declared} == {one.name for one in fields(Settings)} - {"keys"}
    assert [one.group for one in declared] == sorted((one.group for one in declared), key=list(GROUPS).index)
    for one, field in declarations():
        assert one.label
        default = getattr(Settings(), one.name)
        if isinstance(default, int) and not isinstance(default, bool):
            assert one.minimum <= default <= one.maximum, field.name
            assert (default - one.minimum) % one.step == 0
