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
    edges_by_key = {}
    for u_each, v_each in edges:
        for key in {u_each, v_each}:
            edges_by_key.setdefault(key, []).append((u_each, v_each))
    while todo:
        node = todo.pop()
        for other in neighbours(edges_by_key.get(node, ()), node):
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


games_by_key = {}
for match_each in games:
    for key in {match_each["home"], match_each["away"]}:
        games_by_key.setdefault(key, []).append(match_each)
first = {team: played(games_by_key.get(team, ()), team) for team in teams}
# %% in the loop itself [program]
n, m = map(int, input().split())
edges = []
for _ in range(m):
    a, b = map(int, input().split())
    edges.append((a, b))
edges_by_key = {}
for a_each, b_each in edges:
    for key in {a_each, b_each}:
        edges_by_key.setdefault(key, []).append((a_each, b_each))
for node in range(1, n + 1):
    degree = 0
    for a, b in edges_by_key.get(node, ()):
        if a == node and b != node:
            degree += 1
        elif node == b:
            degree += 2
    print(node, degree)
