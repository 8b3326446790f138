"""What people with a login of their own might try. Each attack names the guard that stops it: with the guard taken
away, the same attack must succeed, so that no attack is "refused" merely because it is misspelt.

An attack succeeds when its last statement returns or changes a row, or is done without an error where it does neither.
"""

from dataclasses import dataclass

# Ids of what is in the attacked database (see test_attacks.py).
DOCUMENT = "00000000-0000-7000-8000-0000000000d0"
REVISION = "00000000-0000-7000-8000-0000000000e0"
CALL = "00000000-0000-7000-8000-0000000000c0"
OTHERS_CALL_BACK = "00000000-0000-7000-8000-0000000000b0"
OWN_CALL_BACK = "00000000-0000-7000-8000-0000000000b1"
FREE = "00000000-0000-7000-8000-0000000000f0"


@dataclass(frozen=True)
class Attack:
    name: str
    login: str
    attack: tuple[str, ...]
    guard: str

    def __str__(self) -> str:
        return f"{self.login}: {self.name}"


def by(login: str, *attacks: tuple[str, str | tuple[str, ...], str]) -> tuple[Attack, ...]:
    """Attacks of one person: (name, statement or statements, what takes the guard away)."""
    return tuple(
        Attack(name, login, (attack,) if isinstance(attack, str) else attack, guard) for name, attack, guard in attacks
    )


def allow(privilege: str, table: str, group: str, row_security: bool = True) -> str:
    """Takes away grants and row security for one privilege."""
    command = privilege.split("(")[0].strip()
    policy = f"create policy open on app.{table} for {command} to {group} using (true);"
    if command == "insert":
        policy = f"create policy open on app.{table} for insert to {group} with check (true);"
    return f"grant select, {privilege} on app.{table} to {group};" + (policy if row_security else "")


def unlocked(table: str) -> str:
    return f"alter table app.{table} disable trigger keep; create policy seen on app.{table} for select using (true);"


def callable(function: str, group: str) -> str:
    return f"grant execute on function app.{function} to {group}"


PUBLISH = f"select app.publish('{FREE}', 'news', '', 0, '{{}}', '{{}}', '{FREE}', '', false)"
MOVE_UP = f"select app.move_up('{FREE}', 'news', '', 'published', 3, '{{}}', '{{}}', '', '[]')"
VERIFIER = "SCRAM-SHA-256$4096:c2FsdHNhbHRzYWx0c2FsdA==$" + "A" * 43 + "=:" + "A" * 43 + "="
UNCHECKED = (
    "create or replace function app.check_person(login text, role text, verifier text) returns void language sql as ''"
)
ADD = f"select app.add_person('mallory', '{VERIFIER}', 'M', 'administrator', '')"
ONE_DOCUMENT = f"'{FREE}', 'news', '', 'published', 1, '{{}}', '{{}}', now(), 'amira', '', 999999, 'x'"

DOCUMENTS = (
    *by(
        "amira",
        (
            "writes a document",
            f"insert into app.documents values ({ONE_DOCUMENT})",
            allow("insert", "documents", "app_operator"),
        ),
        ("changes a document", "update app.documents set body = '{}'", allow("update", "documents", "app_operator")),
        (
            "deletes a document",
            "delete from app.documents",
            allow("delete", "documents", "app_operator")
            + "alter table app.editions drop constraint editions_document_id_fkey;"
            "alter table app.revisions drop constraint revisions_document_id_fkey",
        ),
        (
            "truncates the documents",
            "truncate app.documents cascade",
            "grant truncate on all tables in schema app to app_operator;"
            "drop trigger keep_all on app.documents; drop trigger keep_all on app.editions;"
            "drop trigger keep_all on app.revisions",
        ),
        ("publishes", PUBLISH, callable("publish", "app_operator")),
        ("withdraws", f"select app.withdraw('{DOCUMENT}', 1, '')", callable("withdraw", "app_operator")),
        ("renews a seal", f"select app.renew_seal('{DOCUMENT}', 1, '{{}}')", callable("renew_seal", "app_operator")),
        ("moves a guide up", MOVE_UP, callable("move_up", "app_operator")),
        (
            "reads the drafts behind editions",
            "select body from app.revisions",
            allow("select", "revisions", "app_operator"),
        ),
        (
            "reads who published what",
            "select published_by from app.editions",
            allow("select", "editions", "app_operator"),
        ),
        ("reads who did what in the ledger", "select by from app.ledger", "grant select on app.ledger to app_operator"),
        (
            "tells every post to erase",
            f"insert into app.erasures values (999999, 'document', '{DOCUMENT}')",
            allow("insert", "erasures", "app_operator"),
        ),
        ("erases a document", f"select app.erase_document('{DOCUMENT}')", callable("erase_document", "app_operator")),
        (
            "replays erasures",
            f"select app.replay_erasures(array['document'], array['{DOCUMENT}'])",
            callable("replay_erasures", "app_operator"),
        ),
        ("locks everyone out", "update app.meta set oldest_client = 99", allow("update", "meta", "app_operator")),
        ("holds the feed", "select * from app.feed_head for update", allow("update", "feed_head", "app_operator")),
        ("holds the feed by its function", "select app.lock_head()", callable("lock_head", "app_operator")),
        ("cuts others off", "select app.end_holders()", callable("end_holders", "app_operator")),
    ),
    *by(
        "salma",
        (
            "writes a document past the functions",
            f"insert into app.documents values ({ONE_DOCUMENT})",
            allow("insert", "documents", "app_supervisor"),
        ),
        (
            "changes a document past the functions",
            "update app.documents set updated_by = 'hedi'",
            allow("update", "documents", "app_supervisor"),
        ),
        (
            "publishes over an edition that she did not see",
            f"select app.publish('{DOCUMENT}', 'news', '', 5, '{{}}', '{{}}', '{FREE}', '', false)",
            "create or replace function app.at_base(id text, base int) returns app.documents language sql as "
            "'select d from app.documents d where d.id = $1'",
        ),
        (
            "changes what a document is",
            f"select app.publish('{DOCUMENT}', 'line', '', 1, '{{}}', '{{}}', '{FREE}', '', false)",
            f"update app.documents set kind = 'line' where id = '{DOCUMENT}'",
        ),
        (
            "publishes what is not JSON",
            f"select app.publish('{FREE}', 'news', '', 0, 'x', '{{}}', '{FREE}', '', false)",
            "alter table app.documents drop constraint documents_body_check",
        ),
        (
            "publishes a mountain",
            f"select app.publish('{FREE}', 'news', '', 0, to_json(repeat('x', 300000))::text,"
            f" '{{}}', '{FREE}', '', false)",
            "alter table app.documents drop constraint documents_body_check",
        ),
        (
            "takes another's external id",
            f"select app.publish('{FREE}', 'news', 'starter', 0, '{{}}', '{{}}', '{FREE}', '', false)",
            "drop index app.documents_external_id",
        ),
        (
            "stores a document by the inner function",
            "select app.store(d, 'publish') from app.documents d",
            callable("store", "app_supervisor"),
        ),
        (
            "adds to the ledger by the inner function",
            "select app.append('publish', 'x', 1, '', '', '')",
            callable("append", "app_supervisor"),
        ),
        (
            "rewrites a revision",
            "update app.revisions set author = 'hedi'",
            allow("update", "revisions", "app_supervisor") + unlocked("revisions"),
        ),
        (
            "deletes an edition",
            "delete from app.editions",
            allow("delete", "editions", "app_supervisor") + unlocked("editions"),
        ),
        (
            "back-dates an edition",
            "update app.editions set published_at = '2020-01-01'",
            allow("update", "editions", "app_supervisor") + unlocked("editions"),
        ),
        ("turns the feed back", "update app.feed_head set number = 0", allow("update", "feed_head", "app_supervisor")),
        ("erases a document", f"select app.erase_document('{DOCUMENT}')", callable("erase_document", "app_supervisor")),
        ("reads a person's file", "select app.export_person('sonia')", callable("export_person", "app_supervisor")),
    ),
    *by(
        "adel",
        ("publishes", PUBLISH, callable("publish", "app_admin")),
        (
            "rewrites the ledger",
            "update app.ledger set by = 'hedi'",
            allow("update", "ledger", "app_admin") + unlocked("ledger"),
        ),
        (
            "deletes from the ledger",
            "delete from app.ledger",
            allow("delete", "ledger", "app_admin") + unlocked("ledger"),
        ),
        (
            "truncates the ledger",
            "truncate app.ledger",
            "grant truncate on app.ledger to app_admin; drop trigger keep_all on app.ledger",
        ),
        (
            "adds to the ledger",
            "insert into app.ledger values (999999, now(), 'hedi', 'publish', '', 0, '', '')",
            allow("insert", "ledger", "app_admin"),
        ),
        (
            "takes an erasure back",
            "delete from app.erasures",
            allow("delete", "erasures", "app_admin")
            + unlocked("erasures")
            + f"insert into app.erasures values (999999, 'document', '{FREE}')",
        ),
    ),
)

PEOPLE = (
    *by(
        "amira",
        ("lets somebody in", ADD, callable("add_person", "app_operator")),
        (
            "makes herself an administrator",
            "select app.set_person('amira', '', 'Amira', 'administrator', '')",
            callable("set_person", "app_operator"),
        ),
        ("shuts somebody out", "select app.remove_person('sonia')", callable("remove_person", "app_operator")),
        (
            "gives herself a group by its function",
            "select app.set_groups('amira', 'supervisor')",
            callable("set_groups", "app_operator"),
        ),
        ("ends somebody's sessions", "select app.end_sessions('nobody')", callable("end_sessions", "app_operator")),
        (
            "writes herself another role",
            "update app.people set role = 'administrator'",
            allow("update", "people", "app_operator"),
        ),
        (
            "writes herself another site",
            "update app.people set site = 'sfax' where login = 'amira'",
            allow("update (site)", "people", "app_operator"),
        ),
        (
            "sees the others' names",
            "select name from app.people where login = 'sonia'",
            "create policy open on app.people for select to app_operator using (true)",
        ),
        ("is told another's file", "select app.export_person('sonia')", callable("export_person", "app_operator")),
    ),
    *by(
        "salma",
        ("lets somebody in", ADD, callable("add_person", "app_supervisor")),
        (
            "makes herself an administrator",
            "select app.set_person('salma', '', 'Salma', 'administrator', '')",
            callable("set_person", "app_supervisor"),
        ),
        (
            "moves an operator to her site",
            "update app.people set site = 'tunis' where login = 'sonia'",
            allow("update", "people", "app_supervisor"),
        ),
    ),
    *by(
        "adel",
        (
            "records a person without a login",
            "select app.record_person('ghost', 'G', 'operator', '', true, 'add_person')",
            callable("record_person", "app_admin"),
        ),
        (
            "makes a role of ours his own",
            f"select app.add_person('app_evil', '{VERIFIER}', 'E', 'administrator', '')",
            UNCHECKED,
        ),
        (
            "gives a password that can be read",
            "select app.add_person('mallory', 'secret', 'M', 'operator', '')",
            UNCHECKED,
        ),
        (
            "writes people past the functions",
            "insert into app.people values ('ghost', 'G', 'operator', '', true, now(), 'x')",
            allow("insert", "people", "app_admin"),
        ),
        (
            "reads the calls",
            "select query from app.calls where operator = 'amira'",
            "create policy open on app.calls for select to app_admin using (true)",
        ),
        (
            "reads the numbers to call back",
            "select number from app.call_backs where operator = 'amira'",
            "create policy open on app.call_backs for select to app_admin using (true)",
        ),
    ),
)
