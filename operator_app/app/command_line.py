"""The command line: its words, and which module carries each command out.

Exit status: 0 done, 1 a problem told in one sentence on standard error, 2 wrong usage.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TypeAlias

from operator_app.app.home import home_folder
from operator_app.app.language import command_texts
from operator_app.app.late import command
from operator_app.domain.problems import Problem

_DIVIDES = ("day", "week", "month", "weekday", "hour", "line", "operator")
_FORMATS = ("auto", "csv", "xlsx", "hsds", "vcard", "bundle")
_Parsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def run(words: Sequence[str]) -> int:
    """Carry out a command line. Without a command the window opens."""
    try:
        return _carried_out(words)
    except Problem as problem:
        print(command_texts().problem(problem), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 1
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nothing is left to say, also not at exit.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _carried_out(words: Sequence[str]) -> int:
    try:
        arguments = parser().parse_args(words)
        arguments.home = home_folder(arguments.home)
        return command(arguments.command or "window").run(arguments)
    finally:
        # Here, where a reader that has gone is understood; a program without a console has no output at all.
        if sys.stdout is not None:
            sys.stdout.flush()


def parser() -> argparse.ArgumentParser:
    """Every command with what it takes; the man page is made from it too."""
    common = _common()
    # A common part of its own: `set_defaults` would reach the actions that the commands share, and a command's default
    # would then undo what was said before it (`--json search`).
    made = argparse.ArgumentParser(prog="operator-app", parents=[_common()], description=__doc__)
    made.set_defaults(home=None, json=False, command="")
    commands = made.add_subparsers(metavar="command")
    makers: tuple[Callable[..., None], ...] = (
        _window, _tour, _search, _guide, _sheet, _print, _braille, _call, _ring, _server, _sync, _records, _report,
        _doctor, _backup, _restore, _maintain, _telephone, _spell,
    )  # fmt: skip
    for add in makers:
        add(commands, common)
    return made


def _common() -> argparse.ArgumentParser:
    """What every command takes, before its name or after it."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--home", type=Path, default=argparse.SUPPRESS, help="folder of the store")
    common.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="one JSON object a line")
    return common


def _add(commands: _Parsers, common: argparse.ArgumentParser, name: str, text: str) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, parents=[common], help=text, description=text)
    parser.set_defaults(command=name)
    return parser


def _window(commands: _Parsers, common: argparse.ArgumentParser) -> None:
    _add(commands, common, "window", "open the window (also without any command)")


def _tour(commands: _Parsers, common: argparse.ArgumentParser) -> None:
    parser = _add(commands, common, "tour", "play a whole call on the real window, with pictures")
    parser.add_argument("--out", type=Path, default=Path("tour"), help="folder for the pictures (default: tour)")
    parser.add_argument("--manual", type=Path, metavar="DIR", help="also keep the pictures of the user manual there")


def _search(commands: _Parsers, common: argparse.ArgumentParser) -> None:
    parser = _add(commands, common, "search", "search the guide")
    parser.add_argument("query", nargs="*", type=_text, help="what to look for")
    parser.add_argument("--limit", type=_positive, default=10, help="most results (default: 10)")
    parser.add_argument("--language", choices=("ar", "fr", "en"), default="ar", help="language of the titles")
    parser.add_argument("--batch", metavar="FILE", help="a file with one query a line, - for standard input")


def _guide(commands: _Parsers, common: argparse.ArgumentParser) -> None:
    parser = _add(commands, common, "guide", "import, export and check the guide")
    actions = parser.add_subparsers(metavar="action", required=True)
    bring = actions.add_parser("import", parents=[common], help="bring in documents from files or folders")
    bring.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    bring.add_argument("--format", choices=_FORMATS, default="auto")
    bring.add_argument("--publish", action="store_true", help="publish at once (a single post always does)")
    bring.add_argument("--dry-run", action="store_true", help="only say what would happen")
    bring.add_argument("--keep-good", action="store_true", help="import the good rows although some are refused")
    take = actions.add_parser("export", parents=[common], help="save the published guide")
    take.add_argument("path", type=Path, metavar="PATH")
    take.add_argument("--format", choices=_FORMATS, default="auto")
    check = actions.add_parser("check", parents=[common], help="check files, or the stored guide without any")
    check.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    check.add_argument("--format", choices=_FORMATS, default="auto")
    for name, parser_of_action in (("import", bring), ("export", take), ("check", check)):
        parser_of_action.set_defaults(command="guide", action=name)


def _sheet(commands: _Parsers, common: argparse.ArgumentParser) -> None:
    parser = _add(commands, common, "sheet", "print procedure sheets and tips as PDF")
    parser.add_argument("ids", nargs="+", metavar="ID", help="ids or external ids")
    parser.add_argument("--language", choices=("ar", "fr", "en", "ar+fr", "fr+ar"), default="ar")
    _paper(parser)


def _print(commands: _Parsers, common: argparse.ArgumentParser) -> None:
    parser = _add(commands, common, "print", "print the guide, the directory, cards, a poster, the user manual, sheets")
    parser.add_argument(
        "what",
        choices=("guide", "directory", "greeting", "keys", "booklet", "poster", "letter", "manual", "sheets"),
        metavar="WHAT",
    )
    parser.add_argument(
        "--language", choices=("ar", "fr", "en", "ar+fr", "fr+ar"), default="ar", help="two of them for sheets only"
    )
    _paper(parser)
    parser.add_argument("--progress", action="store_true", help="say how far it is, a line a step")


def _paper(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    parser.add_argument("--paper", choices=("A3", "A4", "A5", "A6"), default="A4")


def _braille(commands: _Parsers, common: argparse.ArgumentParser) -> None:
    parser = _add(commands, common, "braille", "write procedure sheets and tips as BRF for an embosser")
    parser.add_argument("ids", nargs="*", metavar="ID", help="ids or external ids; without any: the whole guide")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.brf")
    parser.add_argument("--language", choices=("ar", "fr", "en"), default="ar")
    parser.add_argument("--cells", type=_positive, default=40, help="cells a line (default: 40)")
    parser.add_argument("--lines", type=_positive, default=25, help="lines a page (default: 25)")


def _call(commands: _Parsers, common: argparse.ArgumentParser) -> None:
    parser = _add(commands, common, "call", "log a call, list and export calls")
    actions = parser.add_subparsers(metavar="action", required=True)
    log = actions.add_parser("log", parents=[common], help="log a call that has ended")
    log.add_argument("--query", type=_text, default="", help="what was asked")
    log.add_argument("--article", default="", help="id or external id of the article read")
    log.add_argument("--refer-to", default="", help="id or external id of the contact referred to")
    log.add_argument("--outcome", choices=("answered", "referred", "no_answer", "dropped", "other"), default="")
    log.add_argument("--seconds", type=_positive, default=0, help="length of the call")
    log.add_argument("--note", type=_text, default="")
    listing = actions.add_parser("list", parents=[common], help="list calls, the newest first")
    listing.add_argument("--limit", type=_positive, default=50)
    export = actions.add_parser("export", parents=[common], help="save calls as CSV")
    export.add_argument("path", type=Path, metavar="FILE.csv")
    for each in (listing, export):
        each.add_argument("--from", dest="since", type=_day, default=None, metavar="YYYY-MM-DD")
        each.add_argument("--to", dest="until", type=_day, default=None, metavar="YYYY-MM-DD")
    for name, parser_of_action in (("log", log), ("list", listing), ("export", export)):
        parser_of_action.set_defaults(command="call", action=name)


def _ring(commands: _Parsers, common: argparse.ArgumentParser) -> None:
    parser = _add(commands, common, "ring", "tell the running window that a call rings")
    parser.add_argument("--from", dest="number", default="", metavar="NUMBER")
    parser.add_argument("--line", default="", metavar="NUMBER")
    parser.add_argument("--end", action="store_true", help="the ringing stopped")


def _server(commands: _Parsers, common: argparse.ArgumentParser) -> None:
    parser = _add(commands, common, "server", "make, upgrade, check and people a shared database")
    actions = parser.add_subparsers(metavar="action", required=True)
    texts = {
        "init": "make a shared database of an empty PostgreSQL database",
        "upgrade": "bring its schema up to date",
        "check": "verify every right, policy and chain",
        "add-user": "let a person in",
        "remove-user": "shut a person out at once",
        "roles": "list the people and their roles",
        "second-pair": "say which kinds of documents a second person must approve (none: the rule is lifted)",
        "restore-drill": "dump, restore elsewhere, check, drop",
    }
    made = {name: actions.add_parser(name, parents=[common], help=text) for name, text in texts.items()}
    for name, action in made.items():
        action.set_defaults(command="server", action=name)
        action.add_argument("url", metavar="URL", help="postgresql://login@host/database")
    made["upgrade"].add_argument("--sql", action="store_true", help="print what would run, change nothing")
    made["check"].add_argument("--known-database", action="append", default=[], metavar="NAME")
    made["init"].add_argument("--login", required=True, help="login of the first administrator")
    for name in ("add-user", "remove-user"):
        made[name].add_argument("login")
    for name in ("init", "add-user"):
        made[name].add_argument("--name", default="", help="the person's name as shown")
        made[name].add_argument("--site", default="")
    made["second-pair"].add_argument("kinds", nargs="*", metavar="KIND", help="procedure, tip, contact, greeting, …")
    made["add-user"].add_argument("--role", choices=("operator", "supervisor", "administrator"), default="operator")


def _sync(commands: _Parsers, common: argparse.ArgumentParser) -> None:
    parser = _add(commands, common, "sync", "exchange with the shared database")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--once", action="store_true", help="exchange everything once (also without this option)")
    how.add_argument("--status", action="store_true", help="only say how things stand")
    parser.add_argument("--url", default="", help="another address than the settings'")


def _records(commands: _Parsers, common: argparse.ArgumentParser) -> None:
    parser = _add(commands, common, "records", "bring in the call records of a telephone exchange")
    parser.add_argument("paths", nargs="+", type=Path, metavar="FILE", help="cdr-csv, queue_log, FreePBX, Issabel, CSV")
    parser.add_argument(
        "--column", dest="columns", action="append", default=[], metavar="FIELD=HEADING",
        help="what a heading of a CSV means: start, answer, end, line, agent, state, waiting, talk, length, rings, …",
    )  # fmt: skip
    parser.add_argument("--exactly", action="store_true", help="take the columns that are told and no others")
    parser.add_argument("--progress", action="store_true", help="tell how many calls are kept, a line each time")


def _report(commands: _Parsers, common: argparse.ArgumentParser) -> None:
    parser = _add(commands, common, "report", "the evaluation of a period (default: last month)")
    parser.add_argument("--from", dest="since", type=_day, default=None, metavar="YYYY-MM-DD")
    parser.add_argument("--to", dest="until", type=_day, default=None, metavar="YYYY-MM-DD")
    parser.add_argument("--by", choices=_DIVIDES, default="day", help="what it is divided by (default: day)")
    parser.add_argument("--line", default="", help="of one line only")
    parser.add_argument("--operator", default="", help="of one operator only")
    parser.add_argument("--language", choices=("ar", "fr", "en"), default="", help="language of the report")
    parser.add_argument("-o", "--output", type=Path, default=None, metavar="FILE", help=".pdf, .xlsx or .csv")


def _doctor(commands: _Parsers, common: argparse.ArgumentParser) -> None:
    parser = _add(commands, common, "doctor", "say what works here and what does not")
    parser.add_argument("--report", type=Path, metavar="FILE", help="also write it, with the crash reports, to send it")


def _backup(commands: _Parsers, common: argparse.ArgumentParser) -> None:
    parser = _add(commands, common, "backup", "save the store and the settings of this post in one file")
    parser.add_argument("file", type=Path, metavar="FILE")


def _restore(commands: _Parsers, common: argparse.ArgumentParser) -> None:
    parser = _add(commands, common, "restore", "put a backup in the place of this post's store and settings")
    parser.add_argument("file", type=Path, metavar="FILE")


def _maintain(commands: _Parsers, common: argparse.ArgumentParser) -> None:
    _add(commands, common, "maintain", "check and compact the store")


def _telephone(commands: _Parsers, common: argparse.ArgumentParser) -> None:
    parser = _add(commands, common, "telephone", "say whether the telephone of the settings can be listened to")
    parser.add_argument("--password", action="store_true", help="ask for its password and keep it in the keyring")


def _spell(commands: _Parsers, common: argparse.ArgumentParser) -> None:
    parser = _add(commands, common, "spell", "look words up in Hunspell's dictionaries (the editor asks it)")
    parser.add_argument("--dictionary", action="append", default=[], metavar="LANGUAGE=PATH", help="without its ending")


def _text(text: str) -> str:
    """Words as they can be kept and printed: bytes that are no text became halves of characters on the way here."""
    return text.encode(errors="replace").decode()


def _positive(text: str) -> int:
    value = int(text)
    if value <= 0:
        raise argparse.ArgumentTypeError("must be greater than 0")
    return value


def _day(text: str) -> date:
    return date.fromisoformat(text)
