-- Rights of this database and of its catalog. Run by a superuser in the database; repeatable. A database made from a
-- template or a dump does not carry the first part with it: run it again there.
do $$
begin
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to app_operator, app_supervisor, app_admin', current_database());
  -- A first load after a mass import is four times slower with compiled queries.
  execute format('alter database %I set jit = off', current_database());
  -- Only a superuser may change this one: no login can fill the disk with temporary files.
  execute format('alter database %I set temp_file_limit = %L', current_database(), '256MB');
  -- Other doors of the same cluster: the one hole that the first attack run found.
  revoke all on database postgres from public;
  revoke all on database template1 from public;
end $$;

revoke all on schema public from public;
revoke usage on language plpgsql from public;
revoke usage on language sql from public;
grant usage on language plpgsql, sql to app_owner, app_provisioner;

-- Large objects, advisory locks (a million of them exhaust the lock table) and messages in the log are open to every
-- login by default.
do $$
declare
  routine record;
begin
  for routine in
    select p.oid::regprocedure as name
    from pg_catalog.pg_proc p
    where p.pronamespace = 'pg_catalog'::regnamespace
      and (p.proname ~ '^lo_' or p.proname in ('loread', 'lowrite')
        or p.proname ~ 'advisory' or p.proname = 'pg_logical_emit_message')
  loop
    execute format('revoke execute on function %s from public', routine.name);
  end loop;
end $$;

create schema if not exists app authorization app_owner;
revoke all on schema app from public;
