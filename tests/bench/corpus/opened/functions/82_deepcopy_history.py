"""Simulation class keeps a copy of a flat state list for each step.

expect: faster
about: copy.deepcopy of a flat list of ints in every step; a slice copy is the same for ints
"""
# %% function
import copy


def run_automaton(rule, width, steps):
    """Elementary cellular automaton, returns the whole history."""
    table = {}
    for n in range(8):
        table[format(n, "03b")] = (rule >> n) & 1
    state = [0] * width
    state[width // 2] = 1
    history = [copy.deepcopy(state)]
    for _ in range(steps):
        new = copy.deepcopy(state)
        for i in range(width):
            key = str(state[i - 1]) + str(state[i]) + str(state[(i + 1) % width])
            new[i] = table[key]
        state = copy.deepcopy(new)
        history.append(copy.deepcopy(state))
    return history

# %% calls
ENTRY = "run_automaton"
CALLS = [(30, 11, 5), (110, 101, 60), (90, 64, 100), (184, 1, 3)]
