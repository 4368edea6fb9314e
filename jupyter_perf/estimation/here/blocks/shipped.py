"""The shipped model, as a head needs it; and the head that fits it on this machine."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...models import granite
from . import kept
from .head import Head, Numbers
from .processor import this_processor

_PROBE = bytes.fromhex("4801d8480fafc3f20f58c1488b00")
"""Any block that can be read: what the model makes of it tells weights apart."""


class Shipped:
    """See `adapting.Model`."""

    @property
    def name(self) -> str:
        return _name()

    def predict(self, blocks: list[bytes], target: str) -> Numbers:
        return np.asarray(granite.predict(blocks, target), np.float64)

    def represent(self, blocks: list[bytes]) -> NDArray[Any]:
        return np.asarray(granite.represent(blocks))


def local() -> Head | None:
    """See `head.load`."""
    found = kept.head_of(_key())
    return found if found is not None and found.model == _name() else None


@lru_cache(maxsize=1)
def _key() -> str:
    return this_processor().key


@lru_cache(maxsize=1)
def _name() -> str:
    features = np.round(np.asarray(granite.represent([_PROBE]), np.float64), 3) + 0.0
    return hashlib.sha256(features.tobytes()).hexdigest()[:16]
