"""From the site's settings to a telephone that is listened to."""

import os

import keyring
from keyring.errors import KeyringError

from operator_app.domain.problems import Problem
from operator_app.settings import Settings, TelephoneSource
from operator_app.telephony import asterisk, baresip
from operator_app.telephony.connection import Connection, Received, place_of

PASSWORD_VARIABLE = "OPERATOR_APP_TELEPHONE_PASSWORD"
_SERVICE = "operator-app-telephone"


def telephone(settings: Settings, received: Received) -> Connection | None:
    """What is to be listened to, not started; None where rings come by command or not at all. It is told from a
    thread of its own. Raises Problem: telephone_address, telephone_login_missing."""
    match settings.telephone:
        case TelephoneSource.BARESIP:
            return Connection(place_of(settings.telephone_address, baresip.PORT), baresip.Baresip, received)
        case TelephoneSource.ASTERISK:
            place = place_of(settings.telephone_address, asterisk.PORT)
            account = _account(settings)
            return Connection(place, lambda: asterisk.Asterisk(account), received)
        case _:
            return None


def _account(settings: Settings) -> asterisk.Account:
    secret = password(settings.telephone_login)
    if not (settings.telephone_login and settings.telephone_extension and secret):
        raise Problem("telephone_login_missing")
    return asterisk.Account(settings.telephone_login, secret, settings.telephone_extension)


def password(login: str) -> str:
    """From the environment (a technician's unit file) or the system's keyring; empty when neither has it."""
    given = os.environ.get(PASSWORD_VARIABLE, "")
    if given or not login:
        return given
    try:
        return keyring.get_password(_SERVICE, login) or ""
    except KeyringError:
        return ""


def keep_password(login: str, secret: str) -> None:
    """Raises Problem("keyring_missing") when this system keeps no passwords."""
    try:
        keyring.set_password(_SERVICE, login, secret)
    except KeyringError as error:
        raise Problem("keyring_missing") from error
