CALLS = [({1: [2, 3], 2: [1], 3: [], 4: [4]},), ({},), ({5: [5]},)]
STDIN = ["4 2\n1 2\n3 4\n", "1 0\n", "3 3\n1 2\n2 3\n3 1\n"]
# %% in a function inside [function parts]
def parts(roads):
    visited = set()

    def visit(place):
        visited.add(place)
        for other in roads[place]:
            if other not in visited:
                visit(other)

    count = 0
    for place in roads:
        if place not in visited:
            visit(place)
            count += 1
    return count
# %% in a program, with something at the start [program]
n, m = map(int, input().split())
roads = {i: [] for i in range(1, n + 1)}
for _ in range(m):
    a, b = map(int, input().split())
    roads[a].append(b)
seen = {1}


def visit(place):
    for other in roads[place]:
        if other in seen:
            continue
        seen.add(other)
        visit(other)


visit(1)
for i in range(1, n + 1):
    print("yes" if i in seen else "no")
