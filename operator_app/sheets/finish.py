"""The finishing pass: tags, links, bookmarks, title and language, towards PDF/UA-1 (ISO 14289-1)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import BinaryIO
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from operator_app.sheets.tags import Link, Mark, Node, Structure

_TABLE_ATTRIBUTES = frozenset(("ColSpan", "RowSpan", "Scope"))
_PAUSE_EVERY = 500
PRODUCER = "operator-app"


@dataclass(frozen=True, slots=True)
class About:
    """The document's properties. `made_at` is local time."""

    title: str
    language: str
    author: str = ""
    made_at: datetime | None = None


def finish(
    data: bytes, structure: Structure, about: About, order: Sequence[int] | None, pause: Callable[[], None],
    out: BinaryIO,
) -> None:
    """Writes the finished file. `order` lists the drawn pages as they follow; `pause` may raise to stop."""
    with pikepdf.open(BytesIO(data)) as pdf:
        pages = [page.obj for page in pdf.pages]
        tagger = _Tagger(pdf, pages, structure, pause)
        tagger.run()
        _bookmarks(pdf, pages, structure, pause)
        _describe(pdf, about)
        if order is not None:
            pdf.Root.Pages.Kids = Array([pages[index] for index in order])
        pause()
        pdf.remove_unreferenced_resources()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, progress=lambda _: pause())


class _Tagger:
    """Builds the structure tree and the parent tree, and the annotations of links."""

    def __init__(
        self, pdf: pikepdf.Pdf, pages: Sequence[pikepdf.Object], structure: Structure, pause: Callable[[], None]
    ) -> None:
        self._pdf = pdf
        self._pages = pages
        self._structure = structure
        self._pause = pause
        self._parents: list[dict[int, pikepdf.Object]] = [{} for _ in pages]
        self._elements: dict[int, pikepdf.Object] = {}
        self._count = 0

    def run(self) -> None:
        root = self._pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        document = self._element(self._structure.root, root)
        root.K = Array([document] if document is not None else [])
        numbers: list[pikepdf.Object | int] = []
        for index, (page, marks) in enumerate(zip(self._pages, self._parents, strict=True)):
            page.StructParents = index
            page.Tabs = Name.S
            entry = Array([marks.get(number, None) for number in range(max(marks, default=-1) + 1)])
            numbers += [index, self._pdf.make_indirect(entry)]
        numbers += self._links(len(self._pages))
        root.ParentTree = self._pdf.make_indirect(Dictionary(Nums=Array(numbers)))
        root.ParentTreeNextKey = len(numbers) // 2
        self._pdf.Root.StructTreeRoot = root
        self._pdf.Root.MarkInfo = Dictionary(Marked=True)

    def _element(self, node: Node, parent: pikepdf.Object) -> pikepdf.Object | None:
        """The element of a node, None when nothing of it was drawn."""
        if not any(_drawn(kid) for kid in node.kids):
            return None
        self._count += 1
        if self._count % _PAUSE_EVERY == 0:
            self._pause()
        element = self._pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + node.tag), P=parent))
        self._describe(element, node)
        home = next((kid.page for kid in node.kids if isinstance(kid, Mark)), None)
        if home is not None:
            element.Pg = self._pages[home]
        kids: list[pikepdf.Object | int] = []
        for kid in node.kids:
            if isinstance(kid, Mark):
                self._parents[kid.page][kid.number] = element
                kids.append(kid.number if kid.page == home else self._reference(kid))
            elif (child := self._element(kid, element)) is not None:
                kids.append(child)
        element.K = Array(kids)
        self._elements[id(node)] = element
        return element

    def _reference(self, mark: Mark) -> pikepdf.Object:
        return Dictionary(Type=Name.MCR, Pg=self._pages[mark.page], MCID=mark.number)

    def _describe(self, element: pikepdf.Object, node: Node) -> None:
        if node.language:
            element.Lang = String(node.language)
        if node.text:
            element.ActualText = String(node.text)
        if node.alt:
            element.Alt = String(node.alt)
        if node.attributes:
            owner = Name.Table if _TABLE_ATTRIBUTES & node.attributes.keys() else Name.List
            values = {
                f"/{key}": value if isinstance(value, int) else Name(f"/{value}")
                for key, value in node.attributes.items()
            }
            element.A = Dictionary({"/O": owner, **values})

    def _links(self, first: int) -> Iterator[pikepdf.Object | int]:
        key = first
        for link in self._structure.links:
            element = self._elements.get(id(link.node))
            action = self._action(link)
            if element is None or action is None:
                continue
            annotation = self._pdf.make_indirect(Dictionary(
                Type=Name.Annot, Subtype=Name.Link, Rect=Array([round(value, 2) for value in link.rectangle]),
                Border=Array([0, 0, 0]), F=4, Contents=String(link.text), StructParent=key,
            ))
            annotation[action[0]] = action[1]
            page = self._pages[link.page]
            if "/Annots" not in page:
                page.Annots = Array()
            page.Annots.append(annotation)
            element.K.append(Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page))
            yield key
            yield element
            key += 1

    def _action(self, link: Link) -> tuple[str, pikepdf.Object] | None:
        if not link.target.startswith("#"):
            return "/A", Dictionary(S=Name.URI, URI=String(link.target))
        place = self._structure.anchors.get(link.target[1:])
        return None if place is None else ("/Dest", _destination(self._pages, place))


def _drawn(kid: Node | Mark) -> bool:
    return isinstance(kid, Mark) or any(_drawn(grandchild) for grandchild in kid.kids)


def _destination(pages: Sequence[pikepdf.Object], place: tuple[int, float]) -> Array:
    return Array([pages[place[0]], Name.XYZ, None, round(place[1] + 8, 1), None])


def _bookmarks(
    pdf: pikepdf.Pdf, pages: Sequence[pikepdf.Object], structure: Structure, pause: Callable[[], None]
) -> None:
    known = [entry for entry in structure.bookmarks if entry.key in structure.anchors]
    if not known:
        return
    with pdf.open_outline() as outline:
        levels = [outline.root]
        for entry in known:
            pause()
            item = OutlineItem(entry.title, _destination(pages, structure.anchors[entry.key]))
            del levels[max(1, min(entry.level + 1, len(levels))) :]
            levels[-1].append(item)
            levels.append(item.children)
    pdf.Root.PageMode = Name.UseOutlines


def _describe(pdf: pikepdf.Pdf, about: About) -> None:
    pdf.Root.Lang = String(about.language)
    direction = Name.R2L if about.language == "ar" else Name.L2R
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True, Direction=direction)
    xmp = pdf.make_stream(_xmp(about).encode("utf-8"))
    xmp.Type, xmp.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = xmp
    pdf.docinfo["/Title"] = about.title
    pdf.docinfo["/Author"] = about.author
    for key in ("/Subject", "/Creator", "/Keywords", "/Trapped"):
        if key in pdf.docinfo:
            del pdf.docinfo[key]
    pdf.docinfo["/Producer"] = PRODUCER


def _xmp(about: About) -> str:
    """XMP with the title and the mark of PDF/UA-1."""
    made = f"<xmp:CreateDate>{about.made_at:%Y-%m-%dT%H:%M:%S}</xmp:CreateDate>" if about.made_at else ""
    author = f"<rdf:Seq><rdf:li>{escape(about.author)}</rdf:li></rdf:Seq>"
    author = f"<dc:creator>{author}</dc:creator>" if about.author else ""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
        ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
        "<pdfuaid:part>1</pdfuaid:part>"
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(about.title)}</rdf:li></rdf:Alt></dc:title>'
        f"<dc:language><rdf:Bag><rdf:li>{about.language}</rdf:li></rdf:Bag></dc:language>"
        f"{author}{made}<pdf:Producer>{PRODUCER}</pdf:Producer>"
        '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
    )
