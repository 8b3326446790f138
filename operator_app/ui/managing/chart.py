"""Bars drawn by ourselves: told apart by pattern and frame, not by colour; mirrored where one reads from the right."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from operator_app.ui.context import UiContext

_PATTERNS = (
    Qt.BrushStyle.SolidPattern,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.Dense6Pattern,
    Qt.BrushStyle.NoBrush,
)
_STEPS = (1, 2, 2.5, 5, 10)
_LINES = 4
_TALL = 230


@dataclass(frozen=True, slots=True)
class Series:
    """One kind of bars. A value of None was not measured: no bar, and a small cross where it would stand."""

    name: str
    values: tuple[float | None, ...]


class BarChart(QWidget):
    """Groups of bars over labels. A screen reader is told each series' highest and lowest; the table has the rest."""

    def __init__(self, context: UiContext, identifier: str) -> None:
        super().__init__()
        self._context = context
        self._labels: tuple[str, ...] = ()
        self._series: tuple[Series, ...] = ()
        self._unit = ""
        self.setAccessibleIdentifier(identifier)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(context.style.px(_TALL))

    def show_bars(self, name: str, labels: Sequence[str], series: Sequence[Series], unit: str = "") -> None:
        """`name` says what is drawn; `unit` stands at the top of the scale."""
        self._labels, self._series, self._unit = tuple(labels), tuple(series), unit
        self.setAccessibleName(name)
        self.setAccessibleDescription(self._summary())
        self.setToolTip(self._summary())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._context.style.px(320), self._context.style.px(_TALL))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._context.style.font(0.9))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._labels:
            area = self._frame(painter)
            self._bars(painter, area)
            self._legend(painter)
        painter.end()

    def _summary(self) -> str:
        t = self._context.t
        parts = []
        for series in self._series:
            known = [(v, label) for v, label in zip(series.values, self._labels, strict=True) if v is not None]
            if not known:
                parts.append(t("{name}: not measured", name=series.name))
                continue
            (low, low_at), (high, high_at) = min(known), max(known)
            parts.append(
                t(
                    "{name}: highest {high} ({high_at}), lowest {low} ({low_at})",
                    name=series.name, high=_plain(high), high_at=high_at, low=_plain(low), low_at=low_at,
                )
            )  # fmt: skip
        return ". ".join(parts)

    def _top(self) -> float:
        most = max((v for series in self._series for v in series.values if v is not None), default=0.0)
        step = _nice(most / _LINES) if most > 0 else 1.0
        return step * _LINES

    def _frame(self, painter: QPainter) -> QRectF:
        """Grid and scale; what is left for the bars."""
        px, metrics = self._context.style.px, QFontMetrics(painter.font())
        top = self._top()
        side = max(metrics.horizontalAdvance(_plain(top * n / _LINES)) for n in range(_LINES + 1)) + px(12)
        above, below = metrics.height() * 2 + px(10), metrics.height() + px(8)
        rtl = self._right_to_left()
        left = px(8) if rtl else side
        area = QRectF(left, above, self.width() - side - px(8), self.height() - above - below)
        for n in range(_LINES + 1):
            y = area.bottom() - area.height() * n / _LINES
            painter.setPen(QPen(QColor(self._context.style.colours.border), 1))
            painter.drawLine(int(area.left()), int(y), int(area.right()), int(y))
            painter.setPen(QColor(self._context.style.colours.muted))
            x = area.right() + px(4) if rtl else 0.0
            box = QRectF(x, y - metrics.height() / 2, side - px(6), metrics.height())
            align = Qt.AlignmentFlag.AlignLeft if rtl else Qt.AlignmentFlag.AlignRight
            text = _plain(top * n / _LINES)
            painter.drawText(box, align | Qt.AlignmentFlag.AlignVCenter, text)
        return area

    def _bars(self, painter: QPainter, area: QRectF) -> None:
        px, top, rtl = self._context.style.px, self._top(), self._right_to_left()
        group = area.width() / len(self._labels)
        width = min(group * 0.8 / max(1, len(self._series)), px(48))
        every = self._label_step(painter, group)
        for place, label in enumerate(self._labels):
            middle = area.left() + group * (place + 0.5)
            middle = area.left() + area.right() - middle if rtl else middle
            for n, series in enumerate(self._series):
                at = n if not rtl else len(self._series) - 1 - n
                x = middle - width * len(self._series) / 2 + at * width
                self._bar(painter, QRectF(x, area.top(), width * 0.9, area.height()), series.values[place], top, n)
            if place % every == 0:
                painter.setPen(QColor(self._context.style.colours.text))
                box = QRectF(middle - group * every / 2, area.bottom() + px(4), group * every, px(24))
                painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, label)

    def _bar(self, painter: QPainter, room: QRectF, value: float | None, top: float, n: int) -> None:
        colours = self._context.style.colours
        if value is None:
            painter.setPen(QPen(QColor(colours.muted), 1.5))
            x, y, arm = room.center().x(), room.bottom() - self._context.style.px(6), self._context.style.px(3)
            painter.drawLine(int(x - arm), int(y - arm), int(x + arm), int(y + arm))
            painter.drawLine(int(x - arm), int(y + arm), int(x + arm), int(y - arm))
            return
        tall = room.height() * value / top
        painter.setPen(QPen(QColor(colours.accent), 1.5))
        painter.setBrush(QBrush(QColor(colours.accent), _PATTERNS[n % len(_PATTERNS)]))
        painter.drawRect(QRectF(room.left(), room.bottom() - tall, room.width(), tall))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _legend(self, painter: QPainter) -> None:
        px, metrics = self._context.style.px, QFontMetrics(painter.font())
        x = float(px(8))
        side = metrics.height() * 0.8
        names = [*(series.name for series in self._series), *([f"({self._unit})"] if self._unit else [])]
        for n, name in enumerate(names):
            width = metrics.horizontalAdvance(name)
            boxed = n < len(self._series)
            room = (side + px(6) if boxed else 0) + width
            start = self.width() - x - room if self._right_to_left() else x
            if boxed:
                left = start + width + px(6) if self._right_to_left() else start
                painter.setPen(QPen(QColor(self._context.style.colours.accent), 1.5))
                painter.setBrush(QBrush(QColor(self._context.style.colours.accent), _PATTERNS[n % len(_PATTERNS)]))
                painter.drawRect(QRectF(left, px(4), side, side))
                painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(self._context.style.colours.text))
            text_at = start if self._right_to_left() or not boxed else start + side + px(6)
            painter.drawText(QRectF(text_at, px(2), width + 2, metrics.height()), Qt.AlignmentFlag.AlignLeft, name)
            x += room + px(16)

    def _label_step(self, painter: QPainter, group: float) -> int:
        """Every how many labels there is room for one."""
        metrics = QFontMetrics(painter.font())
        widest = max(metrics.horizontalAdvance(label) for label in self._labels) + self._context.style.px(8)
        return max(1, int(-(-widest // max(1.0, group))))

    def _right_to_left(self) -> bool:
        return self._context.language.right_to_left


def _nice(step: float) -> float:
    """The next larger 1, 2, 2.5 or 5 times a power of ten: scales that are read at a glance."""
    power = 1.0
    while power > step:
        power /= 10
    while power * 10 <= step:
        power *= 10
    for _, larger in pairwise((0, *_STEPS)):
        if power * larger >= step:
            return power * larger
    return power * 10


def _plain(value: float) -> str:
    return f"{value:.0f}" if value == int(value) or value >= 100 else f"{value:.1f}"
