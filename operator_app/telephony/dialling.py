"""From the site's setting and a number to what dials it."""

import shlex
import subprocess
import threading
from dataclasses import dataclass

from operator_app.domain.numbers import clean
from operator_app.domain.problems import Problem

_PLACE = "{number}"
_ADDRESSES = ("tel:", "sip:", "sips:", "callto:")


@dataclass(frozen=True, slots=True)
class Dialling:
    """Either an address to open or the arguments of a program; exactly one of them is set."""

    address: str = ""
    arguments: tuple[str, ...] = ()


def dialling(template: str, number: str) -> Dialling:
    """What dials a number. The number is cleaned first and never meets a shell: it is one part of one argument.

    Raises Problem: number_not_dialled, dial_setting_wrong.
    """
    cleaned = clean(number)
    if not cleaned:
        raise Problem("number_not_dialled", number=number[:24])
    if template.startswith(_ADDRESSES) and template.count(_PLACE) == 1:
        return Dialling(address=template.replace(_PLACE, cleaned.replace("#", "%23")))
    try:
        words = _words(template)
    except ValueError as error:
        raise Problem("dial_setting_wrong", setting=template) from error
    if not words or not any(_PLACE in word for word in words[1:]):
        raise Problem("dial_setting_wrong", setting=template)
    return Dialling(arguments=tuple(word.replace(_PLACE, cleaned) for word in words))


def _words(template: str) -> list[str]:
    """Split as a shell does, except that a backslash is a letter as any other: Windows paths hold them."""
    lexer = shlex.shlex(template, posix=True, punctuation_chars=False)
    lexer.whitespace_split, lexer.commenters, lexer.escape = True, "", ""
    return list(lexer)


def start_program(arguments: tuple[str, ...]) -> None:
    """Start a dialling program and leave it alone. Raises Problem("dial_program_failed")."""
    nothing = subprocess.DEVNULL
    try:
        program = subprocess.Popen(arguments, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True)
    except (OSError, ValueError) as error:
        raise Problem("dial_program_failed", program=arguments[0]) from error
    # Somebody has to hear of its end, or it stays in the system's list of processes.
    threading.Thread(target=program.wait, name="dialling", daemon=True).start()
