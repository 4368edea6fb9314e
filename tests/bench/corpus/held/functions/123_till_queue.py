"""An operations research student simulates a bakery with one till and impatient customers.

expect: nothing
about: the random draws hang on the state, so their order fixes the result; only small steps
"""

# %% function
import random
from math import log


def bakery(minutes, per_minute, service, patience, seed):
    rnd = random.Random(seed).random
    now = 0.0
    free_at = 0.0
    served = lost = 0
    waited = longest = 0.0
    while True:
        now -= log(1.0 - rnd()) / per_minute
        if now > minutes:
            break
        wait = free_at - now
        if wait <= 0:
            wait = 0.0
        elif wait > patience and rnd() < wait / (wait + patience):
            lost += 1
            continue
        waited += wait
        if wait > longest:
            longest = wait
        free_at = now + wait - log(1.0 - rnd()) * service
        if rnd() < 0.1:
            free_at += 0.5
        served += 1
    return served, lost, waited / served if served else 0.0, longest


# %% calls
SEED = 7

ENTRY = "bakery"
CALLS = [
    (250000, 1.4, 0.8, 4.0, SEED),
    (110000, 0.9, 0.7, 2.0, SEED + 1),
    (0, 1.0, 1.0, 1.0, SEED + 2),
    (1, 2.0, 1.0, 0.5, SEED + 3),
    (600, 2.5, 1.0, 3.0, SEED + 4),
]
