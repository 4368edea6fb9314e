"""Times carried over to another machine: what must hold whatever the machines are."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupyter_perf.core.ranges import Range
from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.here import mix_of, ratio, transfer

SECONDS = Range(2.0, 1.8, 2.2)
factors = st.floats(0.05, 20.0)


def width(found: Range) -> float:
    return math.log(found.high / found.low)


@given(factors)
def test_where_everything_is_slower_alike_so_is_the_cell(machine, factor: float) -> None:
    found = transfer(SECONDS, machine(), machine(all=factor))
    assert found.value == pytest.approx(2.0 * factor)
    assert found.low < found.value < found.high


def test_to_the_same_machine_only_noise_is_added(machine) -> None:
    found = transfer(SECONDS, machine(), machine())
    assert found.value == pytest.approx(2.0)
    assert width(SECONDS) < width(found) < 2 * width(SECONDS)


def test_a_mix_decides_where_kernels_change_differently(machine) -> None:
    there = machine(0.0, matmul_fp64_1=8.0)
    loop = transfer(SECONDS, machine(0.0), there, {"interpreter": 1.0})
    algebra = transfer(SECONDS, machine(0.0), there, {"matmul-fp64-1": 1.0})
    half = transfer(SECONDS, machine(0.0), there, {"interpreter": 1.0, "matmul-fp64-1": 1.0})
    assert loop.value == pytest.approx(2.0)
    assert algebra.value == pytest.approx(16.0)
    assert half.value == pytest.approx(9.0)


def test_differences_that_may_be_noise_count_less(machine):
    mix = {"interpreter": 1.0}
    sure, unsure = (
        ratio(machine(noise), machine(noise, interpreter=1.5), mix).value for noise in (0.01, 0.5)
    )
    assert sure == pytest.approx(1.5, rel=0.05)
    assert 1.0 <= unsure < 1.1


def test_not_knowing_the_mix_is_wider_and_so_are_machines_that_differ_more(machine) -> None:
    there = machine(interpreter=2.0, strings=0.7)
    known = transfer(SECONDS, machine(), there, {"objects": 1.0})
    assert width(known) < width(transfer(SECONDS, machine(), there))
    further = transfer(SECONDS, machine(), machine(interpreter=4.0, strings=0.5))
    assert width(further) > width(transfer(SECONDS, machine(), there))


def test_noise_of_the_kernels_widens(machine) -> None:
    mix = {"objects": 1.0}
    calm, noisy = (ratio(machine(noise), machine(noise), mix) for noise in (0.02, 0.4))
    assert width(noisy) > 2 * width(calm)


@given(factors, factors)
def test_there_and_back_again(machine, one: float, other: float) -> None:
    mix = {"objects": 1.0}
    here, there = machine(objects=one), machine(objects=other)
    back = transfer(transfer(SECONDS, here, there, mix), there, here, mix)
    assert back.value == pytest.approx(2.0)
    assert width(back) > width(SECONDS)


def test_kernels_that_only_one_machine_has_count_as_unknown(machine) -> None:
    there = machine(all=3.0)
    known = transfer(SECONDS, machine(), there, {"no such kernel": 1.0})
    assert known.value == pytest.approx(6.0)


@pytest.mark.parametrize("mix", [{"objects": -1.0}, {}, {"objects": 0.0}, {"objects": math.nan}])
def test_mixes_that_make_no_sense_are_refused(machine, mix: dict[str, float]) -> None:
    with pytest.raises(UsageError, match="mix"):
        transfer(SECONDS, machine(), machine(), mix)


def test_a_time_that_may_be_nothing_is_refused(machine) -> None:
    with pytest.raises(UsageError, match="may be 0"):
        transfer(Range(1.0, 0.0, 2.0), machine(), machine())


MIXES = [
    ("total = 0\nfor x in xs:\n    total += x * 2\n", "interpreter"),
    ("df.groupby('a')['b'].mean()", "groupby"),
    ("a.merge(b, on='k')", "join"),
    ("df.sort_values('b')", "sort"),
    ("names = [n.strip().lower().replace('a', 'b') for n in names]", "strings"),
    ("c = a @ b", "matmul-fp64-1"),
    ("y = np.exp(np.sqrt(x))", "math"),
    ("c = a + b * 2", "stream-new"),
    ("s = x.sum()", "stream-ram"),
    ("sorted(values)", "python-sort"),
]


@pytest.mark.parametrize(("source", "most"), MIXES)
def test_a_mix_is_read_from_a_cell(source: str, most: str) -> None:
    mix = mix_of(source)
    assert mix is not None
    assert max(mix, key=lambda name: mix[name]) == most
    assert sum(mix.values()) == pytest.approx(1.0)


def test_what_is_known_of_a_run_sharpens_the_mix() -> None:
    source = "x = a + b\ndf = df.sort_values('v')\n"
    by_line = mix_of(source, lines={1: 0.1, 2: 0.9})
    assert by_line == pytest.approx({"stream-new": 0.1, "sort": 0.9})
    assert mix_of("x.sum()", working_bytes=1 << 19) == {"stream-l2": 1.0}
    assert mix_of("x.sum()", working_bytes=1 << 23, cache_bytes=(1 << 15, 1 << 25)) == {
        "stream-l3": 1.0
    }
    assert mix_of("x.sum()", system_share=0.25) == pytest.approx(
        {"stream-ram": 0.75, "pages": 0.25}
    )
    assert mix_of("a @ b", threads=1.9) == {"matmul-fp64": 1.0}


@pytest.mark.parametrize("source", ["", "pass", "x = 1", "def (", "\x00", "(" * 5000, "%%bad"])
def test_a_cell_that_says_nothing_has_no_mix(source: str) -> None:
    assert mix_of(source) is None


def test_the_kernels_of_these_tests_exist(kernels) -> None:
    from jupyter_perf.estimation.here.probes import table

    assert set(kernels) <= {each.name for each in table()}
