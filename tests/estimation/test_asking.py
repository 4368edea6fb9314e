"""Which part answers which question, and that nobody else is bothered."""

import pytest

import jupyter_perf as jp
from jupyter_perf.core import systems
from jupyter_perf.core.progress import Progress
from jupyter_perf.errors import SandboxError, UsageError
from jupyter_perf.estimation import asking
from jupyter_perf.estimation.direct import Direct
from jupyter_perf.estimation.question import question
from jupyter_perf.estimation.result import Comparison, Estimate


def test_a_known_configuration_by_name():
    found = jp.estimate("llama-3.1-8b", workload=jp.Workload(batch=2), target="h100")
    assert (found.kind, found.target, found.source) == ("config", "h100", found.source)
    assert found.seconds is not None
    assert found.created
    assert jp.last() is found


def test_several_targets_are_compared_in_their_order():
    found = jp.estimate("llama-3.1-8b", workload=jp.Workload(), target=["a100-80gb", "h100"])
    assert isinstance(found, Comparison)
    assert [each.target for each in found.estimates] == ["a100-80gb", "h100"]


def test_an_unknown_configuration_is_said_before_anything_is_begun():
    asked = question("llama-3.1-8c", workload=jp.Workload())
    with pytest.raises(UsageError, match="did you mean"):
        asking.prepare(asked)


def test_a_configuration_has_no_key_and_no_reason():
    prepared = asking.prepare(question({"model_type": "gpt2"}, workload=jp.Workload()))
    assert (prepared.key(), prepared.reason) == (None, None)


def test_without_a_sandbox_models_are_estimated_and_cells_arent(monkeypatch):
    monkeypatch.setattr(systems.sys, "platform", "win32")
    with pytest.raises(SandboxError, match="inside WSL"):
        asking.prepare(question("x = 1"))
    found = asking.estimate(question("gpt2", workload=jp.Workload(), target="h100"))
    assert found.seconds is not None


def test_a_module_needs_something_that_traces():
    torch = pytest.importorskip("torch")
    asked = question(torch.nn.Linear(2, 2), inputs=(torch.zeros(1, 2),))
    assert asked.kind == "module"
    with pytest.raises(UsageError, match="a trace of it"):
        asking.prepare(asked, None)


def direct(compute):
    return Direct(compute, Estimate("config", "gpt2", "h100"))


def test_what_is_worked_out_reports_and_is_dated():
    heard = []

    def compute(report):
        report(Progress("one of two", 0.5))
        return [Estimate("config", "gpt2", "h100")]

    with direct(compute).start(heard.append) as job:
        found = job.wait()
    assert [each.stage for each in heard] == ["one of two"]
    assert found.created
    assert found.versions["python"]


def test_what_is_stopped_between_two_steps_says_so():
    jobs = []

    def compute(report):
        report(Progress("one"))
        jobs[0].stop()
        report(Progress("two"))
        raise AssertionError("it went on")

    job = direct(compute).start()
    jobs.append(job)
    found = job.wait()
    assert found.stopped == "by you"
    assert "stopped" in found.reasons["seconds"]
    assert job.wait(timeout=1).stopped == "by you"


def test_an_interrupt_is_a_stop(monkeypatch):
    def interrupted(_report):
        raise KeyboardInterrupt

    monkeypatch.setattr(asking, "prepare", lambda asked, trace: direct(interrupted))
    assert asking.estimate(question("1")).stopped == "by you"
