"""Which encoding a text file is in, told honestly: what was guessed is said, what cannot be is refused."""

import re
from dataclasses import dataclass

from operator_app.domain.problems import Problem

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
# Above this share of wrong bytes among those beyond ASCII, a file is another encoding and not a broken UTF-8 one.
_MOST_BROKEN = 0.2
_SAMPLE = 4_000
_ARABIC = re.compile("[\u0621-\u0652\u067e\u0679\u0686\u0688\u0691\u0698\u06a9\u06af\u06ba\u06be\u06c1\u06d2]+")
_LATIN = re.compile("[A-Za-zÀ-ÿŒœ]")
_ALWAYS_TEXT = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """`guessed` names the encoding when nothing in the file says it."""

    text: str
    guessed: str = ""


def decoded(content: bytes, name: str) -> Decoded:
    """The text of a file. Raises Problem("not_utf8") for broken Unicode (with the line), Problem("not_text")."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return Decoded(_strictly(content[len(mark) :], encoding, name))
    if encoding := _wide(content):
        return Decoded(_strictly(content, encoding, name), encoding)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        if _mostly_utf8(content):
            line = content.count(b"\n", 0, error.start) + 1
            raise Problem("not_utf8", file=name, line=line) from error
        encoding = _single_byte(content, name)
        return Decoded(content.decode(encoding), encoding)
    if "\x00" in text:
        raise Problem("not_text", file=name)
    return Decoded(text)


def _strictly(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].decode(encoding, "replace").count("\n") + 1
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
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd") - content.count(b"\xef\xbf\xbd")
    return broken < beyond * _MOST_BROKEN


def _single_byte(content: bytes, name: str) -> str:
    """Windows-1256 (Arabic) or windows-1252 (French).

    Both hold é è ê ç à ù œ at the same places. Where 1256 has an Arabic letter, 1252 has a capital or rare letter:
    read as 1256, a French file shows single Arabic letters inside Latin words, an Arabic file whole Arabic words.
    """
    text = content.decode("cp1256", "replace")
    if _ALWAYS_TEXT.search(text) or "\x00" in text:
        raise Problem("not_text", file=name)
    among_latin = alone = 0
    for found in _ARABIC.finditer(text):
        around = text[max(0, found.start() - 1) : found.start()] + text[found.end() : found.end() + 1]
        if _LATIN.search(around) or len(found[0]) == 1:
            among_latin += len(found[0])
        else:
            alone += len(found[0])
    if alone > among_latin:
        return "windows-1256"
    try:
        content.decode("cp1252")
    except UnicodeDecodeError:
        return "windows-1256"
    return "windows-1252"
