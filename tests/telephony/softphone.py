"""A real softphone (baresip) rung by a real caller (sipp) on loopback. Debian packages baresip and sip-tester.

`net_interface lo` must not be set; the caller's name and number are sipp's to choose, as any caller's are.
"""

import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

MODULES = Path("/usr/lib/baresip/modules")
EXTENSION = "214"
_CONFIG = """\
poll_method epoll
sip_listen 127.0.0.1:{sip}
call_local_timeout 120
call_max_calls 8
audio_player aubridge,nil
audio_source aubridge,nil
audio_alert aubridge,nil
module_path {modules}
module g711.so
module aubridge.so
module_tmp account.so
module_app ctrl_tcp.so
module_app menu.so
module cons.so
ctrl_tcp_listen 127.0.0.1:{control}
cons_listen 127.0.0.1:{keys}
"""
_CALLER = """\
<?xml version="1.0" encoding="UTF-8"?>
<scenario name="caller">
  <send retrans="500"><![CDATA[

    INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0
    Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
    From: "{name}" <sip:{number}@[local_ip]:[local_port]>;tag=[pid]t[call_number]
    To: <sip:[service]@[remote_ip]:[remote_port]>
    Call-ID: [call_id]
    CSeq: 1 INVITE
    Contact: sip:caller@[local_ip]:[local_port]
    Max-Forwards: 70
    Content-Type: application/sdp
    Content-Length: [len]

    v=0
    o=user1 53655765 2353687637 IN IP[local_ip_type] [local_ip]
    s=-
    c=IN IP[media_ip_type] [media_ip]
    t=0 0
    m=audio [media_port] RTP/AVP 0
    a=rtpmap:0 PCMU/8000

  ]]></send>
  <recv response="100" optional="true"/>
  <recv response="180" optional="true"/>
  <recv response="183" optional="true"/>
  <recv response="200"/>
  <send><![CDATA[

    ACK sip:[service]@[remote_ip]:[remote_port] SIP/2.0
    Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
    From: <sip:{number}@[local_ip]:[local_port]>;tag=[pid]t[call_number]
    [last_To:]
    Call-ID: [call_id]
    CSeq: 1 ACK
    Max-Forwards: 70
    Content-Length: 0

  ]]></send>
  <pause milliseconds="{talk}"/>
  <send retrans="500"><![CDATA[

    BYE sip:[service]@[remote_ip]:[remote_port] SIP/2.0
    Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
    From: <sip:{number}@[local_ip]:[local_port]>;tag=[pid]t[call_number]
    [last_To:]
    Call-ID: [call_id]
    CSeq: 2 BYE
    Max-Forwards: 70
    Content-Length: 0

  ]]></send>
  <recv response="200"/>
</scenario>
"""


def missing() -> str:
    """What is not installed here; empty when all is."""
    return ", ".join(name for name in ("baresip", "sipp") if shutil.which(name) is None)


def free_port(kind: socket.SocketKind) -> int:
    with closing(socket.socket(socket.AF_INET, kind)) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Softphone:
    """A running one."""

    folder: Path
    sip: int
    control: int
    keys: int

    @property
    def address(self) -> str:
        """Where its control socket listens."""
        return f"127.0.0.1:{self.control}"

    def answer(self) -> None:
        """The operator picks it up. Not through the control socket: that has room for one, the program."""
        with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as keys:
            keys.sendto(b"/accept\n", ("127.0.0.1", self.keys))

    def called_by(self, number: str, name: str = "x", talk: int = 1000) -> "subprocess.Popen[bytes]":
        """Somebody rings it: until it is answered, then for `talk` ms."""
        scenario = self.folder / f"caller-{free_port(socket.SOCK_DGRAM)}.xml"
        scenario.write_text(_CALLER.format(number=number, name=name, talk=talk), encoding="utf-8")
        return subprocess.Popen(
            ["sipp", f"127.0.0.1:{self.sip}", "-sf", str(scenario), "-s", EXTENSION, "-m", "1", "-i", "127.0.0.1",
             "-p", str(free_port(socket.SOCK_DGRAM)), "-nostdin"],
            cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip


@contextmanager
def softphone(folder: Path) -> Iterator[Softphone]:
    """baresip with its control socket, on ports of its own."""
    folder.mkdir(parents=True)
    phone = Softphone(folder, free_port(socket.SOCK_DGRAM), free_port(socket.SOCK_STREAM), free_port(socket.SOCK_DGRAM))
    config = _CONFIG.format(sip=phone.sip, modules=MODULES, control=phone.control, keys=phone.keys)
    (folder / "config").write_text(config, encoding="utf-8")
    (folder / "accounts").write_text(f"<sip:{EXTENSION}@127.0.0.1>;regint=0\n", encoding="utf-8")
    (folder / "contacts").touch()
    with (folder / "baresip.log").open("wb") as log:
        process = subprocess.Popen(["baresip", "-f", str(folder)], stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        yield phone
    finally:
        process.terminate()
        process.wait(20)
