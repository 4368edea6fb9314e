"""What convolutions take inside their operations, against PyTorch's own profiler of allocations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from jupyter_perf.tradeoff.trace import Trace, convolutions  # noqa: E402

from .conftest import Here  # noqa: E402

measured = pytest.mark.skipif(
    torch.backends.cpu.get_cpu_capability() != "AVX2" or not torch.backends.mkldnn.is_available(),
    reason="the layouts were measured on AVX2",
)
SETTINGS: dict[str, tuple[tuple[int, ...], tuple[int, ...], int, int, int, int, bool]] = {
    # name: image, weight, stride, padding, groups, dilation, transposed
    "3x3": ((2, 64, 16, 16), (64, 64, 3, 3), 1, 1, 1, 1, False),
    "strided": ((2, 64, 16, 16), (128, 64, 3, 3), 2, 1, 1, 1, False),
    "points": ((16, 64, 16, 16), (128, 64, 1, 1), 1, 0, 1, 1, False),
    "one image": ((1, 64, 16, 16), (64, 64, 3, 3), 1, 1, 1, 1, False),
    "depthwise": ((8, 20, 16, 16), (20, 1, 3, 3), 1, 1, 20, 1, False),
    "narrow groups": ((8, 64, 16, 16), (64, 4, 3, 3), 1, 1, 16, 1, False),
    "padded channels": ((8, 30, 16, 16), (50, 30, 3, 3), 1, 1, 1, 1, False),
    "dilated": ((8, 64, 16, 16), (64, 64, 3, 3), 1, 2, 1, 2, False),
    "wider than the image": ((2, 512, 2, 2), (512, 512, 3, 3), 1, 1, 1, 1, False),
    "lines": ((8, 32, 100), (64, 32, 3), 1, 1, 1, 1, False),
    "volumes": ((4, 16, 8, 16, 16), (32, 16, 3, 3, 3), 1, 1, 1, 1, False),
    "transposed": ((8, 64, 8, 8), (64, 32, 4, 4), 2, 1, 1, 1, True),
}


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@measured
@pytest.mark.parametrize("name", SETTINGS)
def test_it_is_what_the_allocator_gave(name: str) -> None:
    image, weight, stride, padding, groups, dilation, transposed = SETTINGS[name]
    x, w, n = torch.randn(image), torch.randn(weight), len(image) - 2
    settings = ([stride] * n, [padding] * n, [dilation] * n, transposed, [0] * n, groups)
    out = torch.ops.aten.convolution(x, w, None, *settings)
    forward = _highest(lambda: torch.ops.aten.convolution(x, w, None, *settings))
    said = convolutions.hidden(convolutions.FORWARD, (x, w, None, *settings), out, 1)
    assert out.nbytes + said == pytest.approx(forward, rel=0.01)
    args = (torch.randn_like(out), x, w, None, *settings, [True, True, False])
    backward = _highest(lambda: torch.ops.aten.convolution_backward(*args))
    said = convolutions.hidden(convolutions.BACKWARD, args, None, 1)
    assert x.nbytes + w.nbytes + said == pytest.approx(backward, rel=0.01)


@measured
def test_more_threads_multiply_by_matrices_of_their_own() -> None:
    x, w = torch.randn(8, 64, 4, 4), torch.randn(64, 64, 3, 3)
    args = (x, x, w, None, [1, 1], [2, 2], [2, 2], False, [0, 0], 1, [False, True, False])
    one, four = (convolutions.hidden(convolutions.BACKWARD, args, None, n) for n in (1, 4))
    assert four == 4 * one > 0
    assert torch.get_num_threads() == 1


def test_other_operations_and_other_numbers_hide_nothing() -> None:
    assert convolutions.hidden("aten::mm", (), None, 1) == 0
    x, w = torch.zeros(2, 8, 9, 9), torch.zeros(8, 8, 1, 1)
    args = (x, w, None, [1, 1], [0, 0], [1, 1], False, [0, 0], 1)
    assert convolutions.hidden(convolutions.FORWARD, args, x, 1) == 0


@measured
def test_a_traced_network_has_it_on_processors_alone(here: Here) -> None:
    model = torch.nn.Sequential(torch.nn.Conv2d(64, 64, 3, padding=1), torch.nn.ReLU())
    found = here(model, (torch.ones(16, 64, 32, 32),), optimizer="sgd")
    assert isinstance(found, Trace)
    image = 16 * 64 * 32 * 32 * 4
    assert found.breakdown["temporaries"] >= image
    assert found.rounded_peak_bytes < found.peak_bytes
    assert sum(found.breakdown.values()) == found.peak_bytes


def _highest(run: Callable[[], Any]) -> int:
    """Bytes at the most, above what was there."""
    activities = [torch.profiler.ProfilerActivity.CPU]
    run()
    with torch.profiler.profile(activities=activities, profile_memory=True) as profiled:
        kept = run()
    events = [e for e in profiled.profiler.kineto_results.events() if e.name() == "[memory]"]
    level = most = 0
    for event in sorted(events, key=lambda each: each.start_ns()):
        level += event.nbytes()
        most = max(most, level)
    del kept
    return most
