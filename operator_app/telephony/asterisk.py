"""Asterisk's Manager Interface (AMI): lines of "Key: value", an empty line after each packet.

No library of it is kept (docs/telephone.md), and what we need of it is small: sign in by challenge, so that the secret
never crosses the network, ask for call events only, and follow the calls that ring at one extension.
Described at docs.asterisk.org, "AMI Events": DialBegin, DialEnd, Hangup (Asterisk 12 and newer).
"""

import hashlib
from dataclasses import dataclass

from operator_app.domain.numbers import clean
from operator_app.domain.problems import Problem
from operator_app.telephony.events import Answered, Ended, Linked, PhoneEvent, Rang

PORT = 5038
_LONGEST = 64 * 1024
_LOGIN, _CHALLENGE, _PING = "sign-in", "challenge", "alive"


@dataclass(frozen=True, slots=True)
class Account:
    """Who signs in, and the extension whose calls are followed ("214")."""

    name: str
    secret: str
    extension: str


class Asterisk:
    """One connection's worth of it."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._waiting = b""
        self._greeted = False
        self._calls: set[str] = set()

    def hello(self) -> bytes:
        return _action("Challenge", _CHALLENGE, AuthType="MD5")

    def idle(self) -> bytes:
        return _action("Ping", _PING)

    def take(self, data: bytes) -> tuple[bytes, list[PhoneEvent]]:
        """Raises Problem: telephone_not_understood, telephone_refused."""
        self._waiting += data
        answer, events = b"", list[PhoneEvent]()
        if not self._greeted and b"\n" in self._waiting:
            line, _, self._waiting = self._waiting.partition(b"\n")
            if not line.startswith(b"Asterisk Call Manager"):
                raise Problem("telephone_not_understood")
            self._greeted = True
        *packets, self._waiting = self._waiting.replace(b"\r\n", b"\n").split(b"\n\n")
        if len(self._waiting) > _LONGEST:
            raise Problem("telephone_not_understood")
        for packet in packets:
            said, event = self._packet(_fields(packet))
            answer += said
            events += [event] if event is not None else []
        return answer, events

    def _packet(self, fields: dict[str, str]) -> tuple[bytes, PhoneEvent | None]:
        if "Response" in fields:
            return self._response(fields)
        return b"", self._event(fields)

    def _response(self, fields: dict[str, str]) -> tuple[bytes, PhoneEvent | None]:
        succeeded = fields["Response"] in ("Success", "Goodbye")
        match fields.get("ActionID"):
            case "challenge" | "sign-in" if not succeeded:
                raise Problem("telephone_refused")
            case "challenge":
                key = hashlib.md5((fields.get("Challenge", "") + self._account.secret).encode(), usedforsecurity=False)
                return _action(
                    "Login", _LOGIN, AuthType="MD5", Username=self._account.name, Key=key.hexdigest(), Events="call"
                ), None
            case "sign-in":
                return b"", Linked()
            case _:
                return b"", None

    def _event(self, fields: dict[str, str]) -> PhoneEvent | None:
        channel = fields.get("DestChannel", "")
        id = f"asterisk {fields.get('DestUniqueid') or fields.get('Uniqueid', '')}"[:200]
        match fields.get("Event"):
            case "DialBegin" if _extension(channel) == self._account.extension:
                self._calls.add(id)
                return Rang(id, _number(fields.get("CallerIDNum", "")), _number(fields.get("Exten", "")))
            case "DialEnd" if id in self._calls:
                if fields.get("DialStatus") == "ANSWER":
                    return Answered(id)
                self._calls.discard(id)
                return Ended(id)
            case "Hangup" if id in self._calls:
                self._calls.discard(id)
                return Ended(id)
            case _:
                return None


def _extension(channel: str) -> str:
    """`PJSIP/214-0000001a` → `214`."""
    return channel.partition("/")[2].rpartition("-")[0]


def _number(text: str) -> str:
    return "" if any(letter.isalpha() for letter in text[:64]) else clean(text[:64])


def _fields(packet: bytes) -> dict[str, str]:
    lines = packet.decode("utf-8", "replace").split("\n")
    return {key.strip(): value.strip() for key, colon, value in (line.partition(":") for line in lines) if colon}


def _action(name: str, id: str, **fields: str) -> bytes:
    """An action. A line break in a value would begin another field: there is none in what comes back."""
    lines = [f"Action: {name}", f"ActionID: {id}", *(f"{key}: {' '.join(v.split())}" for key, v in fields.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8")
