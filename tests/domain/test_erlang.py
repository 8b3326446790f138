"""Erlang C and A: published tables, exact fractions, an independent library where it is, a birth and death process."""

import math
import random
from fractions import Fraction

import pytest

from operator_app.domain.erlang import (
    Load,
    Service,
    answered_within,
    erlang_b,
    erlang_c,
    operators_needed,
    operators_needed_with_patience,
    outlook,
    outlook_with_patience,
)

# Traffic offered at 1 % blocking: V. B. Iversen, Teletraffic Engineering Handbook (ITU-D), table of Erlang's B formula;
# the same in ITU-T E.501 and in every telephone engineer's tables.
ONE_PER_CENT = {
    1: 0.0101, 2: 0.1526, 3: 0.4555, 4: 0.8694, 5: 1.3608, 6: 1.9090, 7: 2.5009, 8: 3.1276, 9: 3.7825, 10: 4.4612,
    15: 8.1080, 20: 12.031, 30: 20.337, 50: 37.901, 100: 84.064,
}  # fmt: skip


def by_summation(operators: int, erlangs: Fraction) -> Fraction:
    """Erlang C by its definition, in exact fractions: nothing of the recursion under test is in it."""
    terms = [erlangs**k / math.factorial(k) for k in range(operators)]
    waiting = erlangs**operators / math.factorial(operators) * operators / (operators - erlangs)
    return waiting / (sum(terms) + waiting)


@pytest.mark.parametrize(("operators", "erlangs"), ONE_PER_CENT.items())
def test_erlang_b_is_that_of_the_published_table(operators: int, erlangs: float) -> None:
    assert erlang_b(operators, erlangs) == pytest.approx(0.01, abs=0.00006)


def test_erlang_c_of_textbooks() -> None:
    assert erlang_c(2, 1) == pytest.approx(1 / 3)
    assert erlang_c(3, 2) == pytest.approx(4 / 9)
    assert erlang_c(1, 0.7) == pytest.approx(0.7)  # One operator: who finds them busy waits.


def test_erlang_c_equals_its_exact_sum_on_a_thousand_cases() -> None:
    chance = random.Random(20261124)
    for _ in range(1000):
        operators = chance.randint(1, 60)
        erlangs = Fraction(chance.randint(1, 100 * operators - 1), 100)
        assert erlang_c(operators, float(erlangs)) == pytest.approx(float(by_summation(operators, erlangs)), rel=1e-9)


def test_equal_to_an_independent_library_on_three_hundred_cases() -> None:
    peer = pytest.importorskip("pyworkforce.queuing", reason="pyworkforce (ortools, pandas) is not installed")
    chance = random.Random(8)
    for _ in range(300):
        calls, seconds = chance.randint(5, 400), chance.randint(30, 400)
        load = Load(calls, seconds)
        target = Service(chance.choice((10, 20, 60)), chance.choice((0.7, 0.8, 0.9)))
        theirs = peer.ErlangC(calls, seconds / 60, interval=60, asa=target.within_seconds / 60)
        operators = math.floor(load.erlangs) + chance.randint(1, 6)
        assert answered_within(operators, load, target.within_seconds) == pytest.approx(
            theirs.service_level(operators), abs=1e-3
        )
        assert operators_needed(load, target) == theirs.required_positions(target.share)["raw_positions"]


def test_the_fewest_operators_hold_the_target_and_one_less_does_not() -> None:
    for calls in range(5, 400, 7):
        load, target = Load(calls, 180), Service(20, 0.8)
        n = operators_needed(load, target)
        assert answered_within(n, load, 20) >= 0.8
        assert answered_within(n - 1, load, 20) < 0.8


def test_five_minutes_never_need_more_than_twenty_seconds() -> None:
    for calls in range(1, 300, 5):
        load = Load(calls, 240)
        assert operators_needed(load, Service(300, 0.85)) <= operators_needed(load, Service(20, 0.8)) + 1


def test_nobody_calls_nobody_is_needed() -> None:
    assert operators_needed(Load(0, 180), Service(20, 0.8)) == 0
    assert operators_needed(Load(60, 0), Service(20, 0.8)) == 0
    assert outlook(3, Load(0, 180), 20).in_time == 1.0


def test_too_few_operators_let_the_queue_grow() -> None:
    found = outlook(2, Load(120, 180), 20)
    assert (found.in_time, found.mean_wait_seconds, found.occupancy) == (0.0, math.inf, 1.0)


def birth_and_death(operators: int, load: Load, patience: float) -> float:
    """The share that gives up in an M/M/n+M queue, from the balance of its states."""
    arrivals, served, leaving = load.calls / 3600, 1 / load.handling_seconds, 1 / patience
    weights = [1.0]
    for k in range(1, operators + 3000):
        away = min(k, operators) * served + max(0, k - operators) * leaving
        weights.append(weights[-1] * arrivals / away)
        if weights[-1] < 1e-18 * max(weights):
            break
    waiting = sum(max(0, k - operators) * w for k, w in enumerate(weights))
    return leaving * waiting / sum(weights) / arrivals


def test_erlang_a_equals_the_balance_of_its_states() -> None:
    chance = random.Random(5)
    for _ in range(60):
        load, patience = Load(chance.randint(10, 400), chance.randint(60, 300)), chance.randint(20, 400)
        operators = max(1, round(load.erlangs * chance.uniform(0.6, 1.4)))
        found = outlook_with_patience(operators, load, 20, patience)
        assert found.abandoned == pytest.approx(birth_and_death(operators, load, patience), abs=2e-4)
        assert 0 <= found.in_time <= 1 - found.abandoned + 1e-6


def test_endless_patience_is_erlang_c() -> None:
    load = Load(200, 180)
    patient, endless = outlook_with_patience(12, load, 20, 1e7), outlook(12, load, 20)
    assert patient.in_time == pytest.approx(endless.in_time, abs=2e-3)


def test_those_who_give_up_make_room() -> None:
    load, target = Load(200, 180), Service(20, 0.8)
    assert operators_needed_with_patience(load, target, 60) <= operators_needed(load, target)
    few = operators_needed_with_patience(load, target, 60, most_abandoned=0.02)
    assert few >= operators_needed_with_patience(load, target, 60)
