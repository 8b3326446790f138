-- Run as app_owner.

create function app.table_of(kind text) returns text
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select case kind when 'call' then 'calls' when 'call_back' then 'call_backs' when 'unmet_need' then 'unmet_needs'
    when 'feedback' then 'feedback' when 'acknowledgement' then 'acknowledgements' when 'test_call' then 'records'
    when 'line_event' then 'records' when 'team_event' then 'records' when 'evaluation' then 'records' end
$$;

-- A call-back that is done, an unmet need that grew by a few keys: the writer's own row with its new content. A
-- call-back only ever goes from promised to done, and its number only disappears.
create function app.amend(kind text, id text, payload text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if kind = 'unmet_need' then
    update app.unmet_needs u set payload = amend.payload
    where u.operator = session_user::text collate "default" and u.id = amend.id;
  elsif kind = 'call_back' then
    update app.call_backs c set payload = amend.payload
    where c.operator = session_user::text collate "default" and c.id = amend.id
      and amend.payload::jsonb ->> 'number' in ('', c.number);
  end if;
end $$;

-- Take in rows of an outbox. `fresh`: this payload was not here before. Not security definer: it can do what its caller can. A row that is here already is left
-- alone; the hash of what is here is read back for each. A row that cannot be taken in is told and blocks no other.
create function app.put_events(client int, kinds text[], ids text[], payloads text[])
returns table (hash text, refused text, fresh boolean)
language plpgsql set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_column
declare
  target text;
  stored int;
begin
  if client < (select oldest_client from app.meta) then
    raise exception 'this program is too old to write here' using errcode = 'PC426';
  end if;
  for i in 1..cardinality(ids) loop
    hash := null;
    refused := '';
    fresh := false;
    begin
      target := app.table_of(kinds[i]);
      if target is null then
        raise exception 'unknown kind' using errcode = 'PC400';
      end if;
      if target = 'records' then
        insert into app.records (id, payload, kind) values (ids[i], payloads[i], kinds[i]) on conflict do nothing;
      else
        execute format('insert into app.%I (id, payload) values ($1, $2) on conflict do nothing', target) using ids[i], payloads[i];
      end if;
      get diagnostics stored = row_count;
      fresh := stored > 0;
      execute format('select hash from app.%I where operator = session_user::text collate "default" and id = $1', target)
        into hash using ids[i];
      if target in ('call_backs', 'unmet_needs') and hash is distinct from encode(sha256(convert_to(payloads[i], 'UTF8')), 'hex') then
        perform app.amend(kinds[i], ids[i], payloads[i]);
        execute format('select hash from app.%I where operator = session_user::text collate "default" and id = $1', target)
          into hash using ids[i];
        fresh := hash = encode(sha256(convert_to(payloads[i], 'UTF8')), 'hex');
      end if;
    exception
      when data_exception or integrity_constraint_violation or sqlstate 'PC400' then
        refused := sqlstate;
    end;
    return next;
  end loop;
end $$;
