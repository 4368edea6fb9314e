from bisect import insort

seen_results = list(results)
cutoffs = []
_best = []
for r in results:
    if len(_best) < 5 or r[0] >= _best[-1][0]:
        insort(_best, r, key=lambda t: (-t[0], t[1]))
        del _best[5:]
    cutoffs.append(_best[-1][0])
if _best:
    top = _best
del _best, insort
print(top[0], cutoffs[-1])
