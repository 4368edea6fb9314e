"""Student: in how many ways can a stair of n steps be climbed by 1, 2 or 3 when some steps are broken? Several stairs per input.

expect: faster
about: plain recursion recomputes the same steps exponentially often; remember results per step
"""
# %% program
def ways(step):
    # standing on step number `step`
    if step == n:
        return 1
    if step > n:
        return 0
    if step in broken:
        return 0
    return ways(step + 1) + ways(step + 2) + ways(step + 3)


t = int(input())
for case in range(1, t + 1):
    n, m = [int(v) for v in input().split()]
    line = input().split()
    broken = []
    for v in line:
        broken.append(int(v))
    print("Case #%d: %d" % (case, ways(0)))
# %% inputs
import random

rng = random.Random(707)


def make(cases):
    out = [str(len(cases))]
    for n, m in cases:
        out.append(f"{n} {m}")
        out.append(" ".join(str(x) for x in sorted(rng.sample(range(1, n), m))))
    return "\n".join(out) + "\n"


INPUTS = [make([(4, 1)]), make([(9, 2), (12, 3)]), make([(22, 3), (23, 2), (27, 4), (17, 0), (24, 3)])]
