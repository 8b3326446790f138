"""Attacks on the server itself: other roles, functions, search_path, files, locks, other sessions."""

from .attacks import DOCUMENT, FREE, by

_SUPERUSER = "alter role {} superuser"
_PUBLIC_SCHEMA = "grant create, usage on schema public to public; grant usage on language sql, plpgsql to public;"
_SHADOW = (
    "create function public.convert_to(text, text) returns bytea language sql as "
    "'select pg_catalog.convert_to(current_user::text, ''UTF8''::name)'"
)
_WRITE = (
    f"insert into app.acknowledgements (id, payload) values ('{FREE}', "
    f"json_build_object('id', '{FREE}', 'document_id', '{DOCUMENT}', 'edition', 1, 'at', now())::text)"
)

SERVER = (
    *by(
        "amira",
        ("becomes the owner", "set role app_owner", "grant app_owner to amira"),
        ("becomes the provisioner", "set role app_provisioner", _SUPERUSER.format("amira")),
        ("becomes a supervisor", "set role app_supervisor", "grant app_supervisor to amira"),
        ("becomes another", "set role salma", "grant salma to amira"),
        ("gives herself a group", "grant app_supervisor to amira", "grant app_supervisor to amira with admin option"),
        ("makes a login", "create role mallory login", "alter role amira createrole"),
        ("makes herself a superuser", "alter role amira superuser", _SUPERUSER.format("amira")),
        ("lifts her connection limit", "alter role amira connection limit -1", _SUPERUSER.format("amira")),
        ("changes another's password", "alter role salma password 'x'", _SUPERUSER.format("amira")),
        ("takes the schema", "alter schema app owner to amira", _SUPERUSER.format("amira")),
        ("drops a table", "drop table app.acknowledgements", "alter table app.acknowledgements owner to amira"),
        (
            "turns row security off",
            "alter table app.calls disable row level security",
            "alter table app.calls owner to amira",
        ),
        (
            "asks to see past row security",
            ("set row_security = off", "select query from app.calls where operator = 'bilel'"),
            "alter role amira bypassrls",
        ),
        ("adds a policy", "create policy mine on app.calls using (true)", "alter table app.calls owner to amira"),
        (
            "adds a trigger",
            "create trigger mine before insert on app.calls execute function app.refuse()",
            "grant trigger on app.calls to amira; grant execute on function app.refuse() to amira",
        ),
        ("drops a trigger", "drop trigger keep on app.calls", "alter table app.calls owner to amira"),
        (
            "changes a function",
            "create or replace function app.my_site() returns text language sql as 'select ''sfax'''",
            "grant create on schema app to amira; grant usage on language sql to public;"
            "alter function app.my_site owner to amira",
        ),
        (
            "makes a function run as its caller",
            "alter function app.publish security invoker",
            "alter function app.publish owner to amira",
        ),
        (
            "makes a function in our schema",
            "create function app.mine() returns int language sql as 'select 1'",
            "grant create on schema app to amira; grant usage on language sql to public",
        ),
        ("makes a function", "create function public.mine() returns int language sql as 'select 1'", _PUBLIC_SCHEMA),
        ("runs a block of code", "do $$ begin null; end $$", "grant usage on language plpgsql to public"),
        ("makes a view", "create view public.mine as select 1", _PUBLIC_SCHEMA),
        ("makes a table", "create table public.mine (a int)", _PUBLIC_SCHEMA),
        ("makes a schema", "create schema mine", "grant create on database {database} to public"),
        (
            "makes a temporary table",
            "create temporary table people (login text)",
            "grant temporary on database {database} to public",
        ),
        (
            "makes a temporary function",
            "create function pg_temp.mine() returns int language sql as 'select 1'",
            "grant temporary on database {database} to public; grant usage on language sql to public",
        ),
        (
            "shadows a function of the owner's",
            (
                _SHADOW,
                "set search_path = public, pg_catalog",
                _WRITE,
                "select 1 from app.acknowledgements where hash = encode(sha256('app_owner'), 'hex')",
            ),
            _PUBLIC_SCHEMA + "alter function app.receive() reset search_path",
        ),
        (
            "stores a large object",
            "select lo_from_bytea(0, 'x')",
            "grant execute on function lo_from_bytea(oid, bytea) to public",
        ),
        ("makes a large object", "select lo_create(0)", "grant execute on function lo_create(oid) to public"),
        ("opens a large object", "select lo_creat(-1)", "grant execute on function lo_creat(int) to public"),
        ("imports a file as a large object", "select lo_import('/etc/hostname')", _SUPERUSER.format("amira")),
        ("writes a file", "copy (select 1) to program 'cat > /dev/null'", "grant pg_execute_server_program to amira"),
        ("reads a file", "select pg_read_file('PG_VERSION')", "grant execute on function pg_read_file(text) to public"),
        ("lists files", "select pg_ls_dir('.')", "grant execute on function pg_ls_dir(text) to public"),
        (
            "lifts the limit of temporary files",
            "set temp_file_limit = -1",
            "grant set on parameter temp_file_limit to amira",
        ),
        ("turns logging off", "set log_statement = 'none'", "grant set on parameter log_statement to amira"),
        (
            "changes the database's settings",
            "alter database {database} set jit = on",
            "alter database {database} owner to amira",
        ),
        (
            "holds an advisory lock",
            "select pg_advisory_lock(1)",
            "grant execute on function pg_advisory_lock(bigint) to public",
        ),
        (
            "tries an advisory lock",
            "select pg_try_advisory_xact_lock(1)",
            "grant execute on function pg_try_advisory_xact_lock(bigint) to public",
        ),
        (
            "locks the guide against an upgrade",
            "lock table app.documents in access share mode",
            "grant select on app.documents to amira",
        ),
        ("locks the calls", "lock table app.calls in row exclusive mode", "grant insert, update on app.calls to amira"),
        ("locks the feed", "lock table app.feed_head in access exclusive mode", "grant all on app.feed_head to amira"),
        (
            "locks rows of the guide",
            "select 1 from app.documents for share",
            "grant update on app.documents to amira; create policy open on app.documents for update using (true)",
        ),
        (
            "floods the write-ahead log",
            "select pg_logical_emit_message(false, 'x', 'y')",
            "grant execute on all functions in schema pg_catalog to public",
        ),
        ("switches the log file", "select pg_switch_wal()", "grant execute on function pg_switch_wal() to public"),
        ("reloads the settings", "select pg_reload_conf()", "grant execute on function pg_reload_conf() to public"),
        (
            "cancels another's query",
            "select pg_cancel_backend(pid) from pg_stat_activity where usename = 'salma'",
            "grant pg_signal_backend to amira",
        ),
        (
            "reads others' queries",
            "select 1 from pg_stat_activity where usename = 'salma' and query <> '<insufficient privilege>'",
            "grant pg_read_all_stats to amira",
        ),
        ("reads the verifiers", "select rolpassword from pg_authid", "grant select on pg_authid to amira"),
        (
            "reads the rules of admission",
            "select 1 from pg_hba_file_rules",
            "grant select on pg_hba_file_rules to amira;grant execute on function pg_hba_file_rules() to amira",
        ),
        (
            "asks for a copy of every change",
            "select pg_create_physical_replication_slot('mine')",
            "alter role amira replication",
        ),
        ("subscribes to every change", "create publication mine for all tables", _SUPERUSER.format("amira")),
    ),
    *by(
        "salma",
        ("becomes the owner", "set role app_owner", "grant app_owner to salma"),
        ("becomes an administrator", "set role app_admin", "grant app_admin to salma"),
        (
            "shadows a table of the owner's",
            "create temporary table documents (id text)",
            "grant temporary on database {database} to public",
        ),
        ("makes a function", "create function public.mine() returns int language sql as 'select 1'", _PUBLIC_SCHEMA),
    ),
    *by(
        "adel",
        ("becomes the provisioner", "set role app_provisioner", _SUPERUSER.format("adel")),
        ("makes a login past the functions", "create role mallory login", "alter role adel createrole"),
        ("makes a superuser", "create role mallory superuser", _SUPERUSER.format("adel")),
        ("gives himself the owner's role", "grant app_owner to adel", "grant app_owner to adel with admin option"),
        (
            "locks out by the database",
            "alter database {database} connection limit 0",
            "alter database {database} owner to adel",
        ),
        ("drops the schema", "drop schema app cascade", _SUPERUSER.format("adel")),
    ),
)
