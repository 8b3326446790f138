"""Two people on one PC whose technician installed settings for everybody."""

from pathlib import Path

import pytest

from operator_app.app.opening import open_desk
from operator_app.domain.languages import Language
from operator_app.settings import TelephoneSource

SITE = """
language = "fr"
lines = ["80 10 11 11"]
telephone = "none"
[body_name]
fr = "Municipalité d'Exemple"
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Where the tests' environment says that a site's settings are."""
    file = tmp_path / "site.toml"
    file.write_text(SITE, encoding="utf-8")
    return file


def test_nobody_is_asked_and_two_people_share_only_the_sites_file(tmp_path: Path, site: Path) -> None:
    first, second = open_desk(tmp_path / "salma"), open_desk(tmp_path / "amira")
    assert first.preferences.now.ready
    now = first.preferences.now
    assert (now.language, now.lines, now.telephone) == (Language.FR, ("80 10 11 11",), TelephoneSource.NONE)
    first.calls.close(first.calls.start(language="fr"))
    first.close()
    second.close()
    assert site.read_text(encoding="utf-8") == SITE
    again = open_desk(tmp_path / "amira")
    assert not (tmp_path / "amira" / "settings.toml").exists()
    again.close()


def test_a_broken_site_file_is_told_and_left_as_it_is(tmp_path: Path, site: Path) -> None:
    site.write_text("language = [", encoding="utf-8")
    desk = open_desk(tmp_path / "salma")
    assert desk.preferences.problem is not None
    assert desk.preferences.problem.code == "settings_unreadable"
    desk.close()
    assert site.read_text(encoding="utf-8") == "language = ["
