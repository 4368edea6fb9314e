"""Biology student: bees explore flowers recursively, energy depends on a random draw at each visit (seed in the input); print the number of visits and the energy.

expect: nothing
about: the recursion calls itself with equal arguments, but each call draws from the generator, so results must not be remembered and the order of draws is fixed
"""
# %% program
import random


def main():
    seed, depth, colonies = map(int, input().split())
    gauss = random.Random(seed).gauss
    visits = 0

    def forage(level):
        nonlocal visits
        visits += 1
        gain = gauss(level, 1.5)
        if level == 0 or gain < 0:
            return gain
        return gain + forage(level - 1) + forage(level - 1)

    for c in range(colonies):
        e = forage(depth)
        print(c, visits, round(e, 6))


main()
# %% inputs
INPUTS = ["1 3 2\n", "77 9 4\n", "2024 15 9\n"]
