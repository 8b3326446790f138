"""Reading printed pages back, as a person does who copies or searches."""

import re
import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from operator_app.app.pdf_pages import PDFIUM_ALONE

_CONTROLS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F))
# Poppler loses the space between a number and the Arabic word after it, so a change of script ends a word.
_WORD = re.compile(r"[\u0621-\u065f\u0670-\u06ff]+|\d+|[^\W\d_\u0600-\u06ff]+")


def poppler_text(path: Path) -> str:
    """What pdftotext finds; it adds direction controls of its own, which are taken away."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not here: apt-get install poppler-utils")
    done = subprocess.run(["pdftotext", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8").translate(_CONTROLS)


def pdfium_text(path: Path) -> str:
    """What pdfium finds, the reader that the program's preview and Chrome use. The program may be drawing meanwhile."""
    with PDFIUM_ALONE, pypdfium2.PdfDocument(path) as document:
        return "\n".join(document[number].get_textpage().get_text_range() for number in range(len(document)))


def words_of(text: str) -> list[str]:
    return _WORD.findall(text.replace("\u00a0", " "))


def found_again(expected: str, found: str) -> float:
    """The share of the words of a text that were found."""
    wanted, got = Counter(words_of(expected)), Counter(words_of(found))
    return 1 - sum((wanted - got).values()) / sum(wanted.values())


@dataclass(frozen=True)
class UsedFont:
    """A font of a document: its CMap to Unicode, and the size of the file that is embedded (0 for none)."""

    to_unicode: str
    embedded: int


def fonts(data: bytes) -> list[UsedFont]:
    """Every font of every page."""
    found: list[UsedFont] = []
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            for font in page.obj.Resources.get("/Font", {}).values():
                file = font.DescendantFonts[0].FontDescriptor.get("/FontFile2")
                cmap = font.ToUnicode.read_bytes().decode("ascii")
                found.append(UsedFont(cmap, len(file.read_bytes()) if file is not None else 0))
    return found


def mapped_texts(data: bytes) -> list[str]:
    """Every text that a code of the document's fonts stands for."""
    codes = [code for font in fonts(data) for code in re.findall(r"^<\w+> <(\w+)>$", font.to_unicode, re.MULTILINE)]
    return [bytes.fromhex(code).decode("utf-16-be") for code in codes]
