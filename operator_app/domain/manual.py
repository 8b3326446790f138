"""The user manual: Markdown with pictures between its paragraphs, as parts that can be printed."""

import re
from dataclasses import dataclass, replace

from operator_app.domain.flow import Block, Heading
from operator_app.domain.flow_markdown import blocks

_TITLE = re.compile(r"\A# (.+)\n")
_PICTURE = re.compile(r"^!\[(.+)\]\((\S+)\)$", re.MULTILINE)
_BEGINS = re.compile(r"#|- |\d+\. ")
"""What a line that goes on from the one before does not begin with."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the flow: its file as the text names it, and what it shows."""

    file: str
    caption: str


@dataclass(frozen=True, slots=True)
class Manual:
    """A title, then paragraphs, lists, headings and pictures in their order."""

    title: str
    parts: tuple[Block | Picture, ...]


def manual(markdown: str) -> Manual:
    """Read a manual. Raises ValueError when it has no title."""
    found = _TITLE.match(markdown)
    if found is None:
        raise ValueError("a manual begins with its title")
    parts: list[Block | Picture] = []
    done = found.end()
    for picture in _PICTURE.finditer(markdown):
        parts += _blocks(markdown[done : picture.start()])
        parts.append(Picture(picture.group(2), picture.group(1)))
        done = picture.end()
    return Manual(found.group(1), (*parts, *_blocks(markdown[done:])))


def _unwrapped(markdown: str) -> str:
    """Lines that were only wrapped joined again: where an article's line ends its writer meant it, here nobody did."""
    lines: list[str] = []
    for line in markdown.splitlines():
        goes_on = bool(lines) and bool(lines[-1]) and not lines[-1].startswith("#")
        if goes_on and line and not _BEGINS.match(line):
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(line)
    return "\n".join(lines)


def _blocks(markdown: str) -> list[Block]:
    """Here headings stand right below the title, not below those of a form as an article's do."""
    return [
        replace(one, level=one.level - 1) if isinstance(one, Heading) else one for one in blocks(_unwrapped(markdown))
    ]
