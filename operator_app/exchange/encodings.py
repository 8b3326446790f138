"""Which encoding a text file is in, told honestly: what was guessed is said, what cannot be is refused.

A file is decoded piece by piece, when it is looked at and when it is read: a whole guide decoded at once would hold the
interpreter, and with it the window, for 50 ms.
"""

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from operator_app.domain.problems import Problem

_UTF8_MARK = b"\xef\xbb\xbf"
_MARKS = (
    (_UTF8_MARK, "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
# Above this share of wrong bytes among those beyond ASCII, a file is another encoding and not a broken UTF-8 one.
_MOST_BROKEN = 0.2
_SAMPLE = 4_000
_PIECE = 1 << 16
_REPLACED = "\ufffd"
_REPLACED_BYTES = _REPLACED.encode()
_ARABIC = re.compile("[\u0621-\u0652\u067e\u0679\u0686\u0688\u0691\u0698\u06a9\u06af\u06ba\u06be\u06c1\u06d2]+")
_LATIN = re.compile("[A-Za-zÀ-ÿŒœ]")
_ALWAYS_TEXT = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file that can be read in this encoding; `start` is where its text begins, after a byte order mark. `guessed`
    names the encoding when nothing in the file says it."""

    content: bytes
    encoding: str
    start: int = 0
    guessed: str = ""

    def opened(self, newline: str = "") -> io.TextIOWrapper:
        """The text from its beginning, line by line; `newline` as in `open`."""
        stream = io.BytesIO(self.content)
        stream.seek(self.start)
        return io.TextIOWrapper(stream, self.encoding, newline=newline)


def decoded(content: bytes, name: str) -> Decoded:
    """How a file is read. Raises Problem("not_utf8") for broken Unicode (with the line), Problem("not_text")."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            _check(content, encoding, name, len(mark))
            return Decoded(content, encoding, len(mark))
    if encoding := _wide(content):
        _check(content, encoding, name)
        return Decoded(content, encoding, guessed=encoding)
    try:
        zeros = sum(text.count("\x00") for text in _pieces(content, "utf-8"))
    except UnicodeDecodeError:
        if _mostly_utf8(content):
            # Raises: it is known to be broken, and this tells where.
            _check(content, "utf-8", name)
        encoding = _single_byte(content, name)
        return Decoded(content, encoding, guessed=encoding)
    if zeros:
        raise Problem("not_text", file=name)
    return Decoded(content, "utf-8")


def _pieces(content: bytes, encoding: str, start: int = 0, errors: str = "strict") -> Iterator[str]:
    """The text, piece by piece. Raises UnicodeDecodeError, whose object is the piece with what was left of those before
    it."""
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    for place in range(start, len(content), _PIECE):
        yield decoder.decode(content[place : place + _PIECE])
    yield decoder.decode(b"", final=True)


def text_of(content: bytes, name: str) -> str:
    """UTF-8 text, with or without a byte order mark, its lines ended by a line feed. Raises Problem("not_utf8") with
    the line."""
    start = len(_UTF8_MARK) if content.startswith(_UTF8_MARK) else 0
    text = "".join(_known(content, "utf-8", name, start))
    return text.replace("\r\n", "\n") if b"\r\n" in content else text


def _check(content: bytes, encoding: str, name: str, start: int = 0) -> None:
    """Raises Problem("not_utf8") with the line."""
    for _ in _known(content, encoding, name, start):
        pass


def _known(content: bytes, encoding: str, name: str, start: int) -> Iterator[str]:
    """The text in an encoding that is known, piece by piece. Raises Problem("not_utf8") with the line."""
    line = 1
    try:
        for text in _pieces(content, encoding, start):
            line += text.count("\n")
            yield text
    except UnicodeDecodeError as error:
        line += error.object[: error.start].decode(encoding, "replace").count("\n")
        raise Problem("not_utf8", file=name, line=line) from error


def _wide(content: bytes) -> str:
    """UTF-16 without a mark: every other byte of its delimiters and line ends is zero."""
    sample = content[:_SAMPLE]
    if len(content) % 2 or sample.count(0) < len(sample) / 50 or not sample:
        return ""
    for encoding, newline in (("utf-16-le", b"\n\x00"), ("utf-16-be", b"\x00\n")):
        position = content.find(newline)
        if position >= 0 and position % 2 == 0:
            return encoding
    return ""


def _mostly_utf8(content: bytes) -> bool:
    """Whether the file is UTF-8 with a few broken bytes."""
    beyond = sum(byte > 0x7F for byte in content)
    broken = sum(text.count(_REPLACED) for text in _pieces(content, "utf-8", errors="replace"))
    written = sum(
        content.count(_REPLACED_BYTES, place, place + _PIECE + len(_REPLACED_BYTES) - 1)
        for place in range(0, len(content), _PIECE)
    )
    return broken - written < beyond * _MOST_BROKEN


def _single_byte(content: bytes, name: str) -> str:
    """Windows-1256 (Arabic) or windows-1252 (French).

    Both hold é è ê ç à ù œ at the same places. Where 1256 has an Arabic letter, 1252 has a capital or rare letter:
    read as 1256, a French file shows single Arabic letters inside Latin words, an Arabic file whole Arabic words.
    """
    among_latin = alone = 0
    for line in io.TextIOWrapper(io.BytesIO(content), "cp1256", "replace", newline=""):
        if _ALWAYS_TEXT.search(line) or "\x00" in line:
            raise Problem("not_text", file=name)
        for found in _ARABIC.finditer(line):
            around = line[max(0, found.start() - 1) : found.start()] + line[found.end() : found.end() + 1]
            if _LATIN.search(around) or len(found[0]) == 1:
                among_latin += len(found[0])
            else:
                alone += len(found[0])
    if alone > among_latin:
        return "windows-1256"
    try:
        for _ in _pieces(content, "cp1252"):
            pass
    except UnicodeDecodeError:
        return "windows-1256"
    return "windows-1252"
