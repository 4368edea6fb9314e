"""The states of the global random generators, as plain data."""

from __future__ import annotations

import random
import sys
from collections.abc import Mapping
from typing import Any


def rng_states() -> dict[str, Any]:
    """States of `random` and, where numpy is loaded, of its global generator (JSON-able)."""
    version, numbers, gauss = random.getstate()
    states: dict[str, Any] = {"random": [version, list(numbers), gauss]}
    if "numpy.random" in sys.modules:
        states["numpy"] = _plain(sys.modules["numpy.random"].get_state(legacy=False))
    return states


def set_rng_states(states: Mapping[str, Any]) -> None:
    """Put the generators into the states that `rng_states` returned."""
    version, numbers, gauss = states["random"]
    random.setstate((version, tuple(numbers), gauss))
    if "numpy" in states:
        import numpy as np

        np.random.set_state(_arrays(states["numpy"]))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    return value.tolist() if hasattr(value, "tolist") else value


def _arrays(state: Any) -> Any:
    """A generator's state with its key as an array again."""
    import numpy as np

    inner = dict(state["state"])
    if isinstance(inner.get("key"), list):
        inner["key"] = np.array(inner["key"], dtype=np.uint32)
    return {**state, "state": inner}
