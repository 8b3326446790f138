-- Run as app_owner. The only ways to write a document.

-- Store a document's new state under the next number of the feed.
create function app.store(d app.documents, action text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  before text := coalesce((select o.hash from app.documents o where o.id = d.id), '');
begin
  d.updated_at := clock_timestamp();
  d.updated_by := session_user::text;
  d.hash := app.content_hash(d);
  d.number := app.append(action, d.id, d.edition, d.hash, before, d.hash);
  insert into app.documents select d.*
  on conflict (id) do update set kind = d.kind, external_id = d.external_id, status = d.status, edition = d.edition,
    body = d.body, seal = d.seal, updated_at = d.updated_at, updated_by = d.updated_by,
    withdrawn_reason = d.withdrawn_reason, number = d.number, hash = d.hash;
end $$;

-- The document as it stands, the head of the feed locked first. Raises PC409 when it is not at `base`.
create function app.at_base(id text, base int) returns app.documents
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  d app.documents;
begin
  perform app.lock_head();
  select * into d from app.documents o where o.id = at_base.id;
  if coalesce(d.edition, 0) <> base then
    raise exception 'another edition came in between' using errcode = 'PC409',
      detail = json_build_object('edition', coalesce(d.edition, 0), 'by', coalesce(d.updated_by, ''), 'at', d.updated_at)::text;
  end if;
  if exists (select from app.erasures e where e.kind = 'document' and e.id = at_base.id) then
    raise exception 'this document was erased' using errcode = 'PC410';
  end if;
  return d;
end $$;

-- Publish over the edition that the author saw; the new edition's number. Told twice (the answer was lost), it is done
-- once.
create function app.publish(id text, kind text, external_id text, base int, body text, seal text, revision_id text,
  note text, urgent boolean) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  d app.documents;
  done int;
begin
  perform app.lock_head();
  select e.number into done from app.editions e join app.revisions r on r.id = e.revision_id
  where e.revision_id = publish.revision_id and e.document_id = publish.id and r.author = session_user::text
    and r.body = publish.body and r.seal = publish.seal;
  if found then
    return done;
  end if;
  d := app.at_base(publish.id, base);
  d.id := publish.id;
  d.kind := coalesce(d.kind, publish.kind);
  if d.kind <> publish.kind then
    raise exception 'a document keeps its kind' using errcode = 'PC400';
  end if;
  d.external_id := publish.external_id;
  d.status := 'published';
  d.edition := base + 1;
  d.body := publish.body;
  d.seal := publish.seal;
  d.withdrawn_reason := '';
  perform app.store(d, case when urgent then 'publish_urgent' else 'publish' end);
  insert into app.revisions values (publish.revision_id, d.id, base, d.body, d.seal, clock_timestamp(), session_user::text, note);
  insert into app.editions values (d.id, d.edition, publish.revision_id, clock_timestamp(), session_user::text, note, urgent, '');
  return d.edition;
end $$;

create function app.withdraw(id text, base int, reason text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  d app.documents := app.at_base(id, base);
begin
  d.status := 'withdrawn';
  d.withdrawn_reason := reason;
  perform app.store(d, 'withdraw');
end $$;

create function app.renew_seal(id text, base int, seal text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  d app.documents := app.at_base(id, base);
begin
  d.seal := renew_seal.seal;
  perform app.store(d, 'renew_seal');
end $$;

-- Bring a document of a single post here, with its editions: [{number, revision_id, base, body, seal, published_at,
-- published_by, note, urgent}], the newest included. A document that is here already is left alone: false.
create function app.move_up(id text, kind text, external_id text, status text, edition int, body text, seal text,
  withdrawn_reason text, history text) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  d app.documents;
  e jsonb;
begin
  perform app.lock_head();
  if exists (select from app.documents o where o.id = move_up.id or (move_up.external_id <> '' and o.external_id = move_up.external_id)) then
    return false;
  end if;
  d := app.at_base(move_up.id, 0);
  d.id := move_up.id;
  d.kind := move_up.kind;
  d.external_id := move_up.external_id;
  d.status := move_up.status;
  d.edition := move_up.edition;
  d.body := move_up.body;
  d.seal := move_up.seal;
  d.withdrawn_reason := move_up.withdrawn_reason;
  perform app.store(d, 'move_up');
  for e in select * from jsonb_array_elements(history::jsonb) loop
    insert into app.revisions values (e ->> 'revision_id', d.id, (e ->> 'base')::int, e ->> 'body', e ->> 'seal',
      (e ->> 'published_at')::timestamptz, e ->> 'published_by', e ->> 'note');
    insert into app.editions values (d.id, (e ->> 'number')::int, e ->> 'revision_id', (e ->> 'published_at')::timestamptz,
      e ->> 'published_by', e ->> 'note', (e ->> 'urgent')::boolean, session_user::text);
  end loop;
  return true;
end $$;
