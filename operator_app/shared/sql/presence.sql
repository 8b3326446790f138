-- Run as app_owner; schema version 2. Who writes which document at this moment: a lease that ends by itself. It stops
-- nobody from writing. Unlogged: after a crash nobody is editing.

create unlogged table app.editing (
  document_id text not null check (document_id ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'),
  login text not null,
  name text not null,
  since timestamptz not null,
  renewed timestamptz not null,
  primary key (document_id, login)
);
alter table app.editing enable row level security;
create trigger keep_all before truncate on app.editing for each statement execute function app.refuse();

-- The lease is part of the policy: what has expired is seen by nobody, also before it is cleared away.
create policy supervisors_read on app.editing for select to app_supervisor
  using (renewed > clock_timestamp() - interval '90 seconds');

-- What the caller writes now, and what the caller does not write any more. Others hear of a beginning and an end, not
-- of each renewal.
create function app.edit(documents text[], ended text[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  me text := session_user::text;
  gone int;
  begun int;
begin
  if cardinality(documents) > 20 then
    raise exception 'nobody writes so many documents' using errcode = 'PC400';
  end if;
  delete from app.editing e using (
    select o.document_id, o.login from app.editing o
    where o.renewed < clock_timestamp() - interval '90 seconds' or (o.login = me and o.document_id = any (ended))
    for update skip locked
  ) old where e.document_id = old.document_id and e.login = old.login;
  get diagnostics gone = row_count;
  update app.editing e set renewed = clock_timestamp() where e.login = me and e.document_id = any (documents);
  insert into app.editing
    select d, me, p.name, clock_timestamp(), clock_timestamp()
    from unnest(documents) d join app.people p on p.login = me and p.active
  on conflict do nothing;
  get diagnostics begun = row_count;
  if (select count(*) from app.editing e where e.login = me) > 20 then
    raise exception 'nobody writes so many documents' using errcode = 'PC400';
  end if;
  if gone + begun > 0 then
    notify app_editing;
  end if;
end $$;

revoke execute on function app.edit(text[], text[]) from public;
grant execute on function app.edit(text[], text[]) to app_supervisor;
grant select (document_id, login, name, since, renewed) on app.editing to app_supervisor;
update app.meta set schema_version = 2;
