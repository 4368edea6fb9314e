"""An operations student simulates a ticket counter with a few clerks and impatient customers.

expect: nothing
about: event simulation with a heap; each event hangs on the random numbers and events before
"""

# %% function
import heapq
import random
from collections import deque


def simulate(seed, clerks, minutes, per_minute=2.0, service=1.4, patience=6.0):
    rnd = random.Random(seed)
    events = [(rnd.expovariate(per_minute), 0, "arrive", -1)]
    waiting = deque()
    left = set()
    free, served, gave_up, wait_sum, number = clerks, 0, 0, 0.0, 0
    while events:
        now, order, kind, who = heapq.heappop(events)
        if now > minutes:
            break
        if kind == "arrive":
            number += 1
            heapq.heappush(events, (now + rnd.expovariate(per_minute), number * 3, "arrive", -1))
            waiting.append((number, now))
            heapq.heappush(events, (now + rnd.expovariate(1 / patience), number * 3 + 1, "lose", number))
        elif kind == "lose":
            left.add(who)
            continue
        else:
            free += 1
        while free and waiting:
            who, since = waiting.popleft()
            if who in left:
                gave_up += 1
                continue
            free -= 1
            served += 1
            wait_sum += now - since
            heapq.heappush(events, (now + rnd.expovariate(1 / service), who * 3 + 2, "done", who))
    mean_wait = round(wait_sum / served, 4) if served else None
    return served, gave_up, len(waiting), mean_wait

# %% calls
ENTRY = "simulate"
CALLS = [(1, 1, 0), (2, 2, 30), (3, 3, 10_000), (4, 2, 12_000, 2.2), (5, 5, 9_000, 4.0, 1.3, 3.0)]
