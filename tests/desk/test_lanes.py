"""Lanes are serial, and closing them finishes every write of the store."""

import threading

from operator_app.desk import Lane, Lanes


def test_work_is_done_in_order_in_one_thread() -> None:
    lane = Lane("test")
    done: list[tuple[int, str]] = []

    def note(number: int) -> None:
        done.append((number, threading.current_thread().name))

    for number in range(50):
        lane.submit(note, number)
    lane.close(drop_waiting=False)
    assert [number for number, _ in done] == list(range(50))
    assert len({name for _, name in done}) == 1


def accepts(lane: Lane) -> bool:
    try:
        lane.submit(int)
    except RuntimeError:
        return False
    return True


def test_closing_finishes_the_writes_of_the_store_and_gives_up_the_rest() -> None:
    """Each lane is held by its first work until it is being closed: only then it shows what is done with the rest."""
    lanes = Lanes()
    names = {"slow": lanes.slow, "index": lanes.index, "indexing": lanes.indexing, "store": lanes.store}
    gates = {name: threading.Event() for name in names}
    begun = threading.Barrier(len(names) + 1, timeout=20)
    done: list[str] = []

    def first(name: str) -> None:
        begun.wait()
        gates[name].wait(timeout=20)
        done.append(f"{name} first")

    for name, lane in names.items():
        lane.submit(first, name)
        for number in range(3):
            lane.submit(done.append, f"{name} {number}")
    begun.wait()
    closing = threading.Thread(target=lanes.close)
    closing.start()
    for name, lane in names.items():
        while accepts(lane):
            closing.join(timeout=0.01)
        gates[name].set()
    closing.join(timeout=20)
    assert not closing.is_alive()
    kept = ["store first", "store 0", "store 1", "store 2"]
    assert sorted(done) == sorted(["index first", "indexing first", "slow first", *kept])
    assert [one for one in done if one.startswith("store")] == kept


def test_what_fails_is_told_and_the_next_is_done() -> None:
    lane = Lane("test")

    def fail() -> None:
        raise ValueError("x")

    failed, after = lane.submit(fail), lane.submit(lambda: 7)
    assert isinstance(failed.exception(timeout=10), ValueError)
    assert after.result(timeout=10) == 7
    lane.close(drop_waiting=True)
