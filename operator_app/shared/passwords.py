"""The password of a post's person: in the system's keyring or nowhere."""

import keyring
from keyring.errors import KeyringError, PasswordDeleteError

from operator_app.domain.problems import Problem
from operator_app.shared.address import Address

_SERVICE = "operator-app"


def recall(address: Address) -> str:
    """The password kept for this address and login, empty when there is none or this system has no keyring: it must
    be asked for then."""
    try:
        return keyring.get_password(_SERVICE, _name(address)) or ""
    except KeyringError:
        return ""


def keep(address: Address, password: str) -> None:
    """Raises Problem("keyring_missing") when this system keeps no passwords."""
    try:
        keyring.set_password(_SERVICE, _name(address), password)
    except KeyringError as error:
        raise Problem("keyring_missing") from error


def forget(address: Address) -> None:
    """Nothing happens when none was kept."""
    try:
        keyring.delete_password(_SERVICE, _name(address))
    except PasswordDeleteError:
        return
    except KeyringError as error:
        raise Problem("keyring_missing") from error


def _name(address: Address) -> str:
    return f"{address.login}@{address.host}:{address.port}/{address.database}"
