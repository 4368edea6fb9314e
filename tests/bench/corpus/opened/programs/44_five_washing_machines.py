"""Student residence: five machines in a row; the front one serves, after a heavy load it goes to the back, after a light one to the third place; print loads and when each last served.

expect: nothing
about: pop(0), remove and insert on a list of five machines and `in` on a tuple of three; a deque or a set gains nothing at this size
"""
# %% program
import sys


def main():
    read = sys.stdin.readline
    machines = read().split()
    broken = tuple(read().split())
    loads = dict.fromkeys(machines, 0)
    last = dict.fromkeys(machines, -1)
    t = 0
    for weight in map(int, read().split()):
        m = machines.pop(0)
        machines.append(m)
        while m in broken:
            m = machines.pop(0)
            machines.append(m)
        if weight < 4:
            machines.remove(m)
            machines.insert(2, m)
        t += 20 + weight
        loads[m] += weight
        last[m] = t
    for m in sorted(loads):
        print(m, loads[m], last[m])


main()
# %% inputs
import random

rng = random.Random(4444)


def make(n, broken):
    return "Miele Bosch AEG Zanussi Öko\n" + " ".join(broken) + "\n" + " ".join(str(rng.randint(1, 8)) for _ in range(n)) + "\n"


INPUTS = [make(4, []), make(500, ["AEG"]), make(600000, ["Bosch", "Whirl", "Öko"])]
