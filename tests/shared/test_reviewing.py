"""Review as a post's store sees it, over the database in memory: nothing of a post is overwritten, nothing is lost."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from operator_app.domain.documents import Status
from operator_app.domain.people import Person
from operator_app.domain.problems import Problem
from operator_app.local import Draft, Reviews

from .fake import FakeDatabase
from .people import PEOPLE
from .samples import Post, document, new_id, now, titled

_PERSONS: dict[str, Person] = {person.login: person for person, _ in PEOPLE}
PostOf = Callable[[str], Post]


@pytest.fixture
def shared() -> FakeDatabase:
    return FakeDatabase()


@pytest.fixture
def post_of(shared: FakeDatabase, tmp_path: Path) -> Iterator[PostOf]:
    made: list[Post] = []

    def make(login: str) -> Post:
        made.append(Post(tmp_path / f"{login}-{len(made)}", lambda: shared.connect(_PERSONS[login])))
        return made[-1]

    yield make
    for post in made:
        post.close()


def _handed_over(post: Post, title: str = "à relire") -> Draft:
    """A draft that somebody handed over on a post that is offline."""
    draft = Draft(document(title), 0, new_id(), now(), status=Status.IN_REVIEW, author="x")
    post.drafts.save(draft)
    return draft


def _reviews(post: Post) -> Reviews:
    return Reviews(post.store)


def test_what_was_handed_over_offline_arrives_when_the_post_is_connected(post_of: PostOf, shared: FakeDatabase) -> None:
    salma, hedi, amira = post_of("salma"), post_of("hedi"), post_of("amira")
    draft = _handed_over(salma)
    for post in (salma, hedi, amira):
        post.sync.exchange()
    (waiting,) = _reviews(hedi).all()
    read = waiting.draft()
    assert read is not None
    assert (read.document.body, read.author, read.revision_id) == (draft.document.body, "Salma", draft.revision_id)
    assert not waiting.own
    assert hedi.drafts.all() == []
    assert _reviews(amira).all() == []
    (own,) = _reviews(salma).all()
    assert own.own
    # Said once: nothing changes when nothing was written.
    chain = len(shared.chain)
    for post in (salma, hedi, amira):
        post.sync.exchange()
    assert len(shared.chain) == chain


def test_a_text_of_ones_own_is_not_overwritten_by_what_waits(post_of: PostOf) -> None:
    salma, hedi = post_of("salma"), post_of("hedi")
    draft = _handed_over(salma)
    mine = replace(draft, document=titled(draft.document, "de Hedi"), revision_id=new_id(), status=Status.DRAFT)
    hedi.drafts.save(mine)
    salma.sync.exchange()
    hedi.sync.exchange()
    kept = hedi.drafts.read(draft.document.id)
    assert kept is not None
    assert kept.document.body == mine.document.body
    (waiting,) = _reviews(hedi).all()
    hedi.sync.approve(draft.document.id, waiting.submission.content)
    read = waiting.draft()
    assert read is not None
    hedi.sync.publish_reviewed(read, "relu")
    assert hedi.titles()[draft.document.id] == (1, "à relire")
    assert hedi.drafts.read(draft.document.id) == kept
    assert _reviews(hedi).all() == []
    salma.sync.exchange()
    assert salma.titles()[draft.document.id] == (1, "à relire")
    assert salma.drafts.all() == []


def test_what_is_sent_back_is_a_draft_again(post_of: PostOf) -> None:
    salma, hedi = post_of("salma"), post_of("hedi")
    draft = _handed_over(salma)
    salma.sync.exchange()
    hedi.sync.exchange()
    (waiting,) = _reviews(hedi).all()
    # Approved to appear on a day: the copy for that day goes when it is sent back.
    copy = waiting.draft()
    assert copy is not None
    hedi.drafts.save(replace(copy, publish_at=now()))
    hedi.sync.send_back(draft.document.id, waiting.submission.content)
    assert hedi.drafts.all() == []
    salma.sync.exchange()
    assert [one.status for one in salma.drafts.all()] == [Status.DRAFT]
    with pytest.raises(Problem, match="review_text_changed"):
        hedi.sync.approve(draft.document.id, waiting.submission.content)


def test_without_the_database_nothing_is_decided(post_of: PostOf) -> None:
    hedi = post_of("hedi")
    with pytest.raises(Problem, match="shared_offline"):
        hedi.sync.approve(new_id(), "x")


def test_a_restored_backup_gets_again_what_was_handed_over(post_of: PostOf, shared: FakeDatabase) -> None:
    salma, hedi = post_of("salma"), post_of("hedi")
    salma.drafts.save(Draft(document("avant"), 0, new_id(), now(), queued=True))
    salma.sync.exchange()
    backup = shared.snapshot()
    draft = _handed_over(salma)
    for post in (salma, hedi):
        post.sync.exchange()
    shared.restore(backup)
    assert shared.reviews.waiting == {}
    for post in (salma, hedi):
        post.sync.exchange()
    assert [one.submission.document_id for one in _reviews(hedi).all()] == [draft.document.id]


def test_another_database_forgets_what_waited(post_of: PostOf) -> None:
    salma, hedi = post_of("salma"), post_of("hedi")
    _handed_over(salma)
    salma.sync.exchange()
    hedi.sync.exchange()
    assert len(_reviews(hedi).all()) == 1
    assert _reviews(hedi).after("another incarnation") == 0
    assert _reviews(hedi).all() == []
