"""The structure tree of a finished file, and the parent tree that leads from drawn content to it."""

import re
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO

import pikepdf

from operator_app.sheets.tags import Link, Mark, Node, Structure
from operator_app.sheets.update import Update, text_string

_TABLE_ATTRIBUTES = frozenset(("ColSpan", "RowSpan", "Scope"))
_PAUSE_EVERY = 500
_LAST_XREF = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")


class Tagger:
    """Adds the tree to the bytes of a file whose pages and links already have their keys into the parent tree.

    `pages` are the object numbers of the pages in the order in which they were drawn; `links` those of the
    annotations, beside the link that each came from, in the order of their keys.
    """

    def __init__(
        self, update: Update, pages: Sequence[int], links: Sequence[tuple[Link, int]], pause: Callable[[], None]
    ) -> None:
        self._update = update
        self._pages = pages
        self._links = links
        self._pause = pause
        self._of_node: dict[int, list[tuple[int, int]]] = {}
        self._parents: list[dict[int, int]] = [{} for _ in pages]
        self._link_parents: list[int] = [0] * len(links)
        self._count = 0

    def run(self, root: Node) -> int:
        """The number of the tree's root."""
        for key, (link, annotation) in enumerate(self._links):
            self._of_node.setdefault(id(link.node), []).append((key, annotation))
        tree = self._update.reserve()
        document = self._element(root, tree)
        parents = self._update.reserve()
        self._update.add(parents, f"<</Nums[{self._numbers()}]>>".encode("ascii"))
        keys = len(self._pages) + len(self._links)
        kids = f"{document} 0 R" if document else ""
        entry = f"<</Type/StructTreeRoot/K[{kids}]/ParentTree {parents} 0 R/ParentTreeNextKey {keys}>>"
        self._update.add(tree, entry.encode("ascii"))
        return tree

    def _element(self, node: Node, parent: int) -> int | None:
        """The number of a node's element, None when nothing of it was drawn."""
        if not drawn(node):
            return None
        self._count += 1
        if self._count % _PAUSE_EVERY == 0:
            self._pause()
        number = self._update.reserve()
        home = next((kid[0] for kid in node.kids if isinstance(kid, tuple)), None)
        kids: list[str] = []
        for kid in node.kids:
            if isinstance(kid, tuple):
                page, mark = kid
                self._parents[page][mark] = number
                kids.append(str(mark) if page == home else self._elsewhere(kid))
            elif child := self._element(kid, number):
                kids.append(f"{child} 0 R")
        for key, annotation in self._of_node.get(id(node), ()):
            self._link_parents[key] = number
            on = self._pages[self._links[key][0].page]
            kids.append(f"<</Type/OBJR/Obj {annotation} 0 R/Pg {on} 0 R>>")
        pg = f"/Pg {self._pages[home]} 0 R" if home is not None else ""
        content = kids[0] if len(kids) == 1 else f"[{' '.join(kids)}]"
        entry = f"<</S/{node.tag}/P {parent} 0 R{pg}{_described(node)}/K {content}>>"
        self._update.add(number, entry.encode("ascii"))
        return number

    def _elsewhere(self, mark: Mark) -> str:
        return f"<</Type/MCR/Pg {self._pages[mark[0]]} 0 R/MCID {mark[1]}>>"

    def _numbers(self) -> str:
        """The parent tree: the elements of each page by mark, and the element of each link."""
        parts: list[str] = []
        for key, marks in enumerate(self._parents):
            refs = (f"{marks[mark]} 0 R" if mark in marks else "null" for mark in range(max(marks, default=-1) + 1))
            number = self._update.reserve()
            self._update.add(number, f"[{' '.join(refs)}]".encode("ascii"))
            parts.append(f"{key} {number} 0 R")
        first = len(self._pages)
        parts += [f"{first + key} {number} 0 R" for key, number in enumerate(self._link_parents) if number]
        return " ".join(parts)


def drawn(kid: Node | Mark) -> bool:
    """Whether anything of an element reached a page."""
    return isinstance(kid, tuple) or any(drawn(grandchild) for grandchild in kid.kids)


def _described(node: Node) -> str:
    parts = [
        f"/{key}{text_string(value)}"
        for key, value in (("Lang", node.language), ("ActualText", node.text), ("Alt", node.alt))
        if value
    ]
    if node.attributes:
        parts.append(f"/A<<{_attributes(node.attributes)}>>")
    return "".join(parts)


def _attributes(attributes: Mapping[str, str | int]) -> str:
    owner = "Table" if _TABLE_ATTRIBUTES & attributes.keys() else "List"
    values = (f"/{key}{f' {value}' if isinstance(value, int) else f'/{value}'}" for key, value in attributes.items())
    return f"/O/{owner}" + "".join(values)


def tagged(
    data: bytes, structure: Structure, links: Sequence[Link], order: Sequence[int], pause: Callable[[], None]
) -> bytes:
    """The file with its structure tree. `order` lists the drawn pages as they follow in the file; `links` are those
    whose annotations it holds, in the order of their keys."""
    match = _LAST_XREF.search(data[-2048:])
    if match is None:
        raise ValueError("no cross-reference")
    with pikepdf.open(BytesIO(data)) as pdf:
        pages = [0] * len(order)
        for page, place in zip(pdf.pages, order, strict=True):
            pages[place] = page.obj.objgen[0]
        numbers = _annotations(pdf, len(order), len(links))
        size = int(pdf.trailer.Size)
        catalog = pdf.Root.objgen[0]
        root = pdf.Root.unparse(resolved=True)
        trailer = "".join(
            f"{key} {pdf.trailer[key].unparse().decode('latin-1')}"
            for key in ("/Root", "/Info", "/ID")
            if key in pdf.trailer
        )
    update = Update(len(data), size)
    tree = Tagger(update, pages, list(zip(links, numbers, strict=True)), pause).run(structure.root)
    update.add(catalog, root.rstrip()[:-2] + f"/StructTreeRoot {tree} 0 R >>".encode("ascii"))
    return data + update.finish(int(match[1]), trailer)


def _annotations(pdf: pikepdf.Pdf, first: int, count: int) -> list[int]:
    """The object numbers of the links' annotations, by key."""
    numbers = [0] * count
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", ()):
            numbers[int(annotation.StructParent) - first] = annotation.objgen[0]
    return numbers
