roads = [(i * 7 % 11, i * i % 13) for i in range(40)]
games = [{"home": f"t{i % 7}", "away": f"t{i * i % 5}", "goals": i % 4} for i in range(40)]
teams = [f"t{i}" for i in range(9)]
CALLS = [([(i * 7 % 11, i * i % 13) for i in range(40)], 13), ([(0, 0)] * 20, 2), ([], 3)]
STDIN = ["4 5\n1 2\n2 3\n3 1\n4 4\n1 2\n", "3 0\n", "1 1\n1 1\n"]
# %% neighbours, by a function [function reached]
def neighbours(edges, node):
    out = []
    for u, v in edges:
        if u == node:
            out.append(v)
        elif v == node:
            out.append(u)
    return out


def reached(edges, n):
    far = {0: 0}
    todo = [0]
    while todo:
        node = todo.pop()
        for other in neighbours(edges, node):
            if other not in far:
                far[other] = far[node] + 1
                todo.append(other)
    return [far.get(i, -1) for i in range(n)]
# %% records
def played(matches, team):
    for match in matches:
        if match["home"] == team or match["away"] == team:
            return match["goals"]
    return None


first = {team: played(games, team) for team in teams}
# %% in the loop itself [program]
n, m = map(int, input().split())
edges = []
for _ in range(m):
    a, b = map(int, input().split())
    edges.append((a, b))
for node in range(1, n + 1):
    degree = 0
    for a, b in edges:
        if a == node and b != node:
            degree += 1
        elif node == b:
            degree += 2
    print(node, degree)
