"""Writing a bundle: the same documents make the same files."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from operator_app.domain.documents import Document, Kind
from operator_app.domain.languages import Language
from operator_app.domain.problems import Problem
from operator_app.exchange.bundle_layout import (
    ARTICLE_FILE,
    ARTICLE_FOLDERS,
    FENCE,
    LIST_FILES,
    MODULE_FOLDER,
    MODULE_KEYS,
    SHARED_KEYS,
    TEXT_KEYS,
    stem_of,
)
from operator_app.exchange.files import Folder, write_folder, write_zip
from operator_app.exchange.plain import Plain, plain_body, plain_seal
from operator_app.exchange.toml_text import lines_of, section
from operator_app.exchange.watching import Watch

_FOLDERS = {kind: folder for folder, kind in ARTICLE_FOLDERS.items()}
_LISTS = ("conditions", "documents", "steps", "legal", "signs", "say", "avoid")


def write_bundle(documents: Sequence[Document], path: Path, watch: Watch) -> tuple[Problem, ...]:
    """Write a folder, or a zip when the path ends in .zip. Returns warnings: files of another export that still lie in
    the folder. Raises Problem("file_not_written"), Problem("export_cancelled")."""
    contents = {name: text.encode() for name, text in bundle_files(documents, watch)}
    if path.suffix.lower() == ".zip":
        write_zip(path, sorted(contents.items()))
        return ()
    write_folder(path, contents.items())
    left = [name for name in Folder(path).names() if name not in contents and _ours(name)]
    return tuple(Problem("file_left_over", file=name) for name in left)


def bundle_files(documents: Sequence[Document], watch: Watch) -> Iterator[tuple[str, str]]:
    """Name and text of each file of a bundle."""
    ordered = sorted(documents, key=_name)
    for done, document in enumerate(ordered):
        watch.step(done)
        if document.kind in _FOLDERS:
            yield from _article_files(document)
        elif document.kind is Kind.MODULE:
            yield f"{MODULE_FOLDER}/{stem_of(_name(document))}.toml", _module_text(document)
    for file, tables in LIST_FILES.items():
        entries = [(table, d) for table, kind in tables for d in ordered if d.kind is kind]
        if entries:
            single = sum(d.kind is Kind.HOLIDAYS for _, d in entries) == 1
            texts = ["\n".join(_entry(table, d, not (single and table == "holidays"))) for table, d in entries]
            yield file, "\n\n".join(texts) + "\n"


def _name(document: Document) -> str:
    return document.external_id or document.id


def _ours(name: str) -> bool:
    folder, _, file = name.rpartition("/")
    article = folder in ARTICLE_FOLDERS and ARTICLE_FILE.fullmatch(file) is not None
    return article or name in LIST_FILES or (folder == MODULE_FOLDER and file.endswith(".toml"))


def _article_files(document: Document) -> Iterator[tuple[str, str]]:
    plain = plain_body(document.body)
    stem = stem_of(_name(document))
    written = [language for language in Language if isinstance(plain.get(language.value), dict)]
    for language in written:
        text = plain[language.value]
        front = _front(document.kind, text if isinstance(text, dict) else {})
        lines = [FENCE, *lines_of(front)]
        if language is written[0]:
            lines += _shared(document, plain, stem)
        body = _markdown(text)
        lines += [FENCE, *(["", body] if body else [])]
        yield f"{_FOLDERS[document.kind]}/{stem}.{language.value}.md", "\n".join(lines) + "\n"


def _markdown(text: object) -> str:
    """The Markdown of an article's text."""
    return str(text.get("body", "")) if isinstance(text, dict) else ""


def _front(kind: Kind, text: Plain) -> Plain:
    """Every key, empty ones too: who translates a file sees what is to be filled."""
    return {key: text.get(key, [] if key in _LISTS else "") for key in TEXT_KEYS[kind]}


def _shared(document: Document, plain: Plain, stem: str) -> list[str]:
    own = {} if stem == _name(document) else {"external_id": _name(document)}
    shared = own | {key: plain[key] for key in SHARED_KEYS[document.kind] if key in plain}
    seal = plain_seal(document.seal)
    lines = ["", *lines_of(shared)] if shared else []
    return lines + (["", *section("seal", seal, ("sources",))] if seal else [])


def _entry(table: str, document: Document, array: bool) -> list[str]:
    plain = {"external_id": _name(document)} | plain_body(document.body)
    seal = plain_seal(document.seal)
    if seal:
        plain["seal"] = seal
    return section(table, plain, ("rules", "seal"), array)


def _module_text(document: Document) -> str:
    plain = {"external_id": _name(document)} | plain_body(document.body)
    pages, callers = plain.pop("pages", []), plain.pop("callers", [])
    lines = lines_of({key: plain[key] for key in ("external_id", "rank", "title") if key in plain})
    seal = plain_seal(document.seal)
    if seal:
        lines += ["", *section("seal", seal, ("sources",))]
    names = {record: file for file, record in MODULE_KEYS.items()}
    for page in pages if isinstance(pages, list) else []:
        lines += ["", f"[[{names['pages']}]]", *(["", *section(f"{names['pages']}.text", page)] if page else [])]
    for caller in callers if isinstance(callers, list) else []:
        lines += ["", *section(names["callers"], caller, array=True)]
    return "\n".join(lines) + "\n"
