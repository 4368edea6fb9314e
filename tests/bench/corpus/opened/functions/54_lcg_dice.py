"""Board-game simulator with its own portable random generator.

expect: nothing
about: a linear congruential generator is inherently sequential and the roll sequence is fixed by other implementations
"""
# %% function
def play(seed, target):
    state = seed & 0x7FFFFFFF
    pos = turns = 0
    while pos < target:
        turns += 1
        state = (1103515245 * state + 12345) & 0x7FFFFFFF
        roll = (state >> 16) % 6 + 1
        if roll == 6 and turns & 1:
            state = (1103515245 * state + 12345) & 0x7FFFFFFF
            pos -= (state >> 16) % 4 + 1
            if pos < 0:
                pos = 0
        else:
            pos += roll
    return turns, pos, state

# %% calls
ENTRY = "play"
CALLS = [(1, 100), (42, 9000), (2024, 60000), (7, 0)]
