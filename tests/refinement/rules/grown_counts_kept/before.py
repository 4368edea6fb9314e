CALLS = [([5, 3, 9, -1, 5, 7, 0, 5],), ([],), ([1],), ([2, 2, 2],), (list(range(9, 0, -1)),)]
STDIN = ["6\nadd 4\nadd 7\nless 5\nmore 4\nadd 4\nless 4\n", "1\nmore 3\n"]
# %% a loop, and how often [function ranks]
def ranks(scores):
    seen = []
    found = []
    for score in scores:
        rank = 1
        for other in seen:
            if other > score:
                rank += 1
        found.append((rank, seen.count(score), len(seen)))
        seen.append(score)
    return found
# %% expressions, from some at first [function below]
def below(scores):
    seen = [3, 1]
    total = 0
    for score in scores:
        total += sum(x <= score for x in seen)
        total -= len([x for x in seen if x >= score]) * 2
        total += 3 * sum(1 for x in seen if x == score)
        seen.append(score * 2)
    return total, seen
# %% by orders from a file [program]
nums = []
for _ in range(int(input())):
    op, v = input().split()
    v = int(v)
    if op == "add":
        nums.append(v)
    elif op == "less":
        print(sum(1 for u in nums if u < v))
    else:
        print(len([u for u in nums if v <= u]))
