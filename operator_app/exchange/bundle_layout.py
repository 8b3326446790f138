"""Which file of a bundle holds what, and which of its keys stand where."""

import re
from hashlib import sha256

from operator_app.domain.documents import Kind
from operator_app.domain.languages import Language

FENCE = "+++"
ARTICLE_FOLDERS = {"procedures": Kind.PROCEDURE, "tips": Kind.TIP}
ARTICLE_FILE = re.compile(r"(?P<slug>.+)\.(?P<language>ar|fr|en)\.md")
MODULE_FOLDER = "training"
BUNDLE_FOLDERS = (*ARTICLE_FOLDERS, MODULE_FOLDER)
# File → (name of its tables, their kind), in the order in which they are written.
LIST_FILES: dict[str, tuple[tuple[str, Kind], ...]] = {
    "contacts.toml": (("contact", Kind.CONTACT),),
    "greetings.toml": (("greeting", Kind.GREETING),),
    "calendar.toml": (("regime", Kind.REGIME), ("holidays", Kind.HOLIDAYS)),
    "synonyms.toml": (("synonyms", Kind.SYNONYMS),),
    "lines.toml": (("line", Kind.LINE),),
    "news.toml": (("news", Kind.NEWS),),
    "layers.toml": (("layer", Kind.LAYER),),
}
# Keys of an article in one language, and those that all its languages share.
TEXT_KEYS = {
    Kind.PROCEDURE: (
        *("title", "short_answer", "conditions", "documents", "steps"),
        *("place", "delay", "fee", "legal", "notes"),
    ),
    Kind.TIP: ("title", "short_answer", "signs", "say", "avoid", "notes"),
}
SHARED_KEYS = {Kind.PROCEDURE: ("keywords", "contacts"), Kind.TIP: ("need", "keywords", "contacts")}
# Keys of a training module in its file → in its record.
MODULE_KEYS = {"page": "pages", "caller": "callers"}
# What may lie beside and is not read.
UNREAD = re.compile(r"(readme|licen[cs]e|copying|changelog|notice)(\..*)?", re.IGNORECASE)

_LONGEST_STEM = 100
_PLAIN_STEM = re.compile(r"[a-z0-9_][a-z0-9._-]*")
# Windows cannot make files of these names, whatever their ending.
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_LANGUAGE_END = tuple(f".{language.value}" for language in Language)


def stem_of(external_id: str) -> str:
    """The file stem of a document. It is the external id where every system can make such a file; else a plain name
    made of it, and the file says the id itself."""
    fitting = _PLAIN_STEM.fullmatch(external_id) and not _RESERVED.fullmatch(external_id)
    if fitting and len(external_id) <= _LONGEST_STEM and not external_id.endswith((".", *_LANGUAGE_END)):
        return external_id
    readable = re.sub(r"[^a-z0-9]+", "-", external_id.casefold()).strip("-")[:40]
    return f"{readable or 'document'}-{sha256(external_id.encode()).hexdigest()[:10]}"
