-- Where the ledger, the head, the digest and the documents do not agree: (what, where) a line.
with lines as (
  select l.number, l.hash, app.link(l, coalesce(lag(l.hash) over (order by l.number), '')) as expected,
    coalesce(lag(l.number) over (order by l.number), 0) as previous
  from app.ledger l
)
select 'shared_check_chain' as code, number::text as place from lines where hash <> expected or number <> previous + 1
union all
select 'shared_check_head', h.number::text from app.feed_head h
where (h.number > 0 and not exists (select from app.ledger l where l.number = h.number and l.hash = h.hash))
  or exists (select from app.ledger l where l.number > h.number)
union all
select 'shared_check_digest', '' from app.feed_head h
where h.digest <> coalesce((select bit_xor(app.bits(d.hash)) from app.documents d), repeat('0', 256)::bit(256))
union all
select 'shared_check_document', d.id from app.documents d
where d.hash <> app.content_hash(d)
  or not exists (select from app.ledger l where l.number = d.number and l.content = d.hash and l.subject = d.id)
union all
select 'shared_check_edition', d.id from app.documents d
where not exists (
  select from app.editions e join app.revisions r on r.id = e.revision_id
  where e.document_id = d.id and e.number = d.edition and r.body = d.body)
