"""CI helper: finds the first commit whose weighted checks fail.

expect: nothing
about: looks like a scan that could be bisected or vectorised, but pass and fail alternate and the scan usually ends early
"""
# %% function
def score(commit):
    total = 0
    for weight, passed in commit["checks"]:
        if not passed:
            total += weight
    return total


def first_failing(commits, threshold):
    for n, commit in enumerate(commits):
        if commit.get("skip"):
            continue
        s = score(commit)
        if s >= threshold:
            return n, commit["sha"], s
    return None

# %% calls
import random
_r = random.Random(87)


def _c(n, p):
    return [{"sha": "%07x" % _r.getrandbits(28), "skip": _r.random() < .1, "checks": [(_r.randrange(1, 9), _r.random() > p) for _ in range(10)]} for _ in range(n)]


ENTRY = "first_failing"
CALLS = [(_c(500, .1), 20), (_c(4000, .1), 45), (_c(4000, .01), 60), ([], 1)]
