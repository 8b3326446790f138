"""Records of exchanges: cdr-csv, queue_log, FreePBX, Issabel and any CSV; what is strange is told."""

from pathlib import Path

import pytest

from operator_app.domain.exchange_records import ExchangeCall, Oddity, Result
from operator_app.domain.moments import local
from operator_app.domain.problems import Problem
from operator_app.exchange.records import RecordKind, read_records
from operator_app.exchange.records_cells import clock, epoch_of, extension, moment, seconds, state
from operator_app.exchange.records_table import Field

EPOCH = 1795510800  # 24 November 2026, 10:00 in Tunis.


def cdr(
    start: str = "10:00:00", answer: str = "10:00:12", end: str = "10:01:12", *, lengths: tuple[int, int] = (72, 60),
    state: str = "ANSWERED", src: str = "00000001", uid: str = "", app: str = "Dial", channel: str = "SIP/201-0001",
    context: str = "from-trunk", dst: str = "71000100",
) -> str:  # fmt: skip
    def at(text: str) -> str:
        return f"2026-11-24 {text}" if text else ""

    cells = ["", src, dst, context, f'""x"" <{src}>', "SIP/trunk-1", channel, app, "", at(start), at(answer), at(end)]
    cells += [str(lengths[0]), str(lengths[1]), state, "DOCUMENTATION", *([uid] if uid else [])]
    return ",".join(f'"{cell}"' for cell in cells)


class Read:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, *lines: str, name: str = "records.csv") -> tuple[list[ExchangeCall], dict[Oddity, int]]:
        path = self._folder / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        found = read_records(path)
        self.kind = found.kind
        return found.calls, found.oddities.counts


@pytest.fixture
def read(tmp_path: Path) -> Read:
    return Read(tmp_path)


def test_master_csv(read: Read) -> None:
    unanswered = cdr("10:05:00", "", "10:05:40", lengths=(40, 0), state="NO ANSWER", uid=f"{EPOCH + 300}.2")
    (call, lost), odd = read(cdr(uid=f"{EPOCH}.1"), unanswered)
    assert read.kind is RecordKind.CDR
    assert (call.result, call.waiting_seconds, call.talk_seconds) == (Result.ANSWERED, 12, 60)
    assert (call.line, call.agent, local(call.started_at).hour) == ("71000100", "SIP/201", 10)
    assert (lost.result, lost.waiting_seconds, lost.talk_seconds) == (Result.ABANDONED, 40, None)
    assert odd == {}
    assert "00000001" not in repr((call, lost))


def test_a_ring_group_is_one_call(read: Read) -> None:
    first = cdr("10:00:00", "", "10:00:20", lengths=(20, 0), state="NO ANSWER", uid="a.1")
    second = cdr("10:00:20", "10:00:25", "10:01:25", lengths=(65, 60), uid="a.1", channel="SIP/202-2")
    (call,), odd = read(first, second)
    assert (call.result, call.agent, call.waiting_seconds, call.talk_seconds) == (Result.ANSWERED, "SIP/202", 25, 60)
    assert odd == {}


def test_a_queue_answers_itself_so_its_waiting_is_unknown(read: Read) -> None:
    nobody = cdr("10:02:00", "10:02:00", "10:03:12", app="Queue", channel="", uid="b.2")
    calls, odd = read(cdr(app="Queue", uid="a.1"), nobody)
    assert [(call.result, call.waiting_seconds) for call in calls] == [(Result.ANSWERED, None), (Result.ABANDONED, 72)]
    assert odd == {Oddity.WAITING_UNKNOWN: 1}


def test_negative_lengths_clock_changes_twins_and_outgoing_calls_are_told(read: Read) -> None:
    calls, odd = read(
        cdr(uid=f"{EPOCH}.1"),
        cdr(uid=f"{EPOCH}.1"),
        cdr("10:10:00", "10:10:05", "10:10:00", lengths=(0, -5), uid="n.3"),
        cdr("09:10:00", "09:10:05", "09:11:05", lengths=(65, 60), uid=f"{EPOCH + 700}.4"),
        cdr(src="201", context="from-internal", uid="o.5"),
        "not,a,record",
    )
    assert len(calls) == 3
    assert odd[Oddity.TWICE] == odd[Oddity.NEGATIVE] == odd[Oddity.OUTGOING] == odd[Oddity.UNREADABLE] == 1
    assert odd[Oddity.CLOCK_BACK] == 1
    assert odd[Oddity.CLOCK_DIFFERS] == 1
    assert calls[-1].started_at.timestamp() == EPOCH + 700


def test_records_without_ids_are_told_apart_without_the_caller(read: Read) -> None:
    calls, odd = read(cdr(), cdr(src="00000002"), cdr())
    assert len({call.id for call in calls}) == 2
    assert odd[Oddity.TWICE] == 1
    again, _ = read(cdr(), cdr(src="00000002"), cdr())
    assert [call.id for call in again] == [call.id for call in calls]


def queue(*events: tuple[int, str, str, str]) -> list[str]:
    return [f"{EPOCH + at}|{call}|accueil|{agent}|{event}" for at, call, agent, event in events]


def test_queue_log(read: Read) -> None:
    calls, odd = read(
        *queue(
            (0, "NONE", "NONE", "QUEUESTART|"), (0, "c1", "NONE", "ENTERQUEUE||00000001|1"),
            (12, "c1", "SIP/201", "CONNECT|12|c1b|4"), (20, "c2", "NONE", "ENTERQUEUE||00000002|1"),
            (72, "c1", "SIP/201", "COMPLETECALLER|12|60|1"), (75, "c2", "NONE", "ABANDON|1|1|55"),
            (80, "c3", "NONE", "ENTERQUEUE||00000003|1"), (140, "c3", "NONE", "EXITWITHTIMEOUT|1|1|60"),
            (140, "c3", "NONE", "ENTERQUEUE||00000003|1"), (150, "c3", "SIP/202", "CONNECT|10|c3b|2"),
            (200, "c3", "SIP/202", "COMPLETEAGENT|10|50|1"), (210, "c4", "NONE", "ENTERQUEUE||00000004|1"),
        ),
        name="queue_log",
    )  # fmt: skip
    assert read.kind is RecordKind.QUEUE_LOG
    assert [(c.id, c.result, c.waiting_seconds, c.talk_seconds, c.agent) for c in calls] == [
        ("c1", Result.ANSWERED, 12, 60, "SIP/201"),
        ("c2", Result.ABANDONED, 55, None, ""),
        ("c3", Result.ANSWERED, 70, 50, "SIP/202"),
    ]
    assert odd == {Oddity.UNFINISHED: 1}


def test_a_clock_set_back_in_a_queue_log_is_told(read: Read) -> None:
    _, odd = read(
        *queue((4000, "c1", "NONE", "ENTERQUEUE||1|1"), (4010, "c1", "A", "CONNECT|10|x|2"),
               (400, "c1", "A", "COMPLETEAGENT|10|5|1"))
    )  # fmt: skip
    assert odd[Oddity.CLOCK_BACK] == 1


def test_freepbx(read: Read) -> None:
    head = "calldate,clid,src,dst,dcontext,channel,dstchannel,lastapp,lastdata,duration,billsec,disposition"
    head += ",uniqueid,did"
    row = "2026-11-24 10:00:00,x,00000001,600,ext-group,SIP/t-1,SIP/201-2,Dial,x,72,60,ANSWERED,a.1,71000100"
    (call,), _ = read(head, row)
    assert read.kind is RecordKind.FREEPBX
    assert (call.line, call.waiting_seconds, call.talk_seconds) == ("71000100", 12, 60)


def test_issabel_tells_talk_as_duration(read: Read) -> None:
    head = '"Date","Source","Ring Group","Destination","Src. Channel","Account Code","Dst. Channel","Status","Duration"'
    row = '"2026-11-24 10:00:00","00000001","","71000100","SIP/t-1","","SIP/201-2","ANSWERED","75s (1m 15s)"'
    (call,), odd = read(head, row)
    assert (call.talk_seconds, call.waiting_seconds, call.agent) == (75, None, "SIP/201")
    assert odd == {Oddity.WAITING_UNKNOWN: 1}


def test_a_french_table_with_days_and_times_over_midnight(read: Read) -> None:
    head = "Jour;Heure;Appelant;Ligne;Agent;Décroché;Fin;État"
    (call, lost), odd = read(
        head, "24/11/2026;23:58:00;00000001;80100100;Mouna;23:58:10;00:03:10;Répondu",
        "25/11/2026;08:00;00000002;80100100;;;08:00:30;Abandonné",
    )  # fmt: skip
    assert (call.waiting_seconds, call.talk_seconds, call.agent) == (10, 300, "Mouna")
    assert (lost.result, lost.waiting_seconds) == (Result.ABANDONED, 30)
    assert odd == {Oddity.MIDNIGHT: 1}


def test_an_arabic_table(read: Read) -> None:
    head = "التاريخ والوقت,المتصل,الخط,العون,الحالة,الانتظار,مدة المكالمة"
    (call,), _ = read(head, "2026-11-24 09:00,1,71,منى,مجاب,0:15,2:00")
    assert (call.agent, call.waiting_seconds, call.talk_seconds) == ("منى", 15, 120)


def test_columns_can_be_told(tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("T0;W;Z\n2026-11-24 10:00:00;12;60\n", encoding="utf-8")
    with pytest.raises(Problem, match="records_unknown"):
        read_records(path)
    (call,) = read_records(path, {Field.START: "T0", Field.WAITING: "W", Field.TALK: "Z"}).calls
    assert (call.waiting_seconds, call.talk_seconds, call.result) == (12, 60, Result.ANSWERED)
    with pytest.raises(Problem, match="records_column_unknown"):
        read_records(path, {Field.START: "T9"})


def test_no_file_and_no_calls(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="file_missing"):
        read_records(tmp_path / "none")
    (tmp_path / "empty").write_text("\n\n", encoding="utf-8")
    with pytest.raises(Problem, match="records_empty"):
        read_records(tmp_path / "empty")


def test_hostile_bytes_do_not_stop_the_reading(tmp_path: Path) -> None:
    path = tmp_path / "Master.csv"
    path.write_bytes(b"\xff\x00\xfe garbage\n" + cdr(uid="a.1").encode() + b"\n\x80,\x00\n")
    with pytest.raises(Problem, match="records_unknown"):
        read_records(path)
    path.write_bytes(cdr(uid="a.1").encode() + b"\n\x80,\x00\n")
    found = read_records(path)
    assert len(found.calls) == found.oddities.counts[Oddity.UNREADABLE] == 1


@pytest.mark.parametrize(
    ("text", "length"),
    [("75", 75), ("1:15", 75), ("0:01:15", 75), ("75s (1m 15s)", 75), ("1 min 15 s", 75), ("-5", -5), ("-0:05", -5),
     ("75,4", 75), ("", None), ("abc", None)],
)  # fmt: skip
def test_lengths_as_exchanges_write_them(text: str, length: int | None) -> None:
    assert seconds(text) == length


def test_moments_states_and_channels() -> None:
    day_first, iso = moment("24/11/2026 10:00"), moment("2026-11-24T09:00:00+00:00")
    assert day_first == iso
    assert moment("31/02/2026") is moment("soon") is moment("2026-99-99 1") is None
    assert moment(str(EPOCH)) == moment("2026-11-24 10:00:00")
    assert clock("2:30 pm") == clock("14:30")
    assert state("NO ANSWER") is state("sans réponse") is state("لم يرد") is Result.ABANDONED
    assert state("?") is None
    assert epoch_of(f"pbx-{EPOCH}.7") == EPOCH
    assert epoch_of("a.1") is None
    assert extension("Local/201@from-queue-1;2") == "201"
