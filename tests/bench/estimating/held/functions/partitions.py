"""Mathematician counts partitions of a number in a table.

family: functions
small: k = 30
"""
# %% setup
k = 15_000

def partitions(number):
    ways = [1] + [0] * number
    for part in range(1, number + 1):
        for total in range(part, number + 1):
            ways[total] = (ways[total] + ways[total - part]) % 1_000_000_007
    return ways[number]
# %% function
partitions
# %% inputs
(k,)
