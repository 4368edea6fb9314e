"""Operating-systems exercise: round-robin scheduling of a handful of jobs.

expect: nothing
about: list.pop(0) looks like a queue mistake, but the list never holds more than a few jobs and is returned to the caller as a list
"""
# %% function
def round_robin(jobs, quantum):
    queue = list(jobs)
    clock = 0
    finished = []
    while queue:
        name, left = queue.pop(0)
        if left > quantum:
            clock += quantum
            queue.append((name, left - quantum))
        else:
            clock += left
            finished.append((name, clock))
    return finished, clock, queue

# %% calls
import random
_r = random.Random(51)
ENTRY = "round_robin"
CALLS = [([("a", 5), ("b", 3)], 2), ([("job%d" % i, _r.randrange(500, 9000)) for i in range(5)], 3), ([("ü", 40000), ("v", 11000), ("w", 7)], 2), ([], 4)]
