"""The bundle keeps everything, and names the place of what it refuses."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from operator_app import exchange
from operator_app.domain.documents import Document, Kind
from operator_app.domain.guide import Procedure
from operator_app.domain.importing import Reading
from operator_app.domain.problems import Problem
from operator_app.exchange import Format
from operator_app.paths import shipped

from .samples import documents, write_text

ARTICLE = '+++\ntitle = "عنوان"\nshort_answer = "جواب"\n+++\n\nنص\n'
MISSING = Problem("external_id_missing")
CONTACT = '[[contact]]\nexternal_id = "c-1"\nname = {ar = "مصلحة"}\n'


def _read(path: Path) -> Reading:
    return exchange.read([path], Format.BUNDLE)


def _sorted(reading: Reading) -> list[Document]:
    found = [candidate.document for candidate in reading.candidates]
    return sorted(found, key=lambda document: (document.kind.value, document.external_id))


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", ["bundle", "bundle.zip"])
def test_export_import_export_gives_the_same_files(tmp_path: Path, name: str) -> None:
    for folder in ("first", "second"):
        (tmp_path / folder).mkdir()
    assert exchange.write(documents(), tmp_path / "first" / name).warnings == ()
    reading = exchange.read([tmp_path / "first" / name])
    assert (reading.refused, reading.warnings) == ((), ())
    assert _sorted(reading) == documents()
    exchange.write(_sorted(reading), tmp_path / "second" / name)
    assert _files(tmp_path / "first") == _files(tmp_path / "second")


def test_the_starter_guide_is_whole() -> None:
    reading = _read(shipped("knowledge_base"))
    assert (reading.refused, reading.warnings) == ((), ())
    kinds = [candidate.document.kind for candidate in reading.candidates]
    assert kinds.count(Kind.PROCEDURE) >= 12
    names = [candidate.document.external_id for candidate in reading.candidates]
    assert len(names) == len(set(names))


def test_a_missing_language_stays_missing(tmp_path: Path) -> None:
    front = 'title = "Titre"\nkeywords = ["mot"]\n[seal]\nowner = "Moi"'
    write_text(tmp_path / "procedures/x.fr.md", f"+++\n{front}\n+++\n")
    (candidate,) = _read(tmp_path).candidates
    assert isinstance(candidate.document.body, Procedure)
    assert (candidate.document.body.ar.title, candidate.document.body.en) == ("", None)
    assert (candidate.document.body.keywords, candidate.document.seal.owner) == (("mot",), "Moi")


def test_an_empty_third_language_is_none(tmp_path: Path) -> None:
    write_text(tmp_path / "procedures/x.ar.md", ARTICLE)
    write_text(tmp_path / "procedures/x.en.md", '+++\ntitle = ""\n+++\n')
    (candidate,) = _read(tmp_path).candidates
    assert isinstance(candidate.document.body, Procedure)
    assert candidate.document.body.en is None


def test_one_article_file_brings_its_other_languages(tmp_path: Path) -> None:
    for language in ("ar", "fr"):
        write_text(tmp_path / f"procedures/x.{language}.md", ARTICLE)
    write_text(tmp_path / "procedures/y.ar.md", ARTICLE)
    (candidate,) = exchange.read([tmp_path / "procedures/x.ar.md"]).candidates
    assert isinstance(candidate.document.body, Procedure)
    assert candidate.document.body.fr.title


@pytest.mark.parametrize(
    ("file", "text", "where", "problem"),
    [
        ("procedures/a.ar.md", "title = 1", "procedures/a.ar.md", Problem("front_matter_missing")),
        ("procedures/a.ar.md", "+++\ntitle = 1", "procedures/a.ar.md", Problem("front_matter_missing")),
        ("procedures/a.ar.md", "+++\ntitle = 12\n+++\n", "procedures/a.ar.md", Problem("field_wrong", key="ar.title")),
        ("procedures/a.ar.md", "+++\n+++\n", "procedures/a.ar.md", Problem("title_missing")),
        ("procedures/a.ar.md", '+++\ntitle = "\u200f"\n+++\n', "procedures/a.ar.md", Problem("title_missing")),
        (
            "procedures/a.ar.md",
            '+++\ntitle = "x"\nsteps = ["a", 2]\n+++\n',
            "procedures/a.ar.md",
            Problem("field_wrong", key="ar.steps[1]"),
        ),
        (
            "procedures/a.ar.md",
            '+++\ntitle = "x"\n[seal]\nreview_by = "soon"\n+++\n',
            "procedures/a.ar.md",
            Problem("field_wrong", key="seal.review_by"),
        ),
        ("tips/a.ar.md", '+++\ntitle = "x"\n+++\n', "tips/a.ar.md", Problem("field_missing", key="need")),
        ("contacts.toml", '[[contact]]\nname = {ar = "x"}', "contacts.toml › contact 1", MISSING),
        ("contacts.toml", CONTACT + "phones = 3", "contacts.toml › c-1", Problem("field_wrong", key="phones")),
        (
            "contacts.toml",
            CONTACT + 'phones = [{number = "71 000 000 poste 3"}]',
            "contacts.toml › c-1",
            Problem("phone_unusable", number="71 000 000 poste 3"),
        ),
        (
            "contacts.toml",
            CONTACT + "hours = [{days = [8], spans = []}]",
            "contacts.toml › c-1",
            Problem("field_range", key="days", range="1-7"),
        ),
        (
            "contacts.toml",
            CONTACT + 'hours = [{days = [1], spans = ["8-12"]}]',
            "contacts.toml › c-1",
            Problem("span_wrong", span="8-12"),
        ),
        ("contacts.toml", "contact = [3]", "contacts.toml › contact 1", Problem("field_wrong", key="contact")),
        (
            "greetings.toml",
            '[[greeting]]\nexternal_id = "g"\npurpose = "greeting"\ntext = {ar = "{body"}',
            "greetings.toml › g",
            Problem("script_braces", key="text.ar"),
        ),
        (
            "calendar.toml",
            '[holidays]\nrules = [{name = {ar = "x"}, month = 2, day = 29}]',
            "calendar.toml › holidays 1",
            Problem("field_range", key="month, day", range="01-01 … 12-31"),
        ),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(
    tmp_path: Path, file: str, text: str, where: str, problem: Problem
) -> None:
    write_text(tmp_path / file, text)
    write_text(tmp_path / "procedures/good.ar.md", ARTICLE)
    reading = _read(tmp_path)
    assert [(refused.where, str(refused.problem)) for refused in reading.refused] == [(where, str(problem))]
    assert [candidate.document.external_id for candidate in reading.candidates] == ["good"]


def test_a_wrong_choice_tells_the_right_ones(tmp_path: Path) -> None:
    write_text(tmp_path / "contacts.toml", CONTACT + 'phones = [{number = "00000001", kind = "home"}]')
    (refused,) = _read(tmp_path).refused
    assert refused.problem.code == "field_choice"
    assert refused.problem.details["key"] == "phones[0].kind"
    assert "mobile" in str(refused.problem.details["choices"])


def test_broken_toml_tells_where(tmp_path: Path) -> None:
    write_text(tmp_path / "procedures/a.ar.md", '+++\ntitle = "x"\nplace = oops\n+++\n')
    (refused,) = _read(tmp_path).refused
    assert refused.problem.code == "toml_invalid"
    assert "line 3" in str(refused.problem.details["why"])


def test_broken_utf8_tells_where(tmp_path: Path) -> None:
    file = write_text(tmp_path / "procedures/a.ar.md", ARTICLE)
    file.write_bytes(file.read_bytes() + b"\xff\xff")
    (refused,) = _read(tmp_path).refused
    assert str(refused.problem) == str(Problem("not_utf8", file="procedures/a.ar.md", line=7))


def test_unknown_keys_and_files_are_named(tmp_path: Path) -> None:
    write_text(tmp_path / "procedures/a.ar.md", ARTICLE.replace("short_answer", "answer"))
    write_text(tmp_path / "procedures/a.fr.md", ARTICLE.replace("short_answer = ", "contacts = "))
    write_text(tmp_path / "contacts.toml", CONTACT + 'phones = [{number = "00000001", colour = "red"}]\nfax = "1"')
    write_text(tmp_path / "notes.docx", "")
    write_text(tmp_path / "README.md", "")
    reading = _read(tmp_path)
    assert len(reading.candidates) == 2
    assert {str(warning) for warning in reading.warnings} == {
        str(Problem("key_unknown", where="procedures/a.ar.md", key="answer")),
        str(Problem("key_unknown", where="procedures/a.fr.md", key="contacts")),
        str(Problem("key_unknown", where="contacts.toml › c-1", key="phones.colour")),
        str(Problem("key_unknown", where="contacts.toml › c-1", key="fax")),
        str(Problem("file_ignored", file="notes.docx")),
    }


def test_direction_marks_are_never_kept(tmp_path: Path) -> None:
    text = ARTICLE.replace("جواب", "\u202bجو\u200fاب\u202c").replace("نص", "ن\u2066ص\u0007")
    write_text(tmp_path / "procedures/a.ar.md", text)
    write_text(tmp_path / "contacts.toml", CONTACT + 'phones = [{number = "\u200e٧١ 000 0\u202c00"}]')
    assert not any(0x200E <= ord(ch) <= 0x2069 and ch not in "…’›" for ch in repr(_read(tmp_path)))
    contact, article = (candidate.document.body for candidate in _read(tmp_path).candidates)
    assert "71000000" in repr(contact)
    assert "'جواب'" in repr(article)


def test_files_left_from_another_export_are_told(tmp_path: Path) -> None:
    write_text(tmp_path / "procedures/gone.ar.md", ARTICLE)
    written = exchange.write(documents(), tmp_path)
    told = Problem("file_left_over", file="procedures/gone.ar.md")
    assert [str(problem) for problem in written.warnings] == [str(told)]


def test_reading_can_be_watched_and_cancelled(tmp_path: Path) -> None:
    exchange.write(documents(), tmp_path)
    seen: list[int] = []
    exchange.read([tmp_path], progress=seen.append)
    assert seen == [*range(len(documents()))]
    assert asked(partial(exchange.read, [tmp_path])) > 2 * len(documents()), "listed too"


def test_looking_for_columns_can_be_cancelled(tmp_path: Path) -> None:
    folder, sheet = tmp_path / "guide", tmp_path / "guide.xlsx"
    exchange.write(documents(), folder)
    exchange.write(documents(), sheet)
    for path in (folder, sheet):
        assert asked(partial(exchange.matched_columns, path)) > 1


def asked(work: Callable[..., object]) -> int:
    """How often a work asks whether it is cancelled; told so at any of these times, it ends."""
    times: list[bool] = []

    def never() -> bool:
        times.append(False)
        return False

    work(cancelled=never)
    for after in range(len(times)):
        answers = iter(times[:after])
        with pytest.raises(Problem, match="import_cancelled"):
            work(cancelled=partial(next, answers, True))
    return len(times)


def test_writing_can_be_cancelled(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="export_cancelled"):
        exchange.write(documents(), tmp_path / "b", cancelled=lambda: True)
    assert not (tmp_path / "b").exists()
