"""The public numbers of the body (circular, R1 and R4)."""

from dataclasses import dataclass, field
from enum import StrEnum

from operator_app.domain.contacts import Phone
from operator_app.domain.languages import Text


class LineState(StrEnum):
    IN_SERVICE = "in_service"
    OUT_OF_ORDER = "out_of_order"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Line:
    """A number offered to the public."""

    phone: Phone
    name: Text = field(default_factory=Text)
    purpose: Text = field(default_factory=Text)
    state: LineState = LineState.UNKNOWN
    regime: str = ""
