-- Run as app_provisioner, last.
revoke execute on function app.groups_of(text), app.check_person(text, text, text), app.set_groups(text, text), app.end_sessions(text),
  app.add_person(text, text, text, text, text), app.set_person(text, text, text, text, text), app.remove_person(text), app.end_holders()
  from public;
grant execute on function app.add_person(text, text, text, text, text), app.set_person(text, text, text, text, text), app.remove_person(text)
  to app_admin;
grant execute on function app.end_holders() to app_owner;
