"""Objects of a sample that a forked process has had before the clock starts."""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

import pytest

from jupyter_perf.estimation.cells import held
from jupyter_perf.estimation.cells.held import take_hold

needs_fork = pytest.mark.skipif(sys.platform != "linux", reason="forks, and /proc tells of pages")


class Order:
    def __init__(self, number: int) -> None:
        self.number, self.lines = number, [str(number), float(number)]


def copied_pages(rows: list[object], first: bool) -> int:
    """Bytes that a fork has to itself after a loop over `rows`, beyond those before the loop."""
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid == 0:
        if first:
            take_hold([rows])
        before = own_bytes()
        for row in rows:
            for each in row if isinstance(row, tuple) else row.lines:
                each  # noqa: B018 - the reference is what is tested
        os.write(theirs, str(own_bytes() - before).encode())
        os._exit(0)
    os.waitpid(pid, 0)
    os.close(theirs)
    told = os.read(ours, 100)
    os.close(ours)
    return int(told)


def own_bytes() -> int:
    found = Path("/proc/self/smaps_rollup").read_text()
    return sum(int(line.split()[1]) << 10 for line in found.splitlines() if "Private_Dirty" in line)


@needs_fork
@pytest.mark.parametrize("make", [lambda k: (k + 1000, str(k), k / 7), Order])
def test_a_run_copies_no_page_for_objects_that_were_had(make) -> None:
    numbers = list(range(60_000))
    random.Random(1).shuffle(numbers)
    rows = [make(number) for number in numbers]
    without, had = copied_pages(rows, first=False), copied_pages(rows, first=True)
    assert without > 2 << 20
    assert had < without / 8


def test_nothing_of_the_users_own_is_called() -> None:
    class Proxy:
        @property
        def __class__(self) -> type:
            raise AssertionError("asked for its class")

        def __getattr__(self, name: str) -> object:
            raise AssertionError(f"asked for {name}")

    take_hold([Proxy(), [Proxy()], {"a": Proxy()}])


def test_a_list_beyond_what_is_worth_it_is_left_alone(monkeypatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(held, "_MOST_OBJECTS", 1000)
    monkeypatch.setattr(held.gc, "get_referents", lambda *of: asked.append(len(of)) or [])
    take_hold([list(range(2000))])
    assert not asked
    take_hold([list(range(500))])
    assert asked == [1]


def test_what_refers_to_itself_ends() -> None:
    loop: list[object] = []
    loop.append(loop)
    take_hold([loop, Order, 3, None, {"a": loop}])
