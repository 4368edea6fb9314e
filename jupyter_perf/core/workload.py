"""What a model is to do: train, infer or serve, with which sizes and precision, on what."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from numbers import Real
from typing import Any

from ..errors import UsageError

KINDS = ("infer", "train", "serve")
_MOST = 10**15


@dataclass(frozen=True)
class Workload:
    """Say what of a module's or a configuration's cost is asked for; what is left out is usual.

    Raises UsageError for what makes no sense.
    """

    kind: str = "infer"
    """`infer`: one forward pass (a module), a prompt and its answer (a configuration). `train`: one
    step (a module), or a whole run through `tokens` (a configuration). `serve`: the machines that
    answer `requests` at a `rate` within the `slo` (a configuration, or none with a `profile`)."""
    batch: int | None = None
    """Sequences or examples at once; None is that of the inputs, or 1."""
    sequence: int | None = None
    """Tokens each in training; None is what the model was made for (at most 8,192 of a
    configuration, as training begins with), or that of the inputs."""
    prompt: int = 512
    output: int = 128
    """Tokens of a prompt and of its answer."""
    tokens: float | None = None
    """To train on, of a configuration."""
    precision: str = "fp32"
    """Of computation, one of `core.targets.PRECISIONS` (`fp16` is bf16 where there is such); a
    module in another one is taken as it is. Configurations use the bits below."""
    weight_bits: float = 16.0
    activation_bits: float = 16.0
    kv_bits: float = 16.0
    devices: int = 1
    """That share each layer (tensor parallel)."""
    optimizer: str = "adamw"
    loss: Callable[..., Any] | None = field(default=None, compare=False)
    """Of the module's output, for `train`; None is the model's own `.loss`, or the mean."""
    mfu: float | None = None
    """Share of the peak that training is stated to reach; None is a usual range."""
    requests: Any = field(default=None, compare=False)
    """To serve: a log or histogram of sizes, or the name of a usual mix; None is `chat`."""
    rate: float | None = None
    """Requests a second; None is that of the busiest hour, of the log or of the `day` in `own`."""
    slo: Any = field(default=None, compare=False)
    """Seconds that must be met: a mapping with `tpot` (for each further token), `ttft` (for the
    first one) or `latency` (for the whole answer), or a number, which is `tpot`."""
    own: tuple[tuple[str, Any], ...] | Mapping[str, Any] = ()
    """Further fields that one model of cost knows, by name."""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise UsageError(f"a workload's kind is one of {', '.join(KINDS)}, not {self.kind!r}")
        if isinstance(self.own, Mapping):
            object.__setattr__(self, "own", tuple(self.own.items()))
        elif not isinstance(self.own, tuple | list):
            raise UsageError(f"`own` maps names of fields to values, not {self.own!r:.60}")
        self._check_serving()
        for name in ("batch", "sequence", "prompt", "output", "devices"):
            value = getattr(self, name)
            if value is None and name in ("batch", "sequence"):
                continue
            if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= _MOST:
                raise UsageError(f"`{name}` must be a whole number of at least 1, not {value!r}")
        if self.tokens is not None and not 0 < self.tokens < math.inf:
            raise UsageError(f"`tokens` must be a number above 0, not {self.tokens!r}")
        if self.mfu is not None and not 0 < self.mfu <= 1:
            raise UsageError(f"`mfu` is a share above 0 and at most 1, not {self.mfu!r}")

    def _check_serving(self) -> None:
        if self.kind != "serve":
            for name in ("requests", "rate", "slo"):
                if getattr(self, name) is not None:
                    raise UsageError(f'`{name}` is for what is served: say kind="serve"')
        rate = self.rate
        is_number = isinstance(rate, Real) and not isinstance(rate, bool)
        if rate is not None and not (is_number and 0 <= rate < math.inf):
            raise UsageError(f"`rate` must be requests a second, at least 0, not {rate!r}")
