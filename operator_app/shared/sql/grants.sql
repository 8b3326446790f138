-- Run as app_owner, last. Column by column: without a grant on a whole table nobody can lock one.

revoke execute on all functions in schema app from public;
grant usage on schema app to app_operator, app_supervisor, app_admin, app_provisioner;

grant select (one, schema_version, oldest_client, incarnation, guide, created_at) on app.meta to app_operator;
grant select (one, number, hash, digest) on app.feed_head to app_operator;
grant select (number, hash) on app.ledger to app_operator;
grant select (number, at, by, action, subject, edition, content, hash) on app.ledger to app_admin;
grant select (id, kind, external_id, status, edition, body, seal, updated_at, updated_by, withdrawn_reason, number, hash)
  on app.documents to app_operator;
grant select (number, kind, id) on app.erasures to app_operator;
grant select (id, document_id, base_edition, body, seal, written_at, author, note) on app.revisions to app_supervisor;
grant select (document_id, number, revision_id, published_at, published_by, note, urgent, moved_by) on app.editions to app_supervisor;
grant select (login, name, role, site, active, changed_at, changed_by) on app.people to app_operator, app_admin, app_provisioner;

grant insert (id, payload) on app.calls, app.call_backs, app.unmet_needs, app.feedback, app.acknowledgements to app_operator;
grant insert (id, payload, kind) on app.records to app_operator;
grant select (operator, id, kind, site, arrived_at, hash, at, content) on app.records to app_operator;
grant select (operator, id, site, arrived_at, hash, started_at, ended_at, line, language, query, article_id, article_edition,
  article_title, referred_to, referred_name, outcome, outcome_auto, need, note, waiting_seconds, rings, clock_offset_ms)
  on app.calls to app_operator;
grant select (operator, id, site, arrived_at, hash, call_id, number, due_at, subject, done_at, reached) on app.call_backs to app_operator;
grant select (operator, id, site, arrived_at, hash, query, at, call_id) on app.unmet_needs to app_operator;
grant select (operator, id, site, arrived_at, hash, document_id, edition, at, shown, comment) on app.feedback to app_operator;
grant select (operator, id, site, arrived_at, hash, document_id, edition, at) on app.acknowledgements to app_operator;

grant execute on function app.put_events(int, text[], text[], text[]), app.table_of(text), app.amend(text, text, text) to app_operator;
grant execute on function app.my_site() to app_supervisor;
grant execute on function app.publish(text, text, text, int, text, text, text, text, boolean), app.withdraw(text, int, text),
  app.renew_seal(text, int, text), app.move_up(text, text, text, text, int, text, text, text, text) to app_supervisor;
grant execute on function app.erase_call_backs(timestamptz), app.erase_events(timestamptz), app.erase_document(text),
  app.replay_erasures(text[], text[]), app.export_person(text) to app_admin;
grant execute on function app.record_person(text, text, text, text, boolean, text) to app_provisioner;
