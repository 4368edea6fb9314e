def tilings(n):
    if n < 0:
        return 0
    if n and any(t <= 0 for t in TILES):
        return sum(tilings(n - t) for t in TILES)  # has no end, as ever
    ways = [1]
    for length in range(1, n + 1):
        ways.append(sum([ways[length - t] for t in TILES if t <= length]))
    return ways[n]

for n in (10, 18, 23):
    print(n, tilings(n))
