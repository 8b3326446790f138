"""Colours as they are painted: relative luminance and contrast by WCAG 2.2, from pictures of the window."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

Picture = NDArray[np.float64]
# How far from the edge of a control its border is looked for, and how far outside its ground.
_EDGE = 3


def luminances(window: QWidget, part: QRect | None = None) -> Picture:
    """The relative luminance of every point of the window, or of a part of it."""
    grabbed = window.grab(part) if part is not None else window.grab()
    image = grabbed.toImage().convertToFormat(QImage.Format.Format_RGB32)
    shape = (image.height(), image.bytesPerLine() // 4, 4)
    parts = np.frombuffer(bytes(image.constBits()), dtype=np.uint8).reshape(shape)[:, : image.width(), 2::-1] / 255.0
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]), dtype=np.float64)


def box_of(widget: QWidget, window: QWidget, part: QRect | None = None) -> QRect:
    """Where the widget, or a part of it, can be seen in the window; empty where it cannot."""
    seen = widget.visibleRegion().boundingRect()
    if part is not None:
        seen = seen.intersected(part)
    return seen.translated(widget.mapTo(window, QPoint(0, 0))).intersected(window.rect())


def cut_out(picture: Picture, box: QRect) -> Picture:
    return picture[box.top() : box.top() + box.height(), box.left() : box.left() + box.width()]


def ratio(one: Picture | float, other: Picture | float) -> Picture:
    lighter, darker = np.maximum(one, other), np.minimum(one, other)
    return np.asarray((lighter + 0.05) / (darker + 0.05))


def contrast(seen: Picture) -> float:
    """Of the ground, the most frequent tone, with what stands out from it most."""
    tones, counts = np.unique(seen.round(3), return_counts=True)
    return float(ratio(tones, float(tones[counts.argmax()])).max())


def edge_contrast(picture: Picture, box: QRect) -> float:
    """The contrast of the weakest side of a control with the ground just outside of that side."""
    around = box.adjusted(-_EDGE, -_EDGE, _EDGE, _EDGE)
    if not QRect(0, 0, picture.shape[1], picture.shape[0]).contains(around):
        return float("inf")
    seen = cut_out(picture, around)
    # The middle of each side: its corners are round.
    height, width = seen.shape[0] // 4, seen.shape[1] // 4
    sides = (seen[:, width:-width], seen[::-1, width:-width], seen.T[:, height:-height], seen.T[::-1, height:-height])
    weakest = float("inf")
    for side in sides:
        ground = float(np.median(side[0]))
        border = max(float(ratio(float(np.median(line)), ground)) for line in side[_EDGE : 3 * _EDGE])
        weakest = min(weakest, border)
    return weakest
