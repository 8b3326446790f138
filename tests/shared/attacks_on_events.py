"""Attacks on what happened in calls: others' rows, altered, back-dated, of another site, squatted."""

from .attacks import CALL, DOCUMENT, FREE, OTHERS_CALL_BACK, OWN_CALL_BACK, allow, by, unlocked

# An acknowledgement, the smallest event, with everything said by its writer.
_COLUMNS = "(operator, id, site, arrived_at, payload, hash, document_id, edition, at)"
_TRUSTING = (
    "create or replace function app.receive() returns trigger language plpgsql security definer as $$ begin "
    "new := jsonb_populate_record(new, new.payload::jsonb); new.hash := 'x'; "
    "new.operator := coalesce(nullif(new.operator, ''), session_user::text); return new; end $$;"
    "alter table app.acknowledgements disable row level security"
)


def _forged(**told: str) -> str:
    """An insert whose payload says more than it may."""
    payload = {"id": FREE, "document_id": DOCUMENT, "edition": "1", "at": "2026-11-24T08:00:00Z", **told}
    pairs = ", ".join(f"'{name}', '{value}'" for name, value in payload.items())
    return f"insert into app.acknowledgements (id, payload) values ('{FREE}', json_build_object({pairs})::text)"


def _row(operator: str = "amira", site: str = "tunis", arrived: str = "now()") -> str:
    values = f"'{operator}', '{FREE}', '{site}', {arrived}, '', 'x', '{DOCUMENT}', 1, now()"
    return f"insert into app.acknowledgements {_COLUMNS} values ({values})"


_OPEN_INSERT = "drop trigger receive on app.acknowledgements; " + allow("insert", "acknowledgements", "app_operator")
_PROMISE = (
    f"json_build_object('id', '%s', 'call_id', '{CALL}', 'number', '%s', 'due_at', '2026-11-25T08:00:00Z', "
    "'subject', '', 'operator', 'x')::text"
)
_OPEN_AMEND = (
    "create or replace function app.amend(kind text, id text, payload text) returns void "
    "language plpgsql security definer as $$ "
    "begin update app.call_backs c set payload = amend.payload where c.id = amend.id; "
    "update app.calls c set note = 'changed' where c.id = amend.id; end $$; "
    "alter table app.calls disable trigger keep;"
)
_SEE_ALL = "create policy seen on app.call_backs for select to app_operator using (true);"

EVENTS = (
    *by(
        "amira",
        (
            "reads another's calls",
            "select query from app.calls where operator = 'bilel'",
            "create policy open on app.calls for select to app_operator using (true)",
        ),
        (
            "reads the calls of another site",
            "select query from app.calls where site = 'sfax'",
            "alter table app.calls disable row level security",
        ),
        (
            "reads another's numbers to call back",
            "select number from app.call_backs where operator = 'bilel'",
            _SEE_ALL,
        ),
        (
            "reads another's unmet needs",
            "select query from app.unmet_needs where operator = 'bilel'",
            "create policy open on app.unmet_needs for select to app_operator using (true)",
        ),
        (
            "guesses the calls from statistics",
            "select 1 from pg_stats where tablename = 'calls' and attname = 'operator'",
            "alter table app.calls disable row level security",
        ),
        (
            "changes her call",
            "update app.calls set note = 'x'",
            allow("update", "calls", "app_operator") + unlocked("calls"),
        ),
        (
            "changes her call pretending to erase",
            ("set app.erasing = 'yes'", "update app.calls set note = 'x'"),
            allow("update", "calls", "app_operator") + unlocked("calls"),
        ),
        ("deletes her call", "delete from app.calls", allow("delete", "calls", "app_operator") + unlocked("calls")),
        (
            "truncates the calls",
            "truncate app.calls",
            "grant truncate on app.calls to app_operator; drop trigger keep_all on app.calls",
        ),
        (
            "changes when her call arrived",
            "update app.calls set arrived_at = '2026-01-01'",
            allow("update", "calls", "app_operator") + unlocked("calls"),
        ),
        (
            "deletes her feedback",
            "delete from app.feedback",
            allow("delete", "feedback", "app_operator") + unlocked("feedback"),
        ),
        ("deletes her call-back", "delete from app.call_backs", allow("delete", "call_backs", "app_operator")),
        ("writes as another", _row(operator="bilel"), _OPEN_INSERT),
        ("writes for another site", _row(site="sfax"), _OPEN_INSERT),
        ("writes as if it had arrived earlier", _row(arrived="'2020-01-01'"), _OPEN_INSERT),
        (
            "says in the payload to be another",
            (
                _forged(operator="bilel"),
                f"select 1 from app.acknowledgements where operator = 'bilel' and id = '{FREE}'",
            ),
            _TRUSTING,
        ),
        (
            "says in the payload to be of another site",
            (_forged(site="sfax"), f"select 1 from app.acknowledgements where site = 'sfax' and id = '{FREE}'"),
            _TRUSTING,
        ),
        (
            "says in the payload to have arrived earlier",
            (
                _forged(arrived_at="2020-01-01"),
                f"select 1 from app.acknowledgements where arrived_at < '2021-01-01' and id = '{FREE}'",
            ),
            _TRUSTING,
        ),
        (
            "chooses the hash that is read back",
            (_forged(hash="y"), f"select 1 from app.acknowledgements where hash = 'y' and id = '{FREE}'"),
            _TRUSTING.replace("new.hash := 'x';", ""),
        ),
        (
            "hides text in a payload that stays",
            (_forged(comment="x"), f"select payload from app.acknowledgements where id = '{FREE}' and payload <> ''"),
            _TRUSTING + "; grant select on app.acknowledgements to app_operator",
        ),
        (
            "amends a call",
            (f"select app.amend('call', '{CALL}', '{{}}')", "select 1 from app.calls where note = 'changed'"),
            _OPEN_AMEND,
        ),
        (
            "amends another's call-back",
            (
                f"select app.amend('call_back', '{OTHERS_CALL_BACK}', {_PROMISE % (OTHERS_CALL_BACK, '')})",
                f"select 1 from app.call_backs where id = '{OTHERS_CALL_BACK}' and number = ''",
            ),
            _OPEN_AMEND + _SEE_ALL,
        ),
        (
            "changes the number of her call-back",
            (
                f"select app.amend('call_back', '{OWN_CALL_BACK}', {_PROMISE % (OWN_CALL_BACK, '00000099')})",
                "select 1 from app.call_backs where number = '00000099'",
            ),
            _OPEN_AMEND,
        ),
        (
            "sends an id that is none",
            (
                _forged(id="x").replace(f"values ('{FREE}'", "values ('x'"),
                "select 1 from app.acknowledgements where id = 'x'",
            ),
            _TRUSTING,
        ),
        (
            "sends a payload of another id",
            (
                _forged(id="y"),
                "select 1 from app.acknowledgements where id = 'y'",
            ),
            _TRUSTING,
        ),
        (
            "erases old numbers",
            "select app.erase_call_backs(now())",
            "grant execute on function app.erase_call_backs to app_operator",
        ),
        (
            "erases old calls",
            "select app.erase_events(now())",
            "grant execute on function app.erase_events to app_operator",
        ),
    ),
    *by(
        "salma",
        (
            "reads the calls of another site",
            "select query from app.calls where site = 'sfax'",
            "create policy open on app.calls for select to app_supervisor using (true)",
        ),
        (
            "reads the feedback of another site",
            "select shown from app.feedback where site = 'sfax'",
            "create policy open on app.feedback for select to app_supervisor using (true)",
        ),
        (
            "reads her operators' numbers to call back",
            "select number from app.call_backs where site = 'tunis'",
            "create policy open on app.call_backs for select to app_supervisor using (true)",
        ),
        (
            "changes an operator's call",
            "update app.calls set note = 'x'",
            allow("update", "calls", "app_supervisor") + unlocked("calls"),
        ),
        (
            "deletes an operator's unmet need",
            "delete from app.unmet_needs",
            allow("delete", "unmet_needs", "app_supervisor"),
        ),
        ("writes a call as an operator", _row(operator="amira"), _OPEN_INSERT),
    ),
)
