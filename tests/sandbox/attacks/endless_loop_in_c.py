"""Never end, and never look at signals either."""

import itertools


def attack(target):
    sum(itertools.repeat(0))
