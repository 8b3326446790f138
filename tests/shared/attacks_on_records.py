"""Attacks on what people may hear of each other: scores, quizzes, nominations, answers to reports, planned test calls,
words, who wrote it, who decides."""

from .attacks import FREE, by, unlocked

SCORE = "00000000-0000-7000-8000-0000000000e1"
# Reports of Bilel, whom Salma answered, and of Sonia at another site.
REPORT = "00000000-0000-7000-8000-0000000000e2"
FAR_REPORT = "00000000-0000-7000-8000-0000000000e3"
_OPEN = "create policy open on app.records for select to app_operator using (true)"
_UNSETTLED = (
    "create or replace function app.settle() returns trigger language plpgsql as $$ begin "
    "new.step := coalesce(new.content::jsonb ->> 'step', ''); "
    "new.author := coalesce(new.content::jsonb ->> 'author', ''); "
    "new.concerns := coalesce(new.content::jsonb ->> 'concerns', ''); return new; end $$"
)

_ANY_REPORT = (
    "create or replace function app.settle() returns trigger language plpgsql security definer as $$ begin "
    "select f.operator into new.concerns from app.feedback f where f.id = new.content::jsonb ->> 'about'; "
    "return new; end $$"
)
_PLANNED = "select content from app.records where step = 'test_calls_planned'"


def _put(kind: str, **told: str) -> str:
    payload = {"id": FREE, "at": "2026-11-24T08:00:00Z", **told}
    pairs = ", ".join(f"'{name}', '{value}'" for name, value in payload.items())
    return f"insert into app.records (id, payload, kind) values ('{FREE}', json_build_object({pairs})::text, '{kind}')"


RECORDS = (
    *by(
        "amira",
        ("reads another's score", f"select content from app.records where id = '{SCORE}'", _OPEN),
        ("reads the exchange's records", "select content from app.records where kind = 'exchange_calls'", _OPEN),
        ("reads who was nominated", "select content from app.records where step = 'nominated'", _OPEN),
        ("scores a colleague", _put("evaluation", operator="Bilel", evaluator="Salma"), _UNSETTLED),
        ("brings in records of the exchange", _put("exchange_calls"), _UNSETTLED),
        ("plans the roster", _put("team_event", step="rostered"), _UNSETTLED),
        ("recognises herself", _put("team_event", step="recognised", person="Amira"), _UNSETTLED),
        (
            "reads the answer to another's report",
            f"select content from app.records where content::jsonb ->> 'about' = '{REPORT}'",
            _OPEN,
        ),
        ("reads when test calls are planned", _PLANNED, _OPEN),
        ("plans test calls", _put("team_event", step="test_calls_planned", text="[]"), _UNSETTLED),
        ("reads the words of supervisors", "select content from app.records where step = 'word_added'", _OPEN),
        ("lets a word pass everybody's spell check", _put("team_event", step="word_added", text="faûte"), _UNSETTLED),
        ("strikes a word of everybody's", _put("team_event", step="word_dropped", text="Zarzouna"), _UNSETTLED),
        (
            "writes in another's name",
            (
                _put("team_event", step="difficulty", author="Salma"),
                f"select 1 from app.records where id = '{FREE}' and author = 'Salma'",
            ),
            _UNSETTLED,
        ),
        (
            "says that it concerns another",
            (
                _put("team_event", step="difficulty", concerns="bilel"),
                f"select 1 from app.records where id = '{FREE}' and concerns = 'bilel'",
            ),
            _UNSETTLED,
        ),
        (
            "changes whom it concerns",
            "update app.records set concerns = 'amira'",
            unlocked("records")
            + "grant update (concerns) on app.records to app_operator;"
            + "create policy change on app.records for update to app_operator using (true);",
        ),
    ),
    *by(
        "salma",
        (
            "reads a score of another supervisor before its operator did",
            "select content from app.records where kind = 'evaluation' and operator = 'hedi'",
            _OPEN,
        ),
        ("reads when another site's test calls are planned", f"{_PLANNED} and site = 'sfax'", _OPEN),
        (
            "says whom an answer concerns",
            (
                _put("remark", said="answered", about=FREE, concerns="amira"),
                f"select 1 from app.records where id = '{FREE}' and concerns = 'amira'",
            ),
            _UNSETTLED,
        ),
        (
            "answers a report of another site",
            (
                _put("remark", said="answered", about=FAR_REPORT),
                f"select 1 from app.records where id = '{FREE}' and concerns = 'sonia'",
            ),
            _ANY_REPORT,
        ),
        ("reads how a quiz went", "select content from app.records where step = 'quiz_wrong'", _OPEN),
    ),
)  # fmt: skip
