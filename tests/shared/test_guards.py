"""Guards that one statement cannot try: other databases, connections, holding the feed, squatting, noise, speed."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import psycopg
import pytest
from psycopg import sql

from operator_app.domain.people import Person, Role
from operator_app.domain.problems import Problem
from operator_app.domain.sharing import Parcel
from operator_app.shared.people import add_user, change_own_password, change_user, remove_user, roles
from operator_app.tables.records import to_json

from .conftest import TEMPLATE, Database
from .people import password
from .samples import call, document, new_id, titled
from .server import Server


@pytest.fixture(params=["server", "server_16"])
def each_version(request: pytest.FixtureRequest) -> Iterator[Database]:
    fresh = Database(request.getfixturevalue(request.param), TEMPLATE).copy()
    yield fresh
    fresh.server.drop(fresh.name)


@pytest.mark.parametrize("other", ["postgres", "template1"])
@pytest.mark.parametrize("login", ["amira", "salma", "adel"])
def test_other_databases_are_shut(each_version: Database, other: str, login: str) -> None:
    server = each_version.server
    url = server.url(other, login, password(login))
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(url)
    name = sql.Identifier(other)
    with server.superuser() as superuser:
        superuser.execute(sql.SQL("grant connect on database {} to public").format(name))
        try:
            psycopg.connect(url).close()
        finally:
            superuser.execute(sql.SQL("revoke connect on database {} from public").format(name))


def test_a_wrong_password_is_told(each_version: Database) -> None:
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(each_version.server.url(each_version.name, "amira", "not hers at all"))


def test_one_person_cannot_take_every_connection(each_version: Database) -> None:
    taken = [psycopg.connect(each_version.url("bilel")) for _ in range(5)]
    with pytest.raises(psycopg.OperationalError, match="too many connections"):
        psycopg.connect(each_version.url("bilel"))
    with each_version.server.superuser() as superuser:
        superuser.execute("alter role bilel connection limit 6")
        try:
            psycopg.connect(each_version.url("bilel")).close()
        finally:
            superuser.execute("alter role bilel connection limit 5")
    for connection in taken:
        connection.close()


def test_an_id_taken_by_another_keeps_nobody_out(each_version: Database) -> None:
    logged = call("celui de Bilel")
    parcel = Parcel(1, "call", logged.id, to_json(logged))
    squatted = replace(parcel, payload=to_json(replace(logged, query="pris")))
    amira, bilel = each_version.connect("amira"), each_version.connect("bilel")
    assert amira.push([squatted])[0].confirms(squatted)
    with each_version.server.superuser(each_version.name) as superuser:
        superuser.execute("create unique index squatted on app.calls (id)")
        assert not bilel.push([parcel])[0].confirms(parcel)
        superuser.execute("drop index app.squatted")
    assert bilel.push([parcel])[0].confirms(parcel)
    amira.close()
    bilel.close()


def test_whoever_keeps_the_feed_locked_is_cut_off(each_version: Database) -> None:
    with psycopg.connect(each_version.url("hedi")) as holder:
        holder.execute("select app.publish(%s, 'news', '', 0, '{}', '{}', %s, '', false)", (new_id(), new_id()))
        salma = each_version.connect("salma")
        assert salma.publish(document(), 0, new_id()) == 1
        salma.close()
        with pytest.raises(psycopg.OperationalError):
            holder.execute("select 1")


def test_a_reader_in_a_long_transaction_holds_nobody_up(each_version: Database) -> None:
    with psycopg.connect(each_version.url("amira")) as reader:
        reader.execute("select id from app.documents")
        reader.execute("select number from app.feed_head")
        salma = each_version.connect("salma")
        assert salma.publish(document(), 0, new_id()) == 1
        salma.close()
        reader.execute("select 1")


def test_noise_on_the_wake_up_channel_is_only_noise(database: Database) -> None:
    amira, noisy = database.connect("amira"), database.connect("bilel")
    with psycopg.connect(database.url("bilel"), autocommit=True) as forger:
        for _ in range(100):
            forger.execute("notify app_feed, 'forged'")
    assert amira.wait(5)
    assert amira.pull(0).rows == ()
    amira.close()
    noisy.close()


def test_a_removed_person_is_out_at_once_and_the_login_stays_theirs(database: Database) -> None:
    nadia = Person("nadia", "Nadia", Role.OPERATOR)
    url = database.url("adel")
    add_user(url, nadia, password("nadia"), "tunis")
    assert nadia in roles(url)
    address = database.server.url(database.name, "nadia", password("nadia"))
    with psycopg.connect(address, autocommit=True) as session:
        session.execute("select 1")
        remove_user(url, "nadia")
        with pytest.raises(psycopg.OperationalError):
            session.execute("select 1")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(address)
    assert nadia not in roles(url)
    add_user(url, replace(nadia, role=Role.SUPERVISOR), "another password", "sfax")
    change_user(url, nadia, site="sfax")
    change_own_password(database.server.url(database.name, "nadia", "another password"), "a third password")
    psycopg.connect(database.server.url(database.name, "nadia", "a third password")).close()
    remove_user(url, "nadia")
    with database.server.superuser() as superuser:
        superuser.execute("drop role nadia")


@pytest.mark.parametrize(
    ("attempt", "code"),
    [
        (lambda url: add_user(url, Person("amira", "A", Role.OPERATOR), "a password of hers"), "shared_login_taken"),
        (lambda url: add_user(url, Person("postgres", "P", Role.OPERATOR), "a password of his"), "shared_login_taken"),
        (lambda url: add_user(url, Person("Amira B", "A", Role.OPERATOR), "a password of hers"), "shared_row_refused"),
        (lambda url: add_user(url, Person("nour", "N", Role.OPERATOR), "short"), "shared_password_short"),
        (lambda url: remove_user(url, "nobody"), "shared_not_found"),
        (lambda url: remove_user(url, "adel"), "shared_not_yourself"),
        (lambda url: change_user(url, Person("adel", "Adel", Role.OPERATOR)), "shared_not_yourself"),
        (lambda url: change_user(url, Person("nobody", "N", Role.OPERATOR)), "shared_not_found"),
    ],
)
def test_what_an_administrator_may_not(database: Database, attempt: Callable[[str], None], code: str) -> None:
    with pytest.raises(Problem) as problem:
        attempt(database.url("adel"))
    assert problem.value.code == code


def test_no_password_is_ever_on_the_wire_or_in_the_log(server: Server) -> None:
    log = (server.folder / "log").read_text(encoding="utf-8", errors="replace")
    assert "a password of tests" not in log


def test_row_security_uses_its_index(database: Database) -> None:
    with database.server.superuser(database.name) as superuser:
        superuser.execute("alter table app.calls disable trigger receive")
        superuser.execute(
            "insert into app.calls select 'op' || n % 50, gen_random_uuid(), 'tunis', now(), '', '', now(), now(), '',"
            " '', '', '', 0, '', '', '', 'answered', false, null, '' from generate_series(1, 20000) n"
        )
        superuser.execute("analyze app.calls")
    assert "calls_pkey" in _plan(database)
    with database.server.superuser(database.name) as superuser:
        superuser.execute("alter policy own_read on app.calls using (operator = session_user::text)")
    assert "Seq Scan" in _plan(database)


def _plan(database: Database) -> str:
    with psycopg.connect(database.url("amira")) as amira:
        return "\n".join(str(line) for (line,) in amira.execute("explain select query from app.calls"))


def test_two_publishers_at_once_lose_nothing_where_a_sequence_does(database: Database) -> None:
    _sequence_table(database)
    ours, theirs = _Reader(database, "feed"), _Reader(database, "sequence")
    writers = [threading.Thread(target=_write, args=(database, login, 40)) for login in ("salma", "hedi")]
    for thread in (*writers, ours, theirs):
        thread.start()
    for thread in writers:
        thread.join()
    ours.finish()
    theirs.finish()
    assert len(ours.seen) == 80
    assert len(theirs.seen) < 80


def _sequence_table(database: Database) -> None:
    with database.server.superuser(database.name) as superuser:
        superuser.execute("create table public.news (number bigserial primary key, id text)")
        superuser.execute("grant usage on schema public to public; grant all on public.news to public")
        superuser.execute("grant usage on sequence public.news_number_seq to public")


def _write(database: Database, login: str, times: int) -> None:
    """Each transaction first takes a number of the sequence, then publishes: as slow as the other lets it be."""
    with psycopg.connect(database.url(login)) as connection:
        for _ in range(times):
            id = new_id()
            connection.execute("insert into public.news (id) values (%s)", (id,))
            connection.execute("select app.publish(%s, 'news', '', 0, '{}', '{}', %s, '', false)", (id, id))
            connection.commit()


class _Reader(threading.Thread):
    """Follows a cursor as fast as it can, and once more after the writers are done."""

    def __init__(self, database: Database, what: str) -> None:
        super().__init__()
        self._url = database.url("amira")
        self._query = {
            "feed": "select number, id from app.documents where number > %s order by number",
            "sequence": "select number, id from public.news where number > %s order by number",
        }[what]
        self._done = threading.Event()
        self.seen: set[str] = set()

    def run(self) -> None:
        with psycopg.connect(self._url, autocommit=True) as connection:
            cursor, last = 0, False
            while not last:
                last = self._done.is_set()
                for number, id in connection.execute(self._query.encode(), (cursor,)):
                    cursor = int(number)
                    self.seen.add(str(id))

    def finish(self) -> None:
        self._done.set()
        self.join()


@contextmanager
def suppress_conflict() -> Iterator[None]:
    try:
        yield
    except Problem as problem:
        if problem.code != "edition_conflict":
            raise


def test_editions_are_counted_once_by_two_publishers(database: Database) -> None:
    """Both publish over the edition that they read; who comes second is refused and reads again."""
    birth = document()
    first = database.connect("salma")
    first.publish(birth, 0, new_id())

    def rush(login: str) -> None:
        shared = database.connect(login)
        done = 0
        while done < 25:
            edition = next(row.edition for row in shared.pull(0).rows if row.id == birth.id)
            with suppress_conflict():
                shared.publish(titled(birth, f"{login} {done}"), edition, new_id())
                done += 1
        shared.close()

    threads = [threading.Thread(target=rush, args=(login,)) for login in ("salma", "hedi")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert first.pull(0).rows[0].edition == 51
    first.close()
