"""Files that were made to do harm, or that were damaged: refused or cleaned with a sentence, never a traceback."""

import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from operator_app import exchange
from operator_app.domain.importing import Reading
from operator_app.domain.problems import Problem
from operator_app.exchange import Format

from .samples import documents, write_sheet

MUTATIONS = 25
STUMBLING = (
    *(b"\x00", b"\xff\xfe", b'"', b"'''", b"[", b"{", b"}" * 400, b"[" * 3000, b"9" * 5000, b"\xe2\x80\x8f"),
    *(b"\xed\xa0\x80", b"+++", b"=", b"\n", b"\r", b"true", b"2026-02-31", b"1e999", b"nan", b",;\t", b"\\u0000"),
)
ARTICLE = '+++\ntitle = "عنوان"\n+++\n'


def _codes(reading: Reading) -> list[str]:
    return [refused.problem.code for refused in reading.refused]


def _zip(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def _rewritten(path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """The zip with each of its files changed."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return _zip(path, {name: change(name, content) for name, content in files.items()})


@pytest.mark.parametrize("name", ["../up.md", "/etc/x.md", "procedures/../../x.md", "C:/x.md", "a\\..\\b.md"])
def test_paths_that_lead_outside_are_refused(tmp_path: Path, name: str) -> None:
    path = _zip(tmp_path / "a.zip", {"procedures/a.ar.md": ARTICLE.encode(), "procedures/b.ar.md": b""})
    content = path.read_bytes()
    # As a hostile program writes it: the library would mend some of these names.
    entry = b"procedures/b.ar.md"
    path.write_bytes(content.replace(entry, name.encode().ljust(len(entry), b"x")[: len(entry)]))
    if len(name) > len(entry):
        path = _zip(tmp_path / "a.zip", {name: b""})
    assert _codes(exchange.read([path])) == ["zip_path"]


@pytest.mark.parametrize("ending", ["zip", "xlsx"])
def test_zip_bombs_are_refused_by_their_declared_size(tmp_path: Path, ending: str) -> None:
    path = _zip(tmp_path / f"a.{ending}", {"procedures/a.ar.md": ARTICLE.encode()})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("bomb.bin", "w") as stream:
        for _ in range(201):
            stream.write(bytes(1_000_000))
    assert path.stat().st_size < 1_000_000
    assert _codes(exchange.read([path])) == ["zip_bomb"]


def test_links_in_zips_and_folders_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text(ARTICLE, encoding="utf-8")
    folder = tmp_path / "bundle/procedures"
    folder.mkdir(parents=True)
    (folder / "a.ar.md").write_text(ARTICLE, encoding="utf-8")
    (folder / "b.ar.md").symlink_to(secret)
    assert len(exchange.read([tmp_path / "bundle"]).candidates) == 1
    entry = zipfile.ZipInfo("procedures/a.ar.md")
    entry.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(entry, str(secret))
    assert _codes(exchange.read([tmp_path / "a.zip"])) == ["zip_path"]


def test_entities_in_a_workbook_are_refused(tmp_path: Path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
    path = write_sheet(tmp_path / "a.xlsx", [["title_ar"], ["x"]])
    _rewritten(path, lambda name, content: bomb + content if "sheet1" in name else content)
    assert _codes(exchange.read([path])) == ["xlsx_damaged"]


def test_a_workbook_without_its_parts_is_refused(tmp_path: Path) -> None:
    assert _codes(exchange.read([_zip(tmp_path / "a.xlsx", {"x": b""})])) == ["xlsx_damaged"]
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04 no zip at all")
    assert _codes(exchange.read([tmp_path / "b.xlsx"])) == ["zip_damaged"]


def test_an_encrypted_zip_is_refused(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", {"procedures/a.ar.md": ARTICLE.encode()})
    content = bytearray(path.read_bytes())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(content))
    assert _codes(exchange.read([path])) == ["zip_damaged"]


def _mutations(content: bytes, seed: int) -> Iterator[bytes]:
    """Bytes changed, cut, doubled, exchanged, and replaced by what programs stumble over."""
    dice = random.Random(seed)
    for _ in range(MUTATIONS):
        changed = bytearray(content)
        for _ in range(dice.randint(1, 6)):
            start = dice.randrange(len(changed) + 1)
            end = min(len(changed), start + dice.choice((0, 1, 1, 4, 40, 400)))
            doubled, byte = bytes(changed[start:end]) * 2, bytes([dice.randrange(256)])
            changed[start:end] = dice.choice((dice.choice(STUMBLING), doubled, byte, b""))
        yield bytes(changed)


def _tries(tmp_path: Path) -> Iterator[tuple[Path, Path, bytes]]:
    """What to read, the file in it to change, and what is to stand there."""
    exchange.write(documents(), tmp_path / "bundle")
    exchange.write(documents(), tmp_path / "hsds", Format.HSDS)
    samples = [tmp_path / f"guide.{ending}" for ending in ("csv", "xlsx", "zip", "vcf", "json")]
    for sample in samples:
        exchange.write(documents(), sample)
    tried = [(sample, sample) for sample in samples]
    tried += [(file, file) for file in (tmp_path / "bundle").rglob("*") if file.is_file()]
    tried += [(tmp_path / "hsds", file) for file in (tmp_path / "hsds").iterdir()]
    for seed, (read, file) in enumerate(sorted(tried)):
        for content in _mutations(file.read_bytes(), seed):
            yield read, file, content


@pytest.mark.slow
def test_fuzzed_files_never_end_in_a_traceback(tmp_path: Path) -> None:
    tries = offered = refused = 0
    for path, file, content in _tries(tmp_path):
        kept = file.read_bytes()
        file.write_bytes(content)
        reading = exchange.read([path])
        file.write_bytes(kept)
        tries += 1
        offered += bool(reading.candidates)
        refused += bool(reading.refused)
        assert reading.candidates or reading.refused or reading.warnings, content
        # What was offered can be written again, and is the same then.
        found = {candidate.document.external_id: candidate.document for candidate in reading.candidates}
        again = tmp_path / "again.zip"
        exchange.write(list(found.values()), again, Format.BUNDLE)
        if found:
            read_again = exchange.read([again], Format.BUNDLE).candidates
            assert {candidate.document.external_id: candidate.document for candidate in read_again} == found
    assert tries >= 500
    assert offered > tries / 20
    assert refused > tries / 5


@pytest.mark.slow
def test_fuzzed_parts_of_a_workbook_never_end_in_a_traceback(tmp_path: Path) -> None:
    """Damage inside the parts, which a checksum would hide."""
    path = write_sheet(tmp_path / "a.xlsx", [["title_ar", "verified_on"], ["عنوان", "2026-01-01"], ["=1", 3.5]])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name.startswith("xl/")}
    for seed, (name, content) in enumerate(parts.items()):
        for changed in list(_mutations(content, seed))[:20]:
            reading = exchange.read([_zip(path, parts | {name: changed})])
            assert reading.candidates or reading.refused


def test_sentences_of_refusals_are_values(tmp_path: Path) -> None:
    (refused,) = exchange.read([tmp_path / "none.zip"]).refused
    assert str(refused.problem) == str(Problem("file_missing", file="none.zip"))
