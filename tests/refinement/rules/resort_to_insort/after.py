CALLS = [([5, 3, 9, 1, 5, 7, 0, 2],), ([],), ([1],), ([2, 1] * 20,), ([3, -4, 10**30],)]
STDIN = ["4\n7 3 5 3\n", "1\n5\n", "0\n\n", "x\n", ""]
# %% the two least are put together [program]
from bisect import insort
n = int(input())
planks = list(map(int, input().split()))
cost = 0
planks.sort()
while len(planks) > 1:
    a = planks[0]
    b = planks[1]
    planks = planks[2:]
    insort(planks, a + b)
    cost += a + b
print(cost)
# %% nearest first, in tuples [function hops]
from bisect import insort

def hops(numbers):
    best = {0: 0}
    todo = [(0, 0)]
    order = []
    todo.sort()
    while todo:
        cost, at = todo.pop(0)
        order.append(at)
        for step in range(3):
            place = at * 2 + step
            if place < len(numbers) and (place not in best or cost + step < best[place]):
                best[place] = cost + step
                insort(todo, (cost + step, place))
    return best, order
# %% by a key, in equal places the older first [function plan]
from bisect import insort

def plan(numbers):
    jobs = [(i % 4, i) for i in range(len(numbers))]
    done = []
    jobs.sort(key=lambda job: job[0])
    while jobs and len(done) < 50:
        level, name = jobs.pop(0)
        done.append(name)
        if level < 5:
            insort(jobs, (level + 2, name + 100), key=lambda job: job[0])
    return done
