"""Numerics course: compensated running totals.

expect: nothing
about: Kahan summation with the intermediate totals returned; any reordering or plain sum/fsum changes the digits
"""
# %% function
def kahan_totals(values):
    total = 0.0
    comp = 0.0
    trail = []
    for v in values:
        y = v - comp
        t = total + y
        comp = (t - total) - y
        total = t
        trail.append(total)
    return trail

# %% calls
import random
_r = random.Random(48)
ENTRY = "kahan_totals"
CALLS = [([0.1] * 1000,), ([_r.uniform(-1, 1) * 10 ** _r.randrange(-8, 8) for _ in range(20000)],), ([1e16, 1.0, -1e16] * 5000,), ([],)]
