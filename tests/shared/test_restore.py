"""The server goes back in time, or its past is rewritten: posts notice, start over, and bring back what it lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from .conftest import Database
from .samples import Post, document, new_id, titled


@dataclass
class Site:
    """A database, its posts, and backups of it."""

    database: Database
    folder: Path
    posts: list[Post]

    def post(self, login: str) -> Post:
        self.posts.append(Post(self.folder / f"{login}{len(self.posts)}", lambda: self.database.connect(login)))
        return self.posts[-1]

    def backup(self) -> Database:
        for post in self.posts:
            post.sync.disconnect()
        return self.database.copy()

    def restore(self, backup: Database) -> None:
        for post in self.posts:
            post.sync.disconnect()
        self.database.server.drop(self.database.name)
        self.database.server.rename(backup.name, self.database.name)

    def query(self, query: str) -> list[str]:
        with self.database.server.superuser(self.database.name) as superuser:
            return [str(value) for (value,) in superuser.execute(query.encode())]

    def settle(self) -> None:
        for _ in range(2):
            for post in self.posts:
                post.sync.once()
        for post in self.posts:
            assert post.titles() == self.posts[0].titles()
            assert post.replica.digest() == post.replica.place().digest == self.posts[0].replica.digest()


@pytest.fixture
def site(database: Database, tmp_path: Path) -> Iterator[Site]:
    made = Site(database, tmp_path, [])
    yield made
    for post in made.posts:
        post.close()


def test_an_older_backup_gets_its_calls_back_and_every_post_its_guide(site: Site) -> None:
    salma, amira = site.post("salma"), site.post("amira")
    salma.sync.exchange()
    kept, changed, later = document("gardé"), document("changé"), document("perdu")
    salma.sync.publish(kept, 0)
    salma.sync.publish(changed, 0)
    amira.log("avant")
    amira.sync.once()
    backup = site.backup()
    salma.sync.exchange()
    salma.sync.publish(titled(changed, "changé depuis"), 1)
    salma.sync.publish(later, 0)
    amira.log("après")
    amira.sync.once()
    site.restore(backup)
    assert site.query("select query from app.calls") == ["avant"]
    site.settle()
    assert site.query("select query from app.calls order by id") == ["avant", "après"]
    assert amira.titles() == {kept.id: (1, "gardé"), changed.id: (1, "changé")}
    drafts = {draft.document.id: draft for draft in salma.drafts.all()}
    assert set(drafts) == {changed.id, later.id}
    assert (drafts[changed.id].base, drafts[later.id].base) == (1, 0)
    salma.sync.exchange()
    for draft in drafts.values():
        salma.sync.publish(draft.document, draft.base)
    site.settle()
    assert amira.titles()[changed.id] == (2, "changé depuis")
    assert amira.drafts.all() == []


def test_calls_are_brought_back_even_if_nothing_was_published_in_between(site: Site) -> None:
    """The chain is the same before and after: only the calls tell that the server went back in time."""
    amira = site.post("amira")
    amira.log("avant")
    amira.sync.once()
    backup = site.backup()
    amira.log("après")
    amira.sync.once()
    site.restore(backup)
    amira.sync.once()
    assert site.query("select query from app.calls order by id") == ["avant", "après"]


def test_a_backup_that_grew_past_the_posts_is_noticed_too(site: Site) -> None:
    """The numbers went on after the restore, so only the chain tells."""
    salma, amira = site.post("salma"), site.post("amira")
    salma.sync.exchange()
    salma.sync.publish(document("un"), 0)
    amira.sync.once()
    backup = site.backup()
    salma.sync.exchange()
    salma.sync.publish(document("deux"), 0)
    amira.sync.once()
    site.restore(backup)
    hedi = site.database.connect("hedi")
    for n in range(5):
        hedi.publish(document(f"autre {n}"), 0, new_id())
    hedi.close()
    site.settle()
    assert len(amira.titles()) == 6
    assert "deux" not in {title for _, title in amira.titles().values()}


@pytest.mark.parametrize(
    "rewrite",
    [
        "update app.ledger set hash = repeat('0', 64) where number = (select number from app.feed_head);"
        "update app.feed_head set hash = repeat('0', 64)",
        "update app.meta set incarnation = gen_random_uuid()",
    ],
    ids=["chain", "incarnation"],
)
def test_a_rewritten_past_makes_posts_start_over(site: Site, rewrite: str) -> None:
    salma, amira = site.post("salma"), site.post("amira")
    salma.sync.exchange()
    salma.sync.publish(document("un"), 0)
    amira.log("appel")
    amira.sync.once()
    with site.database.server.superuser(site.database.name) as superuser:
        superuser.execute(f"alter table app.ledger disable trigger keep; {rewrite}".encode())
    amira.sync.exchange()
    assert len(amira.titles()) == 1
    assert amira.sync.state.waiting == 0
    assert site.query("select query from app.calls") == ["appel"]


def test_a_lost_document_is_noticed_by_the_digest(site: Site) -> None:
    """Removed on the server behind the feed's back: a new load brings post and server together again."""
    salma, amira = site.post("salma"), site.post("amira")
    salma.sync.exchange()
    gone = document("disparu")
    salma.sync.publish(document("reste"), 0)
    salma.sync.publish(gone, 0)
    amira.sync.once()
    with site.database.server.superuser(site.database.name) as superuser:
        for table in ("editions", "revisions"):
            superuser.execute(f"alter table app.{table} disable trigger keep".encode())
            superuser.execute(f"delete from app.{table} where document_id = '{gone.id}'".encode())
        superuser.execute(f"delete from app.documents where id = '{gone.id}'".encode())
        superuser.execute("update app.feed_head set digest = (select bit_xor(app.bits(hash)) from app.documents)")
    site.settle()
    assert [title for _, title in amira.titles().values()] == ["reste"]
    assert [draft.document.id for draft in salma.drafts.all()] == [gone.id]


def test_a_damaged_file_is_loaded_anew(site: Site) -> None:
    salma, amira = site.post("salma"), site.post("amira")
    salma.sync.exchange()
    salma.sync.publish(document("vrai"), 0)
    amira.sync.once()
    with amira.store.write() as connection:
        connection.exec_driver_sql("update documents set body = replace(body, 'vrai', 'faux')")
    amira.sync.once()
    assert [title for _, title in amira.titles().values()] == ["vrai"]


def test_what_was_erased_does_not_come_back_with_a_backup(site: Site) -> None:
    salma, amira, adel = site.post("salma"), site.post("amira"), site.post("adel")
    salma.sync.exchange()
    wrong = document("donnée personnelle")
    salma.sync.publish(wrong, 0)
    amira.log("rappel", number="00000012")
    for post in (amira, adel):
        post.sync.once()
    backup = site.backup()
    _as_admin(site, f"select app.erase_document('{wrong.id}')")
    _as_admin(site, "select app.erase_call_backs(now() + interval '60 days')")
    site.settle()
    assert salma.titles() == {}
    assert amira.calls.call_backs_waiting() == []
    site.restore(backup)
    assert site.query("select number from app.call_backs") == ["00000012"]
    amira.sync.once()
    assert amira.titles() == {}
    assert site.query("select number from app.call_backs") == [""]
    adel.sync.once()
    assert site.query("select id from app.documents") == []
    site.settle()
    assert salma.drafts.all() == []


def _as_admin(site: Site, command: str) -> None:
    shared = site.database.connect("adel")
    shared.close()
    with site.database.server.superuser(site.database.name) as superuser:
        superuser.execute("set session authorization adel")
        superuser.execute(command.encode())
