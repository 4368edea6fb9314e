"""Queueing student simulates a counter whose draws depend on its state.

expect: nothing
about: each turn draws a different number and kind of random values depending on the state so far
"""
# %% setup
import random
# %% cell
gen = random.Random(37)
queue = 0
mood = 5
lost = 0
served = 0
for minute in range(150000):
    if queue > mood:
        if gen.random() < 0.4:
            lost += 1
            mood = gen.randint(3, 8)
        else:
            queue += 1
    else:
        queue += gen.choice((0, 1, 1, 2))
    if queue and gen.random() < 0.8:
        queue -= 1
        served += 1
        if served % 50 == 0:
            mood = gen.randint(3, 8)
print(served, lost, queue)
