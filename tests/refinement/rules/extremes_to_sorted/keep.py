STDIN = ["6\n5 3 9 1 9 2\n", "1\n-7\n"]
CALLS = [([5, 3, 9, 1, 5],), ([2],)]
# %% the order is printed afterwards [program]
n = int(input())
piles = list(map(int, input().split()))
for _ in range(n // 2):
    x = min(piles)
    piles.remove(x)
    piles.append(x + 5)
print(piles)
# %% the order is seen in the loop [program]
n = int(input())
piles = list(map(int, input().split()))
while len(piles) > 1:
    x = min(piles)
    piles.remove(x)
    print(piles[0])
# %% what is removed isn't the least [program]
n = int(input())
piles = list(map(int, input().split()))
while len(piles) > 1:
    x = min(piles)
    y = max(piles)
    piles.remove(x)
    x = y
    piles.remove(x)
# %% the caller's list [function take]
def take(numbers):
    total = 0
    while len(numbers) > 1:
        x = min(numbers)
        numbers.remove(x)
        total += x
    return total
# %% another name of it [program]
n = int(input())
piles = list(map(int, input().split()))
same = piles
for _ in range(n // 2):
    x = min(piles)
    piles.remove(x)
    piles.append(x + 5)
print(same)
# %% floats [program]
n = int(input())
piles = list(map(float, input().split()))
while len(piles) > 1:
    x = min(piles)
    piles.remove(x)
# %% something comes between [program]
n = int(input())
piles = list(map(int, input().split()))
for k in range(n // 2):
    x = min(piles)
    piles.append(x - k)
    piles.remove(x)
print(sum(piles))
