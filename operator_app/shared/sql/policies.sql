-- Run as app_owner. Row security on every table. The cast of session_user lets the primary key be used: session_user
-- is of type name with collation "C", and without `collate "default"` each query reads the whole table.

do $$
declare
  name text;
begin
  for name in select c.relname from pg_catalog.pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' loop
    execute format('alter table app.%I enable row level security', name);
  end loop;
  foreach name in array array['meta', 'feed_head', 'ledger', 'documents', 'erasures'] loop
    execute format('create policy all_read on app.%I for select to app_operator using (true)', name);
  end loop;
  foreach name in array array['revisions', 'editions'] loop
    execute format('create policy supervisors_read on app.%I for select to app_supervisor using (true)', name);
  end loop;
  foreach name in array array['calls', 'call_backs', 'unmet_needs', 'feedback', 'acknowledgements', 'records'] loop
    execute format('create policy own_read on app.%I for select to app_operator using (operator = session_user::text collate "default")', name);
    execute format('create policy own_write on app.%I for insert to app_operator with check (operator = session_user::text collate "default")', name);
  end loop;
end $$;

create function app.my_site() returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select p.site from app.people p where p.login = session_user::text collate "default" and p.active
$$;

-- A supervisor sees the events of the own site; never the numbers to call back.
do $$
declare
  name text;
begin
  foreach name in array array['calls', 'unmet_needs', 'feedback', 'acknowledgements'] loop
    execute format('create policy site_read on app.%I for select to app_supervisor using (site = (select app.my_site()))', name);
  end loop;
end $$;

-- A scored call is between who scored it and the operator.
create policy site_read on app.records for select to app_supervisor using (site = (select app.my_site()) and kind <> 'evaluation');

create policy own_read on app.people for select to app_operator using (login = session_user::text collate "default");
create policy all_read on app.people for select to app_supervisor, app_admin using (true);
create policy provisioner_reads on app.people for select to app_provisioner using (true);
