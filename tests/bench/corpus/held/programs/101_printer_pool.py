"""A first-year student simulates the printers' pool of a computer lab, jobs take turns by pages.

expect: faster
about: the waiting list is a list with pop(0) that holds tens of thousands of jobs; collections.deque
"""

# %% program
n, quantum = input().split()
n = int(n)
quantum = int(quantum)

queue = []
for i in range(n):
    name, pages = input().split()
    queue.append([name, int(pages)])

time = 0
finished = []
waited = 0
while len(queue) > 0:
    job = queue.pop(0)
    if job[1] > quantum:
        job[1] = job[1] - quantum
        time = time + quantum
        queue.append(job)
    else:
        time = time + job[1]
        waited = waited + time
        finished.append(job[0] + " " + str(time))

for line in finished:
    print(line)
if n > 0:
    print("average", round(waited / n, 3))
else:
    print("no jobs")

# %% inputs
import random

r = random.Random(15)


def lab(n, quantum, most):
    lines = [f"{n} {quantum}"]
    for k in range(n):
        lines.append(f"job{k}_{r.choice(['ada', 'jörg', 'li', 'zoë'])} {r.randint(1, most)}")
    return "\n".join(lines) + "\n"


INPUTS = [lab(3, 4, 10), lab(0, 5, 1), lab(1, 2, 7), lab(500, 3, 30), lab(40000, 10, 60)]
