"""The process that traces: what goes in, what comes out, and how it ends."""

from __future__ import annotations

import ctypes
import signal
import threading
import time
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from jupyter_perf.errors import UsageError  # noqa: E402
from jupyter_perf.tradeoff.trace import Trace, Untraced, Variant, trace, traces  # noqa: E402

from . import models  # noqa: E402
from .conftest import Here  # noqa: E402


class Kills(torch.nn.Module):
    """Ends its own process for one batch."""

    def forward(self, x: Any) -> Any:
        if x.shape[0] == 5:
            ctypes.string_at(0)
        return x + 1


class Writes(torch.nn.Module):
    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path

    def forward(self, x: Any) -> Any:
        self.path.write_text("was here")
        return x


class Waits(torch.nn.Module):
    def forward(self, x: Any) -> Any:
        threading.Event().wait()
        return x


@pytest.mark.slow
def test_several_sizes_in_one_process_as_here(here: Here) -> None:
    model, inputs = models.cases()["gpt"]
    told: list[Any] = []
    asked = [Variant(), Variant(batch=8), Variant(sequence=48), Variant(foreach=True)]
    found = traces(model, inputs, asked, train=True, on_found=told.append)
    assert found == told
    assert [(each.batch, each.sequence) for each in found] == [(4, 24), (8, 24), (4, 48), (4, 24)]
    for variant, each in zip(asked, found, strict=True):
        assert isinstance(each, Trace)
        same = here(
            model, inputs, batch=variant.batch, sequence=variant.sequence, foreach=variant.foreach
        )
        assert isinstance(same, Trace)
        assert (each.peak_bytes, each.breakdown) == (same.peak_bytes, same.breakdown)
    assert found[1].peak_bytes > found[0].peak_bytes


def test_a_crash_costs_one_size_and_never_the_kernel(capfd: pytest.CaptureFixture[str]) -> None:
    found = traces(
        Kills(), (torch.ones(3),), [Variant(), Variant(batch=5), Variant(batch=7)], train=False
    )
    assert [type(each) for each in found] == [Trace, Untraced, Trace]
    assert found[1].why == "crashed"
    assert "SIGSEGV" in found[1].reason
    assert capfd.readouterr() == ("", "")


def test_a_model_can_write_nothing(tmp_path: Path) -> None:
    found = trace(Writes(tmp_path / "file"), (torch.ones(3),), train=False)
    assert not (tmp_path / "file").exists()
    assert isinstance(found, Untraced)
    assert "Error" in found.reason


def test_a_hang_ends_in_time() -> None:
    found = trace(Waits(), (torch.ones(3),), train=False, seconds=0.2)
    assert isinstance(found, Untraced)
    assert found.why == "time"


@pytest.mark.slow
def test_stopping_keeps_what_was_found() -> None:
    found: list[Any] = []
    asked = [Variant(), Variant(batch=2)]
    model = Hangs()
    got = traces(
        model,
        (torch.ones(1),),
        asked,
        train=False,
        on_found=found.append,
        stopped=lambda: bool(found),
    )
    assert isinstance(got[0], Trace)
    assert isinstance(got[1], Untraced)
    assert got[1].why == "stopped"


class Hangs(torch.nn.Module):
    """For more than one."""

    def forward(self, x: Any) -> Any:
        if x.shape[0] > 1:
            threading.Event().wait()
        return x


def test_an_interrupt_leaves_no_process() -> None:
    main = threading.main_thread().ident
    assert main is not None
    timer = threading.Timer(0.3, lambda: signal.pthread_kill(main, signal.SIGINT))
    timer.start()
    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        trace(Waits(), (torch.ones(3),), train=False, seconds=60)
    timer.join()
    assert time.monotonic() - started < 50


def test_weights_stay_where_they_are() -> None:
    from jupyter_perf.tradeoff.trace.describing import described

    model = torch.nn.Linear(2000, 2000)
    assert len(described(model, (torch.ones(9, 2000),), {}, None, "adamw")) < 20_000


def test_much_that_is_no_tensor_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from jupyter_perf.tradeoff.trace import describing

    monkeypatch.setattr(describing, "MOST_BYTES", 10_000)
    model = torch.nn.Linear(2, 2)
    model.data = bytes(20_000)
    with pytest.raises(UsageError, match="outside of tensors"):
        describing.described(model, (), {}, None, "adamw")


def test_what_cannot_be_described_is_named() -> None:
    model = torch.nn.Linear(2, 2)
    model.lock = threading.Lock()
    with pytest.raises(UsageError, match=r"cannot pickle .*lock"):
        trace(model, (torch.ones(2, 2),), train=False)
    with pytest.raises(UsageError, match="lazy layers"):
        trace(torch.nn.LazyLinear(3), (torch.ones(2, 2),), train=False)
    with pytest.raises(UsageError, match=r"give a torch\.nn\.Module"):
        trace([1], (torch.ones(2, 2),), train=False)  # type: ignore[arg-type]
    with pytest.warns(DeprecationWarning, match="jit"):
        script = torch.jit.script(torch.nn.Linear(2, 2))
    with pytest.raises(UsageError, match="TorchScript"):
        trace(script, (torch.ones(2, 2),), train=False)
