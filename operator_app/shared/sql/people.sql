-- People. `record_person` is the owner's; the functions that make logins are the provisioner's (see grants.sql).

-- Note who a person is and what changed; a line of the ledger.
create function app.record_person(login text, name text, role text, site text, active boolean, action text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into app.people as p values (record_person.login, record_person.name, record_person.role, record_person.site, record_person.active,
    clock_timestamp(), session_user::text)
  on conflict on constraint people_pkey do update set name = record_person.name, role = record_person.role, site = record_person.site,
    active = record_person.active, changed_at = clock_timestamp(), changed_by = session_user::text;
  perform app.append(action, record_person.login || ' ' || record_person.role, 0, '', '', '');
end $$;
