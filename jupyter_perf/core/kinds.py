"""What kind of thing a value is, without importing the library that it would come from.

A value can only be a DataFrame if pandas is loaded already, so `sys.modules` knows enough.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, TypeGuard

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


def is_frame(value: object) -> TypeGuard[pd.DataFrame]:
    return _is(value, "pandas", "DataFrame")


def is_series(value: object) -> TypeGuard[pd.Series[Any]]:
    return _is(value, "pandas", "Series")


def is_array(value: object) -> TypeGuard[np.ndarray]:
    """True for numpy arrays with at least one axis."""
    return _is(value, "numpy", "ndarray") and bool(getattr(value, "ndim", 0))


def _is(value: object, module: str, name: str) -> bool:
    known = getattr(sys.modules.get(module), name, None)
    return isinstance(known, type) and isinstance(value, known)
