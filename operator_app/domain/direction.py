"""Direction controls of Unicode's bidirectional algorithm: added for display only, taken out of what is copied, spoken
and compared."""

import re

_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def left_to_right(text: str) -> str:
    """A number or time that is drawn left to right inside a sentence of either direction. For display only."""
    return f"\u2066{text}\u2069" if text else ""


def isolated(text: str) -> str:
    """A text in a direction of its own, the one of its first letter. For display only."""
    return f"\u2068{text}\u2069" if text else ""


def plain(text: str) -> str:
    """The text without direction controls."""
    return _CONTROLS.sub("", text)
