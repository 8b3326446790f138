-- Run as app_owner; schema version 5. Who reported "this is wrong" hears the answer; supervisors of a site hear when test
-- calls are planned, supervisors of every site share the words that their spell checks let pass. All travel in app.records.

create index feedback_id on app.feedback (id);

-- Runs after `receive`. As before, and: an answer concerns the one person who reported it, at the site of whoever answers;
-- the database looks that up, nobody names them. Supervisors alone plan test calls and choose words.
create or replace function app.settle() returns trigger
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
  if told ->> 'step' in ('rostered', 'criteria', 'recognised', 'not_recognised', 'training_due', 'action', 'owner', 'closed',
    'test_calls_planned', 'word_added', 'word_dropped') and new.kind = 'team_event' and rank is distinct from 'supervisor' then
    raise exception 'supervisors decide' using errcode = 'PC400';
  end if;
  new.author := coalesce(new.author, '');
  new.step := coalesce(told ->> 'step', '');
  new.concerns := '';
  if wanted <> '' then
    select min(p.login) into new.concerns from app.people p
    where p.active and p.site = new.site and (p.name = wanted or p.login = wanted) having count(*) = 1;
  elsif new.kind = 'remark' and told ->> 'said' = 'answered' then
    select min(f.operator) into new.concerns from app.feedback f
    where f.id = told ->> 'about' and f.site = new.site having count(*) = 1;
    if new.concerns <> '' then
      -- The channel that every post listens to: whoever reported it is not kept waiting for the next look.
      notify app_feed;
    end if;
  end if;
  new.concerns := coalesce(new.concerns, '');
  return new;
end $$;

-- There is one guide, so whoever writes it at any site has the same words.
create policy words_read on app.records for select to app_supervisor
  using (kind = 'team_event' and step in ('word_added', 'word_dropped'));

update app.meta set schema_version = 5;
