"""Robotics club: shortest way through a maze given as strings.

expect: faster
about: breadth-first search with list.pop(0), visited kept in a list
"""
# %% function
def solve_maze(maze, start, goal):
    queue = [(start, 0)]
    visited = [start]
    while len(queue) > 0:
        (r, c), steps = queue.pop(0)
        if (r, c) == goal:
            return steps
        for dr, dc in [(0, 1), (1, 0), (0, -1), (-1, 0)]:
            nr, nc = r + dr, c + dc
            if nr >= 0 and nr < len(maze) and nc >= 0 and nc < len(maze[0]):
                if maze[nr][nc] != "#" and (nr, nc) not in visited:
                    visited.append((nr, nc))
                    queue.append(((nr, nc), steps + 1))
    return -1

# %% calls
import random
_r = random.Random(46)


def _mz(h, w, p):
    g = ["".join("#" if _r.random() < p else "." for _ in range(w)) for _ in range(h)]
    return g


ENTRY = "solve_maze"
CALLS = [(_mz(10, 10, .1), (0, 0), (9, 9)), (_mz(25, 30, .2), (0, 0), (24, 29)), (_mz(30, 30, .05), (0, 0), (29, 29)), (_mz(20, 40, .5), (0, 0), (19, 39)), (["."], (0, 0), (0, 0))]
