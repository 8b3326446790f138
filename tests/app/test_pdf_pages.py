"""Pages of a PDF file as pictures, drawn by more than one thread."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from operator_app.app.pdf_pages import PdfPages

PAGES = 12
# In a process of its own: what pdfium does wrong ends the process.
DRAW = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from operator_app.app.pdf_pages import PdfPages

def draw(_turn):
    with PdfPages(Path(sys.argv[1])) as pages:
        return [pages.picture(number, 40).width() for number in range(len(pages))]

sys.setswitchinterval(1e-5)
with ThreadPoolExecutor(4) as threads:
    widths = [width for drawn in threads.map(draw, range(400)) for width in drawn]
print(len(widths), set(widths))
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Pages of text, each with a black square at its foot on the left."""
    written = BytesIO()
    canvas = Canvas(written, pagesize=(300, 400))
    for number in range(PAGES):
        canvas.rect(0, 0, 100, 100, fill=1)
        for row in range(20):
            canvas.drawString(120, 380 - 15 * row, f"Page {number}, row {row}")
        canvas.showPage()
    canvas.save()
    path = tmp_path / "pages.pdf"
    path.write_bytes(written.getvalue())
    return path


def test_a_page_is_drawn_as_wide_as_asked(file: Path) -> None:
    with PdfPages(file) as pages:
        assert len(pages) == PAGES
        picture = pages.picture(0, 600)
        assert (picture.width(), picture.height()) == (600, 800)
        assert picture.pixelColor(100, 700).lightness() == 0
        assert picture.pixelColor(100, 100).lightness() == 255
        assert pages.printed(1, 144).width() == 600


def test_two_files_are_open_at_once(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "dark.pdf"
    Image.new("L", (100, 100), 0).save(other)
    with PdfPages(file) as light, PdfPages(other) as dark:
        assert light.picture(0, 100).pixelColor(5, 5).lightness() == 255
        assert dark.picture(0, 100).pixelColor(5, 5).lightness() == 0
        assert light.picture(1, 100).width() == 100


def test_threads_draw_at_once(file: Path) -> None:
    done = subprocess.run([sys.executable, "-c", DRAW, str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split(maxsplit=1) == [str(400 * PAGES), "{40}\n"]
