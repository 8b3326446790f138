"""What a Linux desktop shows of the program: its entry, its page in the software centre, its icons.

`tel:` is not claimed: the program rings numbers out through whatever does (a softphone), so it would call itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from PIL import Image
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from installer.packaging.product import APPSTREAM_ID, NAME, SUMMARIES, SUMMARY, TITLE, TITLES, Product

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
_PARAGRAPHS = {
    "": "Greet callers, find the verified answer in seconds, say it or refer the call, and log it: all from the "
    "keyboard. Works without a network; Arabic, French and English.",
    "ar": "استقبال المكالمات والعثور على الإجابة الموثوقة في ثوان ثم قولها أو إحالة المكالمة وتسجيلها: "
    "كل ذلك من لوحة المفاتيح. يعمل دون شبكة، بالعربية والفرنسية والإنقليزية.",
    "fr": "Accueillir, trouver en quelques secondes la réponse vérifiée, la dire ou orienter l'appel, et le noter : "
    "tout au clavier. Fonctionne sans réseau ; arabe, français et anglais.",
}


def entry() -> str:
    """The desktop entry."""
    lines = ["[Desktop Entry]", "Type=Application", "Version=1.4", f"Name={TITLE}"]
    lines += [f"Name[{language}]={text}" for language, text in sorted(TITLES.items())]
    lines += [f"Comment={SUMMARY}", *(f"Comment[{language}]={text}" for language, text in sorted(SUMMARIES.items()))]
    lines += [f"Exec={NAME}", f"Icon={NAME}", "Terminal=false", "Categories=Office;ContactManagement;"]
    lines += [f"StartupWMClass={NAME}", "Keywords=telephone;switchboard;operator;guide;standard;هاتف;موزع;"]
    return "\n".join(lines) + "\n"


def metainfo(product: Product) -> str:
    """The AppStream file."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<component type="desktop-application">',
        f"  <id>{APPSTREAM_ID}</id>",
        "  <metadata_license>CC0-1.0</metadata_license>",
        "  <project_license>GPL-3.0-or-later</project_license>",
        *_translated("name", {"": TITLE, **TITLES}),
        *_translated("summary", {"": SUMMARY, **SUMMARIES}),
        "  <description>",
        *_translated("p", _PARAGRAPHS),
        "  </description>",
        f'  <launchable type="desktop-id">{NAME}.desktop</launchable>',
        f"  <provides><binary>{NAME}</binary></provides>",
        '  <content_rating type="oars-1.1"/>',
        f'  <releases><release version="{product.version}" date="{product.day}"/></releases>',
        "</component>",
    ]
    return "\n".join(lines) + "\n"


def _translated(tag: str, texts: Mapping[str, str]) -> list[str]:
    """One element a language; the empty language is the source."""
    languages = {code: f' xml:lang="{code}"' if code else "" for code in sorted(texts)}
    return [f"  <{tag}{languages[code]}>{escape(texts[code])}</{tag}>" for code in languages]


def icons(product: Product, folder: Path) -> dict[int, Path]:
    """The icon as PNG in each of SIZES; returns size → file. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QGuiApplication.instance() or QGuiApplication([NAME, "-platform", "offscreen"])
    renderer = QSvgRenderer(str(product.resource("icons", "app.svg")))
    made = {}
    for size in SIZES:
        image = QImage(QSize(size, size), QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        made[size] = folder / f"{size}.png"
        if not image.save(str(made[size])):
            raise OSError(f"{made[size]} could not be written")
    del app
    return made


def windows_icon(icons_by_size: dict[int, Path], out: Path) -> None:
    """All sizes up to 256 in one .ico. Raises OSError."""
    sizes = [size for size in SIZES if size <= 256]
    with Image.open(icons_by_size[256]) as largest:
        largest.save(out, format="ICO", sizes=[(size, size) for size in sizes])
