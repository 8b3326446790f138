-- One statement, so one moment: the head of the feed, and beside it the next changes after the cursor. The head is told
-- on the first row only, the chain's hash on the last row of a full page: on a slow line each byte of a row counts.
select case when coalesce(c.place, 1) = 1 then json_build_object(
    'incarnation', m.incarnation, 'schema_version', m.schema_version, 'oldest_client', m.oldest_client,
    'server_now', clock_timestamp(),
    'posts', pg_stat_get_db_numbackends((select d.oid from pg_database d where d.datname = current_database())),
    'number', h.number, 'hash', h.hash, 'digest', h.digest::text,
    'cursor_hash', (select l.hash from app.ledger l where l.number = %(cursor)s))::text end as head,
  c.number, c.kind, c.id, c.external_id, c.status, c.edition, c.body, c.seal, c.updated_at, c.updated_by,
  c.withdrawn_reason, c.hash,
  case when c.place = %(limit)s then (select l.hash from app.ledger l where l.number = c.number) end as chain
from app.feed_head h
cross join app.meta m
left join lateral (
  select *, row_number() over (order by number) as place from (
    (select d.number, d.kind, d.id, d.external_id, d.status, d.edition, d.body, d.seal, d.updated_at, d.updated_by,
       d.withdrawn_reason, d.hash
     from app.documents d where d.number > %(cursor)s order by d.number limit %(limit)s)
    union all
    (select e.number, e.kind, e.id, '', 'erased', 0, '', '', null, '', '', ''
     from app.erasures e where e.number > %(cursor)s order by e.number limit %(limit)s)
  ) changes
  order by number limit %(limit)s
) c on true
order by c.number
