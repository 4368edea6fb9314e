"""NVIDIA's GPUs before Ampere by name, for rows that don't say their compute capability.

By NVIDIA's list of CUDA GPUs (https://developer.nvidia.com/cuda-gpus). Newer ones aren't here: only
what the older ones lack has to be known.
"""

from __future__ import annotations

import re
from typing import Protocol

_OLDER = (
    (7.5, r"t4|t4g|t400|t600|t1000|rtx ?20[5678]0|gtx ?16[356]0|titan rtx|quadro rtx ?\d000"),
    (7.0, r"v100s?|titan v|gv100"),
    (6.1, r"p4|p40|gtx ?10[35678]0|titan xp?"),
    (6.0, r"p100|gp100"),
    (5.2, r"m40|m60|gtx ?9[5678]0"),
    (3.7, r"k80"),
    (3.5, r"k20|k20x|k40"),
)
_NAMES = [
    (figure, re.compile(rf"\b({names})(?: ?(?:ti|super|m|sxm2))?\b")) for figure, names in _OLDER
]


class Named(Protocol):
    """A target, as far as it matters here."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def vendor(self) -> str: ...
    @property
    def kind(self) -> str: ...


def compute_capability(target: Named) -> float | None:
    """Of an older GPU of NVIDIA's; None of all others, and of another maker's."""
    said = f"{target.vendor} {target.title} {target.name}".lower().replace("-", " ")
    if target.kind != "gpu" or target.vendor.lower() not in ("", "nvidia"):
        return None
    return next((figure for figure, names in _NAMES if names.search(said)), None)
