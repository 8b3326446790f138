"""What people with a login of their own might try on who writes which document."""

from .attacks import FREE, Attack, allow, by, callable

# Documents of leases in the attacked database: one that holds, one that has expired.
LIVE = "00000000-0000-7000-8000-0000000000a1"
EXPIRED = "00000000-0000-7000-8000-0000000000a2"

_EDIT = f"select app.edit(array['{FREE}'], array[]::text[])"
_LEASE = f"insert into app.editing values ('{FREE}', '{{login}}', 'X', now(), now())"
_READ = "select login from app.editing"
_UNCHECKED = (
    "create or replace function app.edit(documents text[], ended text[]) returns void language sql security definer as "
    "'delete from app.editing where document_id = any (ended); insert into app.editing "
    "select d, session_user::text, session_user::text, now(), now() from unnest(documents) d'"
)
_MANY = "select app.edit(array(select gen_random_uuid()::text from generate_series(1, 21)), array[]::text[])"


def _of(login: str, group: str) -> tuple[Attack, ...]:
    """What neither an operator nor an administrator may."""
    return by(
        login,
        ("says that she writes a document", _EDIT, callable("edit(text[], text[])", group)),
        ("sees who writes what", _READ, allow("select", "editing", group)),
        ("writes a lease past the function", _LEASE.format(login=login), allow("insert", "editing", group)),
    )


PRESENCE = (
    *_of("amira", "app_operator"),
    *_of("adel", "app_admin"),
    *by(
        "amira",
        ("ends the others' leases", "delete from app.editing", allow("delete", "editing", "app_operator")),
    ),
    *by(
        "salma",
        (
            "says that Hedi writes a document",
            _LEASE.format(login="hedi"),
            allow("insert", "editing", "app_supervisor"),
        ),
        (
            "takes Hedi's lease for hers",
            "update app.editing set login = 'salma' where login = 'hedi'",
            allow("update", "editing", "app_supervisor"),
        ),
        (
            "ends Hedi's lease past the function",
            "delete from app.editing where login = 'hedi'",
            allow("delete", "editing", "app_supervisor"),
        ),
        (
            "ends Hedi's lease by the function",
            (
                f"select app.edit(array[]::text[], array['{LIVE}'])",
                f"select 1 where not exists (select from app.editing where document_id = '{LIVE}')",
            ),
            _UNCHECKED,
        ),
        (
            "makes a lease without an end",
            (_EDIT, "update app.editing set renewed = now() + interval '1 year' where login = 'salma'"),
            allow("update", "editing", "app_supervisor"),
        ),
        (
            "sees a lease that has expired",
            f"select login from app.editing where document_id = '{EXPIRED}'",
            "create policy open on app.editing for select to app_supervisor using (true)",
        ),
        ("fills the table", _MANY, _UNCHECKED),
        (
            "says that she writes what is no document",
            "select app.edit(array['x'], array[]::text[])",
            "alter table app.editing drop constraint editing_document_id_check",
        ),
        (
            "empties the table",
            "truncate app.editing",
            "grant truncate on app.editing to app_supervisor; drop trigger keep_all on app.editing",
        ),
    ),
)
