-- Run as app_owner. Personal data: how long it is kept, what is told to the person, how it is erased. Each leaves a
-- line in the ledger that holds none of it.

create function app.erase(kind text, id text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  n bigint := app.append('erase_' || kind, id, 0, '', '', '');
begin
  insert into app.erasures values (n, kind, id);
end $$;

-- Numbers of call-backs that were due before this moment; how many.
create function app.erase_call_backs(before timestamptz) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  one record;
  erased int := 0;
begin
  perform app.lock_head();
  for one in update app.call_backs c set number = '', done_at = coalesce(c.done_at, clock_timestamp())
    where c.due_at < before and c.number <> '' returning c.id loop
    perform app.erase('call_back', one.id);
    erased := erased + 1;
  end loop;
  return erased;
end $$;

-- Everything that happened in calls before this moment; how many calls.
create function app.erase_events(before timestamptz) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  erased int;
begin
  perform set_config('app.erasing', 'yes', true);
  delete from app.calls c where c.started_at < before;
  get diagnostics erased = row_count;
  delete from app.call_backs c where c.due_at < before;
  delete from app.unmet_needs u where u.at < before;
  delete from app.feedback f where f.at < before;
  delete from app.acknowledgements a where a.at < before;
  perform set_config('app.erasing', '', true);
  perform app.erase('events_before', to_char(before at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'));
  return erased;
end $$;

-- A document and all its history, for text that should never have been written. Withdrawing is the ordinary way.
create function app.erase_document(id text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  before text;
  n bigint;
begin
  perform app.lock_head();
  select d.hash into before from app.documents d where d.id = erase_document.id;
  if not found then
    raise exception 'no such document' using errcode = 'PC404';
  end if;
  perform set_config('app.erasing', 'yes', true);
  delete from app.editions e where e.document_id = erase_document.id;
  delete from app.revisions r where r.document_id = erase_document.id;
  delete from app.documents d where d.id = erase_document.id;
  perform set_config('app.erasing', '', true);
  n := app.append('erase_document', erase_document.id, 0, '', before, '');
  insert into app.erasures values (n, 'document', erase_document.id);
end $$;

-- After a backup was put back: what posts know to have been erased is erased again before anything else.
create function app.replay_erasures(kinds text[], ids text[]) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  done int := 0;
begin
  perform app.lock_head();
  for i in 1..cardinality(ids) loop
    if kinds[i] = 'document' and exists (select from app.documents d where d.id = ids[i]) then
      perform app.erase_document(ids[i]);
      done := done + 1;
    elsif kinds[i] = 'call_back' and exists (select from app.call_backs c where c.id = ids[i] and c.number <> '') then
      update app.call_backs c set number = '', done_at = coalesce(c.done_at, clock_timestamp()) where c.id = ids[i];
      perform app.erase('call_back', ids[i]);
      done := done + 1;
    elsif kinds[i] = 'events_before' and exists (select from app.calls c where c.started_at < ids[i]::timestamptz) then
      perform app.erase_events(ids[i]::timestamptz);
      done := done + 1;
    end if;
  end loop;
  return done;
end $$;

-- Everything that is kept about one person, for that person (organic law 2004-63, right of access).
create function app.export_person(login text) returns json
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  told json;
begin
  select json_build_object(
    'person', (select row_to_json(p) from app.people p where p.login = export_person.login),
    'calls', (select coalesce(json_agg(c), '[]') from app.calls c where c.operator = export_person.login),
    'call_backs', (select coalesce(json_agg(c), '[]') from app.call_backs c where c.operator = export_person.login),
    'unmet_needs', (select coalesce(json_agg(c), '[]') from app.unmet_needs c where c.operator = export_person.login),
    'feedback', (select coalesce(json_agg(c), '[]') from app.feedback c where c.operator = export_person.login),
    'acknowledgements', (select coalesce(json_agg(c), '[]') from app.acknowledgements c where c.operator = export_person.login),
    'records', (select coalesce(json_agg(c), '[]') from app.records c where c.operator = export_person.login)
  ) into told;
  perform app.append('export_person', login, 0, '', '', '');
  return told;
end $$;
