-- Roles of the cluster. Run by a superuser; repeatable.
do $$
declare
  name text;
begin
  foreach name in array array['app_owner', 'app_provisioner', 'app_operator', 'app_supervisor', 'app_admin'] loop
    if not exists (select from pg_catalog.pg_roles where rolname = name) then
      execute format('create role %I nologin', name);
    end if;
  end loop;
end $$;

-- The only one that may make logins. Nobody is a member of it; it only owns functions that check what they are asked.
alter role app_provisioner createrole;

do $$
declare
  name text;
begin
  foreach name in array array['app_operator', 'app_supervisor', 'app_admin'] loop
    if current_setting('server_version_num')::int >= 160000 then
      execute format('grant %I to app_provisioner with admin true, inherit false, set false', name);
    else
      execute format('grant %I to app_provisioner with admin option', name);
    end if;
  end loop;
end $$;

-- To end the sessions of a person who was removed, and of whoever keeps the feed locked.
grant pg_signal_backend, pg_read_all_stats to app_provisioner;
