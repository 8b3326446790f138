"""Colours, sizes and the style sheet of the window. Our own: Qt's default colours and sizes fail WCAG 2.2 AA.

Contrast of each pair of colours that is drawn as text on ground is checked in tests/ui/test_theme.py.
"""

from dataclasses import dataclass, fields
from pathlib import Path
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette

from operator_app.settings import Theme

FAMILY = "IBM Plex Sans Arabic"
BASE_POINTS = 10.5
_HALF_LIGHT = 128


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme. `*_ground` are grounds for the text of the same name."""

    window: str
    surface: str
    raised: str
    text: str
    muted: str
    border: str
    control_border: str
    accent: str
    on_accent: str
    accent_ground: str
    selection: str
    on_selection: str
    focus: str
    good: str
    good_ground: str
    warn: str
    warn_ground: str
    bad: str
    bad_ground: str
    strip: str
    on_strip: str
    strip_muted: str
    mark_ground: str
    mark: str


LIGHT = Colours(
    window="#F3F5F7", surface="#FFFFFF", raised="#F8FAFB", text="#17212B", muted="#51606E", border="#D5DCE3",
    control_border="#7C8996", accent="#0B5C8A", on_accent="#FFFFFF", accent_ground="#E3F0F8", selection="#D3E7F4",
    on_selection="#0B2A3D", focus="#0B5C8A", good="#0B6B3A", good_ground="#E2F4E9", warn="#7A4B00",
    warn_ground="#FFF2D9", bad="#A61B1B", bad_ground="#FDE8E6", strip="#0E2F47", on_strip="#FFFFFF",
    strip_muted="#C3D5E3", mark_ground="#FFE9A8", mark="#17212B",
)  # fmt: skip
DARK = Colours(
    window="#12181E", surface="#1A222A", raised="#202A33", text="#ECF1F5", muted="#A9B7C4", border="#33414D",
    control_border="#8294A4", accent="#7CC4EE", on_accent="#06202F", accent_ground="#143347", selection="#1F4A66",
    on_selection="#FFFFFF", focus="#8FD0F5", good="#7ADCA4", good_ground="#12331F", warn="#F5C46B",
    warn_ground="#3A2B0C", bad="#FF9D94", bad_ground="#451917", strip="#0A2233", on_strip="#FFFFFF",
    strip_muted="#B4CADA", mark_ground="#5C4A00", mark="#FFFFFF",
)  # fmt: skip
CONTRAST_LIGHT = Colours(
    window="#FFFFFF", surface="#FFFFFF", raised="#FFFFFF", text="#000000", muted="#000000", border="#000000",
    control_border="#000000", accent="#00337A", on_accent="#FFFFFF", accent_ground="#FFFFFF", selection="#00337A",
    on_selection="#FFFFFF", focus="#B00000", good="#004D1A", good_ground="#FFFFFF", warn="#5C3300",
    warn_ground="#FFFFFF", bad="#8B0000", bad_ground="#FFFFFF", strip="#000000", on_strip="#FFFFFF",
    strip_muted="#FFFFFF", mark_ground="#FFFF00", mark="#000000",
)  # fmt: skip
CONTRAST_DARK = Colours(
    window="#000000", surface="#000000", raised="#000000", text="#FFFFFF", muted="#FFFFFF", border="#FFFFFF",
    control_border="#FFFFFF", accent="#6FE3FF", on_accent="#000000", accent_ground="#000000", selection="#FFFF00",
    on_selection="#000000", focus="#FF9EF0", good="#7CFF9B", good_ground="#000000", warn="#FFD24A",
    warn_ground="#000000", bad="#FFB0A8", bad_ground="#000000", strip="#000000", on_strip="#FFFF66",
    strip_muted="#FFFFFF", mark_ground="#FFFF00", mark="#000000",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Style:
    """A theme at a text size. `dark` tells the system's own dialogs which side they are on."""

    colours: Colours
    percent: int
    dark: bool

    def px(self, at_100: int) -> int:
        """A length that grows with the text."""
        return round(at_100 * self.percent / 100)

    def points(self, scale: float = 1.0) -> float:
        """A text size; the scale is 1 for text, 0.9 small, 1.15 titles, 1.4 large, 1.8 timer."""
        return BASE_POINTS * scale * self.percent / 100

    def font(self, scale: float = 1.0, *, bold: bool = False) -> QFont:
        font = QFont(FAMILY)
        font.setPointSizeF(self.points(scale))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def palette(self) -> QPalette:
        colours, palette = self.colours, QPalette()
        roles = {
            QPalette.ColorRole.Window: colours.window,
            QPalette.ColorRole.WindowText: colours.text,
            QPalette.ColorRole.Base: colours.surface,
            QPalette.ColorRole.AlternateBase: colours.raised,
            QPalette.ColorRole.Text: colours.text,
            QPalette.ColorRole.Button: colours.surface,
            QPalette.ColorRole.ButtonText: colours.text,
            QPalette.ColorRole.BrightText: colours.bad,
            QPalette.ColorRole.Link: colours.accent,
            QPalette.ColorRole.LinkVisited: colours.accent,
            QPalette.ColorRole.Highlight: colours.selection,
            QPalette.ColorRole.HighlightedText: colours.on_selection,
            QPalette.ColorRole.ToolTipBase: colours.surface,
            QPalette.ColorRole.ToolTipText: colours.text,
            QPalette.ColorRole.PlaceholderText: colours.muted,
            QPalette.ColorRole.Mid: colours.border,
            QPalette.ColorRole.Dark: colours.control_border,
            QPalette.ColorRole.Accent: colours.accent,
        }
        for role, colour in roles.items():
            palette.setColor(role, QColor(colour))
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.muted))
        return palette

    def sheet(self, template: str, icons: Path) -> str:
        """The style sheet: a template with $colour, $px<n>, $pt<n> (hundredths of the base size) and $tick names."""
        names: dict[str, str] = {item.name: getattr(self.colours, item.name) for item in fields(self.colours)}
        names |= {f"px{n}": str(self.px(n)) for n in range(1, 65)}
        names |= {f"pt{n}": f"{self.points(n / 100):.2f}" for n in range(80, 251, 5)}
        tick = "tick-dark" if QColor(self.colours.on_accent).lightness() < _HALF_LIGHT else "tick-light"
        return Template(template).substitute(names, tick=(icons / f"{tick}.svg").as_posix())


@dataclass(frozen=True, slots=True)
class SystemLook:
    """What the person chose in the system's own settings."""

    dark: bool = False
    contrast: bool = False


def system_look() -> SystemLook:
    """Light or dark, and whether high contrast is wanted, as the desktop says (nothing said: light, usual contrast)."""
    hints = QGuiApplication.styleHints()
    return SystemLook(
        hints.colorScheme() is Qt.ColorScheme.Dark,
        hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast,
    )


_AS_THE_SYSTEM = {
    SystemLook(dark=False, contrast=False): Theme.LIGHT,
    SystemLook(dark=True, contrast=False): Theme.DARK,
    SystemLook(dark=False, contrast=True): Theme.CONTRAST_LIGHT,
    SystemLook(dark=True, contrast=True): Theme.CONTRAST_DARK,
}


def style_for(theme: Theme, percent: int, system_is_dark: bool, system_has_contrast: bool = False) -> Style:
    """The style of a setting; `Theme.SYSTEM` follows the system's light or dark, and its high contrast."""
    if theme is Theme.SYSTEM:
        theme = _AS_THE_SYSTEM[SystemLook(system_is_dark, system_has_contrast)]
    colours = {
        Theme.LIGHT: LIGHT,
        Theme.DARK: DARK,
        Theme.CONTRAST_LIGHT: CONTRAST_LIGHT,
        Theme.CONTRAST_DARK: CONTRAST_DARK,
    }[theme]
    return Style(colours, percent, dark=theme in (Theme.DARK, Theme.CONTRAST_DARK))


def load_fonts(folder: Path) -> None:
    """Register the fonts that the program ships: the same on screen and paper, whatever the system has."""
    for file in sorted(folder.rglob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
