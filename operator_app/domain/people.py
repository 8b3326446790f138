"""The people of a body and their roles."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    OPERATOR = "operator"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signs in. `login` is the database role on a shared database, the system's user name on a single
    post."""

    login: str
    name: str
    role: Role = Role.OPERATOR
