STDIN = ["6\n5 3 9 1 9 2\n", "1\n-7\n", "3\n2 2 2\n", "0\n\n", "2\n4 4\n"]
CALLS = [([5, 3, 9, 1, 5],), ([],), ([2],), ([7, -7, 7, 0],)]
# %% the two least are put together [program]
from bisect import insort
n = int(input())
piles = list(map(int, input().split()))
cost = 0
piles.sort()
while len(piles) > 1:
    x = (piles[0] if piles else min(piles))
    piles.pop(0)
    y = (piles[0] if piles else min(piles))
    piles.pop(0)
    cost += x + y
    insort(piles, x + y)
print(cost, piles)
# %% the greatest is halved, in a function that is given the list [program]
from bisect import insort

def halve(weights, steps):
    weights.sort()
    for step in range(steps):
        if not weights:
            break
        top = (weights[-1] if weights else max(weights))
        weights.pop()
        if top // 2 > 0:
            insort(weights, top // 2)
    return sum(weights)


n = int(input())
stones = list(map(int, input().split()))
print(halve(stones, n))
# %% both ends [function level]
from bisect import insort

def level(numbers):
    heights = [x * 2 for x in numbers]
    moves = 0
    heights.sort()
    while heights and (heights[-1] if heights else max(heights)) - (heights[0] if heights else min(heights)) > 1:
        top = (heights[-1] if heights else max(heights))
        heights.pop()
        low = (heights[0] if heights else min(heights))
        heights.pop(0)
        insort(heights, top - 1)
        insort(heights, low + 1)
        moves += 1
    return moves, sorted(heights)
