"""`operator-app server`: making, upgrading, checking and peopling a shared database.

Passwords come from the URL, from OPERATOR_APP_PASSWORD (the server's) and OPERATOR_APP_NEW_PASSWORD (the person's), or
are asked for; never from an argument, which every process of the machine could read.
"""

import argparse
import getpass
import json
import os
import sys

from operator_app.app.language import command_texts
from operator_app.domain.documents import Kind
from operator_app.domain.people import Person, Role
from operator_app.domain.problems import Problem
from operator_app.shared.admin import init, signed_in, upgrade
from operator_app.shared.check import check
from operator_app.shared.drill import restore_drill
from operator_app.shared.people import add_user, remove_user, roles
from operator_app.shared.reviews import require_second_pair

_NEW_PASSWORD = "OPERATOR_APP_NEW_PASSWORD"


def run(arguments: argparse.Namespace) -> int:
    """0 done, 1 when a check found something."""
    acts = {
        "init": _init,
        "upgrade": _upgrade,
        "check": _check,
        "add-user": _add_user,
        "remove-user": _remove_user,
        "roles": _roles,
        "second-pair": _second_pair,
        "restore-drill": _drill,
    }
    return acts[arguments.action](arguments)


def _init(arguments: argparse.Namespace) -> int:
    administrator = Person(arguments.login, arguments.name or arguments.login, Role.ADMINISTRATOR)
    init(arguments.url, administrator, _new_password(arguments.login), arguments.site)
    _say(arguments, {"initialised": True, "administrator": arguments.login})
    return 0


def _upgrade(arguments: argparse.Namespace) -> int:
    text = upgrade(arguments.url, sql=arguments.sql)
    if arguments.sql:
        print(text)
    else:
        _say(arguments, {"upgraded": True})
    return 0


def _check(arguments: argparse.Namespace) -> int:
    problems = check(arguments.url, tuple(arguments.known_database))
    _tell(arguments, problems)
    if not problems:
        _say(arguments, {"checked": True, "signed_in": signed_in(arguments.url).login})
    return 1 if problems else 0


def _add_user(arguments: argparse.Namespace) -> int:
    person = Person(arguments.login, arguments.name or arguments.login, Role(arguments.role))
    add_user(arguments.url, person, _new_password(arguments.login), arguments.site)
    _say(arguments, {"added": arguments.login, "role": arguments.role})
    return 0


def _remove_user(arguments: argparse.Namespace) -> int:
    remove_user(arguments.url, arguments.login)
    _say(arguments, {"removed": arguments.login})
    return 0


def _roles(arguments: argparse.Namespace) -> int:
    for person in roles(arguments.url):
        line = {"login": person.login, "name": person.name, "role": person.role.value}
        shown = f"{person.login:<24} {person.role.value:<14} {person.name}"
        print(json.dumps(line, ensure_ascii=False) if arguments.json else shown)
    return 0


def _second_pair(arguments: argparse.Namespace) -> int:
    kinds = tuple(arguments.kinds)
    for name in kinds:
        if name not in list(Kind):
            raise Problem("review_kind_unknown", kind=name, kinds=", ".join(Kind))
    require_second_pair(arguments.url, kinds)
    _say(arguments, {"second_pair": list(kinds)})
    return 0


def _drill(arguments: argparse.Namespace) -> int:
    drill = restore_drill(arguments.url)
    _tell(arguments, drill.problems)
    _say(arguments, {"rows": drill.rows, "dump_bytes": drill.dump_bytes, "seconds": round(drill.seconds, 2)})
    return 1 if drill.problems else 0


def _new_password(login: str) -> str:
    given = os.environ.get(_NEW_PASSWORD, "")
    if given:
        return given
    if not sys.stdin.isatty():
        raise Problem("password_needed", variable=_NEW_PASSWORD)
    t = command_texts()
    first = getpass.getpass(t("New password of {login}: ", login=login))
    if getpass.getpass(t("The same again: ")) != first:
        raise Problem("passwords_differ")
    return first


def _tell(arguments: argparse.Namespace, problems: "list[Problem] | tuple[Problem, ...]") -> None:
    t = command_texts()
    for problem in problems:
        line = {"code": problem.code, "sentence": t.problem(problem)}
        print(json.dumps(line, ensure_ascii=False) if arguments.json else line["sentence"], file=sys.stderr)


def _say(arguments: argparse.Namespace, facts: dict[str, object]) -> None:
    print(json.dumps(facts) if arguments.json else "  ".join(f"{name}: {value}" for name, value in facts.items()))
