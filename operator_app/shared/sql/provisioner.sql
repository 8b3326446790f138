-- Run as app_provisioner. Each function takes only what it checks: no role but ours, no login that is not ours.

create function app.groups_of(role text) returns text[]
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select case role when 'operator' then array['app_operator'] when 'supervisor' then array['app_operator', 'app_supervisor']
    when 'administrator' then array['app_operator', 'app_admin'] end
$$;

create function app.check_person(login text, role text, verifier text) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if login !~ '^[a-z][a-z0-9_.-]{1,30}$' or login ~ '^(app|pg)_' or app.groups_of(role) is null then
    raise exception 'not a login or not a role' using errcode = 'PC400';
  end if;
  if verifier <> '' and verifier !~ '^SCRAM-SHA-256\$[0-9]{4,7}:[A-Za-z0-9+/=]{16,}\$[A-Za-z0-9+/=]{44}:[A-Za-z0-9+/=]{44}$' then
    raise exception 'not a SCRAM verifier' using errcode = 'PC400';
  end if;
end $$;

create function app.set_groups(login text, role text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  one text;
begin
  foreach one in array array['app_operator', 'app_supervisor', 'app_admin'] loop
    if one = any (app.groups_of(role)) then
      execute format('grant %I to %I', one, login);
    elsif pg_has_role(login, one, 'member') then
      execute format('revoke %I from %I', one, login);
    end if;
  end loop;
end $$;

create function app.end_sessions(login text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_terminate_backend(a.pid) from pg_stat_activity a where a.usename = end_sessions.login collate "C" and a.pid <> pg_backend_pid();
end $$;

-- A new person, or one who comes back.
create function app.add_person(login text, verifier text, name text, role text, site text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform app.check_person(login, role, verifier);
  if verifier = '' or exists (select from app.people p where p.login = add_person.login and p.active) then
    raise exception 'this login is taken' using errcode = 'PC408';
  end if;
  if not exists (select from app.people p where p.login = add_person.login) then
    if exists (select from pg_roles r where r.rolname = add_person.login collate "C") then
      raise exception 'this login is taken' using errcode = 'PC408';
    end if;
    execute format('create role %I', login);
  end if;
  execute format('alter role %I login password %L connection limit 5', login, verifier);
  execute format('alter role %I set statement_timeout = %L', login, '60s');
  execute format('alter role %I set idle_in_transaction_session_timeout = %L', login, '30s');
  perform app.set_groups(login, role);
  perform app.record_person(login, name, role, site, true, 'add_person');
end $$;

-- Another name, role, site; an empty verifier keeps the password.
create function app.set_person(login text, verifier text, name text, role text, site text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform app.check_person(login, role, verifier);
  if not exists (select from app.people p where p.login = set_person.login and p.active) then
    raise exception 'nobody has this login' using errcode = 'PC404';
  end if;
  if login = session_user::text collate "default" and role <> 'administrator' then
    raise exception 'an administrator cannot step down alone' using errcode = 'PC403';
  end if;
  if verifier <> '' then
    execute format('alter role %I password %L', login, verifier);
  end if;
  perform app.set_groups(login, role);
  perform app.record_person(login, name, role, site, true, 'set_person');
  if login <> session_user::text collate "default" then
    perform app.end_sessions(login);
  end if;
end $$;

-- Nobody comes in with this login any more; what the person wrote stays theirs, so the login is never given away.
create function app.remove_person(login text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  one text;
  person app.people;
begin
  select * into person from app.people p where p.login = remove_person.login and p.active;
  if not found then
    raise exception 'nobody has this login' using errcode = 'PC404';
  end if;
  if login = session_user::text collate "default" then
    raise exception 'an administrator cannot step down alone' using errcode = 'PC403';
  end if;
  execute format('alter role %I nologin password null', login);
  foreach one in array array['app_operator', 'app_supervisor', 'app_admin'] loop
    if pg_has_role(login, one, 'member') then
      execute format('revoke %I from %I', one, login);
    end if;
  end loop;
  perform app.record_person(login, person.name, person.role, person.site, false, 'remove_person');
  perform app.end_sessions(login);
end $$;

-- Cut off whoever keeps the head of the feed locked: idle in a transaction, or busy in one for more than 30 seconds.
-- Whoever only waits for the lock is left in peace.
create function app.end_holders() returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_terminate_backend(a.pid)
  from pg_stat_activity a
  join pg_locks l on l.pid = a.pid
  where l.relation = 'app.feed_head'::regclass and l.mode = 'RowShareLock' and l.granted and a.pid <> pg_backend_pid()
    and a.datname = current_database() and a.wait_event_type is distinct from 'Lock'
    and (a.state like 'idle in transaction%' or a.xact_start < clock_timestamp() - interval '30 seconds');
end $$;
