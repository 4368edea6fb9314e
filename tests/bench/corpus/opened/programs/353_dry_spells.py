"""A farmer's rain diary: the longest period with at most k wet days, and the driest stretch of a given length.

expect: faster
about: every start is extended again and sums are taken anew for each window; two pointers and a running sum
"""

# %% program
import sys


def main():
    first = sys.stdin.readline().split()
    k = int(first[0])
    days = int(first[1])
    rain = []
    for line in sys.stdin:
        for v in line.split():
            rain.append(int(v) if v != "-" else 0)   # tenths of mm, - means not read

    best_len = 0
    best_start = 0
    for start in range(len(rain)):
        wet = 0
        end = start
        while end < len(rain):
            if rain[end] >= 10:
                wet += 1
                if wet > k:
                    break
            end += 1
        if end - start > best_len:
            best_len = end - start
            best_start = start
    print(best_len, best_start + 1)

    if days > len(rain):
        print("diary too short")
        return
    driest = None
    for start in range(len(rain) - days + 1):
        s = sum(rain[start:start + days])
        if driest is None or s < driest[0]:
            driest = (s, start + 1)
    print(driest[0] / 10, "mm from day", driest[1])


main()

# %% inputs
import random

r = random.Random(353)


def diary(k, days, n):
    vals = ["-" if r.random() < 0.01 else str(max(0, int(r.gauss(-15, 30)))) for _ in range(n)]
    return f"{k} {days}\n" + "\n".join(" ".join(vals[i:i + 30]) for i in range(0, n, 30)) + "\n"


INPUTS = ["1 3\n0 0 12 - 0 40 0\n", "2 30\n5 5\n", diary(3, 14, 400), diary(90, 200, 24000)]
