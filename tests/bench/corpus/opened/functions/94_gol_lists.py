"""Ex-Java programmer's game of life with a Grid class on nested lists.

expect: faster
about: neighbour counting through method calls and try/except for the border; negative indices must stay excluded
"""
# %% function
class Grid:
    def __init__(self, cells):
        self.cells = cells
        self.height = len(cells)
        self.width = len(cells[0])

    def get(self, row, col):
        if row < 0 or col < 0:
            return 0
        try:
            return self.cells[row][col]
        except IndexError:
            return 0

    def countNeighbours(self, row, col):
        count = 0
        for dr in range(-1, 2):
            for dc in range(-1, 2):
                if not (dr == 0 and dc == 0):
                    count += self.get(row + dr, col + dc)
        return count

    def nextGeneration(self):
        newCells = [[0 for c in range(self.width)] for r in range(self.height)]
        for r in range(self.height):
            for c in range(self.width):
                n = self.countNeighbours(r, c)
                if self.get(r, c) == 1 and (n == 2 or n == 3):
                    newCells[r][c] = 1
                elif self.get(r, c) == 0 and n == 3:
                    newCells[r][c] = 1
        return Grid(newCells)


def simulate(cells, generations):
    grid = Grid(cells)
    for _ in range(generations):
        grid = grid.nextGeneration()
    return grid.cells

# %% calls
import random
_r = random.Random(94)


def _c(h, w):
    return [[1 if _r.random() < .3 else 0 for _ in range(w)] for _ in range(h)]


ENTRY = "simulate"
CALLS = [(_c(5, 5), 3), (_c(20, 20), 8), (_c(30, 40), 6), (_c(1, 1), 2)]
