"""A head nurse lets the computer fill a roster: one nurse per shift, rest times and wishes respected, by backtracking.

expect: nothing
about: backtracking in a fixed order with bit masks; the first roster found must be the same
"""

# %% function
def fill_roster(nurses, days, blocked, max_shifts):
    """shifts 0, 1, 2 (early, late, night) per day; the first roster in order of names, or None"""
    names = sorted(nurses)
    shifts = 3 * days
    free = [0] * shifts
    for k, name in enumerate(names):
        for s in range(shifts):
            if (s // 3, s % 3) not in blocked.get(name, ()):
                free[s] |= 1 << k
    left = [max_shifts] * len(names)
    chosen = [0] * shifts
    steps = 0

    def place(s):
        nonlocal steps
        if s == shifts:
            return True
        options = free[s]
        for back in range(max(0, s - 2), s):
            options &= ~(1 << chosen[back])
        while options:
            bit = options & -options
            options ^= bit
            k = bit.bit_length() - 1
            if left[k]:
                steps += 1
                if steps > 150_000:
                    return False
                left[k] -= 1
                chosen[s] = k
                if place(s + 1):
                    return True
                left[k] += 1
        return False

    if not place(0):
        return None, steps
    return [[names[chosen[3 * d + t]] for t in range(3)] for d in range(days)], steps

# %% calls
import random

r = random.Random(348)
team = ["Aylin", "Björn", "Çiğdem", "Doris", "Émile", "Färber", "Greta", "Hans", "Ida"]


def wishes(names, days, share):
    return {n: {(d, t) for d in range(days) for t in range(3) if r.random() < share} for n in names}


ENTRY = "fill_roster"
CALLS = [([], 0, {}, 3), (team[:3], 1, {}, 1), (team[:5], 4, wishes(team[:5], 4, 0.2), 3), (team[:7], 14, wishes(team[:7], 14, 0.3), 6),
         (team, 21, wishes(team, 21, 0.45), 7), (team[:8], 16, wishes(team[:8], 16, 0.5), 6)]
