import sys


def records(limit):
    """For each start below `limit` the longest walk so far, and where it begins."""
    steps = [0, 0]
    starts, lengths = [1, 1], [0, 0]
    best, best_start = 0, 1
    for start in range(2, limit):
        if start & 1 == 0:
            taken = steps[start >> 1] + 1
        elif start & 3 == 1:
            taken = steps[(3 * start + 1) >> 2] + 3
        else:
            n = (3 * start + 1) >> 1
            taken = 2
            while n >= start:
                if n & 1:
                    n = (3 * n + 1) >> 1
                    taken += 2
                else:
                    n >>= 1
                    taken += 1
            taken += steps[n]
        steps.append(taken)
        if taken > best:
            best, best_start = taken, start
        starts.append(best_start)
        lengths.append(best)
    return starts, lengths


def main():
    t = int(input())
    limits = list(map(int, sys.stdin.read().split()[:max(t, 0)]))
    starts, lengths = records(max(limits, default=0))
    for limit in limits:
        last = max(limit - 1, 1)
        print(starts[last], lengths[last])
    if len(limits) < t:
        raise EOFError("a limit is missing")


main()
