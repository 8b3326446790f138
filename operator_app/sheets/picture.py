"""The same pages as pictures: glyph outlines and shapes drawn with Pillow, for posters and letter blocks as PNG."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw

from operator_app.sheets.ink import Ink, Stroke

Point = tuple[float, float]
_FINER = 2
"""The picture is drawn this many times larger and then reduced, which smooths its edges."""
_CURVE_STEPS = 8


class PictureInk(Ink):
    """Draws one page as a picture of `dpi` pixels an inch; measures are points from the bottom left."""

    def __init__(self, size: tuple[float, float], dpi: int) -> None:
        super().__init__(size)
        self._scale = dpi / 72 * _FINER
        self._dpi = dpi
        pixels = (round(size[0] * self._scale), round(size[1] * self._scale))
        self._image = Image.new("RGB", pixels, "#FFFFFF")
        self._draw = ImageDraw.Draw(self._image)

    def _at(self, x: float, y: float) -> Point:
        return x * self._scale, (self.size[1] - y) * self._scale

    def text(self, x: float, y: float, size: float, strokes: Sequence[Stroke]) -> None:
        for stroke in strokes:
            pen = x
            for glyph, advance, dx, _ in stroke.shaped.glyphs:
                if glyph != stroke.file.blank:
                    outline = stroke.file.outline(glyph)
                    self.path(outline, (pen + dx * size / 1000, y), size / 1000, stroke.colour)
                pen += advance * size / 1000
            for apart in stroke.shaped.detached:
                place = (x + apart.x * size / 1000, y + apart.y * size / 1000)
                self.path(stroke.file.outline(apart.glyph), place, size / 1000, stroke.colour)
            x += stroke.width + stroke.stretch

    def path(self, operators: str, place: Point, scale: float, colour: str) -> None:
        """Contours are filled by the even-odd rule; the shipped fonts' contours do not overlap."""
        contours = [
            [self._at(place[0] + x * scale, place[1] + y * scale) for x, y in contour]
            for contour in contours_of(operators)
        ]
        points = [point for contour in contours for point in contour]
        if not points:
            return
        left, top = (int(min(point[axis] for point in points)) - 1 for axis in (0, 1))
        right, bottom = (int(max(point[axis] for point in points)) + 2 for axis in (0, 1))
        mask = Image.new("1", (right - left, bottom - top))
        for contour in contours:
            part = Image.new("1", mask.size)
            ImageDraw.Draw(part).polygon([(x - left, y - top) for x, y in contour], fill=1)
            mask = ImageChops.logical_xor(mask, part)
        self._image.paste(colour, (left, top), mask)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str = "",
        line: str = "",
        thickness: float = 0.6,
        radius: float = 0.0,
    ) -> None:
        corners = (*self._at(x, y + height), *self._at(x + width, y))
        wide = max(1, round(thickness * self._scale))
        self._draw.rounded_rectangle(corners, radius * self._scale, fill or None, line or None, wide if line else 0)

    def line(self, x: float, y: float, to_x: float, to_y: float, colour: str, thickness: float = 0.6) -> None:
        wide = max(1, round(thickness * self._scale))
        self._draw.line([self._at(x, y), self._at(to_x, to_y)], colour, wide)

    def disc(self, x: float, y: float, radius: float, fill: str = "", line: str = "", thickness: float = 0.8) -> None:
        corners = (*self._at(x - radius, y + radius), *self._at(x + radius, y - radius))
        self._draw.ellipse(corners, fill or None, line or None, max(1, round(thickness * self._scale)))

    def image(self, path: Path, x: float, y: float, width: float, height: float) -> None:
        with Image.open(path) as opened:
            picture = opened.convert("RGBA")
        ratio = min(width / picture.width, height / picture.height) * self._scale
        picture = picture.resize((max(1, round(picture.width * ratio)), max(1, round(picture.height * ratio))))
        middle = self._at(x + width / 2, y + height / 2)
        corner = (round(middle[0] - picture.width / 2), round(middle[1] - picture.height / 2))
        self._image.paste(picture, corner, picture)

    def end_page(self) -> None:
        """A picture is one page."""
        self.page += 1

    def finish(self) -> bytes:
        """The picture as PNG, with its resolution."""
        small = self._image.resize((self._image.width // _FINER, self._image.height // _FINER), Image.Resampling.BOX)
        buffer = BytesIO()
        small.save(buffer, "PNG", dpi=(self._dpi, self._dpi), optimize=True)
        return buffer.getvalue()


def contours_of(operators: str) -> list[list[Point]]:
    """The closed outlines of a path of PDF operators (m, l, c, re, h), curves cut into straight lines."""
    contours: list[list[Point]] = []
    numbers: list[float] = []
    for token in operators.split():
        if token == "m":
            contours.append([(numbers[0], numbers[1])])
        elif token == "l":
            contours[-1].append((numbers[0], numbers[1]))
        elif token == "c":
            contours[-1].extend(_curve(contours[-1][-1], numbers))
        elif token == "re":
            x, y, width, height = numbers
            contours.append([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])
        elif token != "h":
            numbers.append(float(token))
            continue
        numbers = []
    return [contour for contour in contours if len(contour) > 2]


def _curve(start: Point, numbers: Sequence[float]) -> Iterator[Point]:
    x1, y1, x2, y2, x3, y3 = numbers
    for step in range(1, _CURVE_STEPS + 1):
        t = step / _CURVE_STEPS
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3
        yield a * start[0] + b * x1 + c * x2 + d * x3, a * start[1] + b * y1 + c * y2 + d * y3
