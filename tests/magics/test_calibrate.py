"""`%perf calibrate`: what it keeps, learns and says; what it measures is another's matter."""

import dataclasses

import pytest

from jupyter_perf.core import calibration, measurements
from jupyter_perf.core.calibration import Calibration, Step
from jupyter_perf.core.cards import Cards
from jupyter_perf.core.machine import this_machine
from jupyter_perf.core.measured import Measured, Probed, key_here
from jupyter_perf.core.progress import Progress
from jupyter_perf.core.ranges import Range
from jupyter_perf.core.targets import own
from jupyter_perf.errors import UsageError
from jupyter_perf.estimation import here
from jupyter_perf.estimation.here import measuring
from jupyter_perf.estimation.learnt import machine_key
from jupyter_perf.estimation.result import Actual, Comparison, Estimate
from jupyter_perf.magics import calibrate as module
from jupyter_perf.magics import doctor
from jupyter_perf.magics.calibrate import calibrate
from jupyter_perf.records.store import About, _opened, store

RUN = Estimate("cell", "x = 1", seconds=Range(10.0, 8.0, 12.0), actual=Actual(20.0))


def machine(**changes):
    kernels = {
        "matmul-fp32": Probed(Range(0.01, 0.009, 0.011), 1e9, "flop", (0.01,)),
        "stream-all": Probed(Range(0.1, 0.09, 0.11), 1e9, "bytes", (0.1,)),
    }
    plain = Measured(
        key=key_here(this_machine()),
        machine="A processor",
        system="Linux 6.1 x86_64",
        cores=2.0,
        memory_bytes=8 << 30,
        cache_bytes=(32 << 10,),
        probes=kernels,
        created="2026-11-21T09:00:00+00:00",
    )
    return dataclasses.replace(plain, **changes)


@pytest.fixture(autouse=True)
def _home(monkeypatch, tmp_path):
    monkeypatch.setenv("JUPYTER_PERF_HOME", str(tmp_path / "home"))
    _opened.cache_clear()
    yield
    _opened.cache_clear()
    measurements.forget(machine_key())
    here.reset(machine_key())


@pytest.fixture
def measured(monkeypatch):
    """How often this machine was measured; each takes no time."""
    times = []

    def measure(budget, *, progress, **_):
        times.append(budget)
        progress(Progress("measuring this machine: `interpreter`", 0.5))
        return machine()

    monkeypatch.setattr(measuring, "measure", measure)
    return times


def text_of(*words):
    found = calibrate(list(words), lambda _: None)
    return " ".join((found if isinstance(found, str) else found["text/plain"]).split())


def ran(found, times=1, kind="estimate"):
    for _ in range(times):
        store().remember(None, kind, found.to_json(), About("a.ipynb"))


def test_it_measures_once_and_again_where_it_is_asked_to(measured):
    shown = text_of()
    assert "A processor, 2 cores" in shown
    assert "2026-11-21 09:00:00 UTC, with 2 reference kernels" in shown
    assert "float32 products: 100 GFLOP a second (90.9 GFLOP to 111 GFLOP)" in shown
    text_of()
    assert len(measured) == 1
    text_of("--again", "--budget", "5")
    assert measured == [15.0, 5.0]


def test_progress_is_passed_on(measured):
    heard = []
    calibrate([], heard.append)
    assert [each.stage for each in heard] == ["measuring this machine: `interpreter`"]


def test_nothing_was_run_so_nothing_is_learnt(measured):
    assert "`%%estimate --run` makes the pairs" in text_of()
    assert not here.kept(machine_key()).kinds


def test_runs_after_estimates_teach(measured):
    ran(RUN, 10)
    ran(Comparison((dataclasses.replace(RUN, target="h100"), RUN)), 2, "comparison")
    ran(dataclasses.replace(RUN, actual=Actual(20.0, None, "raised")))
    shown = text_of()
    assert "cell: × 1." in shown
    assert "from 12 runs of which 0 ended within their range" in shown
    assert here.kept(machine_key()).kinds["cell"].pairs == 12
    assert "from 12 runs" in module.state()


def test_runs_on_other_machines_and_records_of_other_versions_teach_nothing(measured, monkeypatch):
    from jupyter_perf.core import versions
    from jupyter_perf.records import rows

    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(rows, "machine", lambda: "another machine")
        ran(RUN, 3)
    store().remember(None, "estimate", '{"version": 99, "is": "Estimate"}', About())
    assert list(module.outcomes()) == []
    assert versions.machine() != "another machine"


def test_reset_forgets_both(measured):
    ran(RUN, 10)
    text_of()
    assert text_of("--reset").startswith("Forgotten")
    assert measurements.latest() is None
    assert not here.kept(machine_key()).kinds
    assert text_of("--reset") == "There was nothing to forget."


def test_a_saved_measurement_makes_a_target_elsewhere(measured, tmp_path):
    file = tmp_path / "office pc.json"
    assert "makes this one a target" in text_of("--save", str(file))
    assert Measured.from_json(file.read_text()) == machine()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--nonsense"], "Usage: %perf calibrate"),
        (["--budget", "0"], "at most 60 s"),
        (["--budget", "3600"], "at most 60 s"),
        (["--budget", "long"], "invalid float value"),
    ],
)
def test_wrong_options_measure_nothing(measured, words, said):
    with pytest.raises(UsageError, match=said):
        text_of(*words)
    assert measured == []


def test_a_place_that_cant_be_written_is_said(measured, tmp_path):
    with pytest.raises(UsageError, match="is a folder"):
        text_of("--save", str(tmp_path))
    (tmp_path / "a-file").write_text("")
    with pytest.raises(UsageError, match="can't be written"):
        text_of("--save", str(tmp_path / "a-file" / "here.json"))


def test_a_busy_machine_says_so(measured, monkeypatch):
    busy = machine(busy="other processes took 90% of the processor")
    monkeypatch.setattr(measuring, "measure", lambda budget, **_: busy)
    assert "ranges are wider" in text_of()
    assert "busy then" in module.state()


def test_the_doctor_has_a_line_of_it(measured):
    assert "not measured: `%perf calibrate`" in doctor._calibration()[1]
    text_of()
    assert doctor._calibration() == ("calibration", "measured on 2026-11-21")


def test_the_project_of_the_notebook_may_have_targets(kernel, tmp_path):
    kernel.run("import os; _was = os.getcwd()")
    (tmp_path / "jupyter-perf.toml").write_text(
        '[targets.lab-box]\nkind = "cpu"\ncores = 8\nmemory_gb = 64\n[estimate]\ntarget = "lab-box"'
    )
    kernel.run(f"os.chdir({str(tmp_path)!r})")
    kernel.run("%%estimate\nx = 1")
    asked = kernel.ask("[t.name for t in costs.ASKED[-1].targets]")
    kernel.run("os.chdir(_was)")
    assert asked.replace("\\'", "'") == "['lab-box']"
    assert own.PROJECT_FILE == "jupyter-perf.toml"


def test_a_card_is_shown_and_forgotten(measured, monkeypatch):
    cards = Cards(("Tesla T4",), "550.54.15")
    monkeypatch.setattr(module, "cards_here", lambda: cards)
    step = Step("fp32, adamw", 2, 400_000_000, 410_000_000, 430_000_000, 500_000_000)
    when = "2026-11-22T05:00:00+00:00"
    kept = Calibration(cards.key, "Tesla T4", 15_800_000_000, "550.54.15", when, (step,))
    calibration.keep(kept)
    assert "peaks calibrated on Tesla T4, 2026-11-22, by 1 real step (fp32, adamw)" in text_of()
    assert text_of("--reset").startswith("Forgotten")
    assert calibration.kept(cards.key) is None
