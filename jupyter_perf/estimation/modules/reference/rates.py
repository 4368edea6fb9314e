"""What was measured of PyTorch's kernels here, as plain data."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

FORMAT = 1


@dataclass(frozen=True)
class Kernel:
    """One run of it: the time without load, and what it does in that."""

    seconds: float
    spread: float
    """How far the middle half of timings lies apart, as a share of `seconds`."""
    matrix: float
    vector: float
    moved: float
    new: float
    calls: float


@dataclass(frozen=True)
class Rates:
    """By family; `call`, `cache`, `ram`, `new` beside them."""

    kernels: Mapping[str, Kernel]
    threads: int
    torch: str
    created: str
    beyond: Mapping[str, Sequence[float]] = field(default_factory=dict)
    """Kind of step (`infer`, `train`) → of each reference network, its time over that of its
    operations alone."""

    def seconds_per_call(self, phase: str) -> float:
        """Beyond an operation's own work."""
        name = "call backward" if phase == "backward" else "call"
        found = self.kernels.get(name) or self.kernels["call"]
        return found.seconds / max(1.0, found.calls)

    def per_flop(self, family: str, kind: str) -> float | None:
        """Seconds for one operation, `kind` being `matrix` or `vector`; None if not measured."""
        found = self.kernels.get(family) or self.kernels.get(family.removesuffix(" backward"))
        amount = getattr(found, kind) if found else 0.0
        if found is None or not amount:
            return None
        phase = "backward" if family.endswith("backward") else "forward"
        own = found.seconds - found.calls * self.seconds_per_call(phase)
        return float(max(own, found.seconds / 4) / amount)

    def per_byte(self, level: str) -> float:
        """Seconds for a byte read or written in `cache` or `ram`."""
        found = self.kernels[level]
        return max(found.seconds - self.seconds_per_call("forward"), 1e-9) / found.moved

    def per_new_byte(self) -> float:
        """What fresh memory takes beyond being written: the system hands it out page by page."""
        found = self.kernels["new"]
        return max(0.0, found.seconds - found.moved * self.per_byte("ram")) / found.new

    def factor(self, kind: str) -> float:
        """By which a step takes longer than its operations alone; 1 where that isn't known."""
        found = self.beyond.get(kind) or (1.0,)
        return math.exp(math.fsum(map(math.log, found)) / len(found))

    def to_json(self) -> str:
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1)

    @classmethod
    def from_json(cls, text: str) -> Rates:
        """Raises ValueError where `text` isn't what `to_json` writes."""
        try:
            data = json.loads(text)
            if data.pop("format", None) != FORMAT:
                raise ValueError("of another version")
            kernels = {str(name): Kernel(**each) for name, each in data.pop("kernels").items()}
            found = cls(kernels, **data)
            for name in ("call", "cache", "ram", "new"):
                if not 0 < found.kernels[name].seconds < math.inf:
                    raise ValueError(f"{name} takes no time")
        except (TypeError, KeyError, AttributeError) as error:
            raise ValueError(f"not what was measured: {error}") from error
        return found
