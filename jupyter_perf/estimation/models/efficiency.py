"""Which share of a target's peaks is reached: stated bands, to be replaced by measured ones.

The bands are 80% intervals over kinds of kernels, read off published figures: 1,397 of 2,039 GB/s
in decoding Llama 2 7B on an A100, and less with fewer bits (gpt-fast's README, "Benchmarks");
38–43% of the peak of 16,384 H100 in training Llama 3 405B ("The Llama 3 Herd of Models", 2024,
section 3.3.2); prefill of 2,048 tokens at about half of an H100's and two thirds of an A100's
peak (TensorRT-LLM 0.5, "Low latency"). `make bench-llm-models` says how well they do.
"""

from __future__ import annotations

from dataclasses import dataclass

from ...core.ranges import Range
from ...core.targets import Target


@dataclass(frozen=True)
class Efficiency:
    """Shares of the peak, above 0 and at most 1, and waits in seconds.

    Raises ValueError for shares that no device can reach.
    """

    compute: Range
    memory: Range
    link: Range
    launch_s: Range
    """From one kernel to the next, beyond its own work."""
    exchange_s: Range
    """For devices to meet: a synchronisation of all that share a model."""

    def __post_init__(self) -> None:
        for share in (self.compute, self.memory, self.link):
            if not 0 < share.low <= share.high <= 1:
                raise ValueError(f"a share of a peak is above 0 and at most 1: {share}")
        if self.launch_s.low < 0 or self.exchange_s.low < 0:
            raise ValueError("a wait isn't below 0")


GPU = Efficiency(
    compute=Range(0.55, 0.35, 0.75),
    memory=Range(0.70, 0.50, 0.88),
    link=Range(0.60, 0.35, 0.80),
    launch_s=Range(2.5e-6, 1.0e-6, 6e-6),
    exchange_s=Range(12e-6, 6e-6, 25e-6),
)
ACCELERATOR = Efficiency(
    compute=Range(0.50, 0.30, 0.70),
    memory=Range(0.65, 0.45, 0.85),
    link=Range(0.60, 0.35, 0.80),
    launch_s=Range(3e-6, 1.0e-6, 8e-6),
    exchange_s=Range(15e-6, 6e-6, 30e-6),
)
CPU = Efficiency(
    compute=Range(0.60, 0.30, 0.85),
    memory=Range(0.65, 0.40, 0.85),
    link=Range(0.60, 0.35, 0.80),
    launch_s=Range(5e-6, 1.0e-6, 2e-5),
    exchange_s=Range(50e-6, 1e-5, 2e-4),
)
_BY_KIND = {"gpu": GPU, "accelerator": ACCELERATOR, "cpu": CPU}


def usual(target: Target) -> Efficiency:
    """The band for targets of this kind, where nothing was measured."""
    return _BY_KIND[target.kind]
