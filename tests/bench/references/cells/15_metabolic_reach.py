start = "C00007"
visited = [start]
todo = []
depth = {start: 0}
parents = {}
_made_of = {}
for src, dst, how in reactions:
    _made_of.setdefault(src, []).append(dst)
for c in visited:  # grows while it is walked
    products = _made_of.get(c, [])
    for p in products:
        if p not in depth:
            visited.append(p)
            depth[p] = depth[c] + 1
            parents[p] = c
del _made_of

print("reached", len(visited), "of", len(compounds))
print("deepest", max(depth.values()))
chain = [visited[-1]]
while chain[-1] in parents:
    chain.append(parents[chain[-1]])
" <- ".join(chain)
