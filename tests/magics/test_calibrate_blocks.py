"""`%perf calibrate --blocks`: what it asks for and says; and one real calibration in a shell."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from collections import Counter

import pytest

from jupyter_perf.errors import PerfError, UsageError
from jupyter_perf.estimation.here.blocks import calibrating, head, isolation, kept
from jupyter_perf.estimation.here.blocks.calibrating import Calibration
from jupyter_perf.estimation.here.blocks.harness import require_supported
from jupyter_perf.estimation.here.blocks.head import Head
from jupyter_perf.estimation.here.blocks.outcome import Why
from jupyter_perf.estimation.here.blocks.processor import Processor
from jupyter_perf.magics import calibrate_blocks as module
from jupyter_perf.magics.calibrate import calibrate

pytest.importorskip("iced_x86", reason="needs the extra `blocks`")
PROCESSOR = Processor("A processor", 26, 2, 1, frozenset())
HEAD = Head("A processor", "zen4", "m", 0.1, (), (), (), 0.0, 0.0, (-0.1, 0.1), 900, 0.31, 0.062)
FOUND = Calibration(
    PROCESSOR,
    cycles={bytes([each]): 1.0 for each in range(200)},
    timed=150,
    refused=Counter({Why.MANY_PAGES: 12, Why.UNSTEADY: 3}),
    chains={"add": 1.0, "imul": 3.004},
    clock_hz=3.64e9,
    seconds=20.0,
    head=HEAD,
    where="/home/me/head.json",
)


@pytest.fixture(autouse=True)
def _home(monkeypatch, tmp_path):
    monkeypatch.setenv("JUPYTER_PERF_HOME", str(tmp_path))


@pytest.fixture
def asked(monkeypatch):
    """Budgets of calibrations, each of which takes no time and finds `FOUND`."""
    budgets = []

    def calibration(model, budget, *, progress):
        budgets.append(budget)
        return FOUND

    monkeypatch.setattr(calibrating, "calibrate", calibration)
    return budgets


def text_of(*words):
    found = calibrate(["--blocks", *words], lambda _: None)
    return " ".join((found if isinstance(found, str) else found["text/plain"]).split())


def said(**changes):
    return dict(module.rows(dataclasses.replace(FOUND, **changes)))


def test_what_was_measured_and_learnt_is_said(asked):
    shown = text_of("--budget", "20")
    assert asked == [20.0]
    assert "A processor (family 26, model 2)" in shown
    assert "150 blocks timed in 20.0 s, 200 known of this processor" in shown
    assert (
        "touches too many pages of memory: 12; took another time whenever it was tried: 3" in shown
    )
    assert (
        "3.64 GHz; cycles of an instruction that waits for the one before: add 1.00, imul 3.00"
        in shown
    )
    assert "31% → 6%, from 900 blocks" in shown
    assert "--target here` predicts for this processor" in shown
    assert "/home/me/head.json" in shown


def test_it_takes_a_minute_unless_told_otherwise(asked):
    text_of()
    assert asked == [module.BUDGET_SECONDS]


def test_an_interrupt_a_busy_machine_and_too_few_blocks_are_said():
    assert "stopped, what was timed is kept" in said(stopped=True)["blocks"]
    assert "cycles may be too high" in said(busy="other processes took 60%")["busy"]
    assert "busy" not in said()
    assert "too few" in said(head=None)["model"]
    worse = dataclasses.replace(HEAD, after=0.4)
    assert "taught nothing better" in said(head=worse)["model"]
    assert "without a time" not in said(refused=Counter())
    assert "clock" not in said(chains={})


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--budget", "0"], "at most 600 s"),
        (["--budget", "601"], "at most 600 s"),
        (["--again"], "it takes --budget or --reset"),
        (["--save", "x.json"], "it takes --budget or --reset"),
    ],
)
def test_wrong_options_measure_nothing(asked, words, message):
    with pytest.raises(UsageError, match=message):
        text_of(*words)
    assert asked == []


def test_reset_forgets(monkeypatch):
    monkeypatch.setattr("jupyter_perf.estimation.here.blocks.processor.this_processor",
                        lambda: PROCESSOR)  # fmt: skip
    kept.keep_cycles(PROCESSOR.key, {b"\x90": 0.2})
    kept.keep_head(PROCESSOR.key, HEAD)
    assert text_of("--reset") == "Forgotten: what blocks took here."
    assert kept.head_of(PROCESSOR.key) is None
    assert text_of("--reset") == "There was nothing to forget."


def test_the_doctor_has_a_line_of_it(monkeypatch):
    monkeypatch.setattr(head, "load", lambda: None)
    assert "%perf calibrate --blocks" in module.state()
    monkeypatch.setattr(head, "load", lambda: dataclasses.replace(HEAD, created="2026-11-22T04"))
    assert module.state().startswith("measured on 2026-11-22: mean error")


_SHELL = """
from IPython.core.interactiveshell import InteractiveShell
from jupyter_perf.estimation.here.blocks import calibrating
calibrating.MOST_BLOCKS = 50
shell = InteractiveShell.instance()
shell.run_line_magic("load_ext", "jupyter_perf")
shell.run_line_magic("perf", "calibrate --blocks --budget 40")
"""


def test_fifty_blocks_are_measured_in_a_shell(tmp_path):
    try:
        require_supported()
        isolation.require_isolation()
        _weights()
    except PerfError as error:
        pytest.skip(str(error))
    # IPython warns of an activated environment that isn't its own.
    environment = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    done = subprocess.run(
        [sys.executable, "-c", _SHELL],
        capture_output=True,
        text=True,
        timeout=120,
        cwd=tmp_path,
        env=environment,
    )
    shown = " ".join(done.stdout.split())
    assert done.stderr == ""
    assert "blocks timed in" in shown
    assert "GHz; cycles of an instruction that waits for the one before: add" in shown


def _weights():
    from jupyter_perf.estimation.models import granite

    try:
        granite.represent([b"\x90"])
    except FileNotFoundError:
        pytest.skip("the model has no weights yet")
