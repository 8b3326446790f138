"""The bundle: a folder of TOML and Markdown, for moving guides and keeping them in version control.

Articles are one file a language (`procedures/passport.ar.md`), TOML between `+++` lines and Markdown; contacts,
greetings, calendar, synonyms, lines and news one TOML file each; training modules one file each. What all languages
of an article share stands in its Arabic file, else in the first language that there is.
"""

import tomllib
from collections.abc import Iterator
from pathlib import PurePosixPath

from operator_app.domain.documents import BODY_TYPES, Kind, Seal
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
    UNREAD,
)
from operator_app.exchange.encodings import text_of
from operator_app.exchange.files import Files
from operator_app.exchange.plain import Plain, document_from, unknown_keys
from operator_app.exchange.watching import Gathering


def read_bundle(files: Files, gathering: Gathering) -> None:
    """Offer every document of a bundle. Raises only Problem("import_cancelled"): the rest is refused by place."""
    articles: dict[tuple[str, str], dict[Language, str]] = {}
    for name in files.names():
        folder, _, file = name.rpartition("/")
        found = ARTICLE_FILE.fullmatch(file)
        if folder in ARTICLE_FOLDERS and found is not None:
            articles.setdefault((folder, found["slug"]), {})[Language(found["language"])] = name
        elif name in LIST_FILES:
            _read_list(files, name, gathering)
        elif folder == MODULE_FOLDER and file.endswith(".toml"):
            _read_module(files, name, gathering)
        elif not UNREAD.fullmatch(file):
            gathering.warn(Problem("file_ignored", file=name))
    for (folder, slug), names in articles.items():
        _read_article(files, ARTICLE_FOLDERS[folder], slug, names, gathering)


def is_bundle(names: tuple[str, ...]) -> bool:
    """Whether files of these names are a bundle."""
    tops = {PurePosixPath(name).parts[0] for name in names}
    return bool(tops & {*LIST_FILES, *ARTICLE_FOLDERS, MODULE_FOLDER})


def _read_article(files: Files, kind: Kind, slug: str, names: dict[Language, str], gathering: Gathering) -> None:
    gathering.step()
    where = ""
    plain: Plain = {}
    shared: Plain = {}
    first = next(language for language in Language if language in names)
    try:
        for language in Language:
            if language not in names:
                continue
            where = names[language]
            front, body = _front_matter(text_of(files.read(where), where))
            own = (*SHARED_KEYS[kind], "seal", "external_id") if language is first else ()
            _warn_unknown(where, (key for key in front if key not in (*TEXT_KEYS[kind], *own)), gathering)
            plain[language.value] = {key: front[key] for key in TEXT_KEYS[kind] if key in front} | {"body": body}
            shared |= {key: front[key] for key in own if key in front}
            if not front.get("title"):
                gathering.warn(Problem("language_without_title", where=where))
        where = names[first]
        _offer(kind, slug, plain | shared, where, gathering)
    except Problem as problem:
        _refuse(where, problem, gathering)


def _read_list(files: Files, name: str, gathering: Gathering) -> None:
    tables = LIST_FILES[name]
    try:
        content = _toml(text_of(files.read(name), name))
    except Problem as problem:
        _refuse(name, problem, gathering)
        return
    _warn_unknown(name, (key for key in content if key not in {table for table, _ in tables}), gathering)
    for table, kind in tables:
        entries = content.get(table, [])
        for number, entry in enumerate(entries if isinstance(entries, list) else [entries], start=1):
            gathering.step()
            told = entry.get("external_id") if isinstance(entry, dict) else None
            where = f"{name} › {told if isinstance(told, str) and told else f'{table} {number}'}"
            try:
                if not isinstance(entry, dict):
                    raise Problem("field_wrong", key=table)
                # There is one calendar of holidays, so it need not be named.
                _offer(kind, "holidays" if kind is Kind.HOLIDAYS else "", entry, where, gathering)
            except Problem as problem:
                _refuse(where, problem, gathering)


def _read_module(files: Files, name: str, gathering: Gathering) -> None:
    gathering.step()
    try:
        content = _toml(text_of(files.read(name), name))
        pages = content.get("page")
        if isinstance(pages, list):
            content["page"] = [page.get("text", {}) if isinstance(page, dict) else page for page in pages]
        plain = {MODULE_KEYS.get(key, key): value for key, value in content.items()}
        _offer(Kind.MODULE, PurePosixPath(name).stem, plain, name, gathering)
    except Problem as problem:
        _refuse(name, problem, gathering)


def _offer(kind: Kind, slug: str, plain: Plain, where: str, gathering: Gathering) -> None:
    """Offer a document from its plain form, its seal and external id among the keys. Raises Problem."""
    body = {key: value for key, value in plain.items() if key not in ("external_id", "seal")}
    external_id = plain.get("external_id", slug)
    if not isinstance(external_id, str):
        raise Problem("field_wrong", key="external_id")
    seal = plain.get("seal", {})
    document = document_from(kind, external_id, body, seal)
    _warn_unknown(where, unknown_keys(_spanless(body), BODY_TYPES[kind]), gathering)
    _warn_unknown(where, unknown_keys(seal, Seal, "seal."), gathering)
    gathering.offer(document, where)


def _spanless(body: Plain) -> Plain:
    """The body without its spans, which are texts here and records there."""
    hours = body.get("hours")
    if not isinstance(hours, list):
        return body
    entries = [{k: v for k, v in entry.items() if k != "spans"} for entry in hours if isinstance(entry, dict)]
    return {**body, "hours": entries}


def _warn_unknown(where: str, keys: Iterator[str], gathering: Gathering) -> None:
    for key in keys:
        gathering.warn(Problem("key_unknown", where=where, key=key))


def _refuse(where: str, problem: Problem, gathering: Gathering) -> None:
    """Raises the problem again when it says that the whole reading was cancelled."""
    if problem.code == "import_cancelled":
        raise problem
    gathering.refuse(where, problem)


def _front_matter(text: str) -> tuple[Plain, str]:
    """Raises Problem("front_matter_missing"), Problem("toml_invalid")."""
    lines = text.split("\n")
    if lines[0].strip() != FENCE:
        raise Problem("front_matter_missing")
    end = next((number for number, line in enumerate(lines) if number and line.rstrip() == FENCE), 0)
    if not end:
        raise Problem("front_matter_missing")
    return _toml("\n".join(["", *lines[1:end]])), "\n".join(lines[end + 1 :])


def _toml(text: str) -> Plain:
    """Raises Problem("toml_invalid") with the parser's own words: they name line and column."""
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise Problem("toml_invalid", why=str(error)) from error
