STDIN = ["6\n5 3 9 1 9 2\n", "1\n-7\n", "3\n2 2 2\n", "0\n\n", "2\n4 4\n"]
CALLS = [([5, 3, 9, 1, 5],), ([],), ([2],), ([7, -7, 7, 0],)]
# %% the two least are put together [program]
n = int(input())
piles = list(map(int, input().split()))
cost = 0
while len(piles) > 1:
    x = min(piles)
    piles.remove(x)
    y = min(piles)
    piles.remove(y)
    cost += x + y
    piles.append(x + y)
print(cost, piles)
# %% the greatest is halved, in a function that is given the list [program]
def halve(weights, steps):
    for step in range(steps):
        if not weights:
            break
        top = max(weights)
        weights.remove(top)
        if top // 2 > 0:
            weights.append(top // 2)
    return sum(weights)


n = int(input())
stones = list(map(int, input().split()))
print(halve(stones, n))
# %% both ends [function level]
def level(numbers):
    heights = [x * 2 for x in numbers]
    moves = 0
    while heights and max(heights) - min(heights) > 1:
        top = max(heights)
        heights.remove(top)
        low = min(heights)
        heights.remove(low)
        heights.append(top - 1)
        heights.append(low + 1)
        moves += 1
    return moves, sorted(heights)
