-- Run as app_owner; schema version 4. Review between posts: texts handed over, remarks, approvals. Where the body wants a
-- second pair of eyes, nothing is published without an approval of another person on that very text.

alter table app.meta add column second_pair text[] not null default '{}';
grant select (second_pair) on app.meta to app_operator;

create table app.submissions (
  document_id text primary key check (document_id ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'),
  id text not null check (id ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'),
  kind text not null check (kind ~ '^[a-z_]{1,20}$'),
  external_id text not null check (length(external_id) <= 200),
  base int not null,
  body text not null check (octet_length(body) <= 262144 and body::json is not null),
  seal text not null check (octet_length(seal) <= 65536 and seal::json is not null),
  note text not null check (length(note) <= 4000),
  author text not null,
  name text not null,
  submitted_at timestamptz not null,
  content text not null,
  state text not null check (state in ('open', 'sent_back', 'published')),
  -- From the head of the feed, so that no post misses a change.
  number bigint not null unique
);
-- Who approved which text of whom. Never changed, never deleted but with its document.
create table app.approvals (
  document_id text not null,
  content text not null,
  author text not null,
  by text not null,
  name text not null,
  at timestamptz not null,
  primary key (document_id, content, by),
  check (author <> by)
);
alter table app.submissions enable row level security;
alter table app.approvals enable row level security;
create policy supervisors_read on app.submissions for select to app_supervisor using (true);
create policy supervisors_read on app.approvals for select to app_supervisor using (true);
create trigger keep before update or delete on app.approvals for each row execute function app.refuse();
create trigger keep_all before truncate on app.submissions for each statement execute function app.refuse();
create trigger keep_all before truncate on app.approvals for each statement execute function app.refuse();

-- What an approval is about: the text and everything of its seal but who says that they verified it today.
create function app.review_content(id text, kind text, external_id text, base int, body text, seal text) returns text
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select encode(sha256(convert_to(app.part(id) || app.part(kind) || app.part(external_id) || app.part(base::text)
    || app.part(body::jsonb::text) || app.part((seal::jsonb - array['verified_on', 'verified_by'])::text), 'UTF8')), 'hex')
$$;

-- Hand a text over; its digest. Told twice, it is done once.
create function app.submit(document_id text, id text, kind text, external_id text, base int, body text, seal text, note text)
returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  digest text := app.review_content(document_id, kind, external_id, base, body, seal);
begin
  perform app.at_base(document_id, base);
  if exists (select from app.submissions s where s.document_id = submit.document_id and s.content = digest
    and s.author = session_user::text collate "default" and s.state = 'open') then
    return digest;
  end if;
  insert into app.submissions as s
    select document_id, submit.id, kind, external_id, base, body, seal, note, p.login, p.name, clock_timestamp(), digest, 'open',
      app.append('submit', document_id, base, digest, '', '')
    from app.people p where p.login = session_user::text collate "default" and p.active
  on conflict on constraint submissions_pkey do update set id = excluded.id, kind = excluded.kind,
    external_id = excluded.external_id, base = excluded.base, body = excluded.body, seal = excluded.seal, note = excluded.note,
    author = excluded.author, name = excluded.name, submitted_at = excluded.submitted_at, content = excluded.content,
    state = 'open', number = excluded.number;
  return digest;
end $$;

-- The text that waits, if it is still the one that was read. Raises PC411.
create function app.waiting(document_id text, content text) returns app.submissions
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  s app.submissions;
begin
  perform app.lock_head();
  select * into s from app.submissions o where o.document_id = waiting.document_id and o.state = 'open' and o.content = waiting.content;
  if not found then
    raise exception 'another text waits, or none' using errcode = 'PC411';
  end if;
  return s;
end $$;

create function app.send_back(document_id text, content text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  s app.submissions := app.waiting(document_id, content);
begin
  update app.submissions o set state = 'sent_back', number = app.append('send_back', s.document_id, s.base, s.content, '', '')
  where o.document_id = s.document_id;
end $$;

create function app.approve(document_id text, content text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  s app.submissions := app.waiting(document_id, content);
begin
  if s.author = session_user::text collate "default" then
    raise exception 'nobody approves what is their own' using errcode = 'PC413';
  end if;
  if exists (select from app.approvals a where a.document_id = s.document_id and a.content = s.content
    and a.by = session_user::text collate "default") then
    return;
  end if;
  insert into app.approvals select s.document_id, s.content, s.author, p.login, p.name, clock_timestamp()
    from app.people p where p.login = session_user::text collate "default" and p.active;
  update app.submissions o set number = app.append('approve', s.document_id, s.base, s.content, '', '')
  where o.document_id = s.document_id;
end $$;

-- Which kinds of documents want a second pair of eyes. Administrators only.
create function app.require_second_pair(kinds text[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform app.append('second_pair', array_to_string(kinds, ' '), 0, '', '', '');
  update app.meta set second_pair = kinds;
end $$;

create function app.wants_second_pair(kind text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select coalesce((select wants_second_pair.kind = any (m.second_pair) from app.meta m), false)
$$;

-- On app.documents, so whatever way an edition comes: it is urgent (the ledger says so), or exactly what waits for review
-- and another person approved. "Still right" may renew a date, not slip another owner or source past the second person.
create function app.two_people() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  stood app.documents;
begin
  if not app.wants_second_pair(new.kind) then
    return new;
  end if;
  -- An insert that becomes an update on conflict comes here as an insert first.
  select * into stood from app.documents d where d.id = new.id;
  if not found or new.edition <> stood.edition then
    if (select l.action from app.ledger l where l.number = new.number) = 'publish_urgent' or exists (
      select from app.submissions s join app.approvals a on a.document_id = s.document_id and a.content = s.content
      where s.document_id = new.id and s.state = 'open' and a.author <> a.by
        and s.content = app.review_content(new.id, new.kind, new.external_id, new.edition - 1, new.body, new.seal)) then
      return new;
    end if;
    raise exception 'a second person has not approved this' using errcode = 'PC412';
  end if;
  if new.body <> stood.body or new.seal::jsonb - array['verified_on', 'verified_by', 'review_by']
    <> stood.seal::jsonb - array['verified_on', 'verified_by', 'review_by'] then
    raise exception 'a second person has not approved this' using errcode = 'PC412';
  end if;
  return new;
end $$;
create trigger two_people before insert or update on app.documents for each row execute function app.two_people();

-- What waited is over as soon as another edition is there.
create function app.close_submission() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update app.submissions s set state = 'published', number = new.number
  where s.document_id = new.id and s.state = 'open' and s.base < new.edition;
  return null;
end $$;
create trigger close_submission after insert or update on app.documents for each row execute function app.close_submission();

-- As before, and what waited for review goes too: also when it was never published.
create or replace function app.erase_document(id text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  before text;
  n bigint;
begin
  perform app.lock_head();
  select d.hash into before from app.documents d where d.id = erase_document.id;
  if not found and not exists (select from app.submissions s where s.document_id = erase_document.id) then
    raise exception 'no such document' using errcode = 'PC404';
  end if;
  perform set_config('app.erasing', 'yes', true);
  delete from app.approvals a where a.document_id = erase_document.id;
  delete from app.submissions s where s.document_id = erase_document.id;
  delete from app.records r where r.kind = 'remark' and r.content::jsonb ->> 'document_id' = erase_document.id;
  delete from app.editions e where e.document_id = erase_document.id;
  delete from app.revisions r where r.document_id = erase_document.id;
  delete from app.documents d where d.id = erase_document.id;
  perform set_config('app.erasing', '', true);
  n := app.append('erase_document', erase_document.id, 0, '', coalesce(before, ''), '');
  insert into app.erasures values (n, 'document', erase_document.id);
end $$;

-- Remarks travel in app.records: supervisors of every site read them, only supervisors write them.
alter table app.records drop constraint records_kind_check;
alter table app.records add constraint records_kind_check
  check (kind in ('test_call', 'line_event', 'team_event', 'evaluation', 'exchange_calls', 'remark'));
create policy remarks_read on app.records for select to app_supervisor using (kind = 'remark');
create or replace function app.table_of(kind text) returns text
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select case kind when 'call' then 'calls' when 'call_back' then 'call_backs' when 'unmet_need' then 'unmet_needs'
    when 'feedback' then 'feedback' when 'acknowledgement' then 'acknowledgements' when 'test_call' then 'records'
    when 'line_event' then 'records' when 'team_event' then 'records' when 'evaluation' then 'records'
    when 'exchange_calls' then 'records' when 'remark' then 'records' end
$$;
create function app.only_supervisors_remark() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.kind = 'remark' and not exists (select from app.people p
    where p.login = session_user::text collate "default" and p.active and p.role = 'supervisor') then
    raise exception 'supervisors write remarks' using errcode = 'PC400';
  end if;
  if new.kind = 'remark' then
    -- The channel that supervisors alone listen to.
    notify app_editing;
  end if;
  return new;
end $$;
create trigger remark before insert on app.records for each row execute function app.only_supervisors_remark();

revoke execute on function app.review_content(text, text, text, int, text, text),
  app.submit(text, text, text, text, int, text, text, text), app.waiting(text, text), app.send_back(text, text),
  app.approve(text, text), app.require_second_pair(text[]), app.wants_second_pair(text), app.two_people(),
  app.close_submission(), app.only_supervisors_remark() from public;
grant execute on function app.submit(text, text, text, text, int, text, text, text), app.send_back(text, text),
  app.approve(text, text) to app_supervisor;
grant execute on function app.require_second_pair(text[]) to app_admin;
grant select (document_id, id, kind, external_id, base, body, seal, note, author, name, submitted_at, content, state, number)
  on app.submissions to app_supervisor;
grant select (document_id, content, author, by, name, at) on app.approvals to app_supervisor;
update app.meta set schema_version = 4;
