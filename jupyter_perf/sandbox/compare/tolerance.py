"""When two numbers count as equal.

Bit for bit first; else a difference of at most `rtol` of the original, or of 1e-12 of the largest
finite original in the same array: |a − b| ≤ max(rtol·|a|, 1e-12·max|A|). NaN equals NaN, infinity
only itself. With a tolerance of 0 the sign of zero counts too.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

RTOL = 1e-9
"""Without a tolerance of the user's."""
ATOL_OF_LARGEST = 1e-12
_CHUNK = 1 << 17
"""Elements compared at once: temporaries stay within a processor's cache."""


@dataclass
class Tolerance:
    """The rule, and the largest error that it had to accept."""

    rtol: float = RTOL
    max_relative_error: float = 0.0
    zero_signs: bool = field(default=False)
    """Zeros of different signs were accepted."""

    def scalars(self, a: complex, b: complex, largest: float) -> bool:
        """Whether two numbers agree, in company whose largest finite member is `largest`."""
        if isinstance(a, complex) or isinstance(b, complex):
            return self._complex(complex(a), complex(b), largest)
        if math.isnan(a) or math.isnan(b):
            return math.isnan(a) and math.isnan(b)
        if a == b:
            return self._zeros(math.copysign(1, a) == math.copysign(1, b))
        if not self.rtol or math.isinf(a) or math.isinf(b):
            return False
        return self._accept(abs(a - b), abs(a), largest)

    def _complex(self, a: complex, b: complex, largest: float) -> bool:
        if repr(a) == repr(b):
            return True
        if a == b:
            return self._zeros(False)
        parts = ((a.real, b.real), (a.imag, b.imag))
        if any(math.isnan(x) or math.isnan(y) or math.isinf(x) or math.isinf(y) for x, y in parts):
            return all(x == y or (math.isnan(x) and math.isnan(y)) for x, y in parts)
        return bool(self.rtol) and self._accept(abs(a - b), abs(a), largest)

    def _zeros(self, same_sign: bool) -> bool:
        if same_sign:
            return True
        self.zero_signs = self.zero_signs or bool(self.rtol)
        return bool(self.rtol)

    def _accept(self, error: float, size: float, largest: float) -> bool:
        against = max(size, largest * ATOL_OF_LARGEST / self.rtol)
        relative = error / against if against else math.inf
        if not relative <= self.rtol:
            return False
        self.max_relative_error = max(self.max_relative_error, relative)
        return True

    def first_unequal(self, a: np.ndarray[Any, Any], b: np.ndarray[Any, Any]) -> int | None:
        """The first place where two flat arrays of one dtype disagree, or None."""
        import numpy as np

        largest: float | None = None
        for start in range(0, len(a), _CHUNK):
            x, y = a[start : start + _CHUNK], b[start : start + _CHUNK]
            raw = f"V{x.dtype.itemsize}"
            if x.tobytes() == y.tobytes():
                continue
            if x.dtype.kind not in "fc":
                return start + int(np.flatnonzero(x.view(raw) != y.view(raw))[0])
            if largest is None:
                largest = _largest(a)
            with np.errstate(all="ignore"):
                wrong = self._unequal(x, y, largest)
            if wrong is not None:
                return start + wrong
        return None

    def _unequal(self, x: Any, y: Any, largest: float) -> int | None:
        """The first disagreement within a chunk."""
        import numpy as np

        equal = (x == y) & self._signs(x, y)
        places = np.flatnonzero(~(equal | _both_nan(x, y)))
        if not len(places):
            return None
        if not self.rtol:
            return int(places[0])
        wide = np.result_type(x.dtype.newbyteorder("="), np.float64)
        p, q = x[places].astype(wide), y[places].astype(wide)
        against = np.maximum(np.abs(p), largest * ATOL_OF_LARGEST / self.rtol)
        relative = np.abs(p - q) / np.where(against == 0, 1, against)
        fits = (relative <= self.rtol) & (against > 0) & np.isfinite(p) & np.isfinite(q)
        if not fits.all():
            return int(places[np.flatnonzero(~fits)[0]])
        self.max_relative_error = max(self.max_relative_error, float(relative.max()))
        return None

    def _signs(self, x: Any, y: Any) -> Any:
        """Where the signs of zeros agree, or don't matter (which is noted)."""
        import numpy as np

        if x.dtype.kind == "c":
            parts = (
                (np.signbit(x.real) == np.signbit(y.real)),
                (np.signbit(x.imag) == np.signbit(y.imag)),
            )
            signs = parts[0] & parts[1]
        else:
            signs = np.signbit(x) == np.signbit(y)
        if self.rtol:
            self.zero_signs = self.zero_signs or bool(((x == y) & ~signs).any())
            return True
        return signs


def _both_nan(x: Any, y: Any) -> Any:
    import numpy as np

    if x.dtype.kind != "c":
        return np.isnan(x) & np.isnan(y)
    real = (x.real == y.real) | (np.isnan(x.real) & np.isnan(y.real))
    return real & ((x.imag == y.imag) | (np.isnan(x.imag) & np.isnan(y.imag)))


def _largest(a: Any) -> float:
    """The largest finite absolute value."""
    import numpy as np

    found = 0.0
    for start in range(0, len(a), _CHUNK):
        sizes = np.abs(a[start : start + _CHUNK])
        sizes = sizes[np.isfinite(sizes)]
        if len(sizes):
            found = max(found, float(sizes.max()))
    return found
