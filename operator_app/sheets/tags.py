"""The structure of a document while it is drawn: what becomes the tags of the PDF (`finish.py`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

Mark = tuple[int, int]
"""Marked content: (page, number), where page 0 is the first page drawn."""
_NONE: Mapping[str, str | int] = MappingProxyType({})  # one for all: a guide has a hundred thousand elements


@dataclass(slots=True, eq=False)
class Node:
    """A structure element. `text` is its logical text, for readers that would take the drawn order; `alt` describes
    a picture; `attributes` are those of tables (`ColSpan`, `Scope`) and lists (`ListNumbering`)."""

    tag: str
    language: str = ""
    text: str = ""
    alt: str = ""
    attributes: Mapping[str, str | int] = field(default_factory=lambda: _NONE)
    kids: list["Node | Mark"] = field(default_factory=list)

    def child(self, tag: str, language: str = "", text: str = "", alt: str = "", **attributes: str | int) -> "Node":
        """A new last child."""
        node = Node(tag, language, text, alt, attributes or _NONE)
        self.kids.append(node)
        return node


@dataclass(frozen=True, slots=True)
class Link:
    """A rectangle (left, bottom, right, top, in points) of a page that leads to `target`: an address, or `#key`."""

    page: int
    rectangle: tuple[float, float, float, float]
    target: str
    text: str
    node: Node


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the reader's side bar, leading to the anchor `key`."""

    level: int
    title: str
    key: str


@dataclass(slots=True, eq=False)
class Structure:
    """What the drawing of a document leaves for the finishing pass. Anchors are (page, height from the bottom)."""

    root: Node = field(default_factory=lambda: Node("Document"))
    links: list[Link] = field(default_factory=list)
    anchors: dict[str, tuple[int, float]] = field(default_factory=dict)
    bookmarks: list[Bookmark] = field(default_factory=list)
