"""A hobbyist simulates mould on a square bread, a variant of Conway's game.

expect: faster
about: neighbours by function calls with try and except on lists of text; rows of numbers, cells set
"""

# %% program
def cell(board, i, j):
    if i < 0 or j < 0:
        return "."
    try:
        return board[i][j]
    except IndexError:
        return "."


def neighbours(board, i, j):
    n = 0
    for di in [-1, 0, 1]:
        for dj in [-1, 0, 1]:
            if di == 0 and dj == 0:
                continue
            if cell(board, i + di, j + dj) == "o":
                n += 1
    return n


size, days = map(int, input().split())
board = []
for i in range(size):
    board.append(list(input().strip()))

for day in range(days):
    new = []
    for i in range(size):
        row = []
        for j in range(size):
            n = neighbours(board, i, j)
            if board[i][j] == "o" and n in (2, 3, 4):
                row.append("o")
            elif board[i][j] == "." and n == 3:
                row.append("o")
            else:
                row.append(".")
        new.append(row)
    if new == board:
        print("still after", day, "days")
        break
    board = new

alive = 0
for row in board:
    alive += row.count("o")
    print("".join(row))
print(alive)

# %% inputs
import random

r = random.Random(91)


def bread(size, days, share):
    rows = ["".join("o" if r.random() < share else "." for _ in range(size)) for _ in range(size)]
    return f"{size} {days}\n" + "".join(row + "\n" for row in rows)


INPUTS = [bread(4, 3, 0.4), bread(1, 2, 1.0), bread(12, 8, 0.3), bread(60, 90, 0.18)]
