"""What Qt makes of the guide's titles through ICU, as lines: run once with Qt's whole Unicode data, once with ours.

python sorting.py GUIDE_FOLDER      (UTF-8 on stdout)
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import (
    QCollator,
    QDateTime,
    QLocale,
    QStringConverter,
    QStringDecoder,
    QTextBoundaryFinder,
    QTimeZone,
)


def lines(titles: list[str]) -> Iterator[str]:
    """All of it."""
    yield str([line.split()[-1] for line in Path("/proc/self/maps").read_text().splitlines() if "icudata" in line][:1])
    moment = QDateTime.fromSecsSinceEpoch(1_785_000_000, QTimeZone(b"Africa/Tunis"))
    for name in ("ar_TN", "fr_TN", "en_GB", "C"):
        place = QLocale(name)
        collator = QCollator(place)
        ordered = sorted(titles, key=collator.sortKey)
        collator.setNumericMode(True)
        yield f"{name} {ordered}"
        yield f"{name} {sum(collator.compare(one, two) < 0 for one in titles[:40] for two in titles)}"
        yield f"{name} {[place.toUpper(title) + place.toLower(title) for title in titles]}"
        yield f"{name} {place.toString(moment, QLocale.FormatType.LongFormat)} {place.toString(1234567.5)}"
        yield f"{name} {moment.timeZone().displayName(moment, QTimeZone.NameType.LongName, place)}"
    for title in titles:
        finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Word, title)
        yield str([finder.toNextBoundary() for _ in range(len(title))])
    for name in ("windows-1256", "ISO-8859-6", "windows-1252", "ISO-8859-15", "UTF-16LE", "no such"):
        yield f"{name} {QStringDecoder(name).isValid()}"  # from Python it can be made, but not be asked to decode
    yield str({"UTF-8", "windows-1256"} <= set(QStringConverter.availableCodecs()))


if __name__ == "__main__":
    read = (file.read_text("utf-8").splitlines() for file in sorted(Path(sys.argv[1]).rglob("*.md")))
    found = sorted({line.partition('"')[2].rstrip('"') for words in read for line in words if line.startswith("title")})
    sys.stdout.buffer.write("\n".join(lines(found)).encode())
