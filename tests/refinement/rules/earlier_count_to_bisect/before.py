STDIN = ["6\n5 3 9 1 9 2\n", "1\n-7\n", "3\n2 2 2\n", "3\n1 2\n", "2\n1 2 0\n", "0\n\n", "2\n4 4\n"]
CALLS = [([5, 3, 9, 1, 5],), ([],), ([2],), ([7, -7, 7, 0],)]
# %% inversions [program]
n = int(input())
p = list(map(int, input().split()))
inversions = 0
for i in range(n):
    for j in range(i + 1, n):
        if p[i] > p[j]:
            inversions += 1
print(inversions)
# %% those before, for each [function ranks]
def ranks(scores):
    found = []
    for i, score in enumerate(scores):
        if i % 3 == 1:
            continue
        better = 0
        same = 0
        for j in range(i):
            if scores[j] >= score:
                better = better + 1
        for j in range(0, i):
            if score > scores[j]:
                same += 1
        found.append((better, same))
    return found
# %% those behind, up to its double [program]
n = int(input())
p = [int(x) for x in input().split()]
total = 0
for i in range(len(p) - 1):
    half = p[i] // 2
    for j in range(i + 1, len(p)):
        if p[j] <= half:
            total += 1
    print(total)
