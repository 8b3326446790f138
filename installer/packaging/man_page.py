"""The man page, made from the command line's own declarations."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from installer.packaging.product import NAME, SUMMARY, Product

_FILES = """\
.TP
.I ~/.local/share/operator\\-app
The store of this person: calls, guide, settings, backups, log. Another folder with \\-\\-home or OPERATOR_APP_HOME.
.TP
.I /etc/operator\\-app/site.toml
Settings that a technician installs for everybody on this machine; another file with OPERATOR_APP_SITE.
"""


def man_page(product: Product, parser: argparse.ArgumentParser) -> str:
    """The page in roff; the same sources always give the same bytes."""
    lines = [
        f'.TH {NAME.upper()} 1 "{product.day}" "{NAME} {product.version}" "User Commands"',
        ".SH NAME",
        f"{_escaped(NAME)} \\- {_escaped(SUMMARY.lower())}",
        ".SH SYNOPSIS",
        f".B {_escaped(NAME)}",
        "[\\-\\-home DIR] [\\-\\-json] [command] ...",
        ".SH DESCRIPTION",
        "Without a command the window opens. Every command works without a screen.",
        ".SH OPTIONS",
        *_options(parser),
        ".SH COMMANDS",
        *_commands(parser),
        ".SH EXIT STATUS",
        "0 done, 1 a problem told in one sentence on standard error, 2 wrong usage.",
        ".SH FILES",
        _FILES.rstrip("\n"),
    ]
    return "\n".join(lines) + "\n"


def _commands(parser: argparse.ArgumentParser) -> Iterator[str]:
    for name, text, inner in _inner(parser):
        yield f".SS {_escaped(name)}"
        yield _escaped(text)
        yield from _options(inner)
        for action, about, own in _inner(inner):
            yield ".TP"
            yield f".B {_escaped(name)} {_escaped(action)}"
            yield _escaped(about)
            yield ".RS"
            yield from _options(own)
            yield ".RE"


def _inner(parser: argparse.ArgumentParser) -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    """Name, help and parser of each command below one."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {choice.dest: choice.help or "" for choice in action._choices_actions}
            yield from ((name, helps.get(name, ""), inner) for name, inner in action.choices.items())


def _options(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction) or action.dest == "help":
            continue
        names = ", ".join(action.option_strings)
        yield ".TP"
        yield f".B {_escaped(' '.join(part for part in (names, _value(action)) if part))}"
        yield _escaped((action.help or "").replace("%(default)s", str(action.default))) or "\\&"


def _value(action: argparse.Action) -> str:
    if action.nargs == 0:
        return ""
    if action.choices is not None:
        return "{" + ",".join(map(str, action.choices)) + "}"
    return str(action.metavar or action.dest.upper())


def _escaped(text: str) -> str:
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped
