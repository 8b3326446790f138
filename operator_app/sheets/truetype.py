"""One glyph of an embedded TrueType font for each width that it is used with.

A code of ours has the width of its place: a letter of a ligature gets its share, a kerned letter what is left. PDF/UA
(7.21.5) asks that the font program says the same widths, so such codes get a copy of the glyph, with its own entry in
`hmtx`. (OpenType 1.9: glyf, loca, hmtx.)
"""

import struct
from collections.abc import Mapping, Sequence
from itertools import pairwise

Tables = dict[str, bytes]


def with_widths(data: bytes, wanted: Sequence[tuple[int, int]]) -> tuple[bytes, list[int]]:
    """The font with a glyph for every pair of (glyph, width in font units), and the number of each pair's glyph."""
    tables = _tables(data)
    outlines = _outlines(tables)
    metrics = _metrics(tables, len(outlines))
    known = {(glyph, width): glyph for glyph, (width, _) in enumerate(metrics)}
    numbers: list[int] = []
    for glyph, width in wanted:
        number = known.get((glyph, width))
        if number is None:
            number = known[glyph, width] = len(outlines)
            outlines.append(outlines[glyph])
            metrics.append((width, metrics[glyph][1]))
        numbers.append(number)
    return _font(_changed(tables, outlines, metrics)), numbers


def _tables(data: bytes) -> Tables:
    count = struct.unpack_from(">H", data, 4)[0]
    found: Tables = {}
    for place in range(12, 12 + 16 * count, 16):
        tag, _, offset, length = struct.unpack_from(">4sLLL", data, place)
        found[tag.decode("ascii")] = data[offset : offset + length]
    return found


def _outlines(tables: Mapping[str, bytes]) -> list[bytes]:
    count = struct.unpack_from(">H", tables["maxp"], 4)[0]
    wide = struct.unpack_from(">h", tables["head"], 50)[0]
    offsets = struct.unpack(f">{count + 1}{'L' if wide else 'H'}", tables["loca"][: (count + 1) * (4 if wide else 2)])
    scale = 1 if wide else 2
    return [tables["glyf"][start * scale : stop * scale] for start, stop in pairwise(offsets)]


def _metrics(tables: Mapping[str, bytes], count: int) -> list[tuple[int, int]]:
    """Width and left bearing of each glyph; glyphs after the last whole entry share its width."""
    whole = struct.unpack_from(">H", tables["hhea"], 34)[0]
    found: list[tuple[int, int]] = [struct.unpack_from(">Hh", tables["hmtx"], 4 * glyph) for glyph in range(whole)]
    for glyph in range(whole, count):
        found.append((found[-1][0], struct.unpack_from(">h", tables["hmtx"], 4 * whole + 2 * (glyph - whole))[0]))
    return found


def _changed(tables: Mapping[str, bytes], outlines: Sequence[bytes], metrics: Sequence[tuple[int, int]]) -> Tables:
    padded = [outline + b"\0" * (-len(outline) % 4) for outline in outlines]
    offsets = [0]
    for outline in padded:
        offsets.append(offsets[-1] + len(outline))
    head = bytearray(tables["head"])
    struct.pack_into(">L", head, 8, 0)
    struct.pack_into(">h", head, 50, 1)
    hhea = bytearray(tables["hhea"])
    struct.pack_into(">H", hhea, 34, len(metrics))
    maxp = bytearray(tables["maxp"])
    struct.pack_into(">H", maxp, 4, len(outlines))
    return dict(tables) | {
        "glyf": b"".join(padded),
        "loca": struct.pack(f">{len(offsets)}L", *offsets),
        "hmtx": b"".join(struct.pack(">Hh", *pair) for pair in metrics),
        "head": bytes(head),
        "hhea": bytes(hhea),
        "maxp": bytes(maxp),
    }


def _font(tables: Tables) -> bytes:
    """The file, with the sums that say that it is whole."""
    count = len(tables)
    power = count.bit_length() - 1
    span = 16 << power
    header = struct.pack(">LHHHH", 0x00010000, count, span, power, 16 * count - span)
    offset = 12 + 16 * count
    entries: list[bytes] = []
    bodies: list[bytes] = []
    for tag in sorted(tables):
        body = tables[tag] + b"\0" * (-len(tables[tag]) % 4)
        entries.append(struct.pack(">4sLLL", tag.encode("ascii"), _sum(body), offset, len(tables[tag])))
        bodies.append(body)
        offset += len(body)
    data = bytearray(b"".join((header, *entries, *bodies)))
    place = struct.unpack_from(">L", data, 12 + 16 * sorted(tables).index("head") + 8)[0]
    struct.pack_into(">L", data, place + 8, (0xB1B0AFBA - _sum(bytes(data))) & 0xFFFFFFFF)
    return bytes(data)


def _sum(data: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(data) // 4}L", data)
    return sum(words) & 0xFFFFFFFF
