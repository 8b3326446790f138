-- Run as app_owner; schema version 3. What one post handed over reaches the others that may know it: supervisors hear their
-- site, everybody hears what concerns them. The telephone exchange's records travel in app.records too.

alter table app.records drop constraint records_kind_check;
alter table app.records add constraint records_kind_check
  check (kind in ('test_call', 'line_event', 'team_event', 'evaluation', 'exchange_calls'));
-- `author` is the writer's name, `concerns` the login of the one person whom it concerns; a trigger fills both.
alter table app.records add column step text not null default '';
alter table app.records add column author text not null default '';
alter table app.records add column concerns text not null default '';
create index records_concerns on app.records (concerns, arrived_at) where concerns <> '';
create index calls_arrived on app.calls (arrived_at);
create index unmet_needs_arrived on app.unmet_needs (arrived_at);
create index feedback_arrived on app.feedback (arrived_at);
create index acknowledgements_arrived on app.acknowledgements (arrived_at);
create index records_arrived on app.records (arrived_at);

create or replace function app.table_of(kind text) returns text
language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select case kind when 'call' then 'calls' when 'call_back' then 'call_backs' when 'unmet_need' then 'unmet_needs'
    when 'feedback' then 'feedback' when 'acknowledgement' then 'acknowledgements' when 'test_call' then 'records'
    when 'line_event' then 'records' when 'team_event' then 'records' when 'evaluation' then 'records'
    when 'exchange_calls' then 'records' end
$$;

-- Whether the person who was scored has read it: until then, and for a week at most, it is between two people.
create function app.was_read(id text, concerns text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from app.records r where r.operator = was_read.concerns and r.kind = 'team_event'
    and r.step = 'score_read' and r.content::jsonb ->> 'subject' = was_read.id)
$$;

-- Runs after `receive`. A name that two people of the site bear concerns neither: nobody reads what may be another's.
create function app.settle() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  told jsonb := new.content::jsonb;
  wanted text := coalesce(case new.kind when 'evaluation' then told ->> 'operator' when 'team_event' then told ->> 'person' end, '');
  rank text;
begin
  select p.name, p.role into new.author, rank from app.people p where p.login = session_user::text collate "default";
  if new.kind in ('evaluation', 'exchange_calls') and rank is distinct from 'supervisor' then
    raise exception 'supervisors score calls and bring in records' using errcode = 'PC400';
  end if;
  if told ->> 'step' in ('rostered', 'criteria', 'recognised', 'not_recognised', 'training_due', 'action', 'owner', 'closed')
    and new.kind = 'team_event' and rank is distinct from 'supervisor' then
    raise exception 'supervisors decide' using errcode = 'PC400';
  end if;
  new.author := coalesce(new.author, '');
  new.step := coalesce(told ->> 'step', '');
  new.concerns := '';
  if wanted <> '' then
    select min(p.login) into new.concerns from app.people p
    where p.active and p.site = new.site and (p.name = wanted or p.login = wanted) having count(*) = 1;
    new.concerns := coalesce(new.concerns, '');
  end if;
  return new;
end $$;
create trigger settle before insert on app.records for each row execute function app.settle();

-- A scored call is between who scored it and the operator until it was read, or for a week; a quiz is its taker's own.
drop policy site_read on app.records;
create policy site_read on app.records for select to app_supervisor using (site = (select app.my_site())
  and step not in ('quiz_right', 'quiz_wrong')
  and (kind <> 'evaluation' or arrived_at < now() - interval '7 days' or app.was_read(id, concerns)));
-- One's own scores and due dates. Who was nominated and not chosen is nobody's business.
create policy concerned_read on app.records for select to app_operator using (concerns = session_user::text collate "default"
  and step not in ('nominated', 'not_recognised'));
-- Everybody of a site knows its faults, its difficulties, its roster, and who was recognised.
create policy team_read on app.records for select to app_operator using (site = (select app.my_site())
  and (kind = 'line_event' or kind = 'team_event' and step in ('difficulty', 'action', 'owner', 'closed', 'recognised', 'rostered', 'criteria')));

revoke execute on function app.settle(), app.was_read(text, text) from public;
grant select (step, author, concerns) on app.records to app_operator;
grant execute on function app.my_site() to app_operator;
grant execute on function app.was_read(text, text) to app_supervisor;
update app.meta set schema_version = 3;
