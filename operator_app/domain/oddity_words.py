"""What was strange in the exchange's records, in words."""

from collections.abc import Callable, Mapping

from operator_app.domain.exchange_records import Oddity


def told(t: Callable[..., str], counts: Mapping[Oddity, int]) -> list[str]:
    """A sentence for each oddity that was met, the most frequent first."""
    sentences = {
        Oddity.NEGATIVE: t("{n} × a negative length: the call counts, its length is not measured."),
        Oddity.ZERO: t("{n} × answered and hung up within the same second: counted as answered."),
        Oddity.OVERLAP: t("{n} × an operator in two calls at once: both count."),
        Oddity.CLOCK_BACK: t("{n} × the clock of the exchange was set back; lengths are the exchange's own."),
        Oddity.CLOCK_DIFFERS: t("{n} × the clock of the exchange differed from its own call ids, which were believed."),
        Oddity.MIDNIGHT: t("{n} × over midnight: counted on the day on which the call began."),
        Oddity.TWICE: t("{n} × the same record twice: counted once."),
        Oddity.OUTGOING: t("{n} × an outgoing call: left out."),
        Oddity.UNFINISHED: t("{n} × still in hand at the end of the file: left to the next one."),
        Oddity.UNREADABLE: t("{n} × a row that is no call record: left out."),
        Oddity.WAITING_UNKNOWN: t("{n} × the record does not tell the waiting: not measured."),
    }
    ordered = sorted(counts, key=lambda oddity: -counts[oddity])
    return [sentences[oddity].format(n=counts[oddity]) for oddity in ordered if counts[oddity]]
