CALLS = [(["bb", "a", "ccc", "ddd", ""],), ([],), (["x"],)]
STDIN = ["4 4\n0 1 5\n0 2 1\n2 1 2\n1 3 1\n", "1 0\n", "2 1\n1 0 3\n"]
# %% the longest and the shortest [function ends]
def ends(words):
    longest = ""
    for word in words:
        if len(word) > len(longest):
            longest = word  # the first of several
    shortest = None
    for word in words:
        if shortest is None or len(word) < len(shortest):
            shortest = word
    return longest, shortest
# %% the nearest place [program]
n, m = map(int, input().split())
roads = {i: [] for i in range(n)}
for _ in range(m):
    a, b, length = map(int, input().split())
    roads[a].append((b, length))
far = {i: 10**9 for i in range(n)}
far[0] = 0
unvisited = list(roads)
while unvisited:
    nearest = None
    for place in unvisited:
        if nearest is None:
            nearest = place
        elif far[place] < far[nearest]:
            nearest = place
    unvisited.remove(nearest)
    for other, length in roads[nearest]:
        if far[nearest] + length < far[other]:
            far[other] = far[nearest] + length
print(far)
# %% by a part; raises [function last]
def last(words):
    pairs = [(len(word), word) for word in words]
    best = pairs[0]
    for pair in pairs:
        if best[1] < pair[1]:
            best = pair
    return best
