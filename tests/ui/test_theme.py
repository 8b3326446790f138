"""Contrast of every theme, by WCAG 2.2: 4.5 to 1 for text, 3 to 1 for parts that carry meaning."""

from itertools import product

import pytest

from operator_app.paths import shipped
from operator_app.settings import Theme
from operator_app.ui.theme import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Colours, style_for

THEMES = {"light": LIGHT, "dark": DARK, "contrast_light": CONTRAST_LIGHT, "contrast_dark": CONTRAST_DARK}
# Text and the ground on which the style sheet or a delegate draws it.
TEXT_PAIRS = [
    *product(("text", "muted", "accent", "good", "warn", "bad"), ("window", "surface", "raised")),
    ("on_accent", "accent"),
    ("on_selection", "selection"),
    ("accent", "accent_ground"),
    ("text", "accent_ground"),
    ("good", "good_ground"),
    ("warn", "warn_ground"),
    ("muted", "warn_ground"),
    ("text", "warn_ground"),
    ("bad", "bad_ground"),
    ("on_strip", "strip"),
    ("strip_muted", "strip"),
    ("mark", "mark_ground"),
]
PART_PAIRS = [
    *product(("control_border", "focus", "accent"), ("window", "surface")),
    ("strip_muted", "strip"),
    ("on_selection", "selection"),
]


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb" (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("pair", TEXT_PAIRS, ids=" on ".join)
def test_text_can_be_read(name: str, pair: tuple[str, str]) -> None:
    assert ratio(THEMES[name], pair) >= 4.5


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("pair", PART_PAIRS, ids=" on ".join)
def test_parts_can_be_seen(name: str, pair: tuple[str, str]) -> None:
    assert ratio(THEMES[name], pair) >= 3.0


def ratio(colours: Colours, pair: tuple[str, str]) -> float:
    return contrast(getattr(colours, pair[0]), getattr(colours, pair[1]))


@pytest.mark.parametrize("theme", list(Theme))
@pytest.mark.parametrize("percent", [100, 150, 200])
def test_the_style_sheet_has_every_name_filled(theme: Theme, percent: int) -> None:
    template = (shipped("resources") / "themes" / "style.qss").read_text(encoding="utf-8")
    assert "$" not in style_for(theme, percent, False).sheet(template, shipped("resources") / "icons")


def test_lengths_and_text_grow_together() -> None:
    half, full = style_for(Theme.LIGHT, 100, False), style_for(Theme.LIGHT, 200, False)
    assert full.px(24) == 2 * half.px(24) == 48
    assert full.points() == 2 * half.points()
