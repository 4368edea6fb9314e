"""Chess problem: place n queens on a board with forbidden squares; print the number of solutions and of search nodes for each board.

expect: nothing
about: repeated states could look worth remembering, but the nodes visited are counted and printed; the search is already on bit masks
"""
# %% program
import sys


def solve(n, holes):
    full = (1 << n) - 1
    solutions = nodes = 0

    def place(row, cols, left, right):
        nonlocal solutions, nodes
        nodes += 1
        if row == n:
            solutions += 1
            return
        free = full & ~(cols | left | right | holes[row])
        while free:
            bit = free & -free
            free ^= bit
            place(row + 1, cols | bit, (left | bit) << 1, (right | bit) >> 1)

    place(0, 0, 0, 0)
    return solutions, nodes


def main():
    read = sys.stdin.readline
    for _ in range(int(read())):
        n = int(read())
        holes = [int(read().strip().replace('.', '0').replace('x', '1'), 2) for _ in range(n)]
        print(*solve(n, holes))


main()
# %% inputs
import random

rng = random.Random(4646)


def make(sizes):
    rows = [str(len(sizes))]
    for n in sizes:
        rows.append(str(n))
        for _ in range(n):
            rows.append("".join("x" if rng.random() < 0.06 else "." for _ in range(n)))
    return "\n".join(rows) + "\n"


INPUTS = [make([4]), make([6, 5]), make([10, 11, 11, 12, 12])]
