"""Digits: three that count, prefixes of units, what consoles can show."""

from __future__ import annotations

import math

_DECIMAL_PREFIXES = (
    (1e24, "Y"), (1e21, "Z"), (1e18, "E"), (1e15, "P"), (1e12, "T"), (1e9, "G"), (1e6, "M"),
    (1e3, "k"),
)  # fmt: skip
_TO_ASCII = str.maketrans({"×": "x", "–": "-", "µ": "u", "∞": "inf"})
UNKNOWN = "unknown"


def prefixed(value: float, unit: str, ascii: bool) -> str:
    """With the prefix that leaves one to three digits before the point: `1.5 MB` of 1.5e6 and B."""
    if not math.isfinite(value):
        return not_finite(value, ascii)
    if value < 0:
        return "-" + prefixed(-value, unit, ascii)
    for scale, prefix in _DECIMAL_PREFIXES:
        if rounded(value) >= scale:
            return f"{significant(value / scale)} {prefix}{unit}"
    return f"{significant(value) if value % 1 else round(value)} {unit}"


def decimals(value: float, digits: int = 3) -> int:
    """Digits after the point that leave `digits` significant ones."""
    if value == 0:
        return 0
    return max(0, digits - 1 - math.floor(math.log10(abs(rounded(value, digits)))))


def rounded(value: float, digits: int = 3) -> float:
    """To so many significant digits."""
    return float(f"{value:.{digits - 1}e}")


def significant(value: float, digits: int = 3) -> str:
    """The same as text, thousands set apart."""
    return f"{rounded(value, digits):,.{decimals(value, digits)}f}"


def not_finite(value: float, ascii: bool) -> str:
    """What a reader sees of NaN and of infinity."""
    if math.isnan(value):
        return UNKNOWN
    return in_ascii("∞" if value > 0 else "-∞", ascii)


def in_ascii(text: str, ascii: bool) -> str:
    """The text as it is, or for consoles that show ASCII only."""
    return text.translate(_TO_ASCII) if ascii else text
