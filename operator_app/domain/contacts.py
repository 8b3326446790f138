"""Services and people to whom a caller is referred."""

from dataclasses import dataclass, field
from enum import StrEnum

from operator_app.domain.hours import WeeklyHours
from operator_app.domain.languages import Language, Text


class PhoneKind(StrEnum):
    SHORT = "short"
    GREEN = "green"
    FIXED = "fixed"
    MOBILE = "mobile"
    SHARED_COST = "shared_cost"
    PREMIUM = "premium"
    EXTENSION = "extension"
    FAX = "fax"


@dataclass(frozen=True, slots=True)
class Phone:
    """`number` as dialled from the switchboard: digits, `+`, `*`, `#` only, no spaces (see domain/numbers.py)."""

    number: str
    kind: PhoneKind = PhoneKind.FIXED
    label: Text = field(default_factory=Text)


@dataclass(frozen=True, slots=True)
class Contact:
    """A service or a person.

    `parent` is the service that a person belongs to; `deputy` the contact tried next when this one does not
    answer (a chain). Opening hours: `regime` is the id of a regime document (empty: not known), `hours` are this
    contact's own weekly hours and come before the regime. `access` says how the place can be reached.
    """

    name: Text
    role: Text = field(default_factory=Text)
    phones: tuple[Phone, ...] = ()
    parent: str = ""
    deputy: str = ""
    regime: str = ""
    hours: tuple[WeeklyHours, ...] = ()
    hours_note: Text = field(default_factory=Text)
    address: Text = field(default_factory=Text)
    access: Text = field(default_factory=Text)
    languages: tuple[str, ...] = ()
    email: str = ""
    web: str = ""
    note: Text = field(default_factory=Text)
    keywords: tuple[str, ...] = ()
    emergency: bool = False

    def main_phone(self) -> Phone | None:
        """The number to refer to: the first that is not a fax."""
        return next((phone for phone in self.phones if phone.kind is not PhoneKind.FAX), None)

    def title(self, language: Language) -> str:
        return self.name.best(language)[0]
