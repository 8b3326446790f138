"""What telephones say, through real sockets: scripted peers in place of baresip and Asterisk, and a real baresip."""

import hashlib
import json
import queue
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from operator_app.domain.calls import Ring
from operator_app.domain.problems import Problem
from operator_app.telephony.asterisk import Account, Asterisk
from operator_app.telephony.baresip import Baresip
from operator_app.telephony.connection import Connection, Place, Speech, place_of
from operator_app.telephony.events import Answered, Ended, Linked, PhoneEvent, Rang
from operator_app.telephony.rings import LONGEST, MOST, Rings, line_name
from tests.telephony import softphone

ACCOUNT = Account("desk", "s3cret", "214")
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def netstring(**message: object) -> bytes:
    text = json.dumps(message, ensure_ascii=False).encode()
    return b"%d:%s," % (len(text), text)


def packet(**fields: str) -> bytes:
    return "".join(f"{key}: {value}\r\n" for key, value in fields.items()).encode() + b"\r\n"


def incoming(peer: str, id: str = "a") -> bytes:
    return netstring(event=True, type="CALL_INCOMING", accountaor="sip:214@h", peeruri=peer, peerdisplayname="x", id=id)


@dataclass
class Peer:
    """A server that answers with what the test tells it."""

    server: socket.socket
    heard: "queue.Queue[PhoneEvent]" = field(default_factory=queue.Queue)

    def listen(self, speech: Callable[[], Speech]) -> tuple[Connection, socket.socket]:
        connection = Connection(Place("127.0.0.1", self.server.getsockname()[1]), speech, self.heard.put)
        connection.start()
        link, _ = self.server.accept()
        link.settimeout(20)
        return connection, link

    def next(self) -> PhoneEvent:
        return self.heard.get(timeout=20)


@pytest.fixture
def peer() -> Iterator[Peer]:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        server.settimeout(20)
        yield Peer(server)


def test_baresip_tells_a_call_from_ring_to_end(peer: Peer) -> None:
    connection, link = peer.listen(Baresip)
    with closing(link):
        assert b"reginfo" in link.recv(4096)
        whole = incoming("sip:01000000@10.0.0.1") + netstring(event=True, type="CALL_ESTABLISHED", id="a")
        for at in range(0, len(whole), 7):
            link.sendall(whole[at : at + 7])
        link.sendall(netstring(event=True, type="CALL_CLOSED", id="a") + netstring(response=True))
        told = [peer.next() for _ in range(4)]
        connection.close()
    id = "baresip a"
    assert told == [Linked(), Rang(id, "01000000", "214"), Answered(id), Ended(id)]


def test_a_line_that_breaks_is_taken_up_again(peer: Peer) -> None:
    connection, link = peer.listen(Baresip)
    link.sendall(netstring(response=True))
    assert peer.next() == Linked()
    link.close()
    assert peer.next() == Linked("telephone_unreachable")
    again, _ = peer.server.accept()
    with closing(again):
        again.sendall(incoming("sip:190@h"))
        assert [peer.next(), peer.next()] == [Linked(), Rang("baresip a", "190", "214")]
        connection.close()


def test_closing_does_not_wait_for_a_silent_telephone(peer: Peer) -> None:
    connection, link = peer.listen(Baresip)
    with closing(link):
        connection.close()
    assert not [one for one in threading.enumerate() if one.name == "telephone"]


@pytest.mark.parametrize(
    ("uri", "number"),
    [
        ("sip:+21670000012@h", "70000012"),
        ("sip:--help;$(x)@h", ""),
        ("sip:\u202e012\u202c000@h", "012000"),
        ("sip:" + "1" * 1_000 + "@h", ""),
        ("sip:alice7@h", ""),
        ("", ""),
    ],
)
def test_of_what_a_caller_chooses_only_a_number_gets_through(uri: str, number: str) -> None:
    (linked, rang) = Baresip().take(incoming(uri))[1]
    assert (linked, rang) == (Linked(), Rang("baresip a", number, "214"))


@pytest.mark.parametrize("data", [b"GET / HTTP/1.1\r\n", b"99999999:", b"70000:", b"2:{}x", b"-1:x,"])
def test_what_is_no_baresip_is_told(data: bytes) -> None:
    with pytest.raises(Problem) as caught:
        Baresip().take(data)
    assert caught.value.code == "telephone_not_understood"


@given(st.binary(max_size=200))
def test_no_bytes_break_either_telephone(data: bytes) -> None:
    for speech in (Baresip(), Asterisk(ACCOUNT)):
        with suppress(Problem):
            speech.take(data)


def test_asterisk_is_signed_in_to_by_challenge_and_only_our_extension_rings(peer: Peer) -> None:
    connection, link = peer.listen(lambda: Asterisk(ACCOUNT))
    with closing(link):
        assert link.recv(4096) == b"Action: Challenge\r\nActionID: challenge\r\nAuthType: MD5\r\n\r\n"
        link.sendall(
            b"Asterisk Call Manager/9.0.0\r\n" + packet(Response="Success", ActionID="challenge", Challenge="7")
        )
        key = hashlib.md5(b"7s3cret").hexdigest()
        login = link.recv(4096).decode()
        assert f"Key: {key}" in login
        assert "s3cret" not in login
        link.sendall(packet(Response="Success", ActionID="sign-in", Message="Authentication accepted"))
        other = {"Event": "DialBegin", "DestChannel": "PJSIP/215-01", "DestUniqueid": "0.1", "CallerIDNum": "190"}
        ours = {**other, "DestChannel": "PJSIP/214-02", "DestUniqueid": "0.2", "CallerIDNum": "01000000", "Exten": "80"}
        link.sendall(packet(**other) + packet(**ours) + packet(Event="Newstate", Uniqueid="0.2"))
        link.sendall(packet(Event="DialEnd", DestUniqueid="0.2", DialStatus="ANSWER"))
        link.sendall(packet(Event="Hangup", Uniqueid="0.1") + packet(Event="Hangup", Uniqueid="0.2"))
        told = [peer.next() for _ in range(4)]
        connection.close()
    id = "asterisk 0.2"
    assert told == [Linked(), Rang(id, "01000000", "80"), Answered(id), Ended(id)]


def test_a_call_that_nobody_took_ends() -> None:
    asterisk = Asterisk(ACCOUNT)
    begin = packet(Event="DialBegin", DestChannel="SIP/214-02", DestUniqueid="1", CallerIDNum="anonymous")
    end = packet(Event="DialEnd", DestUniqueid="1", DialStatus="CANCEL")
    assert asterisk.take(b"Asterisk Call Manager/2\r\n" + begin + end)[1] == [Rang("asterisk 1"), Ended("asterisk 1")]


def test_a_refused_login_is_told(peer: Peer) -> None:
    connection, link = peer.listen(lambda: Asterisk(ACCOUNT))
    with closing(link):
        link.sendall(b"Asterisk Call Manager/9.0.0\r\n" + packet(Response="Error", ActionID="challenge"))
        assert peer.next() == Linked("telephone_refused")
        connection.close()


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("", Place("127.0.0.1", 5)),
        ("pbx", Place("pbx", 5)),
        ("pbx:99", Place("pbx", 99)),
        ("[::1]:99", Place("::1", 99)),
        ("::1", Place("::1", 5)),
    ],
)
def test_addresses(address: str, place: Place) -> None:
    assert place_of(address, 5) == place


@pytest.mark.parametrize("address", ["pbx:0", "pbx:x", "pbx:99999", "a b", "http://pbx", "pbx:٥"])
def test_an_address_that_cannot_be_is_told(address: str) -> None:
    with pytest.raises(Problem) as caught:
        place_of(address, 5)
    assert caught.value.code == "telephone_address"


def test_the_oldest_ring_comes_first_and_a_flood_is_not_even_kept() -> None:
    rings = Rings.none()
    for number in range(1_000):
        rings.begin(Ring(str(number), "", NOW + timedelta(seconds=number), f"id{number}"))
    assert len(rings) == MOST
    assert rings.first is not None
    assert (rings.first.id, rings.first.more) == ("id0", MOST - 1)
    assert not rings.begin(Ring("0", "", NOW, "id0"))
    assert rings.end("id0")
    assert not rings.end("id0")
    assert rings.first.id == "id1"


def test_a_ring_whose_end_was_never_told_is_forgotten_but_not_a_call_that_was_picked_up() -> None:
    rings = Rings.none()
    rings.begin(Ring("1", "", NOW, "a"))
    rings.begin(Ring("2", "", NOW, "b", answered_at=NOW))
    rings.expire(NOW + LONGEST + timedelta(seconds=1))
    assert rings.ids() == ["b"]


def test_a_line_is_called_as_the_site_calls_it() -> None:
    assert line_name(("الأخضر 80 10 11 11", "190"), "80101111") == "الأخضر 80 10 11 11"
    assert line_name(("الأخضر",), "71000000") == "71000000"
    assert line_name(("x",), "") == ""


@pytest.mark.slow
@pytest.mark.skipif(bool(softphone.missing()), reason=f"not installed: {softphone.missing()}")
def test_a_real_softphone_rings_is_answered_and_hangs_up(tmp_path: Path) -> None:
    heard: queue.Queue[PhoneEvent] = queue.Queue()
    with softphone.softphone(tmp_path / "phone") as phone:
        connection = Connection(place_of(phone.address, 1), Baresip, heard.put)
        connection.start()
        try:
            while heard.get(timeout=20) != Linked():
                pass
            caller = phone.called_by("01000000", "موظّف", talk=300)
            rang = heard.get(timeout=20)
            assert isinstance(rang, Rang)
            assert (rang.number, rang.line) == ("01000000", softphone.EXTENSION)
            phone.answer()
            assert [heard.get(timeout=20), heard.get(timeout=20)] == [Answered(rang.id), Ended(rang.id)]
            assert caller.wait(20) == 0
        finally:
            connection.close()
