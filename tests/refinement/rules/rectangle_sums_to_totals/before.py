CALLS = [
    ([[1, 2, 3], [4, 5, 6], [7, -8, 9]], [(0, 0, 2, 2), (1, 1, 3, 3), (2, 0, 1, 3), (0, 2, 3, 2)]),
    ([[5]], [(0, 0, 1, 1)]),
    ([], []),
    ([[1, 2], [3, 4, 5]], [(0, 0, 2, 2), (1, 0, 2, 2)]),
]
STDIN = ["3 2\n.*.\n**.\n..*\n1 1 3 2\n2 2 2 2\n", "1 1\n*\n1 1 1 1\n"]
# %% nested loops [function asked]
def asked(field, questions):
    found = []
    for top, left, bottom, right in questions:
        total = 0
        for i in range(top, bottom):
            for j in range(left, right):
                total += field[i][j]
        found.append(total)
    return found
# %% sums of rows [function rows]
def rows(field, questions):
    found = []
    for top, left, bottom, right in questions:
        total = 1
        for i in range(top, bottom):
            total += sum(field[i][left:right])
        total += sum(sum(row[left:right]) for row in field[top:bottom])
        found.append(total)
    return found
# %% squares of one size [function best]
def best(field, questions):
    most = None
    for k in range(1, 3):
        for y in range(len(field) - k + 1):
            for x in range(len(field[0]) - k + 1):
                s = sum(field[y + i][x + j] for i in range(k) for j in range(k))
                if most is None or s > most:
                    most = s
    return most
# %% counted in a function that a loop calls [program]
def trees(y1, x1, y2, x2):
    count = 0
    for y in range(y1, y2 + 1):
        for x in range(x1, x2 + 1):
            if forest[y][x] == "*":
                count += 1
    return count


n, q = map(int, input().split())
forest = [input() for _ in range(n)]
for _ in range(q):
    y1, x1, y2, x2 = [int(v) - 1 for v in input().split()]
    print(trees(y1, x1, y2, x2))
