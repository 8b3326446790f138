"""`operator-app guide`: import, export and check."""

import argparse
import json
import sys
from collections.abc import Iterable

from operator_app.app.language import command_texts
from operator_app.app.opening import ready_desk
from operator_app.domain.importing import ImportPlan, Refused
from operator_app.domain.problems import Problem
from operator_app.exchange import Format, read, write
from operator_app.i18n import Texts


def run(arguments: argparse.Namespace) -> int:
    """0 when everything was used; 1 when something was refused."""
    t = command_texts()
    if arguments.action == "import":
        return _import(arguments, t)
    if arguments.action == "export":
        return _export(arguments, t)
    return _check(arguments, t)


def _import(arguments: argparse.Namespace, t: Texts) -> int:
    with ready_desk(arguments.home) as desk:
        plan = desk.publishing.plan(read(arguments.paths, Format(arguments.format)))
        stop = bool(plan.refused) and not arguments.keep_good
        if not arguments.dry_run and not stop:
            desk.publishing.carry_out(plan)
    _tell(plan, t, as_json=arguments.json, done=not arguments.dry_run and not stop)
    if stop and not arguments.dry_run:
        raise Problem("import_refused", count=len(plan.refused))
    return 1 if plan.refused else 0


def _export(arguments: argparse.Namespace, t: Texts) -> int:
    with ready_desk(arguments.home) as desk:
        written = write(desk.publishing.export(), arguments.path, Format(arguments.format))
    _problems((("", problem) for problem in written.warnings), t, arguments.json, "warning")
    told = {"documents": written.documents, "path": str(arguments.path)}
    print(json.dumps(told) if arguments.json else f"{written.documents} → {arguments.path}")
    return 0


def _check(arguments: argparse.Namespace, t: Texts) -> int:
    """Files without importing them, or what is stored."""
    if arguments.paths:
        reading = read(arguments.paths, Format(arguments.format))
        _refusals(reading.refused, t, arguments.json)
        _problems((("", problem) for problem in reading.warnings), t, arguments.json, "warning")
        counted = {"good": len(reading.candidates), "refused": len(reading.refused)}
        print(json.dumps(counted) if arguments.json else "  ".join(f"{k}: {v}" for k, v in counted.items()))
        return 1 if reading.refused else 0
    with ready_desk(arguments.home) as desk:
        findings = desk.publishing.check()
    for finding in findings:
        sentence = t(finding.message).format(**finding.values)
        line = {"external_id": finding.external_id, "id": finding.document_id, "finding": sentence}
        print(json.dumps(line, ensure_ascii=False) if arguments.json else f"{finding.external_id}: {sentence}")
    return 1 if findings else 0


def _tell(plan: ImportPlan, t: Texts, *, as_json: bool, done: bool) -> None:
    _refusals(plan.refused, t, as_json)
    _problems((("", problem) for problem in plan.warnings), t, as_json, "warning")
    counted = {
        "new": len(plan.new),
        "changed": len(plan.changed),
        "same": len(plan.same),
        "refused": len(plan.refused),
    }
    if as_json:
        print(json.dumps({**counted, "imported": done}))
    else:
        print("  ".join(f"{name}: {count}" for name, count in counted.items()))


def _refusals(refused: Iterable[Refused], t: Texts, as_json: bool) -> None:
    _problems(((one.where, one.problem) for one in refused), t, as_json, "refused")


def _problems(problems: Iterable[tuple[str, Problem]], t: Texts, as_json: bool, kind: str) -> None:
    for where, problem in problems:
        sentence = t.problem(problem)
        if as_json:
            print(json.dumps({kind: where, "code": problem.code, "sentence": sentence}, ensure_ascii=False))
        else:
            print(f"{where}: {sentence}" if where else sentence, file=sys.stderr)
