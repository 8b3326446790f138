"""The indicators in words: names, definitions and sources, the same on screen and on paper."""

from collections.abc import Callable, Mapping

from operator_app.domain.indicators import Figure, Indicator, Source, Targets, Unit

T = Callable[..., str]
_PER_CENT = 100


def names(t: T) -> Mapping[Indicator, str]:
    return {
        Indicator.ANSWER_RATE: t("Answer rate"),
        Indicator.IN_TARGET: t("Answered within the circular's time"),
        Indicator.IN_QUICK: t("Answered quickly"),
        Indicator.IN_RINGS: t("Answered within the rings"),
        Indicator.WAIT_MEAN: t("Waiting, mean"),
        Indicator.WAIT_MEDIAN: t("Waiting, median"),
        Indicator.WAIT_WORST_TENTH: t("Waiting, worst tenth"),
        Indicator.ABANDONED: t("Given up"),
        Indicator.SHORT: t("Hung up at once"),
        Indicator.HANDLING: t("Handling time"),
        Indicator.FIRST_CONTACT: t("Resolved at the first call"),
        Indicator.STATED_ANSWERED: t("Answered, as operators state it"),
        Indicator.REFERRED: t("Referred calls"),
        Indicator.FAILED_REFERRALS: t("Failed referrals"),
        Indicator.UNMET: t("Calls without an answer"),
        Indicator.EMPTY_SEARCHES: t("Searches without a result"),
        Indicator.CALL_BACKS_KEPT: t("Call-backs kept in time"),
        Indicator.SUBSTANCE: t("Substance of the answers"),
        Indicator.MANNER: t("Manner of the answers"),
        Indicator.IN_DATE: t("Articles in date"),
        Indicator.CORRECTION_DAYS: t("From “this is wrong” to the correction"),
        Indicator.NUMBERS_WORKING: t("Numbers that work"),
        Indicator.REPAIR_HOURS: t("Time to repair"),
    }


def definitions(t: T, targets: Targets) -> Mapping[Indicator, str]:
    """How each is defined (INTERACTION.md, Indicators), with the targets in force."""
    return {
        Indicator.ANSWER_RATE: t("Calls answered by an operator ÷ calls wanting an operator, in opening hours."),
        Indicator.IN_TARGET: t(
            "Answered in under {seconds} s ÷ calls wanting an operator. Circular no. 8 of 2020 asks for under five"
            " minutes.", seconds=targets.seconds,
        ),
        Indicator.IN_QUICK: t(
            "Answered within {seconds} s ÷ calls wanting an operator.", seconds=targets.quick_seconds
        ),
        Indicator.IN_RINGS: t(
            "Answered within {rings} rings ÷ calls wanting an operator: the “five minutes” may be meant as five rings.",
            rings=targets.rings,
        ),
        Indicator.WAIT_MEAN: t("Mean waiting of the answered calls."),
        Indicator.WAIT_MEDIAN: t("Half of the answered calls waited no longer."),
        Indicator.WAIT_WORST_TENTH: t("Nine answered calls of ten waited no longer."),
        Indicator.ABANDONED: t("Hung up after 10 s of waiting or more ÷ calls wanting an operator."),
        Indicator.SHORT: t("Hung up within 10 s, counted apart."),
        Indicator.HANDLING: t("Talk, hold and what is written after it. Never a personal target."),
        Indicator.FIRST_CONTACT: t(
            "Logged as answered, and no call from the same number within seven days, whatever its topic: stricter than"
            " the same topic, which the exchange cannot know."
        ),
        Indicator.STATED_ANSWERED: t("Calls logged as answered ÷ logged calls: the operators' own statement."),
        Indicator.REFERRED: t("Referred calls ÷ logged calls."),
        Indicator.FAILED_REFERRALS: t("Referrals that nobody answered ÷ referrals tried, in scored calls."),
        Indicator.UNMET: t("Calls closed as “no answer found”."),
        Indicator.EMPTY_SEARCHES: t("Keys pressed within 30 s are one search."),
        Indicator.CALL_BACKS_KEPT: t("Done by the time promised ÷ call-backs due."),
        Indicator.SUBSTANCE: t("What was reached of the criteria of substance in scored calls."),
        Indicator.MANNER: t("What was reached of the criteria of manner; never averaged with substance."),
        Indicator.IN_DATE: t("Articles and contacts neither expired nor due for review ÷ all, today."),
        Indicator.CORRECTION_DAYS: t("Mean time from a report to the next edition."),
        Indicator.NUMBERS_WORKING: t("Lines whose last test call worked ÷ lines tested."),
        Indicator.REPAIR_HOURS: t("Mean time from opening a fault to its repair."),
    }  # fmt: skip


def sources(t: T) -> Mapping[Source, str]:
    return {
        Source.EXCHANGE: t("records of the exchange"),
        Source.LOG: t("operators' log"),
        Source.TEST: t("test and scored calls"),
        Source.GUIDE: t("the guide"),
    }


def source_of(t: T, figure: Figure) -> str:
    """The sources of a figure in words."""
    known = sources(t)
    return " · ".join(known[source] for source in figure.sources)


def said(t: T, figure: Figure) -> str:
    """The value of a figure; "not measured" for none, never zero."""
    if figure.value is None:
        return t("not measured")
    match figure.unit:
        case Unit.SHARE | Unit.SCORE:
            return share_said(t, figure.value)
        case Unit.SECONDS:
            return length_said(t, figure.value)
        case Unit.DAYS:
            return t("{n} days", n=decimal(t, f"{figure.value:.1f}"))
        case Unit.HOURS:
            return t("{n} h", n=decimal(t, f"{figure.value:.1f}"))
        case Unit.COUNT:
            return f"{figure.value:.0f}"


def share_said(t: T, share: float) -> str:
    """One decimal, rounded down near the whole: 99.96 % is not all."""
    tenths = int(share * _PER_CENT * 10 + (0 if share < 1 and share > 0.999 else 0.5))
    return t("{n} %", n=decimal(t, f"{tenths / 10:g}"))


def decimal(t: T, number: str) -> str:
    """The number with the decimal mark of the language."""
    return number.replace(".", t("."))


def length_said(t: T, seconds: float) -> str:
    whole = round(seconds)
    return t("{n} s", n=whole) if whole < 60 else t("{m} min {s} s", m=whole // 60, s=whole % 60)


def over(t: T, figure: Figure) -> str:
    """Of how many: "412 of 451", "of 451 calls measured"; empty when it says nothing."""
    if figure.part is not None and figure.whole:
        return t("{part} of {whole}", part=figure.part, whole=figure.whole)
    return t("{n} measured", n=figure.whole) if figure.whole else ""
