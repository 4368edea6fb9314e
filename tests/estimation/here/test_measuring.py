"""Measuring this machine: what is timed, how ranges come of it, where it is kept."""

from __future__ import annotations

import dataclasses
import io
import json

import psutil
import pytest

from jupyter_perf.core import measurements
from jupyter_perf.core.machine import Machine
from jupyter_perf.core.measured import Measured, key_here, thread_settings
from jupyter_perf.core.ranges import Range
from jupyter_perf.errors import SandboxError, UsageError
from jupyter_perf.estimation.here import child, measuring, process, timings, transfer
from jupyter_perf.estimation.here.measuring import measure, measured
from jupyter_perf.estimation.here.probes import PROBES, Probe, Room, chosen, table
from jupyter_perf.estimation.here.timings import Timings

SMALL = Room((32 << 10, 256 << 10, 2 << 20), 256 << 20)


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_PERF_HOME", str(tmp_path))
    monkeypatch.setattr(measurements, "_kept", {})


@pytest.fixture
def only(monkeypatch):
    """Has just these kernels measured, so that it takes a moment."""

    def choose(*names):
        monkeypatch.setattr(measuring, "table", lambda: chosen(names))

    return choose


@pytest.mark.parametrize("probe", table(), ids=lambda probe: probe.name)
def test_every_kernel_runs_does_something_and_says_what(probe):
    made = probe.make(SMALL)
    made.run()
    assert made.amount > 0
    assert probe.unit in {"operations", "flop", "bytes"}
    assert probe.words[0].isalpha() or probe.words[0].isdigit()
    assert probe.words != probe.name


def test_there_are_kernels_of_each_kind():
    kinds = {"interpreter", "objects", "strings", "stream-l2", "stream-l3", "stream-ram", "gather",
             "matmul-fp32", "matmul-fp64", "matmul-fp32-1", "numpy-calls", "groupby", "sort",
             "join", "pages", "process"}  # fmt: skip
    assert kinds <= set(PROBES.names())
    assert set(timings.ALONE) <= set(PROBES.names())


def test_two_kernels_are_measured_for_real(only):
    only("interpreter", "matmul-fp64-1")
    heard = []
    found = measure(3.0, progress=heard.append)
    assert set(found.probes) == {"interpreter", "matmul-fp64-1"}
    assert found.missing == {}
    for probed in found.probes.values():
        assert probed.seconds.low <= min(probed.samples) * 1.001
        assert len(probed.samples) >= 2
        assert probed.per_second.value == pytest.approx(probed.amount / probed.seconds.value)
    assert Measured.from_json(found.to_json()) == found
    done = [each.done for each in heard]
    assert done == sorted(done)
    assert 0 < done[0] <= done[-1] <= 1
    assert "measuring this machine" in heard[0].stage


def test_it_is_measured_once_and_kept(only, monkeypatch):
    only("interpreter")
    calm(monkeypatch)
    first = measured(2.0)
    monkeypatch.setattr(measuring, "measure", lambda *_, **__: pytest.fail("measured again"))
    assert measured(2.0) == first
    assert measurements.latest() == first
    assert [file.suffix for file in measurements.folder().iterdir()] == [".json"]
    assert measurements.forget(first.key)
    assert measurements.latest() is None
    assert not measurements.forget(first.key)


def test_again_measures_again(machine, monkeypatch):
    key = measuring.key_here(measuring.this_machine())
    old = machine(key=key)
    assert measurements.keep(old) == str(measurements.folder() / f"{key}.json")
    new = machine(key=key, all=2.0)
    monkeypatch.setattr(measuring, "measure", lambda *_, **__: new)
    assert measured(2.0) == old
    assert measured(2.0, again=True) == new
    assert measured(2.0) == new


def calm(monkeypatch):
    monkeypatch.setattr(timings, "why_busy", lambda *_: "")


def test_a_busy_machine_is_said_widened_and_not_kept_for_good(machine, monkeypatch):
    key = measuring.key_here(measuring.this_machine())
    busy = machine(key=key, busy="other processes took 60% of the processor")
    said = measurements.keep(busy)
    assert "60%" in said
    assert not measurements.folder().exists()
    assert measurements.latest() == busy, "better than nothing, for a while"
    monkeypatch.setattr(measurements.time, "monotonic", lambda: float("1e12"))
    assert measurements.latest() is None


def test_a_busy_measurement_never_replaces_a_good_one(machine):
    good, busy = machine(key="one"), machine(key="one", all=3.0, busy="others")
    measurements.keep(good)
    measurements.keep(busy)
    assert measurements.find("one") == good


def test_where_nothing_can_be_written_it_lasts_for_this_kernel(machine, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("JUPYTER_PERF_HOME", str(tmp_path / "file"))
    found = machine(key="one")
    assert "this kernel only" in measurements.keep(found)
    assert "this kernel only" in measurements.where(found)
    assert measurements.find("one") == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "null",
        '{"is": "Measured"}',
        "\x00",
        "[" * 3000,
        '{"is": "Measured", "format": 1}',
    ],
)
def test_a_damaged_file_is_as_none(text):
    measurements.folder().mkdir(parents=True)
    (measurements.folder() / "one.json").write_text(text)
    assert measurements.find("one") is None
    with pytest.raises(ValueError, match=r"measure|Expecting|kernel"):
        Measured.from_json(text)


@pytest.mark.parametrize(
    "change",
    [
        {"cores": -1},
        {"cores": True},
        {"memory_bytes": "much"},
        {"probes": {}},
        {"probes": {"a": {"seconds": [1, 2, 3], "amount": 1, "unit": "x", "samples": []}}},
        {"probes": {"a": {"seconds": [1, 1, 1e999], "amount": 1, "unit": "x", "samples": []}}},
        {"others": 2},
        {"machine": 3},
        {"unheard": 1},
        {"cache_bytes": [0]},
    ],
)
def test_a_file_that_makes_no_sense_is_refused(machine, change):
    data = json.loads(machine().to_json()) | change
    with pytest.raises(ValueError, match=r"\w"):
        Measured.from_json(json.dumps(data))


def test_the_key_tells_machines_versions_and_threads_apart(monkeypatch):
    box = Machine("A processor", 2.0)
    keys = {
        key_here(box, ""),
        key_here(Machine("A processor", 4.0), ""),
        key_here(Machine("Another", 2.0), ""),
        key_here(box, "OMP_NUM_THREADS=1"),
    }
    assert len(keys) == 4
    monkeypatch.setenv("OMP_NUM_THREADS", "3")
    assert "OMP_NUM_THREADS=3" in thread_settings()
    assert key_here(box) not in keys
    assert thread_settings({}) == ""


def test_times_are_those_of_an_idle_machine_and_ends_cover_the_rest():
    found = timings.probed(Timings(100.0, "flop", [3.0, 1.0, 1.02, 1.01, 9.0, 1.03, 1.0, 1.04]))
    assert found.seconds.value == pytest.approx(1.0)
    assert found.seconds.low <= 0.97
    assert 1.03 <= found.seconds.high < 9
    wider = timings.probed(Timings(100.0, "flop", [1.0, 1.0]), wider=1.5)
    assert wider.seconds.low == pytest.approx(0.97 / 1.5)
    assert wider.seconds.high == pytest.approx(1.03 * 1.5)


def test_waits_for_a_processor_do_not_count_but_threads_at_work_do():
    waited = Timings(1, "operations", wall=[2.0, 2.0], cpu=[1.0, 1.0])
    threads = Timings(1, "flop", wall=[1.0, 1.0], cpu=[2.0, 2.0])
    child = Timings(1, "operations", wall=[2.0, 2.0], cpu=[0.1, 0.1], elsewhere=True)
    assert timings.probed(waited).seconds.value == pytest.approx(1.0)
    assert timings.probed(threads).seconds.value == pytest.approx(1.0)
    assert timings.probed(child).seconds.value == pytest.approx(2.0)


def test_what_disturbed_is_said():
    assert timings.why_busy(0.05, 1.01, True) == ""
    assert timings.why_busy(0.4, 1.0, True) == "other processes took 40% of the processor"
    assert "waiting for a processor" in timings.why_busy(0.0, 1.5, True)
    assert "another kernel" in timings.why_busy(0.0, 1.0, False)
    waits = {"interpreter": Timings(1, "operations", [2.0], [1.0])}
    assert timings.waited(waits) == pytest.approx(2.0)
    assert timings.waited({}) == 1.0


def test_a_kernel_that_fails_takes_no_other_with_it(capsys):
    def broken(_room):
        raise ModuleNotFoundError("No module named 'pandas'")

    assert child._made(Probe("broken", "operations", broken), SMALL) is None
    assert json.loads(capsys.readouterr().out) == {
        "failed": "broken",
        "why": "ModuleNotFoundError: No module named 'pandas'",
    }


def test_where_no_process_can_start_it_is_said(only, monkeypatch):
    only("interpreter")
    monkeypatch.setattr(process.sys, "executable", "/no/such/python")
    with pytest.raises(SandboxError, match="no process can be started"):
        measure(2.0)


def test_where_the_process_ends_at_once_it_is_said(only):
    only("interpreter")
    with pytest.raises(SandboxError, match="could not be measured"):
        measure(2.0, flags=("-X", "no such option", "-V"))


def test_an_interrupt_leaves_no_process(only):
    only("interpreter")

    def interrupt(_progress):
        raise KeyboardInterrupt

    before = {child.pid for child in psutil.Process().children(recursive=True)}
    with pytest.raises(KeyboardInterrupt):
        measure(3.0, progress=interrupt)
    assert not {child.pid for child in psutil.Process().children(recursive=True)} - before


def test_the_process_has_a_clean_environment():
    source = {"PATH": "/bin", "SECRET": "x", "OMP_NUM_THREADS": "3", "PYTHONPATH": "/elsewhere"}
    own = process.environment_of(False, source=source)
    assert own == {"PATH": "/bin", "OMP_NUM_THREADS": "3", "PYTHONDONTWRITEBYTECODE": "1"}
    one = process.environment_of(True, source=source)
    assert one["OMP_NUM_THREADS"] == one["OPENBLAS_NUM_THREADS"] == "1"


def test_a_child_without_time_times_nothing_and_ends(monkeypatch, capsys):
    asked = {"probes": ["interpreter"], "seconds": 0.0, "rounds": 3, "each_seconds": 0.01,
             "cache_bytes": [], "free_bytes": 1 << 30}  # fmt: skip
    monkeypatch.setattr(child.sys, "stdin", io.StringIO(json.dumps(asked)))
    monkeypatch.setattr(child.gc, "disable", lambda: None)
    child.main()
    (last,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert last["used"] > 0


def test_what_had_too_little_time_is_no_measurement_for_good(machine):
    assert "3 kernels" in timings.why_busy(0.0, 1.0, True, short=3)
    one = dataclasses.replace(machine(), probes={"interpreter": machine().probes["interpreter"]})
    with pytest.raises(UsageError, match="measure"):
        transfer(Range(1.0, 0.9, 1.1), machine(), one)


def test_what_is_short_of_time_names_what_is_missing(only):
    only("interpreter", "process")
    hearing = measuring._Hearing(lambda _: None, 0.0, 1.0)
    hearing.hear({"probe": "interpreter", "amount": 1.0, "wall": [1.0], "cpu": [1.0]})
    hearing.hear({"failed": "groupby", "why": "ModuleNotFoundError: No module named 'pandas'"})
    found = measuring._described(hearing, 0.0, True, None)
    assert found.missing == {
        "process": "no time was left",
        "groupby": "ModuleNotFoundError: No module named 'pandas'",
    }
    assert dataclasses.replace(found, missing={}) != found
