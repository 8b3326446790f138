-- Run as app_owner. The feed: its numbers, its chain, its digest.

create function app.part(text) returns text
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select octet_length($1) || ':' || $1
$$;

-- SHA-256 over the parts of a document, each with its length in bytes. The client computes the same.
create function app.content_hash(d app.documents) returns text
language sql stable parallel safe set search_path = pg_catalog, pg_temp as $$
  select encode(sha256(convert_to(
    app.part(d.id) || app.part(d.kind) || app.part(d.external_id) || app.part(d.status) || app.part(d.edition::text)
    || app.part(d.body) || app.part(d.seal) || app.part((extract(epoch from d.updated_at) * 1000000)::bigint::text)
    || app.part(d.updated_by) || app.part(d.withdrawn_reason), 'UTF8')), 'hex')
$$;

create function app.link(l app.ledger, previous text) returns text
language sql stable parallel safe set search_path = pg_catalog, pg_temp as $$
  select encode(sha256(convert_to(
    app.part(previous) || app.part(l.number::text) || app.part((extract(epoch from l.at) * 1000000)::bigint::text)
    || app.part(l.by) || app.part(l.action) || app.part(l.subject) || app.part(l.edition::text) || app.part(l.content),
    'UTF8')), 'hex')
$$;

create function app.bits(hash text) returns bit(256)
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select case hash when '' then repeat('0', 256)::bit(256) else ('x' || hash)::bit(256) end
$$;

-- Lock the head of the feed to the end of this transaction. Whoever keeps it locked for long is cut off.
create function app.lock_head() returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '3s' as $$
declare
  n bigint;
begin
  for attempt in 1..3 loop
    begin
      select h.number into n from app.feed_head h for update;
      return n;
    exception when lock_not_available then
      perform app.end_holders();
    end;
  end loop;
  raise exception 'the feed is busy' using errcode = 'PC503';
end $$;

-- One more line of the ledger. `old_hash` and `new_hash` are of the document that changes, empty for none.
create function app.append(action text, subject text, edition int, content text, old_hash text, new_hash text)
returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  line app.ledger;
  previous text;
begin
  perform app.lock_head();
  select h.hash, h.number + 1 into previous, line.number from app.feed_head h;
  line.at := clock_timestamp();
  line.by := session_user::text;
  line.action := action;
  line.subject := subject;
  line.edition := edition;
  line.content := content;
  line.hash := app.link(line, previous);
  insert into app.ledger select line.*;
  update app.feed_head set number = line.number, hash = line.hash,
    digest = digest # app.bits(old_hash) # app.bits(new_hash);
  notify app_feed;
  return line.number;
end $$;
