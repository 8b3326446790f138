"""`operator-app telephone`: whether the telephone of the settings can be listened to; keeps its password."""

import argparse
import getpass
import json
import threading

from operator_app.app.language import command_texts
from operator_app.app.opening import open_desk
from operator_app.domain.problems import Problem
from operator_app.settings import TelephoneSource
from operator_app.telephony.events import Linked, PhoneEvent
from operator_app.telephony.source import keep_password, telephone

_PATIENCE_SECONDS = 8.0


def run(arguments: argparse.Namespace) -> int:
    """Raises Problem: telephone_unreachable, telephone_refused, telephone_not_understood, and as `telephone`."""
    desk = open_desk(arguments.home)
    settings = desk.preferences.now
    desk.close()
    t = command_texts()
    if arguments.password:
        keep_password(settings.telephone_login, getpass.getpass(f"{settings.telephone_login}: "))
    heard: list[Linked] = []
    told = threading.Event()

    def hear(event: PhoneEvent) -> None:
        if isinstance(event, Linked) and not told.is_set():
            heard.append(event)
            told.set()

    listened = telephone(settings, hear)
    if listened is None:
        by_command = settings.telephone is TelephoneSource.COMMAND
        sentence = t("Rings come by the command operator-app ring.") if by_command else t("No telephone is set.")
    else:
        listened.start()
        told.wait(_PATIENCE_SECONDS)
        listened.close()
        problem = heard[0].problem if heard else "telephone_unreachable"
        if problem:
            raise Problem(problem)
        sentence = t("The telephone is listened to.")
    print(json.dumps({"telephone": settings.telephone.value, "ok": True}) if arguments.json else sentence)
    return 0
