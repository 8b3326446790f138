"""Fonts come from the program and from nowhere else, whatever the machine has installed."""

import subprocess
import sys
from pathlib import Path

import pikepdf

from operator_app.sheets import Options, Press
from operator_app.sheets.fonts import Fonts
from operator_app.sheets.truetype import with_widths
from tests.sheets.material import FONTS, RESOURCES

_WATCHED = """
import sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
from pathlib import Path
from datetime import datetime
from operator_app.domain.languages import Language, Text
from operator_app.domain.moments import TUNIS
from operator_app.sheets import Options, Press
from tests.sheets.material import FONTS, flows, words
options = Options(words(), Text(ar="بلدية"), made_at=datetime(2026, 11, 24, tzinfo=TUNIS))
Press(FONTS).sheet([*flows(1), *flows(1, Language.FR)], options, Path(sys.argv[1]))
endings = (".ttf", ".otf", ".ttc", ".pfb", ".afm", "fonts.conf")
print("\\n".join(path for path in opened if path.lower().endswith(endings)))
"""


def test_no_font_of_the_system_is_opened(tmp_path: Path) -> None:
    """In a process of its own that has no fontconfig and no home, and that notes every file it opens."""
    environment = {"FONTCONFIG_FILE": "/dev/null", "HOME": str(tmp_path), "PYTHONPATH": str(RESOURCES.parent)}
    done = subprocess.run(
        [sys.executable, "-c", _WATCHED, str(tmp_path / "sheet.pdf")],
        capture_output=True,
        text=True,
        check=True,
        cwd=RESOURCES.parent,
        env=environment,
    )
    opened = [Path(line) for line in done.stdout.splitlines() if line]
    assert len(opened) >= 4
    assert {path.parent for path in opened} == {FONTS}


def test_only_shipped_fonts_are_in_the_file(press: Press, options: Options, tmp_path: Path) -> None:
    out = tmp_path / "keys.pdf"
    shipped = {file.stem for file in FONTS.glob("*.ttf")}
    rows = [("F2", "بداية ☎ 漢", "x")]
    press.key_card("Touches №", rows, next(iter(options.words)), options, out)
    with pikepdf.open(out) as pdf:
        used = [font for page in pdf.pages for font in page.obj.Resources.Font.values()]
        assert {str(font.BaseFont).partition("+")[2] for font in used} <= shipped


def test_a_glyph_of_another_width_is_a_glyph_of_its_own(fonts: Fonts) -> None:
    file = next(iter(fonts.plain.files.values()))
    data, numbers = with_widths(file.data, [(5, 321), (5, 321), (6, 99)])
    again, same = with_widths(data, [(numbers[0], 321)])
    assert numbers[0] == numbers[1] != numbers[2]
    assert same == [numbers[0]]
    assert len(again) == len(data)


def test_every_font_has_its_licence_beside_it() -> None:
    licences = [file.name.partition("-")[0] for file in FONTS.glob("*-OFL.txt")]
    assert {file.name.partition("-")[0] for file in FONTS.glob("*.ttf")} == set(licences)
    assert all("SIL Open Font License" in file.read_text("utf-8", "replace") for file in FONTS.glob("*-OFL.txt"))
