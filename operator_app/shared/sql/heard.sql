-- What other people's posts handed over since a moment, as far as row security shows it to whoever asks. `known` are ids
-- that arrived already. Evaluations are looked for a while longer: others may read them only later than they arrived.
select told.kind, told.id, coalesce(nullif(told.author, ''), p.name, told.operator) as author,
  told.concerns = session_user::text collate "default" as mine, told.arrived_at, told.payload
from (
  (select 'call' as kind, c.id, c.operator, '' as author, '' as concerns, c.arrived_at, json_build_object(
     'id', c.id, 'operator', c.operator, 'started_at', c.started_at, 'ended_at', c.ended_at, 'line', c.line,
     'language', c.language, 'query', c.query, 'article_id', c.article_id, 'article_edition', c.article_edition,
     'article_title', c.article_title, 'referred_to', c.referred_to, 'referred_name', c.referred_name,
     'outcome', c.outcome, 'outcome_auto', c.outcome_auto, 'need', c.need, 'note', c.note,
     'waiting_seconds', c.waiting_seconds, 'rings', c.rings, 'clock_offset_ms', c.clock_offset_ms)::text as payload
   from app.calls c where c.arrived_at >= %(since)s and c.operator <> session_user::text collate "default"
     and c.id <> all (%(known)s::text[])
   order by c.arrived_at limit %(limit)s)
  union all
  (select 'unmet_need', u.id, u.operator, '', '', u.arrived_at, json_build_object(
     'id', u.id, 'query', u.query, 'at', u.at, 'call_id', u.call_id, 'operator', u.operator)::text
   from app.unmet_needs u where u.arrived_at >= %(since)s and u.operator <> session_user::text collate "default"
     and u.id <> all (%(known)s::text[])
   order by u.arrived_at limit %(limit)s)
  union all
  (select 'feedback', f.id, f.operator, '', '', f.arrived_at, json_build_object(
     'id', f.id, 'document_id', f.document_id, 'edition', f.edition, 'at', f.at, 'operator', f.operator,
     'shown', f.shown, 'comment', f.comment)::text
   from app.feedback f where f.arrived_at >= %(since)s and f.operator <> session_user::text collate "default"
     and f.id <> all (%(known)s::text[])
   order by f.arrived_at limit %(limit)s)
  union all
  (select 'acknowledgement', a.id, a.operator, '', '', a.arrived_at, json_build_object(
     'id', a.id, 'document_id', a.document_id, 'edition', a.edition, 'at', a.at, 'operator', a.operator)::text
   from app.acknowledgements a where a.arrived_at >= %(since)s and a.operator <> session_user::text collate "default"
     and a.id <> all (%(known)s::text[])
   order by a.arrived_at limit %(limit)s)
  union all
  (select r.kind, r.id, r.operator, r.author, r.concerns, r.arrived_at, r.content
   from app.records r
   where (r.arrived_at >= %(since)s or r.kind = 'evaluation' and r.arrived_at >= %(since)s::timestamptz - interval '8 days')
     and r.operator <> session_user::text collate "default" and r.id <> all (%(known)s::text[])
   order by r.arrived_at limit %(limit)s)
) told
left join app.people p on p.login = told.operator
order by told.arrived_at, told.id
limit %(limit)s
