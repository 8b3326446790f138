"""The user manual: what its Markdown means, and the pages with their pictures, read back."""

import re
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from operator_app.app.manual import MANUAL, keep
from operator_app.app.opening import open_desk
from operator_app.app.printing import Print, Printing
from operator_app.domain.flow import Bullets, Heading, Paragraph, Steps, plain
from operator_app.domain.languages import Language
from operator_app.domain.manual import Picture, manual
from operator_app.paths import shipped
from operator_app.ui.actions import ACTIONS

FOLDER = shipped("resources") / "manual"
TEXT = """\
# A title

Some words that
go on.

![What it shows](pictures/x.png)

## Part
1. One **F2**
   goes on
2. two
- bullet
- other
"""


def text_of(language: Language) -> str:
    return (FOLDER / f"{language.value}.md").read_text(encoding="utf-8")


def test_wrapped_lines_are_joined_and_pictures_stand_between_blocks() -> None:
    read = manual(TEXT)
    assert read.title == "A title"
    first, picture, heading, steps, bullets = read.parts
    assert isinstance(first, Paragraph)
    assert plain(first.spans) == "Some words that go on."
    assert picture == Picture("pictures/x.png", "What it shows")
    assert heading == Heading("Part", 2)
    assert isinstance(steps, Steps)
    assert [plain(item) for item in steps.items] == ["One F2 goes on", "two"]
    assert isinstance(bullets, Bullets)
    with pytest.raises(ValueError, match="title"):
        manual("no title")


@pytest.mark.parametrize("language", list(Language))
def test_every_manual_shows_the_tours_pictures_and_names_keys_that_there_are(language: Language) -> None:
    read = manual(text_of(language))
    shown = [part.file for part in read.parts if isinstance(part, Picture)]
    assert sorted(shown) == sorted(f"pictures/{language.value}-{name}.png" for name in MANUAL)
    assert all((FOLDER / file).is_file() for file in shown)
    keys = set(re.findall(r"\bF\d+\b", text_of(language)))
    assert keys >= {"F1", "F2", "F9"}
    assert keys <= {action.key for action in ACTIONS}


def test_all_languages_say_the_same_number_of_things() -> None:
    kinds = [[type(part).__name__ for part in manual(text_of(language)).parts] for language in Language]
    assert kinds[0] == kinds[1] == kinds[2]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils")
@pytest.mark.parametrize("language", [Language.AR, Language.FR])
def test_the_printed_manual_has_its_pictures_with_what_they_show(language: Language, tmp_path: Path) -> None:
    out = tmp_path / "manual.pdf"
    desk = open_desk(tmp_path / "home")
    told: list[tuple[int, int]] = []
    try:
        Printing(desk).document(Print.MANUAL, language, out, lambda done, total: told.append((done, total)))
    finally:
        desk.close()
    assert told[-1] == (1, 1)
    read = manual(text_of(language))
    captions = [part.caption for part in read.parts if isinstance(part, Picture)]
    with pikepdf.open(out) as pdf:
        nodes = [node for node in pdf.objects if isinstance(node, pikepdf.Dictionary)]
        assert [str(node["/Alt"]) for node in nodes if "/Alt" in node] == captions
        assert len([node for node in pdf.objects if isinstance(node, pikepdf.Stream) and "/Width" in node]) >= 7
        assert 4 <= len(pdf.pages) <= 8
    said = subprocess.run(["pdftotext", str(out), "-"], capture_output=True, text=True, check=True).stdout
    assert read.title in " ".join(said.split())


def test_a_picture_of_the_tour_is_kept_small_and_whole(tmp_path: Path) -> None:
    picture = Image.effect_noise((400, 300), 40).convert("RGB")
    picture.save(tmp_path / "big.png")
    keep(tmp_path / "big.png", tmp_path / "small.png")
    with Image.open(tmp_path / "small.png") as kept:
        assert kept.size == (400, 300)
    assert (tmp_path / "small.png").stat().st_size < (tmp_path / "big.png").stat().st_size
