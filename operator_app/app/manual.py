"""The pictures of the user manual: taken by the tour, so that they show the program as it is."""

from pathlib import Path

from PIL import Image

MANUAL = ("home", "ring", "article", "contacts", "call-back", "log", "help")
"""Names of the tour's pictures that the manual shows, each as `LANGUAGE-NAME.png`."""
_COLOURS = 64
"""A window has few; with a palette a picture is a third of its size."""


def keep(picture: Path, out: Path) -> None:
    """A picture of the tour as one of the manual."""
    with Image.open(picture) as opened:
        small = opened.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    small.save(out, "PNG", optimize=True)
