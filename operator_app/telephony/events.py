"""What a telephone tells, whatever kind it is."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Rang:
    """A call rings. `id` is the telephone's own name for it; `number` and `line` are cleaned, empty when not told."""

    id: str
    number: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """It was picked up on the telephone itself."""

    id: str


@dataclass(frozen=True, slots=True)
class Ended:
    """It ended, or stopped ringing."""

    id: str


@dataclass(frozen=True, slots=True)
class Linked:
    """Whether the telephone is being listened to. `problem` is the code of what keeps it from it, empty when it is
    up."""

    problem: str = ""


PhoneEvent: TypeAlias = Rang | Answered | Ended | Linked
