"""What people with a login of their own might try on review and on the second pair of eyes."""

from .attacks import FREE, Attack, allow, by, callable

# In the attacked database procedures want two people. Salma's texts wait, one of them approved; one of Hedi's waits;
# one document was published urgently.
OWN = "00000000-0000-7000-8000-0000000000b2"
THEIRS = "00000000-0000-7000-8000-0000000000b3"
APPROVED = "00000000-0000-7000-8000-0000000000b4"
URGENT = "00000000-0000-7000-8000-0000000000b5"
SEAL = '{"owner":"x"}'

_SUBMIT = f"select app.submit('{FREE}', '{FREE}', 'procedure', '', 0, '{{}}', '{SEAL}', '')"
_ONE = f"'{FREE}', 'x', 'salma', 'hedi', 'Hedi', now()"
_ROW = f"'{FREE}', '{FREE}', 'procedure', '', 0, '{{}}', '{{}}', '', 'hedi', 'Hedi', now(), 'x', 'open', 999999"
_REMARK = f'{{"id": "{FREE}", "at": "2026-11-24T11:00:00Z"}}'
_UNGUARDED = "drop trigger two_people on app.documents"
_UNLOCKED = "alter table app.approvals disable trigger keep;"
_OWN_ALLOWED = (
    "alter table app.approvals drop constraint approvals_check; "
    "create or replace function app.approve(document_id text, content text) returns void language sql security definer "
    "as 'insert into app.approvals select $1, $2, session_user::text, session_user::text, session_user::text, now()'"
)
_ANY_WAITING = (
    "create or replace function app.waiting(document_id text, content text) returns app.submissions language sql as "
    "'select s from app.submissions s where s.document_id = $1'"
)


def _publish(id: str, body: str = "{}") -> str:
    return f"select app.publish('{id}', 'procedure', '', 0, '{body}', '{SEAL}', '{FREE}', '', false)"


def _decide(how: str, id: str) -> str:
    return f"select app.{how}('{id}', coalesce((select content from app.submissions where document_id = '{id}'), ''))"


def _of(login: str, group: str) -> tuple[Attack, ...]:
    """What neither an operator nor an administrator may."""
    seen = "; " + allow("select", "submissions", group)
    return by(
        login,
        ("hands a text over", _SUBMIT, callable("submit(text, text, text, text, int, text, text, text)", group)),
        ("approves", _decide("approve", THEIRS), callable("approve(text, text)", group) + seen),
        ("sends back", _decide("send_back", THEIRS), callable("send_back(text, text)", group) + seen),
        ("reads what waits for review", "select body from app.submissions", allow("select", "submissions", group)),
        ("reads who approved what", "select name from app.approvals", allow("select", "approvals", group)),
        ("writes an approval", f"insert into app.approvals values ({_ONE})", allow("insert", "approvals", group)),
    )


REVIEWS = (
    *_of("amira", "app_operator"),
    *_of("adel", "app_admin"),
    *by(
        "amira",
        (
            "writes a remark",
            f"insert into app.records (id, payload, kind) values ('{FREE}', '{_REMARK}', 'remark')",
            "drop trigger remark on app.records",
        ),
        (
            "reads a remark",
            "select content from app.records where kind = 'remark'",
            "create policy open on app.records for select to app_operator using (true)",
        ),
        (
            "lifts the rule of two people",
            "select app.require_second_pair('{}')",
            callable("require_second_pair(text[])", "app_operator"),
        ),
    ),
    *by(
        "salma",
        ("publishes alone what wants two people", _publish(FREE), _UNGUARDED),
        ("publishes what waits without an approval", _publish(OWN), _UNGUARDED),
        ("publishes another text than the approved one", _publish(APPROVED, '{"a": 1}'), _UNGUARDED),
        (
            "brings it in as a guide that moves up",
            f"select app.move_up('{FREE}', 'procedure', '', 'published', 1, '{{}}', '{{}}', '', '[]')",
            _UNGUARDED,
        ),
        ("approves her own text", _decide("approve", OWN), _OWN_ALLOWED),
        (
            "approves in Hedi's name",
            f"insert into app.approvals values ({_ONE})",
            allow("insert", "approvals", "app_supervisor"),
        ),
        (
            "takes an approval for another text",
            "update app.approvals set content = 'x'",
            allow("update", "approvals", "app_supervisor") + _UNLOCKED,
        ),
        (
            "takes an approval away",
            "delete from app.approvals",
            allow("delete", "approvals", "app_supervisor") + _UNLOCKED,
        ),
        (
            "hands a text over in Hedi's name",
            f"insert into app.submissions values ({_ROW})",
            allow("insert", "submissions", "app_supervisor"),
        ),
        (
            "makes her text Hedi's, to approve it herself",
            f"update app.submissions set author = 'hedi' where document_id = '{OWN}'",
            allow("update", "submissions", "app_supervisor"),
        ),
        (
            "takes a waiting text away",
            f"delete from app.submissions where document_id = '{THEIRS}'",
            allow("delete", "submissions", "app_supervisor"),
        ),
        ("approves a text that is not the one that waits", f"select app.approve('{THEIRS}', 'x')", _ANY_WAITING),
        (
            "lifts the rule of two people",
            "select app.require_second_pair('{}')",
            callable("require_second_pair(text[])", "app_supervisor"),
        ),
        (
            "lifts the rule past the function",
            "update app.meta set second_pair = '{}'",
            allow("update", "meta", "app_supervisor"),
        ),
        (
            "locks the feed by the inner function",
            _decide("waiting", THEIRS),
            callable("waiting(text, text)", "app_supervisor"),
        ),
        (
            "slips an owner in as still right",
            f"select app.renew_seal('{URGENT}', 1, '{SEAL}')",
            _UNGUARDED,
        ),
    ),
)
