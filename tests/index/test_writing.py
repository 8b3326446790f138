"""What is on disk: built, changed, shared by two processes, damaged, cut short."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from operator_app.domain.documents import Document, Status
from operator_app.index import Index, store, writing
from operator_app.index.files import STAMP, UNFINISHED
from tests.index.documents import GUIDE, article, ask, found


def test_missing_is_stale_and_titles_are_searched(tmp_path: Path) -> None:
    index = Index.open(tmp_path / "none")
    assert index.stale
    index.set_titles(GUIDE)
    answer = ask(index, "رخصه بنا")
    assert answer.titles_only
    assert answer.hits[0].id == "permit"
    index.update([article("new", fr="Vignette")], ["permit"])
    assert found(index, "vignette") == ["new"]
    assert "permit" not in found(index, "رخصه بنا")


def test_built_index_opens_again(folder: Path) -> None:
    index = Index.open(folder)
    assert not index.stale
    assert index.known() == {document.id: document.edition for document in GUIDE}
    assert found(index, "مضمون")[0] == "birth"


def test_update_publishes_replaces_and_withdraws(folder: Path) -> None:
    index = Index.open(folder)
    index.update([article("permit", fr="Autorisation de bâtir", edition=2)], ["death"])
    index.update([article("licence", "رخصة السياقة", status=Status.WITHDRAWN)])
    for opened in (index, Index.open(folder)):
        assert found(opened, "autorisation") == ["permit"]
        assert "permit" not in found(opened, "permis")
        assert "licence" not in found(opened, "السياقة")
        assert "death" not in found(opened, "وفاة")
        assert opened.known()["permit"] == 2


@pytest.mark.parametrize("count", [60, 1500])
def test_many_changes_are_gathered(folder: Path, count: int) -> None:
    index = Index.open(folder)
    index.update([article(f"n{number}", fr=f"Formulaire x{number}") for number in range(count)], ["death"])
    index.update([article("n7", fr="Formulaire nouveau")])
    for opened in (index, Index.open(folder)):
        assert len(opened.known()) == len(GUIDE) + count - 1
        assert found(opened, f"x{count - 1}")[0] == f"n{count - 1}"
        assert found(opened, "formulaire nouveau")[0] == "n7"
        assert "n7" not in found(opened, "x7")
        assert "death" not in found(opened, "وفاة")


def test_cancelled_build_leaves_what_was_there(folder: Path) -> None:
    index = Index.open(folder)
    seen: list[int] = []
    assert not index.rebuild(GUIDE, progress=seen.append, cancelled=lambda: len(seen) > 3, pace=0)
    assert not index.stale
    again = Index.open(folder)
    assert not again.stale
    assert found(again, "مضمون")[0] == "birth"


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_damage_is_noticed(folder: Path, data: st.DataObject) -> None:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size)
    path = data.draw(st.sampled_from(files))
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    how = data.draw(st.sampled_from(["cut", "garbled", "gone"]))
    if how == "gone":
        path.unlink()
    else:
        path.write_bytes(whole[:at] if how == "cut" else whole[:at] + bytes([whole[at] ^ 0x5A]) + whole[at + 1 :])
    try:
        index = Index.open(folder)
        assert index.stale
        assert ask(index, "مضمون").titles_only
        index.close()
    finally:
        path.write_bytes(whole)
    assert not Index.open(folder).stale


def test_damaged_index_is_rebuilt(folder: Path) -> None:
    (folder / STAMP).write_bytes(b"\x00" * 100)
    (folder / "foreign").mkdir()
    index = Index.open(folder)
    assert index.stale
    assert index.rebuild(GUIDE, pace=0)
    assert not Index.open(folder).stale
    assert not (folder / "foreign").exists()


def test_other_analysis_is_stale(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("operator_app.index.files.ANALYSIS", -1)
    assert Index.open(folder).stale


class PowerCut(BaseException):
    """Nothing catches it, as nothing would run after a power cut."""


@pytest.mark.parametrize("step", ["store.update", "save_delta", "listed", "write_stamp", "sweep"])
def test_cut_short_update_is_stale_then_rebuilt(folder: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def cut(*_: object) -> None:
        raise PowerCut

    index = Index.open(folder)
    with monkeypatch.context() as patched:
        patched.setattr(f"operator_app.index.writing.{step}", cut)
        with pytest.raises(PowerCut):
            index.update([article("new", fr="Vignette")])
    again = Index.open(folder)
    assert again.stale
    assert again.rebuild([*GUIDE, article("new", fr="Vignette")], pace=0)
    assert found(again, "vignette") == ["new"]
    assert not Index.open(folder).stale


@pytest.mark.parametrize("step", ["store.update", "save_segment", "listed", "write_stamp", "sweep"])
def test_cut_short_gathering_is_stale_then_rebuilt(folder: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def cut(*_: object) -> None:
        raise PowerCut

    many = [article(f"new-{number}", fr=f"Vignette {number}") for number in range(writing.MOST_IN_DELTA + 1)]
    index = Index.open(folder)
    with monkeypatch.context() as patched:
        patched.setattr(f"operator_app.index.writing.{step}", cut)
        with pytest.raises(PowerCut):
            index.update(many)
    again = Index.open(folder)
    assert again.stale
    assert again.rebuild([*GUIDE, *many], pace=0)
    assert found(again, "vignette 7")[0] == "new-7"


def test_interrupted_rebuild_is_redone(folder: Path) -> None:
    def documents() -> Iterator[Document]:
        yield GUIDE[0]
        raise PowerCut

    with pytest.raises(PowerCut):
        Index.open(folder).rebuild(documents(), pace=0)
    assert (folder / UNFINISHED).exists()
    assert Index.open(folder).stale


_OTHER = """
import sys
from pathlib import Path
from operator_app.index import Index
from tests.index.documents import article, found
index = Index.open(Path(sys.argv[1]))
print(index.stale, found(index, "vignette"), flush=True)
for line in sys.stdin:
    number = line.strip()
    index.update([article(f"b{number}", fr=f"Quittance q{number}")])
    print(found(index, f"q{number}")[:1], found(index, "vignette")[:1], flush=True)
"""


def test_two_processes_share_a_home(folder: Path) -> None:
    index = Index.open(folder)
    root = str(Path(__file__).parents[2])
    command = [sys.executable, "-W", "error", "-c", _OTHER, str(folder)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=root, env={"PYTHONPATH": root}) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        assert other.stdout.readline() == "False []\n"
        index.update([article("a", fr="Vignette")])
        for number in range(5):
            other.stdin.write(f"{number}\n")
            other.stdin.flush()
            index.update([article(f"a{number}", fr=f"Attestation t{number}")])
            assert other.stdout.readline() == f"['b{number}'] ['a']\n"
        other.stdin.close()
    everything = {"a", *(f"a{number}" for number in range(5)), *(f"b{number}" for number in range(5))}
    for opened in (index, Index.open(folder)):
        assert found(opened, "q3")[:1] == ["b3"]
        assert set(opened.known()) == {document.id for document in GUIDE} | everything


def test_searching_goes_on_while_it_is_written(folder: Path) -> None:
    index, done, failed = Index.open(folder), Event(), []

    def searching() -> None:
        while not done.is_set():
            if found(index, "مضمون")[:1] != ["birth"]:
                failed.append(1)

    reader = Thread(target=searching)
    reader.start()
    for number in range(10):
        index.update([article("x", fr=f"Vignette v{number}")])
    index.rebuild(GUIDE, pace=0)
    done.set()
    reader.join()
    assert not failed


def test_whoosh_holds_every_record(folder: Path) -> None:
    home = next(folder.glob("store-*"))
    assert {record.id for record in store.records(home)} == {document.id for document in GUIDE}
    assert writing.MOST_IN_DELTA > 1
