-- Run as app_owner.

-- Who, where and when come from the session, whatever the writer says.
create function app.receive() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  told jsonb := new.payload::jsonb;
begin
  if octet_length(new.payload) > 65536 or new.id is distinct from told ->> 'id' or coalesce((told ->> 'practice')::boolean, false) then
    raise exception 'not a row of this table' using errcode = 'PC400';
  end if;
  if new.id !~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' then
    raise exception 'not an id' using errcode = 'PC400';
  end if;
  -- Keys that are no columns of the table are left out; `content` is one of app.records only.
  told := told - array['operator', 'site', 'arrived_at', 'hash', 'payload', 'kind'] || jsonb_build_object('content', new.payload);
  new := jsonb_populate_record(new, told);
  new.hash := encode(sha256(convert_to(new.payload, 'UTF8')), 'hex');
  new.payload := '';
  if tg_op = 'INSERT' then
    new.operator := session_user::text;
    new.site := coalesce((select p.site from app.people p where p.login = session_user::text collate "default"), '');
    new.arrived_at := clock_timestamp();
  end if;
  return new;
end $$;

-- What was written stays as it was written. Runs with the rights of whoever tries (not security definer): only the
-- owner's own functions, which set app.erasing for their transaction, get past it, and the ledger has no way at all.
create function app.refuse() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if tg_table_name <> 'ledger' and current_user = 'app_owner' and current_setting('app.erasing', true) = 'yes'
    and tg_op <> 'TRUNCATE' then
    if tg_op = 'DELETE' then
      return old;
    end if;
    return new;
  end if;
  raise exception '% refuses %', tg_table_name, tg_op using errcode = 'PC405';
end $$;

do $$
declare
  name text;
begin
  foreach name in array array['calls', 'call_backs', 'unmet_needs', 'feedback', 'acknowledgements', 'records'] loop
    execute format('create trigger receive before insert or update of payload on app.%I for each row execute function app.receive()', name);
  end loop;
  foreach name in array array['calls', 'feedback', 'acknowledgements', 'records', 'ledger', 'revisions', 'editions', 'erasures'] loop
    execute format('create trigger keep before update or delete on app.%I for each row execute function app.refuse()', name);
  end loop;
  foreach name in array array['calls', 'call_backs', 'unmet_needs', 'feedback', 'acknowledgements', 'records', 'ledger', 'revisions', 'editions',
    'erasures', 'documents', 'people', 'meta', 'feed_head'] loop
    execute format('create trigger keep_all before truncate on app.%I for each statement execute function app.refuse()', name);
  end loop;
end $$;
