"""Systems exercise: jobs wait in a queue; each turn prints at most q pages of the front job, which then goes to the back. Output finishing order checksum and the last five owners.

expect: faster
about: pop(0) on a long list for every turn; a deque is made for it
"""
# %% program
def simulate(jobs, quantum):
    clock = 0
    finished = []
    while len(jobs) > 0:
        name, pages = jobs.pop(0)
        step = min(pages, quantum)
        clock += step
        pages -= step
        if pages > 0:
            jobs.append((name, pages))
        else:
            finished.append((name, clock))
    return finished


n, quantum = map(int, input().split())
jobs = []
for _ in range(n):
    name, pages = input().split()
    jobs.append((name, int(pages)))
done = simulate(jobs, quantum)
check = 0
for pos, (name, t) in enumerate(done):
    check = (check * 31 + t * (pos + 1)) % 1000000007
print(check)
for name, t in done[-5:]:
    print(name, t)
# %% inputs
import random

g = random.Random(303)


def build(n, quantum, top):
    out = [f"{n} {quantum}"]
    for k in range(n):
        out.append(f"user{k} {g.randint(1, top)}")
    return "\n".join(out)


INPUTS = [build(6, 3, 9), build(3000, 4, 20), build(32000, 6, 14)]
