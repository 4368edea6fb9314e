CALLS = [([5, 3, 9, -1, 5, 5, 0, 2], [5, 0, 100]), ([], [1]), ([4], []), ([2, 2, 2], [2])]
STDIN = ["4\n3 1 3 2\n", "1\n5\n"]
# %% ranks with ties [function ranks]
def ranks(scores, limits):
    found = []
    for s in limits:
        below = 0
        same = 0
        for t in scores:
            if t < s:
                below += 1
            elif t == s:
                same += 1
        found.append(below + 0.5 * same)  # ties count half
    return found
# %% places, and all the rest [program]
n = int(input())
values = list(map(int, input().split()))
for i in range(n):
    less, others = 0, 0
    for j in range(len(values)):
        if values[i] > values[j]:
            less += 1
        else:
            others += 1
    print(less, others)
# %% two questions, of a part [function shares]
def shares(scores, limits):
    pairs = [(limit, limit % 3) for limit in limits]
    found = []
    for k in range(len(pairs)):
        least, other = 0, 0
        for score in scores:
            if score >= pairs[k][0]:
                least = least + 1
            if score != pairs[k][0]:
                other += 1
        found.append((least, other))
    return found
