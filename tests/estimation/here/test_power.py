"""Energy counters: added up over their end, and a reason wherever they can't be read."""

from __future__ import annotations

import os
import sys
import threading
import types

import pytest

from jupyter_perf.core.machine import Machine
from jupyter_perf.estimation.here import nvml, power, rapl
from jupyter_perf.estimation.here.counter import Counter, Unreadable


@pytest.fixture
def powercap(tmp_path):
    """A package of 1,000 µJ at most, with its cores and memory; another view of the same; psys."""

    def domain(folder, name, energy=0):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "name").write_text(f"{name}\n")
        (tmp_path / folder / "energy_uj").write_text(f"{energy}\n")
        (tmp_path / folder / "max_energy_range_uj").write_text("1000\n")

    domain("intel-rapl:0", "package-0", 900)
    domain("intel-rapl:0:0", "core", 5)
    domain("intel-rapl:0:1", "dram", 100)
    domain("intel-rapl:1", "psys", 7)
    domain("intel-rapl-mmio:0", "package-0", 900)
    return tmp_path


def use(powercap, **energy):
    names = {"package": "intel-rapl:0", "dram": "intel-rapl:0:1"}
    for name, now in energy.items():
        file = powercap / names[name] / "energy_uj"
        # At once, as the system's: a reader never sees half of it.
        file.with_name("next").write_text(str(now))
        file.with_name("next").replace(file)


def test_packages_and_memory_are_added_up_over_the_counters_end(powercap):
    with power.Meter(powercap) as meter:
        use(powercap, package=400, dram=160)
    found = meter.metered()
    assert found.joules == pytest.approx((500 + 60) * 1e-6)
    assert found.of == "processor package, memory"
    assert found.reason == ""


def test_long_runs_are_read_in_between(powercap):
    with power.Meter(powercap, between=0.005) as meter:
        for now in (100, 500, 900, 300):  # more than the counter holds
            before = meter.metered().joules or 0.0
            use(powercap, package=now)
            waiting = threading.Event()
            for _ in range(2000):
                if (meter.metered().joules or 0.0) > before or waiting.wait(0.002):
                    break
    assert meter.metered().joules == pytest.approx((200 + 400 + 400 + 400) * 1e-6)
    assert "jupyter-perf-energy" not in {thread.name for thread in threading.enumerate()}


def test_a_cell_that_raises_is_metered_too(powercap):
    def run():
        with meter:
            use(powercap, package=950)
            raise ZeroDivisionError

    meter = power.Meter(powercap)
    with pytest.raises(ZeroDivisionError):
        run()
    assert meter.metered().joules == pytest.approx(50e-6)


def test_where_there_are_no_counters_it_is_said(tmp_path):
    with power.Meter(tmp_path / "none") as meter:
        pass
    assert meter.metered() == power.Metered(
        None, reason="this system has no energy counters of its processor (no RAPL)"
    )


def test_counters_that_stand_still_are_no_energy(powercap):
    with power.Meter(powercap) as meter:
        pass
    found = meter.metered()
    assert found.joules is None
    assert "stand still" in found.reason


def test_where_only_root_may_read_it_is_said_what_to_do(powercap, monkeypatch):
    def forbidden(self, *_args, **_kwargs):
        if self.name == "energy_uj":
            raise PermissionError(13, "Permission denied")
        return original(self)

    original = rapl.Path.read_text
    monkeypatch.setattr(rapl.Path, "read_text", forbidden)
    with power.Meter(powercap) as meter:
        pass
    found = meter.metered()
    assert found.joules is None
    assert "only root may read" in found.reason
    assert "chmod a+r" in found.reason


def test_a_counter_that_goes_away_does_not_count(powercap):
    with power.Meter(powercap) as meter:
        use(powercap, package=950, dram=200)
        os.remove(powercap / "intel-rapl:0" / "energy_uj")
    found = meter.metered()
    assert found.joules == pytest.approx(100e-6)
    assert found.of == "memory"


def test_a_counter_that_is_reset_is_said():
    numbers = iter([5, 3])
    counter = Counter("GPU", lambda: next(numbers), 1.0)
    counter.read()
    with pytest.raises(Unreadable, match="reset"):
        counter.read()


class _NVMLError(Exception):
    pass


@pytest.fixture
def gpus(monkeypatch):
    """Two GPUs, each of which uses 1.5 J between two readings."""
    energy = {"a": 0, "b": 1000}
    ended = []

    def total(handle):
        energy[handle] += 1500
        return energy[handle]

    module = types.ModuleType("pynvml")
    module.NVMLError = _NVMLError
    module.nvmlInit = lambda: None
    module.nvmlShutdown = lambda: ended.append(1)
    module.nvmlDeviceGetCount = lambda: 2
    module.nvmlDeviceGetHandleByIndex = lambda at: "ab"[at]
    module.nvmlDeviceGetTotalEnergyConsumption = total
    monkeypatch.setitem(sys.modules, "pynvml", module)
    monkeypatch.setattr(nvml, "this_machine", lambda: Machine("cpu", 1.0, ("H100", "H100")))
    module.ended = ended
    return module


def test_gpus_are_metered_where_there_are_some(gpus, tmp_path):
    with power.Meter(tmp_path) as meter:
        pass
    assert meter.metered() == power.Metered(pytest.approx(3.0), "2 × GPU")
    assert gpus.ended == [1]


def test_a_gpu_that_does_not_count_says_so(gpus, tmp_path):
    def unsupported(_handle):
        raise _NVMLError("Not Supported")

    gpus.nvmlDeviceGetTotalEnergyConsumption = unsupported
    with power.Meter(tmp_path) as meter:
        pass
    assert meter.metered().joules is None
    assert "Not Supported" in meter.metered().reason


def test_without_its_library_the_gpu_names_it(gpus, monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "pynvml", None)
    with power.Meter(tmp_path) as meter:
        pass
    assert "pip install nvidia-ml-py" in meter.metered().reason


def test_a_broken_driver_is_said(gpus, tmp_path):
    def broken():
        raise _NVMLError("Driver Not Loaded")

    gpus.nvmlInit = broken
    with power.Meter(tmp_path) as meter:
        pass
    assert "Driver Not Loaded" in meter.metered().reason
