CALLS = [([4, 1, 3, 5, 2, 9], 3), ([], 0), ([7], 1), ([2, 2], 2)]
STDIN = ["5 2\n3 1 4 1 5\n", "3 5\n1 2 3\n", "0 1\n\n", ""]
# %% the list changes on the way [function shifted]
def shifted(given, k):
    a = list(given)
    for i in range(k):
        for j in range(i, len(given)):
            a[0] = a[j] + 1
    return a
# %% the list by another name [function renamed]
def renamed(given, k):
    a = given
    total = 0
    for j in range(1, k):
        total += a[j]
        given[k - 1] = total
    return total
# %% the index is used, too [function weighted]
def weighted(given, k):
    a = list(given)
    total = 0
    for j in range(1, k):
        total += a[j] * j
    return total
# %% the index afterwards [function last]
def last(given, k):
    a = list(given)
    for j in range(1, k):
        if a[j] > 3:
            break
    return j if k > 1 else None
# %% something shows before the list is asked [program]
n = int(input().split()[0])
costs = list(map(int, input().split()))
for i in range(n + 1):
    print("asking")
    print(costs[i])
# %% a list that isn't asked in each round [program]
n = int(input().split()[0])
costs = list(map(int, input().split()))
total = 0
for i in range(n + 5):
    if total < 100 and costs[i] > 0:
        total += costs[i]
    else:
        total += 100
print(total)
# %% ends of another kind [function halves]
def halves(given, k):
    a = list(given)
    total = 0
    for j in range(1, k / 2):
        total += a[j]
    return total
# %% a step [function odd]
def odd(given, k):
    a = list(given)
    total = 0
    for j in range(1, len(given), 2):
        total += a[j]
    return total
