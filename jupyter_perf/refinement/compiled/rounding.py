"""Rounding to decimals as Python does it: by the exact value, halves to even."""

from __future__ import annotations

MOST_PLACES = 15
"""10**15 is a float without rounding, as are all smaller powers."""
ROUNDED = '''@{numba}.njit
def {name}(value, places):
    """`round(value, places)` by the exact value; raises for what is large, infinite or a NaN."""
    scale = 1.0
    for _ in range(places):
        scale *= 10.0
    size = abs(value)
    product = size * scale
    if not product < 2.0**52:
        raise OverflowError
    upper = size * 134217729.0
    upper -= upper - size
    most = scale * 134217729.0
    most -= most - scale
    error = upper * most - product + upper * (scale - most)
    error = error + (size - upper) * most + (size - upper) * (scale - most)
    down = {np}.floor(product)
    beyond = product - down - 0.5
    if beyond == 0.0:
        beyond = error
    if beyond > 0.0 or (beyond == 0.0 and down % 2.0 == 1.0):
        down += 1.0
    return {np}.copysign(down / scale, value)
'''
