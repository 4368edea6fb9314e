"""A hobbyist's generator of dungeons from a seed, as in an old game's machine code.

expect: nothing
about: each step of the generator hangs on the one before; small integer arithmetic in local names
"""

# %% program
import sys


def walk(seed, steps, size):
    state = seed & 0xFFFFFFFF
    x = y = size // 2
    rooms = {(x, y): 1}
    edge = size - 1
    for _ in range(steps):
        state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
        way = state >> 30
        if way == 0:
            if x < edge:
                x += 1
        elif way == 1:
            if x > 0:
                x -= 1
        elif way == 2:
            if y < edge:
                y += 1
        elif y > 0:
            y -= 1
        state ^= (x * 31 + y) & 0xFF
        spot = (x, y)
        rooms[spot] = rooms.get(spot, 0) + 1
    return state, x, y, len(rooms), max(rooms.values())


def main():
    for line in sys.stdin:
        if line.strip():
            seed, steps, size = map(int, line.split())
            print(*walk(seed, steps, size))


main()

# %% inputs
SEED = 7

INPUTS = [
    f"{SEED} 10 5\n",
    "1 0 1\n",
    f"{SEED + 92} 500 12\n-4 300 9\n",
    f"{SEED + 2016} 700000 64\n{SEED + 70} 350000 200\n5 90000 9\n",
]
