"""The part of uharfbuzz that is used here, with types (the library ships none).

uharfbuzz is imported by name so that `mypy --strict` needs no exemption; nothing else in the package imports it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from typing import Protocol, cast

_DROPPED_TABLES = ("GSUB", "GPOS", "GDEF", "BASE", "JSTF", "DSIG", "name", "post", "OS/2", "cmap", "STAT", "gasp")
_SUBSET_FLAGS = 1 | 64 | 512  # no hinting, keep the outline of .notdef, no closure over layout


class GlyphInfo(Protocol):
    codepoint: int
    cluster: int


class GlyphPosition(Protocol):
    x_advance: int
    x_offset: int
    y_offset: int


class HbBuffer(Protocol):
    direction: str
    script: str
    language: str
    cluster_level: int

    def add_codepoints(self, codepoints: Sequence[int], item_offset: int, item_length: int) -> None: ...

    @property
    def glyph_infos(self) -> Sequence[GlyphInfo]: ...

    @property
    def glyph_positions(self) -> Sequence[GlyphPosition]: ...


class HbBlob(Protocol):
    @property
    def data(self) -> bytes: ...


class HbFace(Protocol):
    upem: int
    blob: HbBlob

    @property
    def unicodes(self) -> Iterable[int]: ...


class FontExtents(Protocol):
    ascender: int
    descender: int


class HbFont(Protocol):
    def get_font_extents(self, direction: str) -> FontExtents: ...

    def get_nominal_glyph(self, codepoint: int) -> int | None: ...

    def get_glyph_h_advance(self, glyph: int) -> int: ...

    def draw_glyph(self, glyph: int, funcs: "_DrawFuncs", draw_state: None) -> None: ...


class _DrawFuncs(Protocol):
    def set_move_to_func(self, func: Callable[[float, float, None], None]) -> None: ...

    def set_line_to_func(self, func: Callable[[float, float, None], None]) -> None: ...

    def set_quadratic_to_func(self, func: Callable[[float, float, float, float, None], None]) -> None: ...

    def set_close_path_func(self, func: Callable[[None], None]) -> None: ...


class _Set(Protocol):
    def add(self, value: int) -> None: ...


class _SubsetInput(Protocol):
    flags: int

    @property
    def glyph_set(self) -> _Set: ...

    @property
    def drop_table_tag_set(self) -> _Set: ...


class _SubsetPlan(Protocol):
    @property
    def old_to_new_glyph_mapping(self) -> Mapping[int, int]: ...

    def execute(self) -> HbFace: ...


class _Module(Protocol):
    Blob: Callable[[bytes], HbBlob]
    Face: Callable[[HbBlob], HbFace]
    Font: Callable[[HbFace], HbFont]
    Buffer: Callable[[], HbBuffer]
    SubsetInput: Callable[[], _SubsetInput]
    SubsetPlan: Callable[[HbFace, _SubsetInput], _SubsetPlan]
    SubsetFlags: Callable[[int], int]
    BufferClusterLevel: Callable[[int], int]
    DrawFuncs: Callable[[], _DrawFuncs]
    shape: Callable[[HbFont, HbBuffer], None]


_hb = cast(_Module, import_module("uharfbuzz"))
_BY_CHARACTER = _hb.BufferClusterLevel(1)


def open_face(data: bytes) -> HbFace:
    """The face of a font file's bytes."""
    return _hb.Face(_hb.Blob(data))


def open_font(face: HbFace) -> HbFont:
    """A font whose units are the face's own."""
    return _hb.Font(face)


def shape(
    font: HbFont, codepoints: Sequence[int], start: int, length: int, right_to_left: bool, script: str, language: str
) -> Iterable[tuple[GlyphInfo, GlyphPosition]]:
    """Glyphs of `length` code points from `start`, left to right, shaped in the context of all `codepoints`.

    Clusters are indices into `codepoints`; a mark keeps a cluster of its own.
    """
    buffer = _hb.Buffer()
    buffer.cluster_level = _BY_CHARACTER
    buffer.add_codepoints(codepoints, start, length)
    buffer.direction = "rtl" if right_to_left else "ltr"
    buffer.script = script
    buffer.language = language
    _hb.shape(font, buffer)
    return zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)


def outline(font: HbFont, glyph: int) -> list[tuple[float, ...]]:
    """The segments of a TrueType glyph in font units: (x, y) moves, (x, y, 0) lines, (cx, cy, x, y) quadratic
    curves; () closes."""
    segments: list[tuple[float, ...]] = []
    funcs = _hb.DrawFuncs()
    funcs.set_move_to_func(lambda x, y, _: segments.append((x, y)))
    funcs.set_line_to_func(lambda x, y, _: segments.append((x, y, 0.0)))
    funcs.set_quadratic_to_func(lambda cx, cy, x, y, _: segments.append((cx, cy, x, y)))
    funcs.set_close_path_func(lambda _: segments.append(()))
    font.draw_glyph(glyph, funcs, None)
    return segments


def subset(face: HbFace, glyphs: Iterable[int]) -> tuple[bytes, dict[int, int]]:
    """A font file with only these glyphs, and the new number of each."""
    wanted = _hb.SubsetInput()
    wanted.flags = _hb.SubsetFlags(_SUBSET_FLAGS)
    for glyph in glyphs:
        wanted.glyph_set.add(glyph)
    for tag in _DROPPED_TABLES:
        wanted.drop_table_tag_set.add(int.from_bytes(tag.encode("ascii"), "big"))
    plan = _hb.SubsetPlan(face, wanted)
    return plan.execute().blob.data, dict(plan.old_to_new_glyph_mapping.items())
