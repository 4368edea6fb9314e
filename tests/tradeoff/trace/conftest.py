"""What a traced process does, done in this one: it takes seconds to start."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from jupyter_perf.core.dimensions import dimensions_in  # noqa: E402
from jupyter_perf.tradeoff.making import Making  # noqa: E402
from jupyter_perf.tradeoff.trace import Trace, Untraced, Variant, describing, failing, step  # noqa: E402
from jupyter_perf.tradeoff.trace.rebuilding import Sizes  # noqa: E402

Here = Callable[..., Trace | Untraced]


@pytest.fixture
def here() -> Here:
    """`here(model, inputs, train=…, batch=…)` as `trace`, in this process."""

    def traced(
        model: Any,
        inputs: tuple[Any, ...],
        *,
        train: bool = True,
        loss: Any = None,
        optimizer: Any = "adamw",
        observer: str = "",
        elsewhere: bool = False,
        **variant: Any,
    ) -> Trace | Untraced:
        chosen = Variant(**variant)
        described = describing.described(model, inputs, {}, loss, optimizer)
        sizes = Sizes(dimensions_in(inputs), chosen.batch, chosen.sequence)
        asked = {"train": train, "observer": observer, "elsewhere": elsewhere}
        fast = torch.backends.mha.get_fastpath_enabled()
        torch.backends.mha.set_fastpath_enabled(False)
        try:
            return Trace.from_data(step.traced(described, sizes, chosen, asked))
        except failing.InStep as error:
            return Untraced(**failing.said(error))
        finally:
            torch.backends.mha.set_fastpath_enabled(fast)

    return traced


def really(model: Any, inputs: tuple[Any, ...], *, train: bool, optimizer: Any = "adamw") -> Trace:
    """The same ledger over a step that is really done, with data."""
    model.train(train)
    fast = torch.backends.mha.get_fastpath_enabled()
    torch.backends.mha.set_fastpath_enabled(False)
    try:
        making = Making(model, inputs, optimizer=optimizer)
        return Trace.from_data(step.watched(making, train=train))
    finally:
        torch.backends.mha.set_fastpath_enabled(fast)


def numbers(trace: Trace | Untraced) -> dict[str, Any]:
    """Without what was counted, to be compared."""
    assert isinstance(trace, Trace), trace
    data = dataclasses.asdict(trace)
    return {name: data[name] for name in data if name not in ("batch", "sequence", "counted")}
