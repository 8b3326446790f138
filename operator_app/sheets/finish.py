"""The finishing pass: tags, links, bookmarks, title and language, towards PDF/UA-1 (ISO 14289-1)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from operator_app.sheets.structure import drawn, tagged
from operator_app.sheets.tags import Link, Node, Structure

PRODUCER = "operator-app"


@dataclass(frozen=True, slots=True)
class About:
    """The document's properties. `made_at` is local time."""

    title: str
    language: str
    author: str = ""
    made_at: datetime | None = None


def finish(data: bytes, structure: Structure, about: About, order: Sequence[int], pause: Callable[[], None]) -> bytes:
    """The finished file. `order` lists the drawn pages as they follow; `pause` may raise to stop."""
    links = [link for link in structure.links if _leads_somewhere(link, structure) and drawn(link.node)]
    buffer = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pages = [page.obj for page in pdf.pages]
        for index, page in enumerate(pages):
            page.StructParents = index
            page.Tabs = Name.S
        for key, link in enumerate(links, start=len(pages)):
            pause()
            _annotate(pdf, pages, structure, link, key)
        _bookmarks(pdf, pages, structure, pause)
        _describe(pdf, about, structure)
        pdf.Root.Pages.Kids = Array([pages[index] for index in order])
        pdf.save(
            buffer, object_stream_mode=pikepdf.ObjectStreamMode.generate, min_version="1.7", progress=lambda _: pause()
        )
    saved = buffer.getvalue()
    buffer.close()
    return tagged(saved, structure, links, order, pause)


def _leads_somewhere(link: Link, structure: Structure) -> bool:
    return not link.target.startswith("#") or link.target[1:] in structure.anchors


def _annotate(pdf: pikepdf.Pdf, pages: Sequence[pikepdf.Object], structure: Structure, link: Link, key: int) -> None:
    annotation = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array([round(value, 2) for value in link.rectangle]),
            Border=Array([0, 0, 0]),
            F=4,
            Contents=String(link.text),
            StructParent=key,
        )
    )
    if link.target.startswith("#"):
        annotation.Dest = _destination(pages, structure.anchors[link.target[1:]])
    else:
        annotation.A = Dictionary(S=Name.URI, URI=String(link.target))
    page = pages[link.page]
    if "/Annots" not in page:
        page.Annots = Array()
    page.Annots.append(annotation)


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


def _describe(pdf: pikepdf.Pdf, about: About, structure: Structure) -> None:
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.Lang = String(about.language)
    # pdfium takes every page of a right-to-left document for right-to-left text: one that also holds French or English
    # parts would be read back with the words of those turned round.
    languages = {kid.language for kid in structure.root.kids if isinstance(kid, Node) and kid.language}
    direction = Name.R2L if (languages or {about.language}) == {"ar"} else Name.L2R
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
