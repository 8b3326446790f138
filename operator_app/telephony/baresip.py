"""baresip's control socket (module ctrl_tcp): JSON in netstrings, one event each.

An incoming call as baresip 1.0 tells it, all of it chosen by the caller, so only what `clean` lets through is kept:
{"event":true,"type":"CALL_INCOMING","class":"call","accountaor":"sip:100@10.0.0.1","direction":"incoming",
"peeruri":"sip:71000001@10.0.0.2","peerdisplayname":"…","id":"6f1c…"}
"""

import json

from operator_app.domain.numbers import clean
from operator_app.domain.problems import Problem
from operator_app.telephony.events import Answered, Ended, Linked, PhoneEvent, Rang

PORT = 4444
_LONGEST = 64 * 1024
_DIGITS_OF_LENGTH = 7
_ID_LENGTH = 200


class Baresip:
    """One connection's worth of it."""

    def __init__(self) -> None:
        self._waiting = b""
        self._up = False

    def hello(self) -> bytes:
        # Answered at once, so that we know who listens.
        return _netstring({"command": "reginfo", "token": "hello"})

    def idle(self) -> bytes:
        return _netstring({"command": "reginfo", "token": "alive"})

    def take(self, data: bytes) -> tuple[bytes, list[PhoneEvent]]:
        """Raises Problem("telephone_not_understood")."""
        self._waiting += data
        events: list[PhoneEvent] = []
        while (message := self._next()) is not None:
            if not self._up:
                self._up = True
                events.append(Linked())
            event = _event(message)
            if event is not None:
                events.append(event)
        return b"", events

    def _next(self) -> dict[str, object] | None:
        """The next whole message, None when more has to come."""
        head, colon, rest = self._waiting.partition(b":")
        if not colon:
            if len(head) > _DIGITS_OF_LENGTH:
                raise Problem("telephone_not_understood")
            return None
        if not head.isdigit() or len(head) > _DIGITS_OF_LENGTH or int(head) > _LONGEST:
            raise Problem("telephone_not_understood")
        length = int(head)
        if len(rest) <= length:
            return None
        if rest[length : length + 1] != b",":
            raise Problem("telephone_not_understood")
        self._waiting = rest[length + 1 :]
        return _object(rest[:length])


def _object(text: bytes) -> dict[str, object]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _event(message: dict[str, object]) -> PhoneEvent | None:
    told = {key: value for key, value in message.items() if isinstance(value, str)}
    id = f"baresip {told.get('id', '')[:_ID_LENGTH]}"
    match told.get("type"):
        case "CALL_INCOMING":
            return Rang(id, clean(_user(told.get("peeruri", ""))), clean(_user(told.get("accountaor", ""))))
        case "CALL_ESTABLISHED":
            return Answered(id)
        case "CALL_CLOSED":
            return Ended(id)
        case _:
            return None


def _user(uri: str) -> str:
    """The user part of a SIP address: what a number can be taken from. Letters make it no number at all."""
    user = uri[:_ID_LENGTH].removeprefix("sip:").removeprefix("sips:").removeprefix("tel:").partition("@")[0]
    user = user.partition(";")[0].strip()
    return "" if any(letter.isalpha() for letter in user) else user


def _netstring(message: dict[str, str]) -> bytes:
    text = json.dumps(message).encode("ascii")
    return b"%d:%s," % (len(text), text)
