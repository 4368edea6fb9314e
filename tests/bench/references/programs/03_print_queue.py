import sys


def simulate(names, pages, quantum):
    """Turn by turn through whole rounds of the queue: (name, clock) as they finish."""
    clock = 0
    finished = []
    waiting = range(len(pages))
    while waiting:
        later = []
        for job in waiting:
            left = pages[job]
            if left > quantum:
                clock += quantum
                pages[job] = left - quantum
                later.append(job)
            else:
                clock += left
                finished.append((names[job], clock))
        waiting = later
    return finished


def main():
    words = sys.stdin.read().split()
    n, quantum = int(words[0]), int(words[1])
    words = words[2:2 * max(n, 0) + 2]
    if len(words) < 2 * n:
        raise EOFError("a job is missing")
    done = simulate(words[::2], list(map(int, words[1::2])), quantum)
    check = 0
    for pos, (name, t) in enumerate(done, 1):
        check = (check * 31 + t * pos) % 1000000007
    print(check)
    for name, t in done[-5:]:
        print(name, t)


main()
