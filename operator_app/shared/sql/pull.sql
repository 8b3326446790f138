-- One statement, so one moment: the head of the feed, and beside it the next changes after the cursor.
select m.incarnation::text, m.schema_version, m.oldest_client, clock_timestamp() as server_now,
  pg_stat_get_db_numbackends((select d.oid from pg_database d where d.datname = current_database())) as posts,
  h.number as head, h.hash as head_hash, h.digest::text as digest,
  (select l.hash from app.ledger l where l.number = %(cursor)s) as cursor_hash,
  c.number, c.kind, c.id, c.external_id, c.status, c.edition, c.body, c.seal, c.updated_at, c.updated_by,
  c.withdrawn_reason, c.hash,
  (select l.hash from app.ledger l where l.number = c.number) as chain
from app.feed_head h
cross join app.meta m
left join lateral (
  select * from (
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
